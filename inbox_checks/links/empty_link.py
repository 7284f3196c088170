"""A link in a mail leads nowhere at all.

## What it checks
The links of every mail's HTML: it fails for words that look like a link and have no address (no `href`, an empty one,
`#`). A link around nothing but a date, a number or nothing visible goes to a person: templates do that on purpose, so
that mail programs do not make a link of their own.

## Why it matters
She taps the button, and nothing happens. On a phone nobody can tell a dead button from a slow one, so she taps again,
and then gives up.

## How to fix
The variable that should hold the address was empty: look it up in the template, and let the system refuse to send a
mail whose button has no address. Take out links that are there for their looks alone.

## Example
“The return label has a link “Find a parcel shop” that leads nowhere.” The carrier's list of parcel shops had been
switched off, and with it the setting that held its address.
"""

import re

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import normal


@check(
    title="Every link has an address",
    failure="A link leads nowhere",
    category="ease",
    impact="serious",
    serves=["2-07", "4-04"],
)
def empty_link(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or not (mail.reading.links or mail.reading.markup.empty_links):
            continue
        empty = [normal(words).strip() for words in dict.fromkeys(mail.reading.markup.empty_links)]
        dead = [words for words in empty if _is_a_promise(words)]
        outcome = Outcome.FAIL if dead else Outcome.REVIEW if empty else Outcome.PASS
        named = ", ".join(f"“{words[:80]}”" for words in dead or empty)
        has = f"has a link {named} that leads nowhere" if empty else "has an address behind every link"
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} {has}.",
            expected="an address behind every link",
            actual=named or "every link has an address",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _is_a_promise(text: str) -> bool:
    """Words that ask to be clicked: not a phone, a price or a date with an abbreviated month."""
    words = re.findall(r"[^\W\d_]+", text)
    is_figure = bool(re.search(r"\d", text)) and len(words) < 2 and all(len(word) < 5 for word in words)
    return bool(words) and not is_figure
