"""A page writes a date or an amount as another country writes it.

## What it checks
Dates and amounts on every page of the shop, by how the page's language and country write them (CLDR): the name of the
month, day and month the wrong way round, the signs that group digits and mark decimals. The country is the one that the
page declares (`de-CH`), else the customer's. What can be read in her way too (03/04) and what customers wrote is left
out. Where several ways are at home, as for đồng, or where no country is known, a person decides, unless the shop itself
writes the other way elsewhere. The same fault on many pages is one finding.

## Why it matters
€1.234 is a little more than one euro or more than a thousand, and 04/03 is in March or in April, depending on where one
grew up. At a price that is a reason not to buy.

## How to fix
Never put dates and amounts together by hand: hand them to the template as values, and let a library format them by the
page's locale (Intl, ICU, babel). Look at plug-ins, which often bring the format of their maker.

## Example
“/de/produkte/teekanne and 4 more pages write “€49.90”: “.” marks its decimals; the page is in German (DE).” The price's
template had been written for the English shop.
"""

import re

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.formats import Foreign, foreign_formats, own_groups
from shopper.reading.language import LANGUAGES, language_of
from shopper.reading.site import SitePage, Spot, on_site, primary, shop_blocks, site_pages, sound, spots

_MOST = 0.6


@check(
    title="Pages write dates and amounts as the customer does",
    failure="A page writes a date or an amount in a foreign way",
    category="consistency",
    impact="minor",
    serves=["3-02", "4-09"],
)
def page_foreign_format(visit: Evidence) -> Findings:
    judged = [(page, text) for page in site_pages(visit) if (text := _text(page)) and not _is_another_s_matter(page, text)]
    found = {page.source: _foreign(page, text, visit) for page, text in judged}
    faults = spots((page, tuple(dict.fromkeys(_sign(one) for one in found[page.source]))) for page, _ in judged)
    for fault in faults:
        ones = [one for page in fault.pages for one in found[page.source] if _sign(one) in fault.signs]
        yield _verdict(visit, fault, ones, judged)
    yield from sound(visit, (page for page, _ in judged if not found[page.source]), "writes them as she does", expected="so")


def _text(page: SitePage) -> str:
    """The shop's own words in what it takes for the page's language."""
    blocks = shop_blocks(page.page) if page.language in LANGUAGES else ()
    return "\n".join(block.text for block in blocks if primary(block.lang) in ("", primary(page.page.lang), page.language))


def _is_another_s_matter(page: SitePage, text: str) -> bool:
    """A page in another language writes as is right there."""
    guess = language_of(text)
    return guess.language != page.language and guess.share >= _MOST


def _foreign(page: SitePage, text: str, visit: Evidence) -> list[Foreign]:
    found = foreign_formats(text, _locale(page, visit), visit.started)
    return [one for one in found if not _is_harmless(one, page)]


def _locale(page: SitePage, visit: Evidence) -> str:
    declared, wanted = page.page.lang.replace("_", "-").strip(), visit.plan.locale
    if re.fullmatch(rf"{page.language}-[A-Za-z]{{2}}", declared):
        return f"{page.language}-{declared[-2:].upper()}"
    return wanted if primary(wanted) == page.language else page.language


def _is_harmless(one: Foreign, page: SitePage) -> bool:
    """English with the month's name, since nobody misreads “March 5”; and `09/30`, until when a card holds."""
    if re.fullmatch(r"(?:0\d|1[0-2]) ?/ ?\d\d", one.quote):
        return True
    return one.what == "date" and page.language == "en" and bool(re.search(r"[A-Za-z]{3}", one.quote))


def _tells(one: Foreign, page: SitePage, locale: str) -> bool:
    """Whether it is known which country's way is hers: an English page that names none may be an American's."""
    if one.what == "date" and page.language == "en":
        return "-" in page.page.lang
    return "-" in locale or page.language == "vi"


def _sign(one: Foreign) -> str:
    return f"{one.currency or one.what}: {one.why}"


def _verdict(visit: Evidence, fault: Spot, ones: list[Foreign], judged: list[tuple[SitePage, str]]) -> Verdict:
    page = fault.pages[0]
    locale = _locale(page, visit)
    sure = next((one for one in ones if one.sure and _tells(one, page, locale)), None)
    elsewhere = frozenset().union(*(own_groups(text, locale) for other, text in judged if other.language == page.language))
    both = next((one for one in ones if one.currency and one.currency in elsewhere), None)
    worst = sure or both or ones[0]
    writes = "writes" if len(fault.pages) == 1 else "write"
    language, _, country = locale.partition("-")
    return on_site(
        visit,
        fault,
        Outcome.FAIL if sure or both else Outcome.REVIEW,
        f"{fault.where} {writes} “{worst.quote}”: {worst.why}; the page is in {LANGUAGES[language]}"
        + (f" ({country})" if country else ""),
        expected=f"as in {locale}",
        actual=", ".join(dict.fromkeys(one.quote for one in ones[:8])),
    )
