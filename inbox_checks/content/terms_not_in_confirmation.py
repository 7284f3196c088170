"""The order confirmation does not bring the terms of the sale along.

## What it checks
Whether the mail that confirms the order holds the terms of the sale, and how one may withdraw from it or send goods
back: as a passage of its text, or as a file with it. In the European Economic Area and the United Kingdom it fails if
one of them is missing, and a mere link to it, or a word or two about it, goes to a person. Elsewhere it fails only if
there is nothing of either, not even a link.

## Why it matters
Months later, the page behind the link says something else. What she agreed to must lie where nobody can change it: in
her mailbox. In the European Union the confirmation must bring it on a durable medium (Directive 2011/83/EU, articles
7 and 8), and a link is none (Court of Justice, C-49/11); without the information on withdrawal, her time for it grows
by twelve months.

## How to fix
Attach both as a PDF to the confirmation, in its language and in the version that held when she ordered, or print them
below the order.

## Example
“The order confirmation has nothing about the terms of the sale, and nothing about withdrawing or sending goods back.”
The footer with the links had been dropped with the new design.
"""

import re

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.naming import on_mail
from shopper.reading.terms import OBLIGED, Brought, brings

_CONFIRMATION = re.compile(r"order.?confirm|confirm.{0,10}order|bestellbest|auftragsbest")
_WORDS = {"terms": "the terms of the sale", "withdrawal": "withdrawing or sending goods back"}


@check(
    title="The confirmation brings the terms along",
    failure="The confirmation lacks the terms of the sale",
    category="process",
    impact="moderate",
    serves=["1-08", "3-07", "4-08"],
)
def terms_not_in_confirmation(visit: Evidence) -> Findings:
    country = visit.plan.locale.rpartition("-")[2]
    for mail in visit.mails:
        if not mail.solicited or mail.reading.problem or not _CONFIRMATION.search(mail.kind):
            continue
        found: dict[str, Brought] = {what: brings(mail.reading, what) for what in ("terms", "withdrawal")}
        missing = [_WORDS[what] for what, how in found.items() if not how]
        linked = [_WORDS[what] for what, how in found.items() if how in ("linked", "mentioned")]
        yield on_mail(
            mail,
            visit,
            _outcome(missing, linked, country),
            _sentence(missing, linked),
            expected="the terms in the mail or with it",
            actual="missing" if missing else "linked" if linked else "enclosed",
        )


def _outcome(missing: list[str], linked: list[str], country: str) -> Outcome:
    if country not in OBLIGED:
        return Outcome.FAIL if len(missing) == len(_WORDS) else Outcome.PASS
    return Outcome.FAIL if missing else Outcome.REVIEW if linked else Outcome.PASS


def _sentence(missing: list[str], linked: list[str]) -> str:
    if missing:
        return f"has {' and '.join(f'nothing about {what}' for what in missing)}"
    if linked:
        return f"only links to, or mentions, what one must know about {' and '.join(linked)}"
    return "brings the terms of the sale along, and how to send goods back"
