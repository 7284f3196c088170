"""A page does not look like the brand.

## What it checks
The shop's pages against the brand in the shop's file, in three respects. Logo: whether a picture that says it is the logo
stands on the page, as on the others, and looks like the logo's files. Colours: the one that most links, and that most
buttons, are drawn in (ΔE2000 over 20 is plainly another; black, white and greys go with every brand). Fonts: what most
letters are set in; fonts that every machine brings along and fonts of icons are no offence. What is off for the smaller
part, a logo that only nearly is the shop's, and a shop on none of whose pages a logo is found (it may be drawn otherwise)
go to a person. What the file does not name is not judged. The same fault on many pages is one finding.

## Why it matters
She knows your dress before she reads a word. A checkout or help page in another one looks like somebody else's, and that is
where she is asked for her card.

## How to fix
Look at what differs: mostly a module, a checkout or a help centre by another maker that never got your theme. Give it
your logo, colours and fonts, or add what is meant to be to `brand:` in the shop's file.

## Example
“/en/faq has buttons in #ff6600, far from the brand’s colour #0b6b5d.” The help centre had been set up with the colours of
its maker.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from shopper import ColourUse, Evidence, Findings, Outcome, PagePicture, PageView, Verdict, check
from shopper.reading.colours import difference, dominant, is_grey
from shopper.reading.fonts import foreign
from shopper.reading.links import host_of
from shopper.reading.logos import Likeness, colour_of, nearest
from shopper.reading.pictures import is_called_logo
from shopper.reading.site import SitePage, Spot, on_site, site_pages, spots

_FAR = 20.0
"""ΔE2000 from which on nobody takes two colours for shades of one."""
_MOST, _SOME = 0.6, 0.1
_ENOUGH = 20  # letters
_AS_MANY = 3
_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][A-Za-z]{2})?/?)?(?:index\.(?:html?|php))?")
_ICONS = re.compile(r"icon|awesome|glyph|symbol|emoji|swiper|slick|material", re.IGNORECASE)

_Judged = tuple[Outcome, str]
"""What is to be said of a page, and in words."""
_Pages = list[tuple[SitePage, _Judged]]


@check(
    title="Every page looks like the brand",
    failure="A page does not look like the brand",
    category="consistency",
    impact="minor",
    serves=["4-07", "4-09"],
)
def page_off_brand(visit: Evidence) -> Findings:
    pages, brand = site_pages(visit), visit.plan.shop.brand
    if brand.logos:
        yield from _gathered(visit, "logo", _logos(pages, visit), "the shop’s logo")
    if brand.colours:
        yield from _gathered(
            visit, "colours", _each(pages, lambda page: _colours(page, brand.colours)), ", ".join(brand.colours)
        )
    if brand.fonts:
        yield from _gathered(visit, "fonts", _each(pages, lambda page: _fonts(page, brand.fonts)), ", ".join(brand.fonts))


def _gathered(visit: Evidence, what: str, judged: _Pages, expected: str) -> Iterator[Verdict]:
    for outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS):
        found = [(page, (said,)) for page, (is_so, said) in judged if is_so is outcome]
        for fault in spots(found) if outcome is not Outcome.PASS else _as_one(found):
            said = fault.signs[0]
            about = what if outcome is Outcome.PASS or len(fault.pages) > 1 else f"{what} on {fault.pages[0].name}"
            yield on_site(visit, fault, outcome, f"{fault.where}: {said}", expected=expected, actual=said, about=about)


def _as_one(found: Sequence[tuple[SitePage, tuple[str]]]) -> list[Spot]:
    return [Spot(found[0][1], tuple(page for page, _ in found))] if found else []


def _each(pages: Sequence[SitePage], judge: Callable[[PageView], _Judged | None]) -> _Pages:
    return [(page, said) for page in pages if (said := judge(page.page))]


# --- the logo -----------------------------------------------------------------------------------------------------


def _logos(pages: Sequence[SitePage], visit: Evidence) -> _Pages:
    drawn = [page for page in pages if page.page.pictures or page.page.fonts or page.page.width]  # its dress was looked at
    logos = [(page, [one for one in page.page.pictures if _is_logo(one, visit)]) for page in drawn]
    shown = sum(bool(found) for _, found in logos)
    return [(page, _looks(found, visit) if found else _without(shown, len(drawn) - shown)) for page, found in logos]


def _is_logo(picture: PagePicture, visit: Evidence) -> bool:
    """One that says so, of this shop and no bank's, or that leads home from the page's head, as logos do."""
    leads_home = picture.where in ("header", "nav") and bool(_HOME.fullmatch(urlsplit(picture.href).path))
    is_own = leads_home and bool(picture.href) and host_of(picture.href) == host_of(visit.plan.shop.url)
    return is_own or (picture.where != "main" and is_called_logo(picture.src, picture.alt or "", visit.plan.shop))


def _without(shown: int, missing: int) -> _Judged:
    """A page without a logo: at fault where the others have one."""
    if shown >= _AS_MANY * missing:
        return Outcome.FAIL, "there is no logo, as there is on the other pages"
    return Outcome.REVIEW, "no picture says that it is the logo"


def _looks(found: Sequence[PagePicture], visit: Evidence) -> _Judged:
    prints, known = [one.fingerprint for one in found if one.fingerprint], tuple(visit.plan.shop.logo_prints.values())
    if not prints or not known:
        return Outcome.PASS, "the logo is there"
    likeness = min((nearest(one, known) for one in prints), key=tuple(Likeness).index)
    if likeness is Likeness.SAME:
        return Outcome.PASS, "the logo is there"
    colours = [colour for one in prints if (colour := colour_of(one))]
    ours = [colour for colour in (*map(colour_of, known), *visit.plan.shop.brand.colours) if colour]
    strange = colours and all(difference(one, our) > _FAR for one in colours for our in ours)
    if likeness is Likeness.OTHER and strange:
        return Outcome.FAIL, f"the logo is not {visit.plan.shop.name}’s"
    return Outcome.REVIEW, "the logo is nearly the shop’s, or has another colour"


# --- colours and fonts --------------------------------------------------------------------------------------------


def _colours(page: PageView, brand: tuple[str, ...]) -> _Judged | None:
    used = {what: found for what in ("link", "button") if (found := dominant(_enough(page, what), what))}
    if not used:
        return None
    far = {what: found for what, found in used.items() if not is_grey(found.colour) and _distance(found.colour, brand) > _FAR}
    if not far:
        return Outcome.PASS, "links and buttons have the brand’s colours"
    what = max(far, key=lambda one: far[one].share)
    near = min(brand, key=lambda one: difference(far[what].colour, one))
    said = f"{what}s are in {far[what].colour}, far from the brand’s colour {near}"
    return Outcome.FAIL if far[what].share >= _MOST else Outcome.REVIEW, said


def _enough(page: PageView, what: str) -> list[ColourUse]:
    uses = [use for use in page.colours if use.what == what]
    return uses if sum(use.weight for use in uses) >= _ENOUGH else []


def _distance(colour: str, brand: tuple[str, ...]) -> float:
    return min(difference(colour, one) for one in brand)


def _fonts(page: PageView, brand: tuple[str, ...]) -> _Judged | None:
    letters = {font: count for font, count in page.fonts.items() if not _ICONS.search(font)}
    if not letters:
        return None
    other = foreign(letters, brand)
    share = other.share if other else 0.0
    if not other or share < _SOME:
        return Outcome.PASS, "letters are in the brand’s fonts"
    said = f"letters are in {other.font}, a font that is not the brand’s"
    return Outcome.FAIL if share >= _MOST else Outcome.REVIEW, said
