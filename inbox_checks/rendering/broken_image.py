"""A picture in a mail does not come.

## What it checks
The visible pictures of every HTML mail when it was drawn: those that came with it (`cid:`) and those from the shop's
own hosts. It fails for one that did not come or was no picture, asked for twice. Pictures on hosts that the shop's
file does not list are not asked for, and cannot be told.

## Why it matters
A broken frame at the top, where the logo should be, is the first thing that the customer sees. It looks like a
carelessly made mail at best, like fraud at worst.

## How to fix
Open the picture's address from the evidence. Look for a test host, a file that was renamed when the shop was deployed,
an address that wants a login, or a `cid:` whose part is missing.

## Example
“The order confirmation shows a broken picture (https://www.gomsen.test/static/logo-2023.png).” The theme's update had
given the file a new name.
"""

from shopper import Evidence, Findings, Outcome, Rendering, check
from shopper.reading.drawn import PHONE, designed, drawing, shown
from shopper.reading.naming import on_mail

_LONGEST = 120


@check(
    title="Every picture of a mail comes",
    failure="A mail shows a broken picture",
    category="consistency",
    impact="serious",
    serves=["0-38", "4-09"],
)
def broken_image(visit: Evidence) -> Findings:
    for mail in designed(visit):
        if any(one.visible and not one.tiny for one in mail.reading.markup.pictures):
            outcome, said, actual = _judge(drawing(mail, PHONE))
            more = shown(drawing(mail, PHONE))
            yield on_mail(mail, visit, outcome, said, expected="all of its pictures", actual=actual, more=more)


def _judge(drawn: Rendering | None) -> tuple[Outcome, str, str]:
    if not drawn:
        return Outcome.CANT_TELL, "was not drawn, so its pictures were not asked for", "not drawn"
    if drawn.broken:
        count = "a broken picture" if len(drawn.broken) == 1 else f"{len(drawn.broken)} broken pictures"
        return Outcome.FAIL, f"shows {count} ({drawn.broken[0][:_LONGEST]})", ", ".join(drawn.broken)
    if drawn.unasked:
        where = drawn.unasked[0][:_LONGEST]
        return Outcome.CANT_TELL, f"has pictures on hosts that the shop's file does not list ({where})", "not asked for"
    return Outcome.PASS, "shows all of its pictures", "all there"
