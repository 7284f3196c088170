"""Words in a mail can hardly be told from what they stand on.

## What it checks
All text of a mail as it was drawn, on a phone and in a window: its colour against what lies behind it, with
half-transparent colours blended. It fails below 4.5:1, for large text below 3:1 (WCAG 2.2, 1.4.3); what misses that by
a tenth at most goes to a person, and so does text that nobody could read at all: it may be hidden on purpose. Text over
a picture or a gradient cannot be told and is left out.

## Why it matters
Pale grey on white looks elegant on a designer's screen. In the sun, on a cheap phone or for an older customer it is
blank: she misses the deadline, the phone number, the condition.

## How to fix
Darken the text or lighten the ground until the ratio is reached; most design tools show it. The small print needs it
most of all.

## Example
“The refund has words that are hard to read: “Hotline 1800 0108”, #b5bdb9 on #ffffff, is 1.9:1.” The footer had been
set in the palest tone of the new palette.
"""

from shopper import Contrast, Evidence, Findings, Mail, Outcome, check
from shopper.reading.drawn import PHONE, designed, drawing, shown
from shopper.reading.naming import on_mail, quoted

_NEARLY = 0.9
_NO_CONTRAST = 1.1


@check(
    title="Every word of a mail stands out from its ground",
    failure="Words in a mail are hard to read",
    category="ease",
    impact="moderate",
    serves=["3-02", "4-10"],
)
def low_contrast(visit: Evidence) -> Findings:
    for mail in designed(visit):
        outcome, said, actual = _judge(mail)
        drawings = (drawing(mail, PHONE), drawing(mail))
        expected = "4.5:1, large text 3:1"
        yield on_mail(mail, visit, outcome, said, expected=expected, actual=actual, more=shown(*drawings))


def _judge(mail: Mail) -> tuple[Outcome, str, str]:
    drawings = [one for one in (drawing(mail, PHONE), drawing(mail)) if one]
    if not drawings:
        return Outcome.CANT_TELL, "was not drawn, so its colours could not be measured", "not drawn"
    faint = sorted((one for each in drawings for one in each.low_contrast), key=lambda one: one.ratio)
    clear = [one for one in faint if _NO_CONTRAST <= one.ratio < one.wanted * _NEARLY]
    if clear:
        return Outcome.FAIL, f"has words that are hard to read: {_words(clear[0])}", _ratio(clear[0])
    if faint:
        return Outcome.REVIEW, f"has words that may be hard to read: {_words(faint[0])}", _ratio(faint[0])
    return Outcome.PASS, "has enough contrast", "enough"


def _words(one: Contrast) -> str:
    return f"{quoted(one.text, 60)}, {one.foreground} on {one.background}, is {_ratio(one)}"


def _ratio(one: Contrast) -> str:
    return f"{one.ratio:.1f}:1"
