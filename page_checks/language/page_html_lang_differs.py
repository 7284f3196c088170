"""A page says of itself that it is in another language than it is.

## What it checks
The `lang` of every page of the shop against the language in which it is written, where at least 30 words could be judged
and 60% of them are in one language. A page without `lang` is a matter of accessibility; one whose `lang` is the
customer's while its words are not is page-language-differs's. Region and script (`vi-VN`, `en-GB`) do not matter, parts
with a `lang` of their own neither. All pages with the same fault are one finding.

## Why it matters
A screen reader pronounces the text by this: Vietnamese read out by an English voice cannot be understood (WCAG 2.2, 3.1.1).
Browsers offer to translate what she can read perfectly well, and search engines show the page to the wrong people.

## How to fix
Set `lang` in the page's frame from the same variable that chooses its texts. Look at the frames of checkout, account and
plug-ins too, which often have their own.

## Example
“/vi/ and 23 more pages declare English, and are written in Vietnamese.” The theme begins with `<html lang="en">`, whatever
stands below it.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.language import LANGUAGES, language_of
from shopper.reading.naming import names_in
from shopper.reading.site import SitePage, on_site, primary, site_pages, sound, spots

_ENOUGH_WORDS = 30
_MOST = 0.6


@check(
    title="Pages declare the language that they are in",
    failure="A page declares the wrong language",
    category="ease",
    impact="minor",
    serves=["3-02", "4-10"],
)
def page_html_lang_differs(visit: Evidence) -> Findings:
    judged = [(page, written) for page in site_pages(visit) if (written := _written(page, visit))]
    wrong = [(page, written) for page, written in judged if primary(page.page.lang) not in (written, page.language)]
    for fault in spots((page, (f"{primary(page.page.lang)} {written}",)) for page, written in wrong):
        declared, written = fault.signs[0].split()
        many = len(fault.pages) > 1
        said = LANGUAGES.get(declared, f"“{declared[:20]}”")
        yield on_site(
            visit,
            fault,
            Outcome.FAIL,
            f"{fault.where} declare{'s' * (not many)} {said}, and {'are' if many else 'is'} written in {LANGUAGES[written]}",
            expected=f'lang="{written}"',
            actual=f'lang="{declared[:20]}"',
            about=f"{declared} for {written}",
        )
    right = [page for page, written in judged if primary(page.page.lang) == written]
    yield from sound(visit, right, "is in the language that it declares", expected="its own language")


def _written(page: SitePage, visit: Evidence) -> str:
    """The language that a page which declares one is surely written in; empty if that cannot be told."""
    guess = language_of("\n".join(_lines(page)), leave_out=names_in(visit))
    clear = guess.language and guess.words >= _ENOUGH_WORDS and guess.share >= _MOST
    return str(guess.language) if page.page.lang.strip() and clear else ""


def _lines(page: SitePage) -> Iterator[str]:
    whole = primary(page.page.lang)
    return (block.text for block in page.page.blocks if primary(block.lang) in ("", whole))
