"""Words of a mail vanish when the customer's screen is dark.

## What it checks
Every HTML mail drawn a second time in a dark scheme, as its own styles ask for it (`prefers-color-scheme`,
`color-scheme`), which Apple Mail and Thunderbird follow. It fails for words that stand out in the light and cannot be
made out in the dark (below 2:1); those that are only hard to read there go to a person. Gmail and Outlook darken mails
by themselves, each in a way of its own: that is not drawn.

## Why it matters
A third of all customers read in the dark. A template that makes the ground dark and forgets the text, or the other way
round, is an empty sheet to them, and a proper mail to everybody at the shop.

## How to fix
Give text and ground their dark colours together, in one rule, for every part of the template; or let the template
declare that it is light only (`<meta name="color-scheme" content="light">`).

## Example
“The order confirmation cannot be read on a dark screen: “Tổng cộng”, #1e2a27 on #14201d, is 1.1:1.” A dark ground had
been added to the template, but the table of the order had its text colour in every cell.
"""

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.drawn import designed, drawing, shown
from shopper.reading.naming import on_mail, quoted

_INVISIBLE = 2.0


@check(
    title="Every mail can be read on a dark screen",
    failure="A mail cannot be read on a dark screen",
    category="ease",
    impact="serious",
    serves=["3-02", "4-10"],
)
def invisible_in_dark_mode(visit: Evidence) -> Findings:
    for mail in designed(visit):
        outcome, said, actual = _judge(mail)
        drawings = (drawing(mail, scheme="dark"), drawing(mail))
        yield on_mail(mail, visit, outcome, said, expected="3:1 at least", actual=actual, more=shown(*drawings))


def _judge(mail: Mail) -> tuple[Outcome, str, str]:
    light, dark = drawing(mail), drawing(mail, scheme="dark")
    if not (light and dark):
        return Outcome.CANT_TELL, "was not drawn in the dark", "not drawn"
    faint_anyhow = {one.text for one in light.low_contrast}
    faint = [one for one in dark.low_contrast if one.text not in faint_anyhow]
    if not faint:
        return Outcome.PASS, "can be read on a dark screen as in the light", "as in the light"
    worst = min(faint, key=lambda one: one.ratio)
    words = f"{quoted(worst.text, 60)}, {worst.foreground} on {worst.background}, is {worst.ratio:.1f}:1"
    if worst.ratio < _INVISIBLE:
        return Outcome.FAIL, f"cannot be read on a dark screen: {words}", f"{worst.ratio:.1f}:1"
    return Outcome.REVIEW, f"is hard to read on a dark screen: {words}", f"{worst.ratio:.1f}:1"
