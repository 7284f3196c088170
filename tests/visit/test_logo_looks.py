import asyncio
from types import SimpleNamespace
from typing import Any

from factories import a_mail, a_shop

from shopper import MailPicture, Markup
from shopper.fingerprints import fingerprint
from shopper.practice_shop.logos import logo_png
from shopper.practice_shop.tenant import GOM_SEN
from shopper.visit.logo_looks import LogoLooks

LOGO = "https://www.gomsen.test/logo.png"
OWN = logo_png(GOM_SEN)
READING = a_mail(
    markup=Markup(
        pictures=(MailPicture(src=LOGO, alt="Gốm Sen"), MailPicture(src="https://www.gomsen.test/mug.png", alt="Cốc"))
    )
).reading


def response(url: str, body: bytes, ok: bool = True) -> Any:
    async def read() -> bytes:
        return body

    return SimpleNamespace(url=url, ok=ok, body=read)


def seen(looks: LogoLooks, *responses: Any) -> dict[str, str]:
    for one in responses:
        looks.note(one)
    return asyncio.run(looks.fingerprints())


def test_only_the_logo_is_kept() -> None:
    looks = LogoLooks(READING, a_shop(logo_prints={"gom_sen.png": fingerprint(OWN)}))
    assert seen(looks, response(LOGO, OWN), response("https://www.gomsen.test/mug.png", OWN)) == {LOGO: fingerprint(OWN)}


def test_what_did_not_load_or_is_no_picture_is_not_kept() -> None:
    shop = a_shop(logo_prints={"gom_sen.png": fingerprint(OWN)})
    assert seen(LogoLooks(READING, shop), response(LOGO, OWN, ok=False)) == {}
    assert seen(LogoLooks(READING, shop), response(LOGO, b"<html>")) == {}


def test_a_shop_without_a_picture_to_compare_needs_none() -> None:
    assert seen(LogoLooks(READING, a_shop()), response(LOGO, OWN)) == {}
