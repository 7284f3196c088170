import pytest
from factories import SHOP_URL, a_fact, a_page, a_step, a_visit

from shopper import Effect, Link, Outcome, PageView, StepRecord
from shopper.model import Verdict
from shopper.page_checks.dead_ends.cart_lost import cart_lost


def a_cart(pieces: int, path: str = "/vi/gio-hang", text: str = "Gốm Sen", word: str = "Giỏ hàng") -> PageView:
    """A page whose head counts what lies in the cart."""
    named = f"{word} ({pieces})" if pieces else word
    return a_page(path, text=text, links=(Link(text=named, href=f"{SHOP_URL}/vi/gio-hang"),))


EMPTY = a_cart(0, text="Giỏ hàng của bạn đang trống.")
DECLINED = a_cart(2, "/vi/thanh-toan/the", "Thẻ bị từ chối\nVui lòng thử thẻ khác.")


def judged(*steps: StepRecord, **changes: object) -> list[Verdict]:
    return list(cart_lost(a_visit(steps=steps, **changes)))


def test_a_cart_that_is_empty_after_a_refused_payment_fails() -> None:
    (verdict,) = judged(a_step("1", page=a_cart(2)), a_step("2", "click", DECLINED), a_step("3", "click", EMPTY))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "After the payment was refused, the cart held 0 of 2 pieces."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("the payment was refused", "web shop", ("step:3",))


@pytest.mark.parametrize("verb", ["reload", "come_back"])
@pytest.mark.parametrize(("after", "outcome"), [(EMPTY, Outcome.FAIL), (a_cart(1), Outcome.FAIL), (a_cart(2), Outcome.PASS)])
def test_what_a_reload_or_a_return_leaves_of_it(verb: str, after: PageView, outcome: Outcome) -> None:
    (verdict,) = judged(a_step("1", page=a_cart(2)), a_step("2", verb, after))
    assert verdict.outcome is outcome


@pytest.mark.parametrize(
    "empty", ["Your shopping bag is empty", "Ihr Warenkorb ist leer.", "Votre panier est vide", "Tu cesta está vacía",
              "Giỏ hàng trống", "Chưa có sản phẩm nào trong giỏ hàng"],
)  # fmt: skip
def test_an_empty_cart_is_known_in_every_language(empty: str) -> None:
    (verdict,) = judged(a_step("1", page=a_cart(1, word="Panier")), a_step("2", "reload", a_page("/x", text=empty, links=())))
    assert verdict.outcome is Outcome.FAIL


def test_what_was_counted_under_a_fault_is_held_against_what_is_left_afterwards() -> None:
    fault = a_step("2", "click", fault="gateway_down")
    assert [v.outcome for v in judged(a_step("1", page=a_cart(1)), fault, a_step("3", page=a_cart(1)))] == [Outcome.PASS]
    assert [v.outcome for v in judged(a_step("1", page=a_cart(1)), fault, a_step("3", page=EMPTY))] == [Outcome.FAIL]


def test_noted_numbers_count() -> None:
    steps = (a_step("1", "note"), a_step("2", "reload"), a_step("3", "note"))
    noted = [a_fact("cart.pieces", "3 món", source="step:1"), a_fact("cart.pieces", "2 món", source="step:3")]
    (verdict,) = judged(*steps, noted=noted)
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "2 in the cart")


def test_an_order_empties_the_cart_rightly() -> None:
    placed = a_cart(0, "/vi/da-dat-hang/GS-10023", "Cảm ơn bạn")
    steps = (a_step("1", page=a_cart(2)), a_step("2", "click", DECLINED), a_step("3", "click", placed), a_step("4", page=EMPTY))
    assert judged(*steps[:2]) == judged(*steps)


def test_what_she_takes_out_herself_is_not_lost() -> None:
    removed = a_step("3", "click", EMPTY, effect=Effect(name="Xoá", submitted=True, navigated=True))
    (verdict,) = judged(a_step("1", page=a_cart(2)), a_step("2", "reload", a_cart(2)), removed)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "page",
    [
        a_page("/en/help", text="If your cart is empty after logging in, please clear the cookies of your browser and try once "
               "more; your cart is empty only until you add something to it again."),
        a_page("/en/", text="Your cart", links=(Link(text="Cart $25", href=f"{SHOP_URL}/cart"),)),
        a_page("/vi/", links=(Link(text="Giỏ hàng 389.000 ₫", href=f"{SHOP_URL}/vi/gio-hang"),)),
        a_page("/de/", links=(Link(text="Warenkorb (2)", href="/a/cart"), Link(text="Warenkorb 3", href="/cart"))),
    ],
)  # fmt: skip
def test_prices_help_texts_and_doubtful_numbers_count_nothing(page: PageView) -> None:
    assert judged(a_step("1", page=a_cart(2)), a_step("2", "reload", page)) == []


def test_without_trouble_nothing_is_said() -> None:
    assert judged(a_step("1", page=a_cart(2)), a_step("2", "click", EMPTY)) == []
