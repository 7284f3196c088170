"""A shop's file to begin with, made of what a first visit saw. What is not sure stands there as a comment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from shopper.journey.plans import LOCALES
from shopper.model import Evidence, Link, PageView
from shopper.reading.colours import is_grey
from shopper.reading.contact import is_no_reply
from shopper.reading.hours import hours_in_text
from shopper.reading.identity_lines import identity_in
from shopper.reading.text import normal
from shopper.reading.topics import Place, Topic, found, subjects_of_page
from shopper.reading.zones import zones
from shopper.visit.exploring.tongues import Tongues
from shopper.workshop.first_look import FirstLook
from shopper.workshop.scaffold import scalar
from shopper.workshop.stated_hours import stated_hours

POLICIES: tuple[Topic, ...] = (
    "contact", "hours", "faq", "delivery", "delivery_cost", "returns", "refund", "withdrawal", "warranty", "complaint",
    "privacy", "terms", "imprint", "loyalty", "manifesto", "payment",
)  # fmt: skip
MOST_COLOURS = 3
OFTEN = 0.5
"""Share of its pages on which something stands that is the shop's own: its number, its mail address."""
_TEL = re.compile(r"^tel:(?://)?([+\d][\d\s().-]{5,})$")
_ABOUT_IT = frozenset({"Organization", "OnlineStore", "OnlineBusiness", "Store", "LocalBusiness", "Corporation"})


def draft_shop(file: str, look: FirstLook, visits: Sequence[Evidence]) -> dict[str, bytes]:
    """The file and, if there is one, the logo that belongs beside it: name → content. `file`: what it is to be called."""
    pages = [one.page for visit in visits for exploration in visit.explorations for one in exploration.pages if one.page]
    pages = [page for page in pages if (page.status or 200) < 400] or [look.page]
    logo = f"{file.rpartition('.')[0] or file}{look.logo.suffix}" if look.logo else ""
    text = "\n".join((*_head(look), *_brand(look, pages, logo), *_hours(look, pages), *_policies(visits), *_flows()))
    return {file: f"{text}\n".encode()} | ({logo: look.logo.content} if look.logo else {})


def _head(look: FirstLook) -> Iterator[str]:
    shop = look.shop
    yield "# Drafted by a first visit. What was not sure is a comment: take away the `#` of what is right."
    yield "# What each key means: shopper explain shop"
    yield ""
    yield f"shop: {scalar(shop.name)}"
    yield "scope: competitor                            # or own: then journeys may order"
    if shop.practice:
        yield "practice: true"
    yield f"url: {scalar(shop.url)}"
    yield f"languages: [{', '.join(shop.languages)}]"
    yield f"hosts: [{', '.join(map(scalar, shop.hosts))}]"
    yield "limits: {visits_at_once: 1}"


def _brand(look: FirstLook, pages: Sequence[PageView], logo: str) -> Iterator[str]:
    sure, unsure = {"name": look.shop.name}, dict[str, str]()
    data = next(_about_it(pages), {})
    phones, mails = _often(pages, _phones), _often(pages, _mails)
    for key, stated, seen in (
        ("legal", data.get("legalName"), _companies(pages)),
        ("tax", data.get("vatID") or data.get("taxID"), _tax_numbers(pages)),
        ("phone", data.get("telephone"), phones),
        ("email", data.get("email"), mails),
        ("address", _address(data.get("address")), []),
    ):
        if value := normal(str(stated or "")) or (seen[0] if len(seen) == 1 else ""):
            sure[key] = value.removeprefix("mailto:")
        elif seen:
            unsure[key] = " or ".join(map(scalar, seen[:3]))
    yield ""
    yield "brand:"
    yield from (f"  {key}: {scalar(value)}" for key, value in sure.items())
    yield from (f"  # {key}: {value}" for key, value in unsure.items())
    if logo:
        yield f"  logos: [{scalar(logo)}]"
    if colours := _colours(pages):
        yield f"  # colours: [{', '.join(map(scalar, colours))}]     # of its buttons, links and coloured areas"
    if fonts := _fonts(pages):
        yield f"  # fonts: [{', '.join(map(scalar, fonts))}]"


def _about_it(pages: Iterable[PageView]) -> Iterator[dict[str, Any]]:
    """What structured data says about the firm itself (schema.org)."""
    for page in pages:
        for item in page.structured:
            named = item.get("@type")
            if _ABOUT_IT & {str(one) for one in (named if isinstance(named, list) else [named])}:
                yield item


