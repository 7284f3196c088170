from datetime import UTC, datetime

import pytest
from factories import a_page, a_plan, a_plan_step, a_shop, a_step, a_visit

from shopper import Evidence, Outcome
from shopper.page_checks.compliance.eu_order_button import eu_order_button
from shopper.registry import checks
from shopper.verdict.running import run_checks

JULY = datetime(2026, 7, 1, tzinfo=UTC)


def ordered(button: str, locale: str = "de-DE", packs: tuple[str, ...] = ("eu",)) -> Evidence:
    plan = a_plan(
        locale=locale,
        shop=a_shop(compliance=packs),
        steps=(a_plan_step("1", "goto"), a_plan_step("2", "click", once=True, args={"name": button})),
    )
    page = a_page("/de/checkout/payment", controls=("Weiter", button), text="Gesamtbetrag: 36,80 €")
    steps = (a_step("1", page=page), a_step("2", "click", a_page("/de/danke")))
    return a_visit(plan=plan, steps=steps, started=JULY)


@pytest.mark.parametrize(
    "button",
    [
        "Zahlungspflichtig bestellen",
        "Jetzt kaufen",
        "Commander et payer",
        "Buy now",
        "Pay 36.80 €",
        "Comprar ahora",
        "Mua ngay",
    ],
)
def test_words_that_tell_of_paying_pass(button: str) -> None:
    assert [one.outcome for one in eu_order_button(ordered(button))] == [Outcome.PASS]


@pytest.mark.parametrize("button", ["Bestellung abschicken", "Commander", "Place order", "Weiter", "Confirmar pedido"])
def test_words_that_only_order_fail(button: str) -> None:
    (verdict,) = eu_order_button(ordered(button))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The button that ordered says “{button}”: these words do not tell that she must pay."
    assert (verdict.about, verdict.evidence) == ("the order button", ("step:1",))


def test_other_words_go_to_a_person_and_no_order_says_nothing() -> None:
    assert [one.outcome for one in eu_order_button(ordered("Los geht’s"))] == [Outcome.REVIEW]
    assert list(eu_order_button(a_visit())) == []


def judged(visit: Evidence) -> list[str]:
    (ran,) = run_checks(visit, {"eu-order-button": checks()["eu-order-button"]})
    return [f"{one.outcome.value}: {one.expected}" for one in ran.verdicts]


def test_it_is_judged_only_under_its_pack_where_it_binds_and_names_its_source() -> None:
    assert judged(ordered("Bestellen")) == [
        "fail: words such as “order with obligation to pay” (Directive 2011/83/EU, Art. 8(2))"
    ]
    assert judged(ordered("Bestellen", packs=("vn",))) == judged(ordered("Bestellen", packs=())) == []
    assert judged(ordered("Place order", "en-GB")) == judged(ordered("Bestellen", "de-CH")) == []
    assert judged(ordered("Place order", "en-IE"))
