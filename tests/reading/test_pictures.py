import pytest

from shopper.reading.pictures import Picture, draws_otherwise, is_logo, pictures_in

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
