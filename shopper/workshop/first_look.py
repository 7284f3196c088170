"""What the first page of an unknown shop says about it: enough to begin a visit with."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.async_api import BrowserContext, Page, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from shopper.egress import EgressGate, is_private
from shopper.errors import Unreachable, UsageError
from shopper.hosts import plain_address, plain_host, read_host
from shopper.journey.plans import LOCALES, digest
from shopper.journey.values import HOST
from shopper.model import PagePicture, PageView, Persona, Place, Plan, PlanStep, Shop
from shopper.practice_shop.tenant import TENANTS
from shopper.reading.domains import is_public_name, registrable
from shopper.reading.language import language_of
from shopper.reading.text import normal
from shopper.visit.browser import Browsers, open_page
from shopper.visit.capture import read_page
from shopper.visit.exploring.tongues import offered
from shopper.visit.following import answer_of
from shopper.visit.session import net_error
from shopper.workshop.scaffold import name_of
from shopper.world import gate_to, open_world

PATIENCE = 20.0
"""Seconds that the first page may take to answer."""
ROUNDS = 3
"""How often it is opened to learn from which hosts its parts come: a style sheet's fonts are asked for when it has come."""
MOST_HOSTS = 40
LARGEST_LOGO = 300_000
"""Bytes."""
PLACE = Place(file="shopper explore")
VISITOR = Persona(id="visitor", name="Visitor")

_SITE = """() => JSON.stringify({
  name: (document.querySelector('meta[property="og:site_name"], meta[name="application-name"]') || {content: ''}).content,
})"""
_SHOPS = frozenset({"Organization", "OnlineStore", "Store", "WebSite", "LocalBusiness", "OnlineBusiness"})
_HTML = ("text/html", "application/xhtml")
_LOGO_TYPES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


@dataclass(frozen=True)
class Logo:
    """The picture that leads to the first page. `suffix`: `.svg`, `.png` …"""

    content: bytes
    suffix: str


@dataclass(frozen=True)
class FirstLook:
    """A shop as its first page shows it."""

    shop: Shop
    page: PageView
    logo: Logo | None = None


def address_of(typed: str) -> str:
    """The web address that somebody typed, with or without https://. Raises UsageError if it is none."""
    url = typed.strip()
    if "://" not in url:
        host = url.split("/")[0].rpartition(":")[0] or url.split("/")[0]
        url = f"{'http' if is_private(host) else 'https'}://{url}"
    url = plain_address(url)
    try:
        parts = urlsplit(url)
        host, fit = parts.hostname or "", parts.port != 0 and "@" not in parts.netloc and not re.search(r"\s", url)
    except ValueError:
        host, fit = "", False
    if (
        not fit
        or not url.startswith(("http://", "https://"))
        or not (is_private(host) or _is_address(host) or is_public_name(host) or ("://" in typed and _is_name(host)))
    ):
        raise UsageError(f"`{typed}` is no web address", remedy="Write it like https://www.example.com")
    return url if parts.path else f"{url}/"


def _is_name(host: str) -> bool:
    """Whether a host could be one, though nobody owns it: `nobody.invalid`. Who types https:// means an address."""
    return "." in host and "*" not in host and bool(HOST.fullmatch(host)) and not host.replace(".", "").isdigit()


