import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Markup, Outcome
from shopper.inbox_checks.identity.off_brand_font import off_brand_font
from shopper.model import Brand, Verdict


def judged(fonts: dict[str, int], brand: tuple[str, ...] = ("Be Vietnam Pro",), **changes: object) -> list[Verdict]:
    mail = a_mail("shipping_notice", markup=Markup(fonts=fonts), **changes)
    return list(off_brand_font(a_visit(mails=[mail], plan=a_plan(shop=a_shop(brand=Brand(name="Gốm Sen", fonts=brand))))))


def test_another_dress_fails() -> None:
    (verdict,) = judged({"Comic Sans MS": 900, "Arial": 100})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The shipping notice is set in Comic Sans MS, a font of another dress than the shop’s."
    assert verdict.actual == "Comic Sans MS, 90% of its letters"


@pytest.mark.parametrize(
    "fonts",
    [
        {"Be Vietnam Pro": 500},
        {"Arial": 500},
        {"-apple-system": 500},
        {"Helvetica Neue": 300, "sans-serif": 4},
        {"Georgia": 500},
    ],
)
def test_the_brand_and_what_machines_bring_along_pass(fonts: dict[str, int]) -> None:
    assert judged(fonts)[0].outcome is Outcome.PASS


def test_some_letters_in_another_font_go_to_a_person() -> None:
    assert judged({"Be Vietnam Pro": 800, "Lobster": 200})[0].outcome is Outcome.REVIEW
    assert judged({"Be Vietnam Pro": 980, "Lobster": 20})[0].outcome is Outcome.PASS


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert judged({}) == []
    assert judged({"Comic Sans MS": 9}, brand=()) == []
    assert judged({"Comic Sans MS": 9}, sender="notice@vanchuyen.test") == []
