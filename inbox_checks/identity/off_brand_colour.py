"""A mail is drawn in a colour that is not the shop's.

## What it checks
The colour in which most letters of links are written, and that of most buttons, in mails of the shop's own systems,
against the brand's colours in the shop's file. It fails where they are plainly others to the eye (ΔE2000 over 20) and
no other colour has much of a share. Black, white and greys go with every brand. What a person wrote is left out.

## Why it matters
Colour is what the eye takes in before a word is read. Mails in the blue of a program's default look as if they came
from somebody else, and are treated so.

## How to fix
Write the brand's colour into the template's links and buttons, inline, as mail programs drop style sheets. If the
colour is meant to be, add it to `brand: colours:` in the shop's file.

## Example
"The invoice’s links are in #0000ee, far from the brand’s colour #0b6b5d." The accounting software sends links without a
style, so they get the blue of the mail program.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.colours import Dominant, difference, dominant, is_grey
from shopper.reading.naming import on_mail
from shopper.reading.senders import own_mails

_FAR = 20.0
"""ΔE2000 from which on nobody takes two colours for shades of one."""
_MOST = 0.6


@check(
    title="Every mail is in the brand’s colours",
    failure="A mail is in another colour",
    category="consistency",
    impact="minor",
    serves=["0-38"],
)
def off_brand_colour(visit: Evidence) -> Findings:
    if visit.plan.shop.brand.colours:
        for mail in own_mails(visit, by_hand=False):
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    brand = visit.plan.shop.brand.colours
    used = {what: found for what in ("link", "button") if (found := dominant(mail.reading.markup.colours, what))}
    if not used:
        return
    judged = {what: _is_far(found, brand) for what, found in used.items()}
    what = max(judged, key=lambda what: (Outcome.PASS, Outcome.REVIEW, Outcome.FAIL).index(judged[what]))
    outcome, colour = judged[what], used[what].colour
    far = f"’s {what}s are in {colour}, far from the brand’s colour {_nearest(colour, brand)}"
    near = f" has the brand’s colours: its {what}s are in {colour}"
    verdict = on_mail(mail, visit, outcome, "", expected=", ".join(brand), actual=colour)
    sentence = verdict.sentence.rstrip(" .") + (near if outcome is Outcome.PASS else far) + "."
    yield verdict.model_copy(update={"sentence": sentence})


def _is_far(found: Dominant, brand: tuple[str, ...]) -> Outcome:
    if is_grey(found.colour) or difference(found.colour, _nearest(found.colour, brand)) <= _FAR:
        return Outcome.PASS
    return Outcome.FAIL if found.share >= _MOST else Outcome.REVIEW


def _nearest(colour: str, brand: tuple[str, ...]) -> str:
    return min(brand, key=lambda one: difference(colour, one))
