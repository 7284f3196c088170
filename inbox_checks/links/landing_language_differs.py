"""A link in a mail opens a page in another language.

## What it checks
Every page that a mail's link opened in a browser that asks for the customer's language, without names, addresses and
prices. It fails when at least 30 words could be judged, at least 60% of them are in one other language, and the
customer's own is no real part of them. Error pages are left out; a bot challenge cannot be told. Partners' pages (the
carrier's) are judged too.

## Why it matters
The mail spoke her language. At the parcel's status or the return form, where she needs every word, the page suddenly
does not, and she cannot tell whether she is still at the right place.

## How to fix
Put the language into the address of the link, taken from the order and not from a default, and pass it on to
partners. Let pages ask the browser where the address says nothing.

## Example
“The shipping notice links “Theo dõi kiện hàng” to a page in English (94% of 212 words); the customer shops in
Vietnamese.” The dispatch desk left out the language when it built the carrier's address.
"""

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.language import LANGUAGES, Guess, language_of
from shopper.reading.links import link_name, place_of, stable_name
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in
from shopper.reading.probed import Landing, landings

_ENOUGH_WORDS = 30
_MOST = 0.6
_A_REAL_PART = 0.3


@check(
    title="Links in mails open pages in the customer's language",
    failure="A link opens a page in the wrong language",
    category="consistency",
    impact="moderate",
    serves=["0-37", "3-02", "4-15"],
)
def landing_language_differs(visit: Evidence) -> Findings:
    if visit.language not in LANGUAGES:
        return
    names, guesses = names_in(visit), dict[str, Guess]()
    for landing in landings(visit):
        if landing.page is None:
            yield _verdict(landing, visit, Outcome.CANT_TELL, f"that nobody could read: {landing.veil}")
            continue
        place = place_of(landing.page.url)
        guess = guesses[place] = guesses.get(place) or language_of(_own_text(landing.page), leave_out=names)
        if guess.words >= _ENOUGH_WORDS:
            found = f"in {LANGUAGES[guess.language]}" if guess.language else "in a language that could not be told"
            yield _verdict(
                landing, visit, _outcome(guess, visit.language), f"{found} ({guess.share:.0%} of {guess.words} words)"
            )


def _own_text(page: PageView) -> str:
    """What stands there in the page's own language: not the names of other languages, marked as such, that one can go to."""
    return "\n".join(block.text for block in page.blocks if not block.lang or block.lang[:2] == page.lang[:2] or not page.lang)


def _verdict(landing: Landing, visit: Evidence, outcome: Outcome, found: str) -> Verdict:
    shop, wanted = visit.plan.shop, LANGUAGES[visit.language]
    name = mail_name(landing.mail, shop)
    return Verdict(
        outcome=outcome,
        sentence=f"{name} links “{link_name(landing.link)}” to a page {found}; the customer shops in {wanted}.",
        expected=wanted,
        actual=f"a page {found}",
        about=f"{mail_about(landing.mail)}: {stable_name(landing.link)}",
        owner=mail_owner(landing.mail, shop),
        evidence=landing.evidence,
    )


def _outcome(guess: Guess, wanted: str) -> Outcome:
    if guess.language is None:
        return Outcome.CANT_TELL
    if guess.language == wanted or guess.shares.get(wanted, 0.0) >= _A_REAL_PART:
        return Outcome.PASS
    return Outcome.FAIL if guess.share >= _MOST else Outcome.REVIEW
