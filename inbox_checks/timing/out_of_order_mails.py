"""Mails came in an order that tells the story backwards.

## What it checks
The mails of one visit against the order in which things happen: confirmed, ready to ship, sent, announced by the
carrier, delivered; confirmed before invoiced or cancelled; return label before refund; acknowledgement before answer
before survey. Kinds of mail are known by their names in the shop's file; others are left alone. Mails of the same
second are in order.

## Why it matters
"Delivered" before "on its way" makes the customer doubt all of it: has the parcel come, has it been stolen, is this
fraud? She calls to find out.

## How to fix
Compare when each system was told of the event and when it wrote. Usually one of them sends in batches, or waits for a
nightly export: let the event itself set off its mail, and hold back one whose predecessor has not been sent.

## Example
“The shipping notice came 1 h before the ready to ship.” The order management writes in a batch at the full hour; the parcel
had left before.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import kind_name, mail_name, mail_owner
from shopper.reading.text import lasting
from shopper.reading.waiting import reply_of

_STAGES = {
    "cancelled": r"cancel|storno",
    "refund": r"refund",
    "label": r"return_?(?:label|number|slip|instructions|accepted|registered)|(?:^|_)rma(?:$|_)",
    "survey": r"survey|feedback|rating",
    "acknowledgement": r"acknowledg|auto_?reply|question_received",
    "answer": r"(?:^|_)(?:answer|human_reply|agent_reply)",
    "invoice": r"invoice",
    "delivered": r"delivered|delivery_confirm",
    "carrier": r"carrier|courier",
    "ready": r"ready_to_ship|ready_for_dispatch|packed",
    "shipped": r"shipp(?:ed|ing_(?:notice|confirm))|shipment|dispatch|on_(?:its|the)_way|tracking",
    "confirmed": r"order_(?:confirm|received|placed)|^confirmation$",
}
"""What a kind of mail tells, by words of its name; the first that fits. A return's or a payment's confirmation fits none."""

_CHAINS = (
    ("confirmed", "ready", "shipped", "carrier", "delivered"),
    ("confirmed", "invoice"),
    ("confirmed", "cancelled"),
    ("label", "refund"),
    ("acknowledgement", "answer", "survey"),
)


@check(
    title="Mails come in the order of events",
    failure="Mails came in the wrong order",
    category="communication",
    impact="moderate",
    serves=["0-40", "0-41", "0-42", "0-43"],
)
def out_of_order_mails(visit: Evidence) -> Findings:
    told: dict[str, list[Mail]] = defaultdict(list)
    for mail in sorted(visit.mails, key=lambda mail: mail.arrived):
        if mail.solicited and (stage := _stage(mail, visit)):
            told[stage].append(mail)
    for chain in _CHAINS:
        for first, second in pairwise(stage for stage in chain if told[stage]):
            yield from _judge(told[first], told[second], visit)


def _stage(mail: Mail, visit: Evidence) -> str:
    reply = reply_of(mail.kind, visit.plan.shop)
    if reply:
        return "acknowledgement" if reply == "automatic" else "answer"
    return next((stage for stage, words in _STAGES.items() if re.search(words, mail.kind)), "")


def _judge(before: list[Mail], after: list[Mail], visit: Evidence) -> Iterator[Verdict]:
    """The n-th of the one stage must not come before the n-th of the other; of parts of one order there may be more."""
    if len(after) > len(before):
        return
    shop = visit.plan.shop
    for due_first, due_second in zip(before, after, strict=False):
        early = due_first.arrived - due_second.arrived
        came = f"{lasting(early)} before" if early.total_seconds() > 0 else "after"
        yield Verdict(
            outcome=Outcome.FAIL if early.total_seconds() > 0 else Outcome.PASS,
            sentence=f"{mail_name(due_second, shop)} came {came} the {kind_name(due_first.kind, shop)}.",
            expected=f"the {kind_name(due_first.kind, shop)} first",
            actual=f"the {kind_name(due_second.kind, shop)} came {came} it",
            about=f"{due_second.kind} and {due_first.kind}",
            owner=mail_owner(due_first, shop),
            evidence=(f"mail:{due_second.id}", f"mail:{due_first.id}"),
        )
