"""A mail that the customer counts on did not come.

## What it checks
Every mail that the journey expects. It is missing only if its time is up and the mailbox was looked into
after that and answered. While its time runs, the verdict is pending; if the mailbox could not be reached,
nothing is said against the shop.

## Why it matters
A customer without a confirmation does not know whether she has bought anything; without a shipping notice she
stays at home for a parcel that may not have left. Both write to you, and some cancel.

## How to fix
Search the sending system's log for the order. If the mail was sent, follow it through relays and spam filters
(bounces, blocklists, DMARC). If it was not, find the condition that kept it back: a template missing in that
language, a status that was never set, an address field that this kind of order leaves empty.

## Example
“The order confirmation did not come within 5 min; after 2 days 3 h the mailbox was working and still without it.” For guests
the field with the address was empty in one of two templates.
"""

from shopper import Evidence, Expectation, Findings, Outcome, Verdict, VisitState, check
from shopper.reading.naming import kind_name, kind_owner
from shopper.reading.text import lasting


@check(
    title="Every expected mail comes",
    failure="A mail never came",
    category="communication",
    impact="critical",
    serves=["0-40", "0-41", "0-42", "0-43", "1-24"],
)
def missing_mail(visit: Evidence) -> Findings:
    for wanted in visit.expectations:
        outcome, said, actual = _judge(wanted, visit)
        yield Verdict(
            outcome=outcome,
            sentence=f"The {kind_name(wanted.kind, visit.plan.shop)} {said}",
            expected=f"within {lasting(wanted.within)}",
            actual=actual,
            about=wanted.kind,
            owner=kind_owner(wanted.kind, visit.plan.shop),
            evidence=(f"mail:{wanted.mail.id}",) if wanted.mail else (),
        )


def _judge(wanted: Expectation, visit: Evidence) -> tuple[Outcome, str, str]:
    limit = lasting(wanted.within)
    if wanted.mail:
        return Outcome.PASS, "came.", "it came"
    if wanted.looked and wanted.looked >= wanted.due:
        since = lasting(wanted.looked - wanted.since)
        said = f"did not come within {limit}; after {since} the mailbox was working and still without it."
        return Outcome.FAIL, said, "nothing"
    if visit.state is VisitState.WAITING or visit.ended < wanted.due:
        return Outcome.PENDING, f"has not come yet; its {limit} are not over.", "not yet"
    return Outcome.CANT_TELL, "may have come: when it was due, the mailbox could not be read.", "unknown"
