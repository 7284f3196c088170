"""A mail is wider than a phone's screen.

## What it checks
Every HTML mail, drawn in a window of 375 px, the width of a common phone. It fails for a mail that is wider than
640 px: no phone shows that without scrolling sideways or shrinking it beyond reading. One that is a little too wide
goes to a person, since many phones shrink it to fit, with its letters.

## Why it matters
More than half of all mails are read on a phone. When lines run out of the screen, the customer pushes the mail to and
fro for every line, or gives up before the part that matters.

## How to fix
Let tables be `width: 100%` with a `max-width`, pictures `max-width: 100%`, and long links or numbers break
(`overflow-wrap: anywhere`). Look at the mail on a phone before it goes out.

## Example
“The return label is 920 px wide on a phone's screen of 375 px; what sticks out is a table of 912 px.” The table with
the label's instructions had a fixed width, for printing.
"""

from shopper import Evidence, Findings, Outcome, Rendering, check
from shopper.reading.drawn import PHONE, designed, drawing, shown
from shopper.reading.naming import on_mail

_SHRUNK = 640  # px: what the usual fixed layouts are wide, which phones shrink


@check(
    title="Every mail fits a phone's screen",
    failure="A mail is wider than a phone's screen",
    category="ease",
    impact="moderate",
    serves=["4-10"],
)
def sideways_scroll(visit: Evidence) -> Findings:
    for mail in designed(visit):
        outcome, said, actual = _judge(drawing(mail, PHONE))
        expected = f"{PHONE} px at most"
        yield on_mail(mail, visit, outcome, said, expected=expected, actual=actual, more=shown(drawing(mail, PHONE)))


def _judge(drawn: Rendering | None) -> tuple[Outcome, str, str]:
    if not drawn or not drawn.page_width:
        return Outcome.CANT_TELL, "was not drawn on a phone's screen", "not drawn"
    width = f"{drawn.page_width} px"
    if drawn.page_width <= PHONE + 1:
        return Outcome.PASS, "fits a phone's screen", width
    why = f"; what sticks out is {drawn.widest}" if drawn.widest else ""
    said = f"is {width} wide on a phone's screen of {PHONE} px{why}"
    return Outcome.FAIL if drawn.page_width > _SHRUNK else Outcome.REVIEW, said, width
