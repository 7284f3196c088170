"""A mail calls a thing by another name than the shop does.

## What it checks
The shop's glossary (`glossary:` in its file: the shop's word → words that must not be used for it) against subject and text
of every mail that the shop itself sends. Whole words, with their accents, whatever their case. What the mail quotes of her own
words is left out; without a glossary nothing is judged.

## Why it matters
"Parcel", "package" and "shipment" in three mails are three things to somebody who waits for one. In the help desk she asks
about the wrong one, and the agent searches for it.

## How to fix
Replace the quoted word by the shop's own in the template that is named, and give the glossary to everybody who writes texts,
translators and carriers included.

## Example
“The invoice says “package” (“your package has left”); the shop's word is “parcel”.” The ERP's standard text was never adapted.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.glossary import other_names
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.promised import own_text
from shopper.reading.senders import own_mails
from shopper.reading.text import normal


@check(
    title="Everything has one name",
    failure="A thing goes by several names",
    category="consistency",
    impact="minor",
    serves=["0-39", "3-02"],
)
def one_thing_many_names(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    if not shop.glossary:
        return
    for mail in own_mails(visit):
        found = other_names(_own_words(mail, visit), shop.glossary)
        said = "; ".join(f"says “{one.other}” (“{one.quote}”), the shop's word is “{one.own}”" for one in found[:3])
        yield Verdict(
            outcome=Outcome.FAIL if found else Outcome.PASS,
            sentence=f"{mail_name(mail, shop)} {said or 'uses the shop’s own words'}.",
            expected=", ".join(one.own for one in found) or "the shop's own words",
            actual=", ".join(one.other for one in found) or "the shop's own words",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _own_words(mail: Mail, visit: Evidence) -> str:
    hers = {line for letter in visit.letters for line in normal(f"{letter.subject}\n{letter.text}").split("\n") if line}
    subject = "" if any(line in normal(mail.reading.subject) for line in hers) else mail.reading.subject
    lines = (line for line in normal(own_text(mail)).split("\n") if line not in hers)
    return "\n".join((subject, *lines))
