"""Mails drawn as mail programs do, and measured: narrow and wide, light and dark, with pictures and without.

A mail is hostile: it is drawn without scripts, cookies or files; of the network it gets pictures from the shop's own hosts,
nothing else. Mail programs that darken a mail by themselves (Gmail, Outlook) each do it in a way of their own, which no
browser can show: `dark` is what the mail's own styles make of a dark scheme, as Apple Mail and Thunderbird show it.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import html
import re
from collections.abc import AsyncGenerator, Callable, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any, Literal
from urllib.parse import unquote

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import TimeoutError as PlaywrightTimeout

from shopper.bundle import Bundle
from shopper.model import Mail, Plan, Reading, Rendering
from shopper.reading.pictures import Picture as Named
from shopper.reading.pictures import is_logo
from shopper.visit.capture import picture
from shopper.visit.desks import Desks
from shopper.visit.logo_looks import LogoLooks
from shopper.visit.measuring import Measures, measure

WIDTHS = (375, 600)
"""px: a phone's screen, and what a mail program leaves to a mail beside its folders."""
MAX_HEIGHT = 4000
LARGEST_INLINE = 5 * 1024 * 1024  # bytes of pictures inside a mail
WITHIN = 10.0
"""Seconds for all drawings of a mail: those that are done by then are kept."""
_TIMEOUT = 5_000  # ms
_HEIGHT, _LEAST_HEIGHT, _FOOT = 800, 120, 16  # px: of the window, of a picture, below the mail
_LEAVE = "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'"  # of the https: ones the gate decides
_BEFORE = f"""<meta http-equiv="Content-Security-Policy" content="{_LEAVE}">
<style>*, *::before, *::after {{ animation-play-state: paused !important; transition: none !important }}</style>"""
_DOCTYPE = re.compile(r"\s*<!doctype[^>]{0,300}>", re.IGNORECASE)
_HINT = re.compile(r"<(?:link|base|embed)(?=[\s/>])", re.IGNORECASE)
_FRAME = re.compile(r"<(?=(?:i?frame|object)[\s/>])", re.IGNORECASE)
_AS_HEADER = re.compile(r"http-equiv", re.IGNORECASE)
_CID = re.compile(r"cid:([^\s\"'<>)]{1,500})", re.IGNORECASE)
_KNOWS_DARK = re.compile(r"prefers-color-scheme|color-scheme[^>;}]{0,60}\bdark\b", re.IGNORECASE)
_HAS_PICTURES = re.compile(r"<(?:img|image|input|picture|v:)|url\(|background\s*=", re.IGNORECASE)

Content = Callable[[int], bytes]
"""Gives the content of a mail's part by its number, counted from 0."""


