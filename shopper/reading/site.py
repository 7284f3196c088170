"""The pages of a visit as one site: each in its language, the words that are the shop's own, faults gathered over all pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shopper.model import Block, Evidence, ExploredPage, Outcome, PageView, Verdict
from shopper.reading.errors import error_text
from shopper.reading.links import is_web_page, path_of
from shopper.reading.pages import is_own, page_owner, seen_pages
from shopper.reading.remembered import remembered
from shopper.reading.text import normal, plain_letters, words_of

_MOST_SPOTS = 4
"""So many faults are told one by one; more of the same kind are one fault of the site."""
_SHOWN = 5


class SitePage(NamedTuple):
    """A working page with the language that the customer reads it in. `source`: `step:ID` or `page:ID`."""

    source: str
    page: PageView
    language: str

    @property
    def name(self) -> str:
        """What a sentence calls it: its path."""
        return path_of(self.page.url)


def site_pages(visit: Evidence, *, partners: bool = False) -> list[SitePage]:
    """Every page that the visit saw by itself and that worked, each place once; `partners`: those on other hosts too."""
    explored = {f"page:{page.id}": page for exploration in visit.explorations for page in exploration.pages}
    return [
        SitePage(seen.source, seen.page, _language(seen.page, explored.get(seen.source), visit))
        for seen in seen_pages(visit)
        if (partners or is_own(seen.page.url, visit)) and works(seen.page)
    ]


def works(page: PageView) -> bool:
    """Whether this is a page of some site that opened, is no bot challenge, and does not say that it failed."""
    return is_web_page(page.url) and (page.status or 200) < 400 and not page.challenged and not error_text(page)


_LANGUAGE_NAMES = {
    "vi": "vi|vn|vie|tieng viet|vietnamese|vietnamesisch|vietnamien|vietnamita",
    "en": "en|eng|gb|uk|us|english|tieng anh|englisch|anglais|ingles",
    "de": "de|ger|deutsch|german|tieng duc|allemand|aleman",
    "fr": "fr|fra|fre|francais|french|tieng phap|franzosisch|frances",
    "es": "es|spa|espanol|castellano|spanish|tieng tay ban nha|spanisch|espagnol",
}
_CALLED = {language: re.compile(rf"(?:{names})(?: \(.{{2,20}}\))?") for language, names in _LANGUAGE_NAMES.items()}


def _language(page: PageView, explored: ExploredPage | None, visit: Evidence) -> str:
    """The customer's; of a page that is openly the same one in another language (she chose it, or hers is offered beside it)
    that other one."""
    if explored is None:
        return visit.language
    wanted, declared = explored.language, primary(page.lang)
    if not declared or declared == wanted:
        return wanted
    beside = page.alternates.get(wanted) or next(
        (page.alternates[tag] for tag in page.alternates if primary(tag) == wanted), ""
    )
    chosen = (names := _CALLED.get(declared)) and names.fullmatch(plain_letters(normal(explored.link)))
    return declared if chosen or (beside and beside != page.url) else wanted


def primary(tag: str) -> str:
    """The language of a tag (BCP 47): `vi` of `vi-VN`."""
    return tag.replace("_", "-").partition("-")[0].strip().lower()


# --- whose words they are -----------------------------------------------------------------------------------------

_REVIEWS = re.compile(
    r"(?:(?:customer|product|verified|user|our|all|latest) )*(?:reviews?|ratings?|testimonials|comments?)(?: and ratings)?"
    r"|what (?:our )?customers (?:say|think)(?: about us)?|reviews? (?:of|for) .{1,60}"
    r"|(?:khach hang )?(?:danh gia|nhan xet|binh luan|cam nhan|y kien)(?: (?:va|&) (?:nhan xet|danh gia))?"
    r"(?: (?:cua )?(?:khach hang|nguoi (?:mua|dung)))?(?: (?:ve )?san pham)?|khach hang noi gi(?: ve chung toi)?"
    r"|(?:kunden|produkt)?(?:bewertungen|rezensionen|stimmen|meinungen)|das sagen (?:unsere )?kund\w+|kommentare"
    r"|(?:les )?(?:avis|temoignages|commentaires)(?: (?:des? |de nos )?(?:clients?|consommateurs))?"
    r"|(?:las )?(?:opiniones|valoraciones|resenas|comentarios|testimonios)(?: (?:de )?(?:los |nuestros )?clientes)?"
)
_COUNTED = re.compile(r"[\d.,/()★☆:|–-]+")
_QUOTED = re.compile(r"^[“\"«„‚‘›»].*[”\"»“’‹«.!?]$", re.DOTALL)


@remembered
def shop_blocks(page: PageView) -> tuple[Block, ...]:
    """The blocks in which the shop itself speaks: not what its customers wrote (reviews, comments), quotations, and names of
    products and articles that are nothing but links."""
    reviewed = {normal(body) for one in page.structured for body in _review_bodies(one, 0)}
    titles = {normal(link.text) for link in page.links if link.where not in ("header", "nav", "footer")}
    headings = {normal(heading) for heading in page.headings}
    kept, in_reviews = [], False
    for block in page.blocks:
        text = normal(block.text)
        if block.where == "footer":
            in_reviews = False
        elif _begins_reviews(text) and (text in headings or not headings):
            in_reviews = True
        if not in_reviews and text not in titles and text not in reviewed and not _QUOTED.match(text):
            kept.append(block)
    return tuple(kept)


def _begins_reviews(text: str) -> bool:
    bare = " ".join(_COUNTED.sub(" ", plain_letters(text[:100])).split())
    return len(words_of(bare)) <= 8 and bool(_REVIEWS.fullmatch(bare))


_DEEPEST = 6


def _review_bodies(node: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(node, dict):
        if isinstance(body := node.get("reviewBody"), str):
            yield body
        for value in node.values():
            yield from _review_bodies(value, depth + 1)
    elif isinstance(node, list | tuple):
        for value in node[:100]:
            yield from _review_bodies(value, depth + 1)


_LEGAL = re.compile(
    r"(?<![a-z])(?:terms|conditions|agb|allgemeine-geschaftsbedingungen|datenschutz\w*|privacy|impressum|imprint|legal|widerruf\w*"
    r"|nutzungsbedingungen|cgv|cgu|mentions-legales|confidentialite|politique|dieu-khoan|dieu-kien|bao-mat|quy-che|chinh-sach"
    r"|aviso-legal|condiciones|privacidad|cookies?|gdpr|rgpd|policy|policies|richtlinien|conditions-generales|teilnahme\w*)"
    r"(?![a-z])"
)


def is_legal(page: PageView) -> bool:
    """Whether a page is a contract or a notice of the law, which lawyers write, by its address and title."""
    said = f"{path_of(page.url)} {re.sub(r'[^a-z]+', '-', plain_letters(normal(page.title)))}"
    return bool(_LEGAL.search(plain_letters(said)))


# --- faults over many pages ---------------------------------------------------------------------------------------


class Spot(NamedTuple):
    """A fault: its signs (what is wrong, in words that last) and the pages that all have them."""

    signs: tuple[str, ...]
    pages: tuple[SitePage, ...]
    everywhere: bool = False

    @property
    def about(self) -> str:
        """A name that lasts: the page, or what is wrong where several have it."""
        if self.everywhere:
            return "many pages"
        return self.pages[0].name if len(self.pages) == 1 else self.signs[0][:80]

    @property
    def where(self) -> str:
        """`/vi/a`, `/vi/a and 3 more pages`."""
        more = len(self.pages) - 1
        return self.pages[0].name + (f" and {more} more page{'s' * (more > 1)}" if more else "")


def spots(found: Iterable[tuple[SitePage, Sequence[str]]]) -> list[Spot]:
    """The faults of a site, from the signs of fault on each of its pages: signs that stand on the same pages are one fault, so
    that a foot that is broken on sixty pages is found once. Where more than four remain, they are one: it is not those pages,
    it is the site."""
    where: dict[str, dict[str, SitePage]] = defaultdict(dict)
    for page, signs in found:
        for sign in signs:
            where[sign][page.source] = page
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for sign, pages in where.items():
        alike[tuple(pages)].append(sign)
    faults = [Spot(tuple(signs), tuple(where[signs[0]].values())) for signs in alike.values()]
    if len(faults) <= _MOST_SPOTS:
        return faults
    pages = {page.source: page for fault in faults for page in fault.pages}
    return [Spot(tuple(where), tuple(pages.values()), everywhere=True)]


def on_site(
    visit: Evidence, spot: Spot, outcome: Outcome, said: str, *, expected: str, actual: str, about: str = ""
) -> Verdict:
    """A verdict on a fault. `said` is the whole sentence without its full stop; the first pages are its evidence."""
    return Verdict(
        outcome=outcome,
        sentence=f"{said}.",
        expected=expected,
        actual=actual,
        about=about or spot.about,
        owner=page_owner(spot.pages[0].page.url, visit),
        evidence=tuple(page.source for page in spot.pages[:_SHOWN]),
    )


def sound(visit: Evidence, pages: Iterable[SitePage], said: str, *, expected: str) -> Iterator[Verdict]:
    """A pass for each of these pages. `said` follows its name."""
    for one in pages:
        spot = Spot((), (one,))
        yield on_site(visit, spot, Outcome.PASS, f"{one.name} {said}", expected=expected, actual=said, about=one.name)