def _address(said: Any) -> str:
    if isinstance(said, str):
        return said
    keys = ("streetAddress", "postalCode", "addressLocality", "addressRegion")
    parts = [said[key] for key in keys if isinstance(said.get(key), str)] if isinstance(said, dict) else []
    return ", ".join(parts) if "streetAddress" in (said or {}) else ""


def _often(pages: Sequence[PageView], read: Callable[[PageView], Iterable[str]]) -> list[str]:
    """What stands on most pages; else what stands on any."""
    counted = Counter(value for page in pages for value in {*read(page)})
    common = [value for value, times in counted.most_common() if times >= OFTEN * len(pages)]
    return common or [value for value, _ in counted.most_common(3)]


def _phones(page: PageView) -> Iterator[str]:
    for link in page.links:
        if link.visible and (hit := _TEL.match(unquote(link.href))):
            yield normal(link.text) if re.fullmatch(r"[+\d][\d\s().-]{5,}", normal(link.text)) else hit[1].strip()


def _mails(page: PageView) -> Iterator[str]:
    for link in page.links:
        address = _mail_of(link)
        if link.visible and "@" in address and not is_no_reply(address):
            yield address


def _mail_of(link: Link) -> str:
    return unquote(link.href.removeprefix("mailto:").partition("?")[0]) if link.href.startswith("mailto:") else ""


def _companies(pages: Iterable[PageView]) -> list[str]:
    """The firms that imprints name: elsewhere many a name ends like a firm's."""
    imprints = [page for page in pages if "imprint" in subjects_of_page(page)]
    named = list(dict.fromkeys(company.written for page in imprints for company in identity_in(page.text).companies))
    # With its street behind it, without a comma, it is the same firm.
    return [name for name in named if not any(name.startswith(f"{other} ") for other in named)][:3]


def _tax_numbers(pages: Iterable[PageView]) -> list[str]:
    return list(dict.fromkeys(number for page in pages for number in identity_in(page.text).taxes))[:3]


def _colours(pages: Iterable[PageView]) -> list[str]:
    weights: Counter[str] = Counter()
    for page in pages:
        for use in page.colours:
            if use.what in ("button", "link", "background") and not is_grey(use.colour):
                weights[use.colour] += use.weight
    return [colour for colour, _ in weights.most_common(MOST_COLOURS)]


def _fonts(pages: Iterable[PageView]) -> list[str]:
    letters: Counter[str] = Counter()
    for page in pages:
        letters.update(page.fonts)
    return [font for font, _ in letters.most_common(2)]


def _hours(look: FirstLook, pages: Iterable[PageView]) -> Iterator[str]:
    if line := next(filter(None, (hours_in_text(page.text) for page in pages)), ""):
        yield ""
        yield f"# It says: {' '.join(line.split())[:200]}"
        country = LOCALES.get(look.shop.languages[0], "").rpartition("-")[2]
        said = stated_hours(line) or {"mon-fri": "…"}
        times = ", ".join(f"{days}: {span}" for days, span in said.items())
        yield f"# hours: {{zone: {zones().get(country, '…')}, {times}}}"


def _policies(visits: Iterable[Evidence]) -> Iterator[str]:
    for visit in visits:
        said = {topic: [place for place in places if _is_ours(place, visit)] for topic, places in found(visit).items()}
        near = {topic: _best(topic, said[topic]) for topic in POLICIES if said.get(topic)}
        if near:
            yield ""
            yield f"# Found in `{visit.plan.language}`, with the clicks that it takes:"
        for topic, place in near.items():
            clicks = "?" if place.clicks is None else place.clicks
            yield f"#   {topic.replace('_', ' ')} ({clicks}): {_shown(place.href)}"


def _is_ours(place: Place, visit: Evidence) -> bool:
    """Whether a place is in the language of the visit, or in one that nobody can tell."""
    language = visit.plan.language
    if place.page:
        return place.page.lang.lower()[:2] in ("", language)
    tongues = Tongues(language, visit.plan.shop.url)
    for exploration in visit.explorations:
        tongues.homes.update(exploration.languages)
    return not tongues.is_foreign(place.href)


def _best(topic: Topic, places: Sequence[Place]) -> Place:
    """A page that is about it as a whole, before one that treats it among other things; else the nearest."""
    return next((place for place in places if place.page and topic in subjects_of_page(place.page)), places[0])


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{unquote(parts.path)}".replace("\n", " ")


def _flows() -> Iterator[str]:
    yield ""
    yield "# Flows: how a piece of a journey is done at this shop. `use: open_home` in a journey plays these steps."
    yield "flows:"
    yield "  open_home:"
    yield "    steps:"
    yield "      - goto: /"
    yield "      - see: {css: body}                     # say what must be there, such as {role: searchbox}"
