from decimal import Decimal

import pytest
from factories import T0, a_fact, a_page, a_plan, a_plan_step, a_step, a_visit, an_order, minutes

from shopper import Fact, Money, Outcome
from shopper.model import Scope, Verdict
from shopper.page_checks.transparency.price_changes_on_the_way import price_changes_on_the_way

STEPS = tuple(
    a_step(str(n), page=a_page(path))
    for n, path in enumerate(
        ("/vi/san-pham/coc", "/vi/gio-hang", "/vi/thanh-toan", "/vi/da-dat-hang/GS-10023", "/vi/don-hang"), 1
    )
)


def a_price(step: int, amount: str, name: str = "price", currency: str | None = "VND") -> Fact:
    return a_fact(name, Money(amount=Decimal(amount), currency=currency), source=f"step:{step}", at=T0 + minutes(step))


def judged(*noted: Fact) -> list[Verdict]:
    return list(price_changes_on_the_way(a_visit(steps=STEPS, noted=noted, mails=[], expectations=())))


@pytest.mark.parametrize("name", ["price", "product.price", "unit_price"])
def test_another_price_in_the_cart_fails_and_quotes_both_places(name: str) -> None:
    (verdict,) = judged(a_price(1, "389000", name), a_price(2, "427900", name))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.endswith("price was 389,000 VND on /vi/san-pham/coc and 427,900 VND on /vi/gio-hang.")
    assert (verdict.about, verdict.owner, verdict.evidence) == (name, "web shop", ("step:1", "step:2"))


def test_the_same_price_all_the_way_passes() -> None:
    (verdict,) = judged(a_price(1, "15.9", currency="EUR"), a_price(2, "15.90", currency="EUR"))
    assert verdict.outcome is Outcome.PASS


def test_a_total_that_grows_between_payment_and_confirmation_fails() -> None:
    number = a_fact(source="step:4", at=T0 + minutes(4))
    later_on_that_page = a_price(4, "838000", "order.total").model_copy(update={"at": T0 + minutes(4.1)})
    (verdict,) = judged(a_price(3, "808000", "order.total"), number, later_on_that_page)
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:3", "step:4"))


def test_a_total_that_changes_with_the_order_is_no_surprise() -> None:
    number = a_fact(source="step:4", at=T0 + minutes(4))
    changed = a_price(5, "1197000", "order.total")
    (verdict,) = judged(a_price(3, "808000", "order.total"), a_price(4, "808000", "order.total"), number, changed)
    assert verdict.outcome is Outcome.PASS


def test_other_currencies_cannot_be_compared() -> None:
    (verdict,) = judged(a_price(1, "389000"), a_price(2, "15.90", currency="EUR"))
    assert verdict.outcome is Outcome.CANT_TELL
    (verdict,) = judged(a_price(1, "389000"), a_price(2, "15.90", currency=None))
    assert verdict.outcome is Outcome.CANT_TELL


def test_one_price_other_names_and_mails_are_left_alone() -> None:
    assert judged(a_price(1, "389000")) == []
    assert judged(a_price(1, "389000", "delivery.cost"), a_price(2, "30000", "delivery.cost")) == []
    in_a_mail = a_price(2, "1").model_copy(update={"source": "mail:m1"})
    assert judged(a_price(1, "389000"), in_a_mail) == []
    assert judged(a_fact("price", "389"), a_fact("price", "390")) == []


def test_each_turn_of_a_loop_has_a_price_of_its_own() -> None:
    scopes = (Scope(), *(Scope(parent=0, inputs={"product": name}) for name in ("mug", "vase")))
    calls = tuple(Scope(parent=turn, inputs={"name": "${inputs.product}"}, flow="find_product") for turn in (1, 2))
    steps = tuple(a_plan_step(str(n), "note", scope=3 + (n > 2)) for n in (1, 2, 3, 4))
    plan = a_plan(scopes=(*scopes, *calls), steps=steps)

    def found(*amounts: str) -> list[Outcome]:
        noted = [a_price(n, amount) for n, amount in enumerate(amounts, 1)]
        visit = a_visit(plan=plan, steps=STEPS, noted=noted, mails=[], expectations=())
        return [verdict.outcome for verdict in price_changes_on_the_way(visit)]

    assert found("389000", "389000", "690000", "690000") == [Outcome.PASS]
    assert found("389000", "389000", "690000", "759000") == [Outcome.FAIL]


def a_bill(price: str, total: str, *, delivery: str = "€1.90", pieces: int = 1) -> str:
    return f"{pieces} × Celadon mug\n{price}\nSubtotal\n{price}\nDelivery\n{delivery}\nTotal\n{total}"


def on_the_way(checkout: str, payment: str, path: str = "/en/checkout/payment") -> list[Verdict]:
    return list(price_changes_on_the_way(an_order(a_page("/en/checkout", text=checkout), a_page(path, text=payment))))


def test_bills_of_the_checkout_that_list_the_same_cost_the_same() -> None:
    found = on_the_way(a_bill("€15.90", "€17.80"), a_bill("€15.90", "€17.80"))
    assert [(verdict.outcome, verdict.about) for verdict in found] == [
        (Outcome.PASS, "The pieces in the checkout"),
        (Outcome.PASS, "The total in the checkout"),
    ]


def test_pieces_that_became_dearer_in_the_checkout_fail() -> None:
    (verdict,) = on_the_way(a_bill("€15.90", "€17.80"), a_bill("€17.49", "€19.39"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The pieces in the checkout came to 15.90 EUR on /en/checkout and 17.49 EUR on /en/checkout/payment."
    )
    assert verdict.evidence == ("step:1", "step:2")


def test_a_total_that_grew_while_its_parts_stayed_fails() -> None:
    *_, verdict = on_the_way(a_bill("€15.90", "€17.80"), a_bill("€15.90", "€19.80"))
    assert (verdict.outcome, verdict.about) == (Outcome.FAIL, "The total in the checkout")


def test_what_she_changed_herself_is_no_surprise() -> None:
    express = a_bill("€15.90", "€19.40", delivery="€3.50")
    assert [v.outcome for v in on_the_way(a_bill("€15.90", "€17.80"), express)] == [Outcome.PASS]
    assert on_the_way(a_bill("€15.90", "€17.80"), a_bill("€31.80", "€33.70", pieces=2)) == []
    assert on_the_way(a_bill("€15.90", "€17.80"), a_bill("€31.80", "€33.70"), path="/en/checkout") == []
