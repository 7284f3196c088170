from factories import a_page, a_plan, a_plan_step, a_step, a_visit

from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.eu_total_before_order import eu_total_before_order


def judged(text: str, button: str = "Jetzt kaufen", locale: str = "de-DE") -> list[Verdict]:
    plan = a_plan(locale=locale, steps=(a_plan_step("1", "goto"), a_plan_step("2", "click", once=True, args={"name": button})))
    page = a_page("/de/checkout/payment", controls=(button,), text=text)
    return list(eu_total_before_order(a_visit(plan=plan, steps=(a_step("1", page=page), a_step("2", "click")))))


def test_a_total_passes_in_words_in_a_bill_and_on_the_button() -> None:
    for text, button in (
        ("Becher 31,80 €\nVersand 5,00 €\nGesamtbetrag: 36,80 €", "Jetzt kaufen"),
        ("Tasse 31,80 €\nLivraison 5,00 €\nTotal TTC : 36,80 €", "Payer"),
        ("Becher 31,80 €", "36,80 € bezahlen"),
    ):
        (verdict,) = judged(text, button)
        assert (verdict.outcome, verdict.actual) == (Outcome.PASS, "36.80 EUR")


def test_amounts_without_a_total_go_to_a_person_and_none_at_all_fail() -> None:
    assert [one.outcome for one in judged("Becher 31,80 €\nVersand 5,00 €")] == [Outcome.REVIEW]
    (verdict,) = judged("Ihre Adresse\nKartennummer")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The page on which she ordered, /de/checkout/payment, shows no amount at all."


def test_whoever_did_not_order_is_told_nothing() -> None:
    assert list(eu_total_before_order(a_visit())) == []
