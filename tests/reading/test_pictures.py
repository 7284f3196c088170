import pytest
from factories import a_shop

from shopper import Brand, MailPicture
from shopper.reading.pictures import Picture, calls_itself_logo, draws_otherwise, is_logo, pictures_in

LOGO = Picture("https://www.gomsen.test/static/header.png", "Gốm Sen")


def test_pictures_but_not_counting_dots_nor_comments() -> None:
    html = (
        '<!--[if mso]><img src="old.png"><![endif]--><img src="https://www.gomsen.test/static/header.png" alt="Gốm Sen">'
        '<img src="https://t.test/open.gif" width="1" height="1"><img>'
    )
    assert pictures_in(html) == [LOGO, Picture("", "")]


@pytest.mark.parametrize(
    "picture",
    [
        LOGO,
        Picture("cid:logo@x", ""),
        Picture("https://x.test/img/gom_sen.png?v=2", ""),
        Picture("data:image/png;base64,AA", "Logo"),
    ],
)
def test_a_logo_calls_itself_one(picture: Picture) -> None:
    assert is_logo(picture, ("Gốm Sen", "gom_sen"))


@pytest.mark.parametrize(
    "picture", [Picture("https://x.test/mug.jpg", "Cốc men ngọc"), Picture("data:image/png;base64,LOGO", "")]
)
def test_other_pictures_do_not(picture: Picture) -> None:
    assert not is_logo(picture, ("Gốm Sen", ""))


def test_pictures_may_be_drawn_otherwise() -> None:
    assert draws_otherwise('<td style="background-image:url(https://x.test/head.png)">')
    assert draws_otherwise("<svg viewBox='0 0 1 1'></svg>")
    assert not draws_otherwise("<p>Gốm Sen</p>")


SHOP = a_shop(brand=Brand(name="Gốm Sen", logos=("gom_sen.svg",)))


@pytest.mark.parametrize(
    ("src", "alt"),
    [
        ("https://x.test/a.png", "Gốm Sen"),
        ("https://x.test/a.png", "Logo Gốm Sen"),
        ("https://x.test/logo-header@2x.png", ""),
        ("https://x.test/gom_sen-white.png", None),
        ("cid:logo@x", ""),
    ],
)
def test_the_shops_logo_says_so_and_nothing_else(src: str, alt: str | None) -> None:
    assert calls_itself_logo(MailPicture(src=src, alt=alt), SHOP)
    assert not calls_itself_logo(MailPicture(src=src, alt=alt, tiny=True), SHOP)
    assert not calls_itself_logo(MailPicture(src=src, alt=alt, visible=False), SHOP)


@pytest.mark.parametrize(
    ("src", "alt"),
    [
        ("https://x.test/paypal-logo.png", ""),
        ("https://x.test/logo.png", "PayPal"),
        ("https://x.test/gom_sen-mug.png", ""),
        ("https://x.test/1.png", ""),
        ("https://x.test/header.png", "Sale"),
    ],
)
def test_other_logos_and_pieces_of_the_shops_name_are_none(src: str, alt: str) -> None:
    assert not calls_itself_logo(MailPicture(src=src, alt=alt), SHOP)