class Draughtsman:
    """Draws mails, one after the other in each browser. `allows`: whether the gate lets an address through."""

    def __init__(self, desks: Desks, allows: Callable[[str], bool], bundle: Bundle) -> None:
        self._desks, self._allows, self._bundle = desks, allows, bundle

    async def draw(self, mail: Mail, plan: Plan, content: Content) -> list[Rendering]:
        """The mail on a narrow and a wide screen, then dark, then without its pictures; fewer where it cannot be drawn."""
        body = await asyncio.to_thread(_body, mail.reading, content)
        reader = plan.model_copy(update={"device": "desktop"})
        drawn: list[Rendering] = []
        with contextlib.suppress(PlaywrightError, TimeoutError):  # its text and bytes are kept in any case
            async with self._desks.page(
                "drawing", plan.browser, plan=reader, java_script_enabled=False, service_workers="block"
            ) as page:
                refused: set[str] = set()
                admit = partial(self._admit, refused)
                await page.route("**/*", admit)
                logos = LogoLooks(mail.reading, plan.shop)
                page.on("response", logos.note)
                async with (
                    asyncio.timeout(WITHIN),
                    contextlib.aclosing(self._scenes(page, _tamed(body), refused, _logo_names(plan))) as scenes,
                ):
                    async for rendering in scenes:
                        drawn.append(rendering)
                page.remove_listener("response", logos.note)
                await page.unroute("**/*", admit)
                drawn[0] = drawn[0].model_copy(update={"fingerprints": await logos.fingerprints()})
        return drawn

    async def _scenes(self, page: Page, body: str, refused: set[str], logo: Sequence[str]) -> AsyncGenerator[Rendering, None]:
        narrow, wide = WIDTHS
        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size({"width": narrow, "height": _HEIGHT})
        whole = await _show(page, body)
        measures = await measure(page, narrow)
        if whole and _broken(measures, refused):  # asked for a second time before it counts
            await _show(page, body)
            measures = await measure(page, narrow)
        yield await self._rendered(page, measures, refused, logo, width=narrow)
        await page.set_viewport_size({"width": wide, "height": _HEIGHT})
        light = await self._rendered(page, await measure(page, wide), refused, logo, width=wide)
        yield light
        if _KNOWS_DARK.search(body):
            await page.emulate_media(color_scheme="dark")
            if (measures := await measure(page, wide)).dark:  # stock Firefox cannot be asked for it
                yield await self._rendered(page, measures, refused, logo, width=wide, scheme="dark")
            await page.emulate_media(color_scheme="light")
        else:  # a dark scheme changes nothing
            yield light.model_copy(update={"scheme": "dark"})
        if _HAS_PICTURES.search(body):
            bare = await measure(page, wide, images=False)
            yield await self._rendered(page, bare, refused, logo, width=wide, images=False)
        else:
            yield light.model_copy(update={"images": False})

    async def _rendered(
        self, page: Page, measures: Measures, refused: set[str], logo: Sequence[str], *, width: int, **how: Any
    ) -> Rendering:
        height = max(_LEAST_HEIGHT, min(measures.height + _FOOT, MAX_HEIGHT))
        shot = await picture(page, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
        with_pictures = how.get("images", True)
        return Rendering(
            width=width,
            picture=self._bundle.store(shot, ".jpg") if shot else None,
            page_width=measures.page_width,
            widest=measures.widest,
            letters=measures.letters,
            low_contrast=measures.low_contrast,
            broken=_broken(measures, refused) if with_pictures else (),
            unasked=tuple(one.named for one in measures.pictures if one.src in refused) if with_pictures else (),
            logo=_logo(measures, logo) if with_pictures else "",
            **how,
        )

    async def _admit(self, refused: set[str], route: Route) -> None:
        request = route.request
        if request.resource_type == "image" and request.url.startswith("https://") and self._allows(request.url):
            await route.continue_()
        elif (
            request.is_navigation_request() and not request.frame.parent_frame
        ):  # a mail that would lead elsewhere stays where it is
            await route.fulfill(status=204)
        else:
            refused.add(request.url)
            await route.abort()


def _tamed(body: str) -> str:
    """The HTML under a policy that lets in pictures alone, standing still. A browser calls on what hints (`<link>`) and frames
    name before policy or route are asked: they are made to say nothing, as are headers that a mail gives itself."""
    body = _FRAME.sub("<x-", _HINT.sub("<meta", body))  # `meta` stands where they stood, and has no end either
    body = _AS_HEADER.sub("data-said", body)
    doctype = _DOCTYPE.match(body)
    start = doctype.end() if doctype else 0  # before it, the page would be drawn as of 1998
    return f"{body[:start]}{_BEFORE}{body[start:]}"


async def _show(page: Page, body: str) -> bool:
    """Puts a mail on the page; False if some of its pictures did not come in time."""
    try:
        await page.set_content(body, wait_until="load", timeout=_TIMEOUT)
    except PlaywrightTimeout:
        return False
    return True


def _broken(measures: Measures, refused: set[str]) -> tuple[str, ...]:
    """The pictures that a customer sees as broken, as the mail names them; those that nobody was asked for are none."""
    return tuple(
        dict.fromkeys(
            one.named for one in measures.pictures if one.failed and one.shown and one.named and one.src not in refused
        )
    )


def _logo_names(plan: Plan) -> tuple[str, ...]:
    shop = plan.shop
    return (shop.name, shop.brand.name, *(PurePath(file).stem for file in shop.brand.logos))


def _logo(measures: Measures, names: Sequence[str]) -> Literal["", "seen", "not_seen"]:
    logos = [one for one in measures.pictures if is_logo(Named(one.named, one.alt), tuple(names))]
    if not logos:
        return ""
    return "seen" if any(one.loaded and one.shown for one in logos) else "not_seen"


def _body(reading: Reading, content: Content) -> str:
    """The HTML to draw, with the pictures that came in the mail itself (`cid:`, RFC 2392) put in their places."""
    if not reading.html:
        return f"<pre style='white-space:pre-wrap;font:16px sans-serif'>{html.escape(reading.text)}</pre>"
    if "cid:" not in reading.html.lower():
        return reading.html
    inside = {part.content_id: number for number, part in enumerate(reading.parts) if part.content_id}
    room = LARGEST_INLINE
    pictures: dict[str, str] = {}
    for name in dict.fromkeys(_CID.findall(reading.html)):
        number = inside.get(unquote(html.unescape(name)))
        if number is None or (part := reading.parts[number]).size > room:
            continue
        room -= part.size
        type = part.sniffed or part.type
        if type.startswith("image/"):
            pictures[name] = f"data:{type};base64,{base64.b64encode(content(number)).decode()}"
    return _CID.sub(lambda found: pictures.get(found[1], found[0]), reading.html)
