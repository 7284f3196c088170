import pytest
from factories import a_page, a_plan, a_plan_step, a_step, a_visit, an_order

from shopper import Outcome, PageView
from shopper.page_checks.transparency.order_button_unclear import order_button_unclear

PAYMENT = a_page("/en/checkout/payment", controls=("Search", "Place order and pay"))


def outcome(button: str) -> Outcome:
    (verdict,) = order_button_unclear(an_order(a_page("/en/cart"), PAYMENT, button=button))
    return verdict.outcome


@pytest.mark.parametrize(
    "button",
    ["Place order and pay", "Buy now", "Complete purchase", "Đặt hàng", "Zahlungspflichtig bestellen", "Commander et payer"],
)
def test_buttons_that_say_what_they_do_pass(button: str) -> None:
    assert outcome(button) is Outcome.PASS


@pytest.mark.parametrize("button", ["Continue", "Weiter", "Valider", "Tiếp tục", "OK"])
def test_buttons_that_only_go_on_fail(button: str) -> None:
    assert outcome(button) is Outcome.FAIL


def test_a_button_of_neither_kind_goes_to_a_person() -> None:
    assert outcome("Continue to payment") is Outcome.REVIEW
    assert outcome("Let’s go!") is Outcome.REVIEW


def test_the_finding_quotes_the_button_and_where_it_stood() -> None:
    (verdict,) = order_button_unclear(an_order(a_page("/en/cart"), PAYMENT, button="Continue"))
    assert verdict.sentence == "The button that places the order says “Continue”."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order button", "web shop", ("step:2",))


def visit_by_name(name: object, page: PageView) -> list[Outcome]:
    plan = a_plan(locale="en-GB", steps=(a_plan_step("1", "goto"), a_plan_step("2", "click", once=True, args={"name": name})))
    steps = (a_step("1", page=page), a_step("2", "click", a_page("/en/order-placed/GS-1")))
    return [verdict.outcome for verdict in order_button_unclear(a_visit(plan=plan, steps=steps))]


def test_where_nobody_noted_what_was_clicked_the_journey_says_it() -> None:
    assert visit_by_name({"vi": "Đặt hàng", "en": "Place order"}, PAYMENT) == [Outcome.PASS]
    assert visit_by_name("", PAYMENT) == [Outcome.CANT_TELL]


def test_what_is_done_once_elsewhere_is_no_order() -> None:
    assert visit_by_name("Confirm", a_page("/en/orders/GS-10023/cancel")) == []
