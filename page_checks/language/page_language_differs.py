"""A page is written in another language than the customer shops in.

## What it checks
The main text of every page that the customer came to by herself or that an exploration looked at, without what stands on
most pages (navigation, footer), names, addresses and prices. It fails when at least 30 words could be judged, at least 60%
of them are in one other language, and the customer's own is no real part of them. Error pages, bot challenges, pages that a
mail's link opened, and those that she chose another language for are left out. A partner's page (the carrier's) is judged
too, and named as the partner's. More than four such pages are one finding.

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

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.language import LANGUAGES, Guess
from shopper.reading.pages import page_owner
from shopper.reading.site import SitePage, Spot, on_site, site_pages, spots
from shopper.reading.whole_pages import A_REAL_PART, languages_of_pages

_MOST = 0.6


@check(
    title="Pages are in the customer's language",
    failure="A page is in the wrong language",
    category="consistency",
    impact="serious",
    serves=["3-02", "4-15"],
)
def page_language_differs(visit: Evidence) -> Findings:
    wrong: dict[str, list[tuple[SitePage, Guess]]] = {}
    for page, guess in languages_of_pages(visit, site_pages(visit, partners=True)):
        if _outcome(guess, page.language) is Outcome.FAIL:
            wrong.setdefault(f"{page_owner(page.page.url, visit)} {guess.language}", []).append((page, guess))
        else:
            yield _verdict(visit, page, guess)
    for found in wrong.values():
        faults = spots((page, (page.name,)) for page, _ in found)
        yield from (_of_many(visit, fault, found[0][1]) for fault in faults if fault.everywhere)
        yield from (_verdict(visit, page, guess) for page, guess in found if not faults[0].everywhere)


def _outcome(guess: Guess, wanted: str) -> Outcome:
    own = guess.shares.get(wanted, 0.0)
    if guess.language is None:
        return Outcome.CANT_TELL
    if guess.language == wanted or own >= A_REAL_PART:
        return Outcome.PASS
    return Outcome.FAIL if guess.share >= _MOST else Outcome.REVIEW


def _verdict(visit: Evidence, page: SitePage, guess: Guess) -> Verdict:
    wanted = LANGUAGES[page.language]
    found = f"{LANGUAGES[guess.language]} ({guess.share:.0%} of {guess.words} words)" if guess.language else "unknown"
    said = f"is written in {found}" if guess.language else "is in a language that could not be told"
    return on_site(
        visit,
        Spot((), (page,)),
        _outcome(guess, page.language),
        f"The page {page.name} {said}; the customer shops in {wanted}",
        expected=wanted,
        actual=found,
    )


def _of_many(visit: Evidence, fault: Spot, guess: Guess) -> Verdict:
    wanted, found = LANGUAGES[fault.pages[0].language], LANGUAGES[str(guess.language)]
    said = f"{len(fault.pages)} pages are written in {found}, {fault.pages[0].name} first; the customer shops in {wanted}"
    return on_site(visit, fault, Outcome.FAIL, said, expected=wanted, actual=found)
