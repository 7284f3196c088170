"""A mail is set in a font that is not the shop's.

## What it checks
The first font of every family list in mails of the shop's own systems, by letters, against the brand's fonts in the
shop's file. Fonts that machines bring along (Arial, Helvetica, Georgia, Segoe UI, `sans-serif`) are no offence: mail
programs have hardly any others. It fails where most letters are in a font that is neither, and goes to a person where
some are. What a person wrote is left out.

## Why it matters
A mail in Comic Sans between mails in Roboto looks like somebody else's, or like nobody's work. She cannot say why she
trusts it less, but she does.

## How to fix
Put the brand's font first in the template's `font-family`, followed by one that every machine has. If the font is meant
to be, add it to `brand: fonts:` in the shop's file.

## Example
"The shipping notice is set in Comic Sans MS, a font of another dress than the shop’s." A template of the dispatch
software's maker had been taken over as it was.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.fonts import foreign
from shopper.reading.naming import on_mail
from shopper.reading.senders import own_mails

_MOST, _SOME = 0.5, 0.1


@check(
    title="Every mail is set in the brand’s fonts",
    failure="A mail is set in another font",
    category="consistency",
    impact="minor",
    serves=["0-38"],
)
def off_brand_font(visit: Evidence) -> Findings:
    brand = visit.plan.shop.brand.fonts
    if not brand:
        return
    for mail in own_mails(visit, by_hand=False):
        fonts = mail.reading.markup.fonts
        if not fonts:
            continue
        other = foreign(fonts, brand)
        share = other.share if other else 0.0
        outcome = Outcome.FAIL if share >= _MOST else Outcome.REVIEW if share >= _SOME else Outcome.PASS
        font = other.font if other and outcome is not Outcome.PASS else max(fonts, key=lambda one: fonts[one])
        said = f"is set in {font}"
        if outcome is not Outcome.PASS:
            said += ", a font of another dress than the shop’s"
        yield on_mail(mail, visit, outcome, said, expected=", ".join(brand), actual=f"{font}, {share:.0%} of its letters")
