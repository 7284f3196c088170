"""A mail holds something that wants to run.

## What it checks
The HTML of every mail of the shop for what could act by itself: scripts, frames, embedded objects, `onclick` and the
like, `javascript:` links, a page that reloads itself. It fails for each. A form goes to a person: some mail programs
show it, with a warning. Structured data (JSON-LD) only looks like a script and is welcome.

## Why it matters
Mail programs throw such parts away, so whatever they were to show is missing; filters take the mail for an attack and
file it under spam, or do not deliver it at all.

## How to fix
Take it out of the mail's template: it has usually come along with a piece of the website. What must run belongs on a
page that the mail links to.

## Example
“The survey holds what mail programs take for an attack: <script>, onclick=.” The stars for the rating had been copied
from the product page.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.naming import on_mail

_FORM = "<form>"


@check(
    title="Nothing in a mail wants to run",
    failure="A mail holds something that wants to run",
    category="process",
    impact="moderate",
    serves=["3-07"],
)
def active_content(visit: Evidence) -> Findings:
    for mail in designed(visit):
        active = mail.reading.markup.active
        acting = [what for what in active if what != _FORM]
        yield on_mail(
            mail,
            visit,
            Outcome.FAIL if acting else Outcome.REVIEW if active else Outcome.PASS,
            f"holds what mail programs take for an attack: {', '.join(acting or active)}" if active else "only shows things",
            expected="text, pictures and links",
            actual=", ".join(active) or "nothing else",
        )
