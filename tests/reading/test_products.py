import pytest
from factories import a_page

from shopper.reading.products import is_product, name_of


@pytest.mark.parametrize(
    "button",
    ["Add to cart", "Add to Basket", "Thêm vào giỏ hàng", "Mua ngay", "In den Warenkorb", "Ajouter au panier",
     "Añadir al carrito", "Sold out", "Hết hàng"],
)  # fmt: skip
def test_a_page_that_puts_one_piece_into_the_cart_is_its_own(button: str) -> None:
    assert is_product(a_page("/p/mug", controls=("Search", button)))
    assert is_product(a_page("/p/mug", controls=(button, button)))


def test_a_list_has_a_button_for_each_piece_and_others_have_none() -> None:
    assert not is_product(a_page("/p", controls=("Add to cart",) * 12))
    assert not is_product(a_page("/p", controls=("Search", "Add to cartoon club", "Checkout")))


def test_a_piece_is_called_as_the_title_begins() -> None:
    assert name_of(a_page("/p", title="Hồ Tây mug – Gốm Sen", headings=("Gốm Sen", "Hồ Tây mug", "Details"))) == "Hồ Tây mug"
    assert name_of(a_page("/p", title="Gifts", headings=("Hồ Tây mug", "Details"))) == "Hồ Tây mug"
    assert name_of(a_page("/p", headings=())) == ""
