"""The shop was slow to say that a question had arrived.

## What it checks
Every automatic acknowledgement that the journey expects after a question: from sending the question (our clock) to
the moment at which the customer's own mail server took the mail, against the shop's standard for acknowledgements,
else the journey's own limit. What the two clocks cannot settle goes to a person. One that never came is
missing-mail's matter.

## Why it matters
Without a word within minutes, the customer cannot know whether her question was sent at all. She writes again, by
another channel too, and two people answer the same question.

## How to fix
Let the help desk acknowledge when the mail or form arrives, not when somebody sorts the queue. Say in it how soon a
person will answer, and when nobody is there.

## Example
“The acknowledgement came after 25 min; the shop promises 5 min.” The help desk acknowledges only when a rule has sorted the
question, and the rules run twice an hour.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.naming import kind_name, mail_owner
from shopper.reading.text import lasting
from shopper.reading.waiting import in_time, reply_of, standard, waited


@check(
    title="Questions are acknowledged at once",
    failure="An acknowledgement came late",
    category="speed",
    impact="moderate",
    serves=["0-06", "0-29", "3-08"],
)
def slow_acknowledgement(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for wanted in visit.expectations:
        if wanted.mail is None or reply_of(wanted.kind, shop) != "automatic":
            continue
        limit = standard(shop, "acknowledgement") or wanted.within
        took = waited(wanted.mail, wanted, visit)
        outcome = in_time(took, limit, visit.clock_error)
        said = f"The {kind_name(wanted.kind, shop)} came after {lasting(took)}; the shop promises {lasting(limit)}."
        doubt = f" The clocks agree only to {lasting(visit.clock_error)}, so this may have been in time."
        yield Verdict(
            outcome=outcome,
            sentence=said + doubt if outcome is Outcome.REVIEW else said,
            expected=f"within {lasting(limit)}",
            actual=lasting(took),
            about=wanted.kind,
            owner=mail_owner(wanted.mail, shop),
            evidence=(f"mail:{wanted.mail.id}",),
        )
