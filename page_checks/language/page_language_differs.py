"""A page is written in another language than the customer shops in.

## What it checks
The main text of every page that the customer came to by herself, without what stands on most pages (navigation, footer),
names, addresses and prices. It fails when at least 30 words could be judged, at least 60% of them are in one other
language, and the customer's own is no real part of them. Error pages, bot challenges and pages that a mail's link opened
are left out. A partner's page (the carrier's) is judged too, and named as the partner's.

## Why it matters
She chose a language and the shop took it; then, at the terms or the payment, it speaks another one. She cannot know what
she agrees to, and leaves.

## How to fix
Open the page from the evidence in that language. Translate what is missing, pass the language on in links to partners,
and let a page without a translation say so instead of falling back silently.

## Example
“The page /vi/chinh-sach/giao-hang is written in English; the customer shops in Vietnamese.” The translation had not been
published, and the shop fell back to English without a word.
"""

from shopper import Evidence, Findings, Outcome, PageView, StepRecord, Verdict, check
from shopper.reading.errors import error_text
from shopper.reading.language import LANGUAGES, Guess, language_of
from shopper.reading.links import is_web_page, path_of, place_of
from shopper.reading.naming import names_in
from shopper.reading.pages import common_blocks, page_owner, walked
from shopper.reading.text import normal

_ENOUGH_WORDS = 30
_MOST = 0.6
_A_REAL_PART = 0.3


@check(
    title="Pages are in the customer's language",
    failure="A page is in the wrong language",
    category="consistency",
    impact="serious",
    serves=["3-02", "4-15"],
)
def page_language_differs(visit: Evidence) -> Findings:
    if visit.language not in LANGUAGES:
        return
    common, names, wanted = common_blocks(visit), names_in(visit), LANGUAGES[visit.language]
    pages: dict[str, tuple[StepRecord, PageView]] = {}
    for step, page in walked(visit):
        if _is_judged(page):
            pages.setdefault(place_of(page.url), (step, page))
    for step, page in pages.values():
        text = "\n".join(block.text for block in page.blocks if normal(block.text) not in common)
        guess = language_of(text, leave_out=names)
        if guess.words < _ENOUGH_WORDS:
            continue
        found = f"{LANGUAGES[guess.language]} ({guess.share:.0%} of {guess.words} words)" if guess.language else "unknown"
        said = f"is written in {found}" if guess.language else "is in a language that could not be told"
        yield Verdict(
            outcome=_outcome(guess, visit.language),
            sentence=f"The page {path_of(page.url)} {said}; the customer shops in {wanted}.",
            expected=wanted,
            actual=found,
            about=path_of(page.url),
            owner=page_owner(page.url, visit),
            evidence=(f"step:{step.id}",),
        )


def _is_judged(page: PageView) -> bool:
    return is_web_page(page.url) and (page.status or 200) < 400 and not page.challenged and not error_text(page)


def _outcome(guess: Guess, wanted: str) -> Outcome:
    own = guess.shares.get(wanted, 0.0)
    if guess.language is None:
        return Outcome.CANT_TELL
    if guess.language == wanted or own >= _A_REAL_PART:
        return Outcome.PASS
    return Outcome.FAIL if guess.share >= _MOST else Outcome.REVIEW
