"""The same mail came twice.

## What it checks
Mails of one kind from one sender whose text is the same to the last word, that came within a day of each other with
different Message-IDs. The same Message-ID twice is the mailbox's doing, not the shop's. Mails of two orders differ by
their numbers; where the journey expects a kind more than once (two questions, two acknowledgements), as many may come.

## Why it matters
Two confirmations look like two orders, and two charges. The customer checks her bank, then asks you which one is real.

## How to fix
Find out what fired twice: an event delivered again, two systems that both feel responsible, a retry after a timeout
that had succeeded. Give each mail a key made of order and event, and send each key once.

## Example
“The order confirmation came 2 times within 2 min, word for word.” The queue had delivered the event again after a timeout,
though the first mail had long been sent.
"""

from collections import defaultdict
from datetime import timedelta

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import lasting, normal
from shopper.reading.waiting import reply_of

_TOGETHER = timedelta(days=1)


@check(
    title="Every mail comes once",
    failure="A mail came twice",
    category="communication",
    impact="moderate",
    serves=["0-18", "0-40", "3-02"],
)
def duplicate_mail(visit: Evidence) -> Findings:
    for same in _by_text(visit):
        first = same[0]
        again = [mail for mail in same if mail.arrived - first.arrived <= _TOGETHER]
        ids = {mail.reading.message_id for mail in again if mail.reading.message_id}
        twice = len(ids) > _may_come(first, visit)
        name = mail_name(first, visit.plan.shop)
        span = lasting(again[-1].arrived - first.arrived)
        yield Verdict(
            outcome=Outcome.FAIL if twice else Outcome.PASS,
            sentence=f"{name} came {len(ids)} times within {span}, word for word." if twice else f"{name} came once.",
            expected="once",
            actual=f"{len(ids)} times" if twice else "once",
            about=mail_about(first),
            owner=mail_owner(first, visit.plan.shop),
            evidence=tuple(f"mail:{mail.id}" for mail in again),
        )


def _may_come(mail: Mail, visit: Evidence) -> int:
    """How often a mail of this kind may come with the same words: each of several letters may be acknowledged."""
    letters = len(visit.letters) if reply_of(mail.kind, visit.plan.shop) else 0
    return max(1, letters, sum(wanted.kind == mail.kind for wanted in visit.expectations))


def _by_text(visit: Evidence) -> list[list[Mail]]:
    """The shop's mails, those with the same kind, sender, subject and words together, each group in order of arrival."""
    groups: dict[tuple[str, ...], list[Mail]] = defaultdict(list)
    for mail in sorted(visit.mails, key=lambda mail: mail.arrived):
        if mail.solicited and mail.reading.text.strip():
            text = f"{mail.reading.subject} {mail.reading.text}"
            groups[mail.kind, mail.reading.sender.casefold(), *normal(text).split()].append(mail)
    return list(groups.values())