def _is_address(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


async def first_look(url: str, browsers: Browsers, languages: Sequence[str] = (), defects: Collection[str] = ()) -> FirstLook:
    """Open the first page at `url`, and read what it says about the shop. `languages`: those to visit it in; left out, the
    page's own and one more that it offers. `defects`: of the practice shop.

    Raises Unreachable if nobody answers there, UsageError if it is no page of a shop (a file, another site), or plainly not
    offered in one of the `languages`.
    """
    host = plain_host(urlsplit(url).hostname or "")
    shop = Shop(
        id=name_of(url), name=read_host(host), practice=host in TENANTS, url=url, languages=(*languages[:1], "en")[:1],
        hosts=_own_hosts(host), visits_at_once=1,
    )  # fmt: skip
    async with open_world([shop], {}, defects) as world:
        if world.practice:
            browsers.trust_practice_shop()

        async def seen(language: str) -> tuple[FirstLook, list[str]]:
            """The first page as a customer of this language gets it, and hosts that it wanted parts from in vain."""
            async with gate_to(shop, world, lambda name: "") as gate:
                context = await browsers.context(plan_of(shop, language), gate.url, service_workers="block")
                try:
                    look = await _look(context, gate, shop, tuple(languages))
                finally:
                    with contextlib.suppress(PlaywrightError):
                        await context.close()
                return look, [] if shop.practice else _refused(gate, shop.hosts)

        for _ in range(ROUNDS):
            look, parts = await seen(shop.languages[0])
            shop = look.shop.model_copy(update={"hosts": (*look.shop.hosts, *parts)[:MOST_HOSTS]})
            if not parts:
                break
        for language in languages:
            page = look.page
            if language != languages[0] and not may_speak(page, language):  # it may go by what the browser asks for
                page = (await seen(language))[0].page
            if not may_speak(page, language):
                raise _not_offered(shop.url, look.page, language)
    return FirstLook(shop, look.page, look.logo)


def plan_of(shop: Shop, language: str, pages: int = 60) -> Plan:
    """A first visit to a shop in a language, at a desk."""
    told = (code for code in shop.languages if "-" in code and code.split("-")[0] == language)
    locale = next(told, LOCALES.get(language, language))
    plan = Plan(
        id=f"first_visit[{shop.id}-{locale}-desktop]",
        journey="first_visit",
        title=f"Look around at {shop.name}",
        why="A customer who has never been here looks who they are, what delivery and returns cost, and how to reach them.",
        type="product",
        tags=("explore",),
        place=PLACE,
        shop=shop,
        persona=VISITOR,
        locale=locale,
        steps=(
            PlanStep(id="1", verb="goto", args={"url": shop.url}, text=f"goto: {shop.url}", place=PLACE),
            PlanStep(id="2", verb="explore", args={"pages": pages}, text=f"explore: {{pages: {pages}}}", place=PLACE),
        ),
    )
    return plan.model_copy(update={"digest": digest(plan)})


def may_speak(page: PageView, language: str) -> bool:
    """Whether a first page is in this language, leads to it, or does not say in which it is."""
    code, own = language.lower()[:2], page.lang.lower()[:2]
    return not own or page.challenged or code in (own, *offered(page), *language_of(page.text).shares)


def _not_offered(url: str, page: PageView, language: str) -> UsageError:
    known = ", ".join({page.lang.lower()[:2]: "", **offered(page)})
    remedy = f"It offers: {known}. If it has {language} elsewhere, name its first page there."
    return UsageError(f"{url} is not offered in {language}", remedy=remedy)


def _own_hosts(host: str) -> tuple[str, ...]:
    """The host that was named, and with it all of its domain's: `www.` or not, a language's own, pictures."""
    return (host, f"*.{registrable(host)}") if is_public_name(host) else (host,)


def _refused(gate: EgressGate, known: Collection[str]) -> list[str]:
    """Public hosts that the page wanted parts from, in the order of asking."""
    foreign = (one for one in gate.refusals if not one.background and one.reason.endswith("none of the shop's hosts"))
    named = (refusal.host for refusal in foreign)
    return [host for host in dict.fromkeys(named) if is_public_name(host) and host not in known]


async def _look(context: BrowserContext, gate: EgressGate, shop: Shop, languages: tuple[str, ...]) -> FirstLook:
    page = await open_page(context)
    response = await _opened(page, gate, shop)
    with contextlib.suppress(PlaywrightError):  # a page that never finishes loading is still a page
        await page.wait_for_load_state("load", timeout=PATIENCE * 1000)
    type = response.headers.get("content-type", "text/html").strip().lower()
    view = await read_page(page, response.status, response.headers) if type.startswith(_HTML) else None
    if not view:
        what = f"is no web page ({type})" if not type.startswith(_HTML) else "could not be read"
        raise UsageError(f"{page.url} {what}", remedy=_FIRST)
    if response.status >= 400 and not view.challenged:
        raise Unreachable(
            f"{page.url} answers {response.status}", remedy="Name the shop's first page; look at it in a browser."
        )
    spoken = languages or _two_of(view)
    name = await _name(page, view) or shop.name
    return FirstLook(
        shop.model_copy(update={"name": name, "url": _home(shop.url, page.url), "languages": spoken}),
        view,
        await _logo(context, view),
    )


async def _opened(page: Page, gate: EgressGate, shop: Shop) -> Response:
    """The answer that the first page came with. Raises Unreachable or UsageError."""
    asked = [shop.url]
    page.on("request", lambda request: asked.append(request.url) if _leads(page, request) else None)
    try:
        response = await page.goto(shop.url, wait_until="domcontentloaded", timeout=PATIENCE * 1000)
    except PlaywrightTimeout:
        raise Unreachable(f"{shop.url} did not answer within {PATIENCE:.0f} s", remedy=_LOOK) from None
    except PlaywrightError as error:
        if not gate.allows(asked[-1]):
            raise _another_site(shop.url, asked[-1]) from None
        if "Download is starting" in error.message:
            raise UsageError(f"{shop.url} is a file to download, no web page", remedy=_FIRST) from None
        raise Unreachable(f"{asked[-1]} {net_error(error.message)}", remedy=_LOOK) from None
    said = answer_of(asked[-1], response.status, response.headers) if response else None
    if said and said.refused and not gate.allows(asked[-1]):
        raise _another_site(shop.url, asked[-1])
    if not response or not said or said.refused or said.failed:
        reason = (said.refused or said.failed) if said else ""
        raise Unreachable(f"{shop.url} gave no answer{f' ({reason})' if reason else ''}", remedy=_LOOK)
    return response


def _another_site(url: str, there: str) -> UsageError:
    parts = urlsplit(there)
    other = f"{parts.scheme}://{parts.netloc}"
    return UsageError(f"{url} leads to another site, {other}", remedy=f"If that is the shop: shopper explore {other}")


_LOOK = "Check the address in a browser, and the network: shopper doctor."
_FIRST = "Name the shop's first page."


def _leads(page: Page, request: Any) -> bool:
    with contextlib.suppress(PlaywrightError):
        return bool(request.is_navigation_request() and request.frame == page.main_frame)
    return False


def _home(typed: str, landed: str) -> str:
    """Where a visit begins: what was typed; where that led to another host of the site, the same place there."""
    here, there = urlsplit(typed), urlsplit(landed)
    same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
    return typed if same else f"{there.scheme}://{there.netloc}{here.path or '/'}"


def _two_of(view: PageView) -> tuple[str, ...]:
    """The page's own language and one more that it offers; English where it says nothing."""
    own = view.lang.lower().split("-")[0].split("_")[0] or "en"
    others = [language for language, href in offered(view).items() if language != own and href]
    return (own, *others)[:2]


async def _name(page: Page, view: PageView) -> str:
    """What the shop calls itself: structured data, Open Graph, its logo, the last part of its title."""
    for item in view.structured:
        if _SHOPS & {*_listed(item.get("@type"))} and item.get("name"):
            return normal(str(item["name"]))[:80]
    with contextlib.suppress(PlaywrightError, TimeoutError, ValueError, TypeError, KeyError):
        async with asyncio.timeout(PATIENCE):
            said = json.loads(await page.evaluate(_SITE))
        if name := normal(str(said["name"])):
            return name[:80]
    logo = logo_of(view)
    alt = re.sub(r"(?i)\b(?:logo|home|startseite|trang chủ|accueil)\b", "", normal(logo.alt or "")) if logo else ""
    return (alt.strip(" -–|:") or named_in(view.title))[:80]


def named_in(title: str) -> str:
    """The shortest part of a page's title, which is mostly the shop's name: `Oscar` of `Oscar - `."""
    parts = [part for part in re.split(r"\s[|–—·•:-]\s", f" {normal(title)} ") if part.strip(" -–—|:·•")]
    return min((part.strip() for part in parts), key=len, default="")


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def logo_of(view: PageView) -> PagePicture | None:
    """The picture in the header that leads to the first page, or calls itself a logo."""
    home = urlsplit(view.url)
    leads = [one for one in view.pictures if one.where == "header" and one.href and urlsplit(one.href).path in ("/", home.path)]
    called = [
        one for one in view.pictures if "logo" in f"{one.src} {one.alt or ''}".lower() and one.where in ("", "header", "nav")
    ]
    return next(iter((*leads, *called)), None)


async def _logo(context: BrowserContext, view: PageView) -> Logo | None:
    picture = logo_of(view)
    if not picture or not picture.src.startswith(("http://", "https://")):
        return None
    try:
        response = await context.request.get(urljoin(view.url, picture.src), timeout=PATIENCE * 1000)
        suffix = _LOGO_TYPES.get(response.headers.get("content-type", "").partition(";")[0].strip().lower(), "")
        content = await response.body() if response.ok and suffix else b""
    except PlaywrightError:
        return None
    return Logo(content, suffix) if 0 < len(content) <= LARGEST_LOGO else None
