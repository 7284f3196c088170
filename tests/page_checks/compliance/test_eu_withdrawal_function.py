import pytest

from shopper import FormField, Link, PageView
from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.eu_withdrawal_function import eu_withdrawal_function
from shopper.registry import checks
from shopper.testing import T0, a_page, a_plan, a_plan_step, a_shop, a_step, a_visit, an_exploration
from shopper.verdict.running import run_checks


def linking(*texts: str, **changes: object) -> PageView:
    links = tuple(Link(text=text, href=f"https://www.gomsen.test/de/{number}") for number, text in enumerate(texts))
    return a_page("/de/", links=links, text="Willkommen", **changes)


def explored(page: PageView, *, complete: bool = True) -> list[Verdict]:
    first = an_exploration(page, language="de", complete=complete)
    return list(eu_withdrawal_function(a_visit(locale="de-DE", steps=(), explorations=(first,))))


@pytest.mark.parametrize(
    "words",
    ["Vertrag widerrufen", "Vertrag hier widerrufen", "Withdraw from contract here", "Renoncer au contrat ici",
     "Me rétracter", "Exercer mon droit de rétractation", "Online-Widerruf", "Desistir del contrato"],
)  # fmt: skip
def test_a_function_passes(words: str) -> None:
    (verdict,) = explored(linking("Impressum", words))
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, words)


@pytest.mark.parametrize("words", ["Widerrufsrecht", "Widerrufsbelehrung", "Right of withdrawal", "Droit de rétractation"])
def test_terms_alone_are_no_function_and_a_person_looks_behind_the_log_in(words: str) -> None:
    assert [one.outcome for one in explored(linking(words))] == [Outcome.REVIEW]
    assert explored(linking(words), complete=False) == []


def test_a_form_to_send_goes_to_a_person() -> None:
    (verdict,) = explored(linking("Muster-Widerrufsformular (PDF)"))
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == "/de offers a form, “Muster-Widerrufsformular (PDF)”, and no function."


def ordered(page: PageView) -> list[Verdict]:
    plan = a_plan(
        locale="de-DE", steps=(a_plan_step("1", "goto"), a_plan_step("2", "click", once=True, args={"name": "Kaufen"}))
    )
    steps = (a_step("1", page=page), a_step("2", "click", a_page("/de/bestellt", text="Danke")))
    return list(eu_withdrawal_function(a_visit(plan=plan, steps=steps)))


def test_a_guest_s_order_without_one_fails_and_that_of_an_account_goes_to_a_person() -> None:
    checkout = a_page("/de/checkout", controls=("Kaufen",), text="Gesamtbetrag: 36,80 €")
    assert [one.outcome for one in ordered(checkout)] == [Outcome.FAIL]
    password = FormField(label="Passwort", kind="password", filled=True)
    assert [one.outcome for one in ordered(checkout.model_copy(update={"fields": (password,)}))] == [Outcome.REVIEW]


def test_before_the_rule_was_in_force_nothing_is_said() -> None:
    plan = a_plan(locale="de-DE", shop=a_shop(compliance=("eu",)))
    visit = a_visit(plan=plan, steps=(), explorations=(an_exploration(linking("AGB"), language="de"),), started=T0)
    (ran,) = run_checks(visit, {"eu-withdrawal-function": checks()["eu-withdrawal-function"]})
    assert ran.verdicts == ()
