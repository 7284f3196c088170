"""The shop promised something by a certain time, and it came later.

## What it checks
Dates and durations that pages, mails and chat promise for an answer, for sending, delivering and refunding ("within 2 working
days", "trong vòng 24 giờ", "bis Freitag, den 27.11."), against the mail, or the turn in the chat, by which it came. Working
days are those of the shop's hours and holidays; a day ends at midnight in the shop's zone. What holds only if working days
are counted where the words do not say so goes to a person. Left alone are promises that depend on something ("if",
"once"), hedged ones ("usually"), and those whose time was not over.

## Why it matters
She planned by it: stayed at home, told a friend when the present would come, waited for the money. A promise that is broken
weighs more than the same time without any promise.

## How to fix
Compare what the text says with what really happens, for the slowest tenth and not for the mean. Promise that, or write as
soon as it is clear that it will be missed, and name the new date.

## Example
“The acknowledgement promised an answer by 10 Mar, 10:02 (“A person answers you within 10 minutes.”); it came 1 h 50 min
later.” The sentence had been written when the desk was staffed for the opening week.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.promised import Kept, Told, outcome_of, promises_told
from shopper.reading.text import lasting
from shopper.reading.zones import zone_of

_THINGS = {"reply": "an answer", "delivery": "delivery", "shipping": "to send the parcel", "refund": "the refund"}


@check(
    title="What is promised comes in time",
    failure="A promise was broken",
    category="transparency",
    impact="serious",
    serves=["1-05", "1-10", "4-07"],
)
def broken_promise(visit: Evidence) -> Findings:
    for same in _by_promise(visit):
        told = same[0]
        kept = outcome_of(told, visit)
        if kept is None:
            continue
        due, thing = _moment(told.promise.due, visit), _THINGS[told.promise.what]
        yield Verdict(
            outcome=kept.outcome,
            sentence=f"{told.name} promised {thing} by {due} (“{told.promise.quote}”); {_came(kept, told)}.",
            expected=f"by {due}",
            actual=_moment(kept.when, visit) if kept.when else "not yet",
            about=f"{told.promise.what} by the {told.about}",
            owner=told.owner,
            evidence=tuple(dict.fromkeys((*(one.source for one in same), *kept.evidence))),
        )


def _by_promise(visit: Evidence) -> Iterator[list[Told]]:
    """The sure promises; those that say the same in several places together, the first to say so first."""
    groups: dict[tuple[str, datetime], list[Told]] = {}
    for told in promises_told(visit):
        if told.promise.sure and told.promise.what in _THINGS:
            groups.setdefault((told.promise.what, told.promise.due), []).append(told)
    yield from groups.values()


def _came(kept: Kept, told: Told) -> str:
    if kept.when is None:
        return "it had not come when the mailbox was last looked into"
    if kept.outcome is Outcome.PASS:
        return "it came in time"
    late = lasting(kept.when - told.promise.due)
    doubt = ", which is in time only if working days are counted" if kept.outcome is Outcome.REVIEW else ""
    return f"it came {late} later{doubt}"


def _moment(at: datetime, visit: Evidence) -> str:
    """As the customer's clock has it."""
    local = at.astimezone(ZoneInfo(zone_of(visit.plan)))
    return f"{local.day} {local:%b, %H:%M}"
