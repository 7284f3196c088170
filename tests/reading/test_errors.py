import pytest
from factories import a_page

from shopper.reading.errors import error_text, expired_text, says_used


@pytest.mark.parametrize(
    "words",
    [
        "Đã xảy ra lỗi",
        "Rất tiếc, đã xảy ra lỗi. Vui lòng thử lại sau.",
        "Không tìm thấy trang",
        "Something went wrong",
        "We're sorry, but something went wrong",
        "404 – Page not found",
        "Es ist ein Fehler aufgetreten",
        "Une erreur est survenue",
        "Página no encontrada",
    ],
)
def test_error_pages_say_so(words: str) -> None:
    assert error_text(a_page(text=f"{words}\nThử lại")) == words
    assert error_text(a_page(title=f"{words} | Gốm Sen", text="…"))


@pytest.mark.parametrize(
    "words",
    [
        "What if something went wrong?",
        "If something went wrong, write to us",
        "Có lỗi sản xuất nhỏ trên men là bình thường",
        "Có một sự cố khi in tem đã được khắc phục",
        "Your card was declined",
        "404 ways to use a mug",
    ],
)
def test_pages_about_errors_are_none(words: str) -> None:
    assert error_text(a_page(text=words)) == ""


def test_a_page_with_much_else_on_it_works() -> None:
    assert error_text(a_page(text="Something went wrong\n" + "Our mugs are thrown by hand. " * 20)) == ""


def test_an_error_far_down_is_not_the_page() -> None:
    assert error_text(a_page(text="Checkout\nName\nStreet\nCity\nSomething went wrong")) == ""


def test_header_and_footer_say_nothing_about_the_page() -> None:
    header, footer = "Sản phẩm", "Gốm làm tay từ Bát Tràng. " * 30
    page = a_page(text="\n".join([header, header + " mới", "Giỏ hàng", "Đã xảy ra lỗi", footer]))
    assert error_text(page) == ""
    common = {header, header + " mới", "Giỏ hàng", footer.strip()}
    assert error_text(page, common=common) == "Đã xảy ra lỗi"


@pytest.mark.parametrize("piece", ["error ", "sorry, ", "xin lỗi ", "rất tiếc, ", "404 ", "!"])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    text = piece * (290 // len(piece))
    assert error_text(a_page(title=text, text=text)) == ""


def test_a_page_whose_link_has_expired_says_so_in_title_or_text() -> None:
    assert expired_text(a_page(title="This link has expired | Gốm Sen", text="Trang chủ")) == "This link has expired"
    assert expired_text(a_page(text="Gốm Sen\nCe lien a expiré. Demandez-en un autre.")).startswith("Ce lien a expiré")
    assert expired_text(a_page(text="Gốm Sen\nHas this link expired?")) == ""
    assert expired_text(a_page()) == ""


def test_used_is_not_expired() -> None:
    assert says_used("This link has already been used") and says_used("Liên kết này đã được sử dụng")
    assert not says_used("This link has expired") and not says_used("Liên kết đã hết hạn")
