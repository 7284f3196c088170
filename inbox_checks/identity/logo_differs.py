"""A mail shows another logo than the shop's.

## What it checks
The picture that says it is the logo (by its file's name or its alternative text) in mails of the shop's own systems,
against the logo files beside the shop's file: what it looks like, whatever its size, margin, format and polarity, and
in which colour. It fails where both form and colour are others. A logo in another colour, one nearly like it, or
another form in the shop's colour (a mark alone, an older version) goes to a person.

## Why it matters
The logo is how she tells your mail from a forgery. An old one, or that of another brand of your house, makes her look
twice at a mail that should have calmed her.

## How to fix
Keep the logo for mails in one place and let all systems show that file, instead of each its own copy. Replace the
picture in the template that is named here.

## Example
"The shipping notice shows a logo that is not Gốm Sen’s." The dispatch software served two shops of one house, and sent
the mails of both with the logo of the other.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, MailPicture, Outcome, Verdict, check
from shopper.reading.colours import difference
from shopper.reading.logos import Likeness, colour_of, nearest
from shopper.reading.naming import on_mail
from shopper.reading.pictures import calls_itself_logo
from shopper.reading.senders import own_mails

_ANOTHER_COLOUR = 20.0  # ΔE2000


@check(
    title="Every mail shows the same logo",
    failure="A mail shows another logo",
    category="consistency",
    impact="minor",
    serves=["0-38"],
)
def logo_differs(visit: Evidence) -> Findings:
    if not visit.plan.shop.logo_prints:
        return
    for mail in own_mails(visit):
        yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    shop = visit.plan.shop
    logos = [picture for picture in mail.reading.markup.pictures if calls_itself_logo(picture, shop)]
    if not logos:
        return  # logo-missing's matter
    seen = [look for picture in logos if (look := picture.fingerprint or _loaded(picture, mail))]
    if not seen:
        said, outcome = "has a logo that was not looked at", Outcome.CANT_TELL
    else:
        outcome, said = min((_compare(one, visit) for one in seen), key=lambda found: tuple(Outcome).index(found[0]))
    shot = tuple(picture.path for picture in mail.pictures.values())
    yield on_mail(mail, visit, outcome, said, expected=f"the logo of {shop.name}", actual=said, more=shot)


def _loaded(picture: MailPicture, mail: Mail) -> str:
    """What a picture looked like when the mail was drawn; empty if it was not loaded then."""
    return next((look for drawn in mail.renderings if (look := drawn.fingerprints.get(picture.src))), "")


def _compare(look: str, visit: Evidence) -> tuple[Outcome, str]:
    shop = visit.plan.shop
    known = tuple(shop.logo_prints.values())
    likeness = nearest(look, known)
    if likeness is Likeness.SAME:
        return Outcome.PASS, "shows the shop’s logo"
    if likeness is Likeness.UNSURE:
        return Outcome.REVIEW, "shows a logo that is nearly the shop’s, or has another colour"
    colour = colour_of(look)
    ours = (*map(colour_of, known), *shop.brand.colours)
    if colour and all(difference(colour, one) > _ANOTHER_COLOUR for one in ours if one):
        return Outcome.FAIL, f"shows a logo that is not {shop.name}’s"
    return Outcome.REVIEW, "shows another logo in the shop’s colour"
