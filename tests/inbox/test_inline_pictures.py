from email.message import EmailMessage

from shopper.fingerprints import fingerprint
from shopper.inbox.parsing import read_mail
from shopper.practice_shop.logos import logo_png
from shopper.practice_shop.tenant import GOM_SEN


def with_picture(html: str, content: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Gốm Sen <orders@gomsen.test>", "x"
    mail.set_content(html, subtype="html")
    mail.add_related(content, "image", "png", cid="<logo@gomsen>", disposition="inline")
    return mail.as_bytes()


def test_a_picture_that_came_along_is_looked_at() -> None:
    (picture,) = read_mail(
        with_picture('<img src="cid:logo@gomsen" width="163" height="48">', logo_png(GOM_SEN))
    ).markup.pictures
    assert picture.fingerprint == fingerprint(logo_png(GOM_SEN))


def test_hidden_remote_and_broken_pictures_are_not() -> None:
    html = '<img src="cid:logo@gomsen" width="1" height="1"><img src="https://x.test/logo.png"><img src="cid:other">'
    assert [one.fingerprint for one in read_mail(with_picture(html, logo_png(GOM_SEN))).markup.pictures] == ["", "", ""]
    assert read_mail(with_picture('<img src="cid:logo@gomsen">', b"no picture")).markup.pictures[0].fingerprint == ""
