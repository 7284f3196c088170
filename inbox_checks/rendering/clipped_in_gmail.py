"""Gmail cuts a mail off before its end.

## What it checks
The size of every mail's HTML. Gmail shows the first 102 KB and hides the rest behind "View entire message"; it fails
above that, and goes to a person in the last five KB before it, since the next longer order may reach it.

## Why it matters
What is cut off is the end: the total, the terms, the contact, the link to unsubscribe. Most customers never open the
rest, and some think that the mail is broken.

## How to fix
Take out of the template what nobody sees: comments, styles that are not used, empty tables, pictures drawn in the mail
itself. Show the first ten items of a long order, and a link to all.

## Example
“The order confirmation has 131 KB of HTML; Gmail shows the first 102 KB.” The template's editor had put the same style
sheet into the mail for every block.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.naming import on_mail

_KB = 1024
_SHOWN, _NEARLY = 102 * _KB, 97 * _KB


@check(
    title="Gmail shows every mail whole",
    failure="Gmail cuts a mail off",
    category="transparency",
    impact="moderate",
    serves=["3-02", "4-08"],
)
def clipped_in_gmail(visit: Evidence) -> Findings:
    for mail in designed(visit):
        size = mail.reading.markup.size or len(mail.reading.html.encode())
        kilobytes = -(-size // _KB)
        yield on_mail(
            mail,
            visit,
            Outcome.FAIL if size > _SHOWN else Outcome.REVIEW if size > _NEARLY else Outcome.PASS,
            f"has {kilobytes} KB of HTML; Gmail shows the first 102 KB",
            expected="102 KB at most",
            actual=f"{kilobytes} KB",
        )
