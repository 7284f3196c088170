"""A mail consists of HTML alone.

## What it checks
Every mail of the shop that has HTML: it fails without a text part beside it, or with an empty one. A text part of a
few words that only says "your program cannot show this mail" goes to a person. Mails of text alone are fine.

## Why it matters
Smart watches, screen readers' simple view, text browsers and the previews of many programs read the text part;
without it they show code or nothing. Filters know that honest systems send both, and forgers seldom do.

## How to fix
Let the system send `multipart/alternative` and keep a text template beside each HTML one; most can make it from the
HTML. Say the same in both: numbers, dates and links too.

## Example
“The invoice has no text part beside its HTML.” The ERP's new version made HTML mails by default, and its plain
template had been switched off with the old layout.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import normal, words_of

_EXCUSE = re.compile(r"html|browser|trình duyệt|mail ?client|e-?mail-?programm|webversion", re.IGNORECASE)
_FEW = 40


@check(
    title="Mails have a text part too",
    failure="A mail has no text part",
    category="process",
    impact="minor",
    serves=["3-02", "4-10"],
)
def no_text_part(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or not mail.reading.html:
            continue
        outcome, said = _judge(mail)
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} has {said} beside its HTML.",
            expected="a text part that says the same",
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _judge(mail: Mail) -> tuple[Outcome, str]:
    plain = normal(mail.reading.plain[:10_000]).strip()
    if not plain:
        cut = Outcome.CANT_TELL if mail.reading.problem else Outcome.FAIL
        return cut, "an empty text part" if any(part.type == "text/plain" for part in mail.reading.parts) else "no text part"
    if len(words_of(plain)) < _FEW and _EXCUSE.search(plain):
        return Outcome.REVIEW, f"a text part that only excuses itself (“{plain[:80]}”)"
    return Outcome.PASS, "a text part"
