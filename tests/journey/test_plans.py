from collections.abc import Callable

from shopper.journey.load import Loaded
from shopper.journey.plans import digest

Project = Callable[..., Loaded]

STEPS = "steps:\n  - goto: /\n"


def test_each_combination_is_a_plan_with_a_name_that_reads_well(project: Project) -> None:
    plans = project(f"matrix: {{locale: [vi-VN, en-GB], device: [desktop, phone]}}\n{STEPS}").plans
    assert [plan.id for plan in plans] == [
        "buy[kiln-vi-VN-desktop]", "buy[kiln-vi-VN-phone]", "buy[kiln-en-GB-desktop]", "buy[kiln-en-GB-phone]",
    ]  # fmt: skip
    assert len({plan.digest for plan in plans}) == 4


def test_browsers_are_named_where_there_is_a_choice(project: Project) -> None:
    plans = project(f"matrix: {{browser: [chromium, firefox]}}\n{STEPS}").plans
    assert [plan.id for plan in plans] == ["buy[kiln-vi-VN-desktop-chromium]", "buy[kiln-vi-VN-desktop-firefox]"]


def test_without_a_matrix_the_customer_is_the_shops_first(project: Project) -> None:
    [plan] = project(STEPS).plans
    assert (plan.locale, plan.device, plan.browser, plan.language) == ("vi-VN", "desktop", "chromium", "vi")


def test_what_a_plan_knows(project: Project) -> None:
    [plan] = project(f"type: return\ntags: [nightly]\nweight: 2\nlimits: {{spend: 50 EUR, mails: 6}}\n{STEPS}").plans
    assert (plan.title, plan.type, plan.tags, plan.weight) == ("Buy a mug", "return", ("nightly",), 2.0)
    assert (str(plan.limits.spend), plan.limits.mails) == ("50 EUR", 6)
    assert plan.persona.name == "Nguyễn Thùy Linh"
    assert plan.shop.mails["shipping_notice"].sender == "*@kiln.test"
    assert str(plan.place) == "journeys/buy.yaml:1:1"


def test_the_digest_tells_plans_apart_and_nothing_else(project: Project) -> None:
    [plan] = project(STEPS).plans
    assert digest(plan) == plan.digest
    assert digest(type(plan).model_validate_json(plan.model_dump_json())) == plan.digest
    [other] = project("steps:\n  - goto: /sale\n").plans
    assert other.digest != plan.digest
