"""A mail came later than it should.

## What it checks
Every mail that the journey expects within a time: from the customer's last click (our clock) to the moment at
which the customer's own mail server took the mail. The two clocks are compared beforehand; what the
comparison cannot settle goes to a person. The sender's own `Date` plays no part. Mails that answer a question are
judged by slow-acknowledgement and slow-human-reply.

## Why it matters
Whoever has just paid looks into the mailbox. After a few minutes of nothing she doubts that the order went
through, orders again, or asks the help desk: a contact that costs money and trust.

## How to fix
Look up in the sending system when the mail was queued and when it was handed over. Usually it waits for a
batch run, for a payment's confirmation, or behind a newsletter in the same queue: send it from the event
itself, in a queue of its own.

## Example
“The order confirmation came after 20 min; the shop promises 5 min.” It had waited behind a newsletter in the same
queue.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.naming import kind_name, kind_owner
from shopper.reading.text import lasting
from shopper.reading.waiting import in_time, reply_of, waited


@check(
    title="Every mail comes in time",
    failure="A mail came late",
    category="speed",
    impact="serious",
    serves=["0-40", "0-41", "0-42", "3-08"],
)
def late_mail(visit: Evidence) -> Findings:
    for wanted in visit.expectations:
        if wanted.mail is None or reply_of(wanted.kind, visit.plan.shop):
            continue  # missing-mail's matter, or that of the checks of answers
        took = waited(wanted.mail, wanted, visit)
        outcome = in_time(took, wanted.within, visit.clock_error)
        name = kind_name(wanted.kind, visit.plan.shop)
        said = f"The {name} came after {lasting(took)}; the shop promises {lasting(wanted.within)}."
        doubt = f" The clocks agree only to {lasting(visit.clock_error)}, so this may have been in time."
        yield Verdict(
            outcome=outcome,
            sentence=said + doubt if outcome is Outcome.REVIEW else said,
            expected=f"within {lasting(wanted.within)}",
            actual=lasting(took),
            about=wanted.kind,
            owner=wanted.mail.system or kind_owner(wanted.kind, visit.plan.shop),
            evidence=(f"mail:{wanted.mail.id}",),
        )
