"""Which languages a site offers, where each begins, and which language an address belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlsplit

from shopper.model import Link, PageView
from shopper.reading.text import normal, plain_letters
from shopper.visit.exploring.addresses import page_at

NAMES: Mapping[str, str] = {
    "vi": "tieng viet|viet nam|vietnam|vietnamese|vietnamesisch|vietnamien|vietnamita",
    "en": "english|tieng anh|englisch|anglais|ingles",
    "de": "deutsch|german|tieng duc|allemand|aleman",
    "fr": "francais|french|tieng phap|franzosisch|frances",
    "es": "espanol|castellano|spanish|tieng tay ban nha|spanisch|espagnol",
    "it": "italiano|italian|italienisch|italien",
    "nl": "nederlands|dutch|niederlandisch|neerlandais|holandes",
    "pl": "polski|polish|polnisch|polonais|polaco",
    "ja": "日本語|japanese|tieng nhat|japanisch|japonais",
    "ko": "한국어|korean|tieng han|koreanisch|coreen",
    "zh": "中文|简体中文|繁體中文|chinese|tieng trung|chinesisch|chinois",
}
"""Language → what switchers call it, without accents."""
_BY_NAME = {name: language for language, names in NAMES.items() for name in names.split("|")}
_CODE = re.compile(r"([a-z]{2})(?:[-_ ]([a-z]{2}))?")
_COUNTRIES = {"uk": "en", "gb": "en", "us": "en", "vn": "vi"}
"""Codes of countries that stand on flags, and are no codes of languages that shops speak."""
_DECORATION = re.compile(r"[\[\](){}|/·•✓✔▾▼▸›»:,.]+|[\U0001f1e6-\U0001f1ff]")


def language_named(text: str) -> str:
    """The language that a switcher's entry stands for: `Tiếng Việt`, `EN`, `Deutsch (DE)`; empty if it is none."""
    plain = _plain(text)
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    if code := _CODE.fullmatch(plain):
        return _spoken(code[1])
    name, _, last = plain.rpartition(" ")
    return _BY_NAME.get(name, "") if _CODE.fullmatch(last) else ""


def switched_to(link: Link) -> str:
    """The language that following a link switches to; empty for an ordinary link. A bare code counts only where the address, or
    `hreflang`, has it too: `IT` may be a shelf."""
    if not link.href.startswith(("http://", "https://")):
        return ""
    named = language_named(link.text)
    bare = _CODE.fullmatch(_plain(link.text))
    if named and bare and named != link.lang.lower()[:2] and not _in_address(bare[0], link.href):
        return ""
    return named


def _plain(text: str) -> str:
    return " ".join(_DECORATION.sub(" ", plain_letters(normal(text)).lower()).split())


def _spoken(code: str) -> str:
    return code if code in NAMES else _COUNTRIES.get(code, "")


def _in_address(code: str, href: str) -> bool:
    parts = urlsplit(href.lower().replace("_", "-"))
    said = {*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query)), (parts.hostname or "").split(".")[0]}
    short = code[:2]
    return bool(said & {code.replace(" ", "-"), short, _spoken(short)}) or any(one.startswith(f"{short}-") for one in said)


def offered(page: PageView) -> dict[str, str]:
    """The languages that a page offers itself in → address: its own for the language it is in, and for those that nothing but
    a select offers."""
    found = {code.lower()[:2]: href for code, href in page.alternates.items() if code.lower() != "x-default"}
    for link in page.links:
        if language := switched_to(link):
            found.setdefault(language, link.href)
    for field in page.fields:
        named = [language_named(option) for option in field.options]
        if field.kind == "select" and len(set(named)) > 1 and sum(map(bool, named)) >= 0.7 * len(named):
            for language in filter(None, named):
                found.setdefault(language, page.url)
    own = page.lang.lower()[:2]
    if found and own:
        found.setdefault(own, page.url)
    return found


class Tongues:
    """The languages of a site: `homes` has the first page of each that is known so far."""

    def __init__(self, wanted: str, home: str) -> None:
        self.wanted = wanted
        self.homes: dict[str, str] = {wanted: home}
        self._same_page: dict[str, str] = {}

    def learn(self, page: PageView, *, first: bool = False) -> None:
        """Take in what a page says about its other versions; those of the first page are the first pages of their languages."""
        self._same_page[page_at(page.url)] = self.wanted
        for language, href in offered(page).items():
            if first:
                self.homes.setdefault(language, href)
            self._same_page.setdefault(page_at(href), language)

    def language_of(self, url: str) -> str:
        """The language that an address belongs to: by the first page that it stands below, or else by what pages said about it;
        empty if nobody can tell."""
        below = {language: _root(home) for language, home in self.homes.items() if _is_below(url, _root(home))}
        deepest = max(below.values(), key=len, default="")
        here = [language for language, root in below.items() if root == deepest]
        return here[0] if len(here) == 1 and len(self.homes) > 1 else self._same_page.get(page_at(url), "")

    def is_foreign(self, url: str) -> bool:
        """Whether an address belongs to another language than the one that is being looked at."""
        return self.language_of(url) not in ("", self.wanted)

    def ours(self, urls: Iterable[str]) -> list[str]:
        """Those of these addresses that belong to the language that is being looked at, or to none."""
        return [url for url in urls if not self.is_foreign(url)]


def _root(home: str) -> str:
    """Host and folder of a language's first page: `shop.test/en`; of `/index.html`, `shop.test`."""
    parts = urlsplit(home)
    path = parts.path if not re.search(r"\.\w{2,5}$", parts.path) else parts.path.rpartition("/")[0]
    return f"{parts.netloc}{path}".rstrip("/")


def _is_below(url: str, root: str) -> bool:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}/".startswith(f"{root}/")
