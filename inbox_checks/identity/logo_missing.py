"""A mail of the shop does not show its logo.

## What it checks
The pictures in every HTML mail that comes from the shop's own domain: one whose file or alternative text says that it is
the logo, or names the shop. It fails for a mail without any picture. Where there are pictures, and none of them says
what it is, a person looks. Answers that a person wrote, mails of partners, and shops that give no logo are left out.

## Why it matters
The logo is how a customer knows in a second whose mail this is. Without it an order mail looks like a system's, or like
an attempt to cheat her.

## How to fix
Put the logo into the template's header as a picture with the shop's name as its alternative text, so that it is named
even where pictures are blocked, and let every system use that template.

## Example
"The invoice has no picture at all, so it does not show the logo." The accounting software sends its mails as it was delivered:
text in a table, and the PDF.
"""

from pathlib import PurePath

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.links import host_of
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.pictures import draws_otherwise, is_logo, pictures_in
from shopper.reading.waiting import reply_of


@check(
    title="Every mail shows the shop's logo",
    failure="A mail has no logo",
    category="consistency",
    impact="minor",
    serves=["0-38"],
)
def logo_missing(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if _is_judged(mail, visit):
            outcome, said = _judge(mail, visit)
            yield Verdict(
                outcome=outcome,
                sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
                expected="the shop's logo",
                actual=said,
                about=mail_about(mail),
                owner=mail_owner(mail, visit.plan.shop),
                evidence=(f"mail:{mail.id}", *(picture.path for picture in mail.pictures.values())),
            )


def _is_judged(mail: Mail, visit: Evidence) -> bool:
    shop = visit.plan.shop
    if not shop.brand.logos or not mail.solicited or not mail.reading.html:
        return False
    domain, home = mail.reading.sender.casefold().rpartition("@")[2], host_of(shop.url)
    own = domain == home or domain.endswith(f".{home}")
    return own and reply_of(mail.kind, shop) != "human"


def _judge(mail: Mail, visit: Evidence) -> tuple[Outcome, str]:
    brand = visit.plan.shop.brand
    if mail.reading.problem:
        return Outcome.CANT_TELL, "could not be read whole, so its logo was not looked for"
    pictures = pictures_in(mail.reading.html)
    names = (visit.plan.shop.name, brand.name, *(PurePath(file).stem for file in brand.logos))
    if any(is_logo(picture, names) for picture in pictures):
        return Outcome.PASS, "shows the logo"
    if pictures or draws_otherwise(mail.reading.html):
        return Outcome.REVIEW, "has pictures, none of which says that it is the logo"
    return Outcome.FAIL, "has no picture at all, so it does not show the logo"
