"""A mail asks for an answer that nobody will read.

## What it checks
Every mail of the shop whose own words ask for an answer to it ("just reply to this mail"), in five languages: it
fails if that answer would go to a no-reply address, by Reply-To or else From. Sentences that advise against answering
are no invitation. A mail that says both goes to a person.

## Why it matters
The customer does what she was asked to do. Her answer vanishes or bounces, she waits for days, and then she is angry
at a service desk that has never heard of her.

## How to fix
Set Reply-To to an address that opens a case at the help desk, or take the sentence out of the template and put a link
to the contact page in its place.

## Example
“The return label says “If the label does not print, simply reply to this email.”, but an answer goes to
no-reply@gomsen.test.” The sentence was written for the help desk's mails and copied into those of the returns desk.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.contact import refuses_reply
from shopper.reading.mailing import answers_go_to, invitation, wants_no_answers
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="A mail that asks for an answer can be answered",
    failure="A mail asks for an answer that nobody reads",
    category="ease",
    impact="serious",
    serves=["2-07", "4-04"],
)
def noreply_invites_reply(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or not (asked := invitation(mail.reading.text)):
            continue
        address = answers_go_to(mail.reading)
        unread, refused = wants_no_answers(mail.reading), refuses_reply(mail.reading)
        outcome = Outcome.FAIL if unread else Outcome.REVIEW if refused else Outcome.PASS
        quote = asked if len(asked) <= 160 else asked[:157].rstrip() + "…"
        but = (
            ", but an answer goes to"
            if unread
            else ", and elsewhere that nobody reads it; an answer goes to"
            if refused
            else ", and an answer goes to"
        )
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} says “{quote}”{but} {address}.",
            expected="an address that somebody reads",
            actual=address,
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )
