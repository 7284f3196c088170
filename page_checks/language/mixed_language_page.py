"""A page in the customer's language has a passage in another one.

## What it checks
Every passage of the shop's own pages: one of six words or more that is surely in another language than the page's. Names,
products, addresses, links, lines with a price, small print of the law, what customers wrote, quotations, and what is marked
as being in another language (`lang`) are left out. The same passage on many pages, as in the footer, is one finding, and so
are passages on several pages of one kind, such as products. A page that page-language-differs judges as wholly in another
language is left to it; one that says everything twice goes to a person.

## Why it matters
What was not translated is mostly what was added last: a notice, a condition, an error. The customer comes upon it in the
middle of her own language, does not understand it, and does not dare to go on.

## How to fix
Search templates, catalogue and plug-ins for the quoted words. They come from a text that was never translated, from a module
that brings its own, or from a default that stands in when a translation is missing.

## Example
“/vi/san-pham and 11 more pages say in English “Sign up for our newsletter and save on your first order”; the page is in
Vietnamese.” The newsletter's plug-in had only been set up in English.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.data_lines import is_data
from shopper.reading.garbled import garbled
from shopper.reading.language import LANGUAGES, foreign_blocks, language_of
from shopper.reading.naming import names_in, quoted
from shopper.reading.site import SitePage, Spot, on_site, primary, shop_blocks, site_pages, sound, spots
from shopper.reading.whole_pages import A_REAL_PART, wholly_foreign

_A_BLOCK = 6
_TWO_LANGUAGES = 0.35
"""Share of other languages, in more than one block, from which on a page looks as if it were written twice on purpose."""


@check(
    title="A page speaks one language",
    failure="A page mixes languages",
    category="consistency",
    impact="moderate",
    serves=["3-02", "4-09"],
)
def mixed_language_page(visit: Evidence) -> Findings:
    names = names_in(visit)
    found: dict[str, tuple[str, int]] = {}
    once: list[tuple[SitePage, list[str]]] = []
    twice: list[tuple[SitePage, list[str]]] = []
    clean: list[SitePage] = []
    pages = site_pages(visit)
    another_s_matter = wholly_foreign(visit, pages)
    for page in pages:
        text = _own_words(page)
        guess = language_of(text, leave_out=names)
        foreign = 1 - guess.shares.get(page.language, 0.0)
        if page.language not in LANGUAGES or not guess.words or page.source in another_s_matter or garbled(text):
            continue
        blocks = [one for one in foreign_blocks(text, page.language, leave_out=names) if one[2] >= _A_BLOCK]
        found |= {block: (language, words) for block, language, words in blocks}
        signs = [block for block, _, _ in blocks]
        if signs:
            written_twice = len(signs) > 1 and _TWO_LANGUAGES <= foreign <= 1 - A_REAL_PART
            (twice if written_twice else once).append((page, signs))
        elif foreign <= _TWO_LANGUAGES:
            clean.append(page)
    yield from (_verdict(visit, fault, Outcome.FAIL, found) for fault in _by_kind(spots(once), found))
    yield from (_verdict(visit, fault, Outcome.REVIEW, found) for fault in _by_kind(spots(twice), found))
    yield from sound(visit, clean, "is in one language throughout", expected="one language")


def _by_kind(faults: Sequence[Spot], found: Mapping[str, tuple[str, int]]) -> list[Spot]:
    """Faults of single pages beside one another (`/shop/bowl`, `/shop/cup`) in one language are one fault."""
    kinds: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for fault in faults:
        page, languages = fault.pages[0], {found[sign][0] for sign in fault.signs}
        folder = page.name.rstrip("/").rpartition("/")[0]
        alone = len(fault.pages) == 1 and folder and len(languages) == 1
        kinds[(folder, *languages) if alone else fault.signs].append(fault)
    return [
        Spot(
            tuple(sign for one in kin for sign in one.signs),
            tuple(page for one in kin for page in one.pages),
            kin[0].everywhere,
        )
        for kin in kinds.values()
    ]


def _own_words(page: SitePage) -> str:
    """The lines in which the shop itself speaks, in what it takes for the page's language."""
    return "\n".join(_lines(page))


def _lines(page: SitePage) -> Iterator[str]:
    declared = primary(page.page.lang)
    for block in shop_blocks(page.page):
        if primary(block.lang) in ("", declared, page.language):
            yield from (line for line in block.text.split("\n") if not is_data(line))


def _verdict(visit: Evidence, fault: Spot, outcome: Outcome, found: dict[str, tuple[str, int]]) -> Verdict:
    longest = max(fault.signs, key=lambda sign: found[sign][1])
    language, wanted = LANGUAGES[found[longest][0]], LANGUAGES[fault.pages[0].language]
    says = "says" if len(fault.pages) == 1 else "say"
    return on_site(
        visit,
        fault,
        outcome,
        f"{fault.where} {says} in {language} {quoted(longest, 120)}; the page is in {wanted}",
        expected=f"{wanted} throughout",
        actual=f"{sum(found[sign][1] for sign in fault.signs)} words of {language}",
    )
