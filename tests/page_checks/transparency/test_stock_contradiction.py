import pytest
from factories import a_mail, a_page, a_step, a_visit

from shopper import Mail, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.transparency.stock_contradiction import stock_contradiction

NAME = "Hồ Tây celadon mug"


def a_product(*said: str, name: str = NAME, add: str = "Add to cart") -> PageView:
    text = "\n".join([name, "€15.90", *said, "You may also like", "Hội An blue-and-white teapot", "Sold out"])
    headings = (name, "You may also like", "Hội An blue-and-white teapot")
    return a_page("/en/products/ho-tay-mug", title=f"{name} – Gốm Sen", text=text, headings=headings, controls=(add,))


def a_cart(*said: str, name: str = NAME) -> PageView:
    return a_page("/en/cart", text="\n".join(["Cart", name, *said, "€15.90", "Remove"]), headings=("Cart",))


def judged(*pages: PageView, mails: tuple[Mail, ...] = ()) -> list[Verdict]:
    steps = tuple(a_step(str(number), page=page) for number, page in enumerate(pages, 1))
    return list(stock_contradiction(a_visit(steps=steps, mails=mails, expectations=(), locale="en-GB")))


def test_a_cart_that_has_sold_out_what_the_product_page_has_fails() -> None:
    (verdict,) = judged(a_product("In stock at the workshop"), a_cart("Out of stock"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "/en/products/ho-tay-mug says “In stock at the workshop” of Hồ Tây celadon mug, and /en/cart “Out of stock”."
    )
    assert (verdict.about, verdict.evidence) == ("/en/products/ho-tay-mug", ("step:1", "step:2"))


def test_a_mail_that_has_it_no_more_fails() -> None:
    mail = a_mail(language="en", text=f"We are sorry.\n{NAME}\ncurrently unavailable")
    (verdict,) = judged(a_product("In stock"), mails=(mail,))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:1", "mail:m1"))


def test_in_a_list_it_may_be_the_next_piece_that_is_gone() -> None:
    listed = a_page("/en/products", text=f"{NAME}\n€15.90\nSold out\nTeapot Hội An\n€36.50", headings=("Products",))
    assert [verdict.outcome for verdict in judged(a_product("In stock"), listed)] == [Outcome.REVIEW]


def test_the_same_everywhere_passes() -> None:
    (verdict,) = judged(a_product("In stock"), a_cart("Only 3 left"))
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("product", "cart"),
    [
        (a_product("In stock"), a_cart()),
        (a_product("In stock", "Size XL: sold out?"), a_cart("In stock")),
        (a_product("Còn hàng", name="Cốc men ngọc", add="Thêm vào giỏ hàng"), a_cart("Còn 12 sản phẩm", name="Cốc men ngọc")),
        (a_product("Sofort lieferbar", name="Becher Huế", add="In den Warenkorb"), a_cart("Auf Lager", name="Becher Huế")),
        (a_product("En stock", name="Mug céladon", add="Ajouter au panier"), a_cart("Disponible", name="Mug céladon")),
        (a_product("In stock"), a_cart("Not available in stores")),
    ],
)  # fmt: skip
def test_ordinary_shops_do_not_contradict_themselves(product: PageView, cart: PageView) -> None:
    assert Outcome.FAIL not in [verdict.outcome for verdict in judged(product, cart)]


def test_what_is_said_of_another_piece_is_not_said_of_this_one() -> None:
    assert judged(a_product(), a_cart("In stock")) == []
    listed = a_page("/en/products", text=f"{NAME}\n€15.90\nTeapot Hội An\nSold out", headings=(NAME, "Teapot Hội An"))
    assert judged(a_product("In stock"), listed) == []


def test_a_longer_name_is_another_piece() -> None:
    candle = a_product("In stock", name="Cedar Candle")
    assert judged(candle, a_cart("Out of stock", name="Cedar Candle Large")) == []
    (verdict,) = judged(candle, a_cart("Out of stock", name="1 × Cedar Candle"))
    assert verdict.outcome is Outcome.FAIL
