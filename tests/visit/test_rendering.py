"""Mails drawn in a browser without scripts, and what is measured there."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from factories import a_mail, a_plan
from PIL import Image
from playwright.async_api import Page

from shopper.bundle import Bundle
from shopper.model import MailPart, Rendering
from shopper.visit import rendering
from shopper.visit.browser import Browsers
from shopper.visit.desks import Desks
from shopper.visit.measuring import Measures
from shopper.visit.rendering import Draughtsman

pytestmark = pytest.mark.browser


def _png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 20), "#0b6b5d").save(file, "png")
    return file.getvalue()


PNG = base64.b64encode(_png()).decode()
GROUND = '<!doctype html><body style="margin:0;background:#fff;color:#000">'
MAILS: Mapping[str, str] = {
    "plain": "",
    "colours": f"""{GROUND}<p style="color:#999">Grey on white</p><p style="color:#767676">Just enough</p>
        <p style="color:#949494;font-size:24px">Large</p><p style="background:linear-gradient(red,blue);color:#f0f">Gradient</p>
        <div style="opacity:.5"><p style="background:#fff">Half</p></div><p style="position:absolute;color:#eee">Moved</p>
        <div style="display:none;color:#eee">None</div><div style="max-height:0;overflow:hidden;color:#eee">Hidden</div>
        <p style="color:rgba(0,0,0,.3)">Thin</p><table><tr><td bgcolor="#222222">Dark on dark</td></tr></table>
        <p style="color:#eee">· — |</p>""",
    "dark": """<!doctype html><meta name="color-scheme" content="light dark"><body>
        <p style="color:#111">Black ink</p><p>Ours</p>""",
    "wide": f'{GROUND}<table width="900"><tr><td>A wide one</td></tr></table>',
    "pictures": f"""{GROUND}<img src="data:image/png;base64,{PNG}" alt="Gốm Sen logo" width="40" height="20">
        <img src="cid:inside@gomsen" alt="From within"><img src="cid:lost@gomsen" alt="Lost" width="40" height="20">
        <img src="http://elsewhere.test/a.png" alt="Not asked"><p>Text</p>""",
    "hostile": f"""{GROUND}<img name="querySelectorAll"><form><input name="getBoundingClientRect"><input name="tagName"></form>
        <meta http-equiv="refresh" content="0;url=https://evil.test/"><iframe src="file:///etc/passwd"></iframe>
        <script>document.body.textContent = "run"</script><p>Still here</p>""",
}  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Rendering]]:
    bundle = Bundle(tmp_path_factory.mktemp("audit"))
    inside = (MailPart(type="image/png", size=len(_png()), content_id="inside@gomsen"),)

    async def run() -> dict[str, list[Rendering]]:
        async with Browsers() as browsers:
            desks = Desks(lambda plan, **options: browsers.context(plan, "http://127.0.0.1:9", **options))
            artist = Draughtsman(desks, lambda url: False, bundle)
            mails = {name: a_mail(html=html, parts=inside, text="A plain text") for name, html in MAILS.items()}
            found = {name: await artist.draw(mail, a_plan(), lambda number: _png()) for name, mail in mails.items()}
            await desks.close()
            return found

    return asyncio.run(run())


REACHING = f"""<!doctype html><html><head>
    {
    "".join(
        f"<link rel={rel} as=image href=https://{rel}.evil.test/a>"
        for rel in (
            "prefetch",
            "preload",
            "preconnect",
            "dns-prefetch",
            "stylesheet",
            "icon",
            "prerender",
            "modulepreload",
            "manifest",
        )
    )
}
    <LINK/rel=prefetch href="https://slash.evil.test/"><base href="https://base.evil.test/">
    <meta http-equiv=refresh content="0;url=https://refresh.evil.test/"><meta HTTP-EQUIV="Link" content="<https://m.evil.test/>">
    <style>@import url(https://import.evil.test/a.css); @font-face {{ font-family: x; src: url(https://font.evil.test/a) }}
    p {{ font-family: x; background: url(https://background.shop.test/a.png) }}</style></head><body>
    <iframe src="https://frame.evil.test/"></iframe><object data="https://object.evil.test/"></object>
    <embed src="https://embed.evil.test/">
    <video src="https://video.evil.test/a" poster="https://poster.shop.test/a.png" autoplay>
    <track default src="https://track.evil.test/"></video><audio src="https://audio.evil.test/a" autoplay preload></audio>
    <script src="https://script.evil.test/"></script><svg><use href="https://use.evil.test/#a"/></svg>
    <p>Hello<img src="https://image.shop.test/a.png"><img src="relative.png"></p>"""


def test_nothing_but_pictures_ever_reaches_the_gate(tmp_path: Path) -> None:
    asked: set[str] = set()

    async def gate(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.add((await reader.readline()).decode().split(" ")[1].removesuffix(":443"))
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(gate, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with Browsers() as browsers:
            desks = Desks(lambda plan, **options: browsers.context(plan, f"http://127.0.0.1:{port}", **options))
            artist = Draughtsman(desks, lambda url: True, Bundle(tmp_path))
            await artist.draw(a_mail(html=REACHING), a_plan(), lambda number: b"")
            await asyncio.sleep(0.5)
            await desks.close()
        server.close()

    asyncio.run(run())
    assert {host for host in asked if host.endswith(".test")} == {
        "image.shop.test", "background.shop.test", "poster.shop.test",
    }  # fmt: skip


def test_a_mail_has_one_deadline_for_all_drawings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "WITHIN", 3.0)
    measured = rendering.measure

    async def slow(page: Page, width: int, **more: bool) -> Measures:
        await asyncio.sleep(0 if width == rendering.WIDTHS[0] else 60)
        return await measured(page, width, **more)

    monkeypatch.setattr(rendering, "measure", slow)

    async def run() -> list[Rendering]:
        async with Browsers() as browsers:
            desks = Desks(lambda plan, **options: browsers.context(plan, "http://127.0.0.1:9", **options))
            artist = Draughtsman(desks, lambda url: False, Bundle(tmp_path))
            async with asyncio.timeout(40):
                found = await artist.draw(a_mail(html="<p>Hello"), a_plan(), lambda number: b"")
            await desks.close()
            return found

    assert [one.width for one in asyncio.run(run())] == [375], "what was done by then is kept"


def test_the_policy_stands_behind_the_doctype_and_hints_say_nothing() -> None:
    tamed = rendering._tamed(" <!DOCTYPE html><link rel=prefetch href=a><p>Our linked <basement>")
    assert tamed.startswith(" <!DOCTYPE html><meta http-equiv=") and "animation-play-state: paused" in tamed
    assert tamed.endswith("<meta rel=prefetch href=a><p>Our linked <basement>")
    assert rendering._tamed("<p>Hi").startswith("<meta http-equiv=")


def scene(renderings: list[Rendering], width: int = 600, scheme: str = "light", images: bool = True) -> Rendering:
    return next(one for one in renderings if (one.width, one.scheme, one.images) == (width, scheme, images))


def faint(rendering: Rendering) -> dict[str, float]:
    return {one.text: one.ratio for one in rendering.low_contrast}


@pytest.mark.parametrize("name", MAILS)
def test_every_mail_is_drawn_in_four_ways(name: str, drawn: dict[str, list[Rendering]]) -> None:
    ways = [(one.width, one.scheme, one.images, bool(one.picture)) for one in drawn[name]]
    assert ways == [
        (375, "light", True, True),
        (600, "light", True, True),
        (600, "dark", True, True),
        (600, "light", False, True),
    ]


def test_contrast_is_that_of_wcag(drawn: dict[str, list[Rendering]]) -> None:
    """#999999 on white is 2.85:1, #767676 4.54:1; half of black on white is #808080, 3.95:1 (WCAG 2.2, 1.4.3)."""
    found = faint(scene(drawn["colours"]))
    assert found.keys() == {"Grey on white", "Half", "Thin", "Dark on dark"}
    assert found["Grey on white"] == pytest.approx(2.85, abs=0.02)
    assert found["Half"] == pytest.approx(3.95, abs=0.05)


def test_dark_is_what_the_mails_own_styles_make_of_it(drawn: dict[str, list[Rendering]]) -> None:
    assert faint(scene(drawn["dark"])) == {}
    assert faint(scene(drawn["dark"], scheme="dark")).keys() == {"Black ink"}


def test_what_is_too_wide_is_named(drawn: dict[str, list[Rendering]]) -> None:
    wide = scene(drawn["wide"], 375)
    assert (wide.page_width, wide.widest) == (900, "a table of 900 px (“A wide one”)")
    assert scene(drawn["colours"], 375).page_width == 375


def test_pictures_come_from_the_mail_itself_or_are_missed(drawn: dict[str, list[Rendering]]) -> None:
    seen = scene(drawn["pictures"])
    assert seen.broken == ("cid:lost@gomsen",)
    assert seen.unasked == ("http://elsewhere.test/a.png",)
    assert seen.logo == "seen"


def test_without_pictures_their_texts_can_be_read(drawn: dict[str, list[Rendering]]) -> None:
    assert scene(drawn["pictures"]).letters == len("Text")
    assert scene(drawn["pictures"], images=False).letters == len("GốmSenlogoFromwithinLostNotaskedText")


def test_no_mail_runs_leaves_or_hides_from_the_ruler(drawn: dict[str, list[Rendering]]) -> None:
    assert scene(drawn["hostile"]).letters == len("Stillhere")
