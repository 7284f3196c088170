import pytest
from factories import a_page

from shopper import Link
from shopper.reading.carts import is_cart, is_paying, pieces_shown, says_empty


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("Cart (2)", 2), ("Cart, 3 pieces", 3), ("Shopping bag 1 item", 1), ("View cart 12", 12), ("Panier (0)", 0),
        ("Giỏ hàng, 1 món", 1), ("Cesta 4", 4), ("Cart", None), ("Warenkorb 25,00 €", None), ("Giỏ hàng 389.000 ₫", None),
        ("Cartoon 3", None), ("My bag: $25", None), ("Canvas bag 2", None), ("Add to bag 3", None),
    ],
)  # fmt: skip
def test_the_number_at_the_button_of_the_cart(words: str, pieces: int | None) -> None:
    assert pieces_shown(a_page(controls=(words,))) == pieces


def a_link(text: str, path: str = "/en/cart") -> Link:
    return Link(text=text, href=f"https://www.gomsen.test{path}")


def test_whatever_the_link_to_the_cart_is_called_its_number_counts() -> None:
    assert pieces_shown(a_page(links=(a_link("2"), a_link("Tote bag 12", "/en/products/tote-bag")))) == 2


def test_two_numbers_that_differ_are_none_and_the_same_twice_is_one() -> None:
    assert pieces_shown(a_page(links=(a_link("Cart (2)"), a_link("2 items")))) == 2
    assert pieces_shown(a_page(links=(a_link("Cart (2)"), a_link("3")))) is None


def test_a_page_that_says_so_is_empty_whatever_its_head_counts() -> None:
    page = a_page(text="Your cart is currently empty.", links=(a_link("Cart (2)"),))
    assert says_empty(page)
    assert pieces_shown(page) == 0


@pytest.mark.parametrize("text", ["Empty shelves? Fill your cart!", "Warenkorb leeren", "Vider le panier", "Xoá giỏ hàng"])
def test_a_button_that_empties_it_does_not_say_that_it_is_empty(text: str) -> None:
    assert not says_empty(a_page(text=text))


@pytest.mark.parametrize(
    ("path", "cart", "paying"),
    [
        ("/vi/gio-hang", True, False), ("/checkout/cart/", True, False), ("/basket.php", True, False),
        ("/en/checkout/payment", False, True), ("/vi/thanh-toan", False, True), ("/cartoons", False, False),
    ],
)  # fmt: skip
def test_addresses(path: str, cart: bool, paying: bool) -> None:
    url = f"https://www.gomsen.test{path}"
    assert (is_cart(url), is_paying(url)) == (cart, paying)
