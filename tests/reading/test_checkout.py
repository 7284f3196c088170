import pytest
from factories import T0, a_fact, a_page, a_plan, a_plan_step, a_step, a_visit, an_order, minutes

from shopper import FormField
from shopper.reading.checkout import has_card_fields, is_cart, names_delivery, ordering


@pytest.mark.parametrize(
    "path", ["/cart", "/checkout/cart/", "/vi/gio-hang", "/warenkorb.html", "/fr/panier?x=1", "/carrito", "/gp/basket"]
)
def test_carts_are_known_by_their_path(path: str) -> None:
    assert is_cart(f"https://shop.test{path}")


@pytest.mark.parametrize("path", ["/checkout", "/products/cartwheel", "/", "/vi/thanh-toan"])
def test_other_pages_are_no_carts(path: str) -> None:
    assert not is_cart(f"https://shop.test{path}")


def test_an_order_is_told_with_its_button_its_page_and_the_way_to_it() -> None:
    visit = an_order(a_page("/en/products/mug"), a_page("/en/cart"), a_page("/en/checkout/payment"), button="Buy now")
    order = ordering(visit)
    assert order
    assert (order.button, order.on.source) == ("Buy now", "step:3")
    assert [stop.source for stop in order.way] == ["step:1", "step:2", "step:3"]


def test_broken_pages_are_not_on_the_way() -> None:
    order = ordering(an_order(a_page("/en/cart", status=500), a_page("/en/checkout")))
    assert order and [stop.source for stop in order.way] == ["step:2"]


def test_a_page_with_card_fields_is_the_checkout_whatever_it_is_called() -> None:
    card = a_page("/x", fields=(FormField(label="Number", autocomplete="billing cc-number"),))
    assert has_card_fields(card)
    assert ordering(an_order(card))


def test_what_was_not_seen_undisturbed_is_not_told() -> None:
    steps = (a_step("1", page=a_page("/en/checkout")), a_step("2", "fill"), a_step("3", "click", a_page("/en/placed")))
    plan = a_plan(steps=(*(a_plan_step(one, "goto") for one in "12"), a_plan_step("3", "click", once=True)))
    assert ordering(a_visit(plan=plan, steps=steps)) is None


def test_what_was_done_once_on_the_way_there_is_not_the_order() -> None:
    pages = (a_page("/checkout/register"), a_page("/checkout/confirm"), a_page("/checkout/finish"), a_page("/checkout"))
    planned = tuple(a_plan_step(str(n), "click", once=True, args={"name": f"Button {n}"}) for n in range(1, 5))
    steps = tuple(a_step(str(n), "click", page, started=T0 + minutes(n)) for n, page in enumerate(pages, 1))
    number = a_fact(source="step:3", at=T0 + minutes(3.5))
    order = ordering(a_visit(plan=a_plan(steps=planned), steps=steps, noted=[number], mails=[]))
    assert order and (order.button, order.on.source) == ("Button 3", "step:2")


def test_delivery_is_named_in_five_languages() -> None:
    for text in ("Free shipping", "zzgl. Versandkosten", "Frais de livraison", "Phí giao hàng", "Gastos de envío"):
        assert names_delivery(text)
    assert not names_delivery("Celadon mug €15.90")


def test_registering_and_cancelling_are_no_orders() -> None:
    assert ordering(an_order(a_page("/en/account/register"))) is None
    assert ordering(a_visit()) is None


def test_a_button_that_nobody_noted_is_called_as_the_journey_calls_it() -> None:
    def told(name: object, *controls: str) -> str:
        page = a_page("/en/checkout", controls=controls)
        planned = (a_plan_step("1", "goto"), a_plan_step("2", "click", once=True, args={"role": "button", "name": name}))
        order = ordering(
            a_visit(plan=a_plan(locale="en-GB", steps=planned), steps=(a_step("1", page=page), a_step("2", "click")))
        )
        assert order
        return order.button

    assert told({"vi": "Đặt hàng", "en": "place order"}, "Search", "Place order and pay") == "Place order and pay"
    assert told("Buy") == "Buy"
    assert told("${inputs.button}") == told("") == ""
