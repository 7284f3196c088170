"""A partner's mail does not say for which shop it comes.

## What it checks
The mails that somebody else sends for the shop and that its file declares, a carrier's above all: subject, sender and
text must name the shop, with or without accents, or show a picture that does. An order's number alone says nothing: few
people know theirs by heart.

## Why it matters
"Your parcel comes today", from a firm that she never dealt with: she wonders which parcel, and whether the mail is one
of those that steal passwords. Forged delivery notices look just like that.

## How to fix
Hand the shop's name over with the parcel's data (carriers have a field for the sender), and ask the partner to put it
into subject or first line.

## Example
"The carrier’s notice does not say that it is about a parcel of Gốm Sen." The field for the sender's name had been left
empty in the data that went to the carrier.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.garbled import is_garbled
from shopper.reading.naming import on_mail
from shopper.reading.senders import names_shop, partners_mails


@check(
    title="Partners’ mails name the shop",
    failure="A partner’s mail does not name the shop",
    category="consistency",
    impact="moderate",
    serves=["0-44", "4-15"],
)
def carrier_mail_without_shop(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    name = shop.brand.name or shop.name
    for mail in partners_mails(visit):
        if is_garbled(mail.reading):
            continue
        reading = mail.reading
        alts = "\n".join(picture.alt or "" for picture in reading.markup.pictures if picture.visible)
        named = names_shop(f"{reading.sender_name}\n{reading.subject}\n{reading.text}\n{alts}", shop)
        outcome = Outcome.PASS if named else Outcome.CANT_TELL if reading.problem else Outcome.FAIL
        said = f"says that it comes for {name}" if named else f"does not say that it is about something from {name}"
        yield on_mail(mail, visit, outcome, said, expected=name, actual=name if named else "no name of the shop")
