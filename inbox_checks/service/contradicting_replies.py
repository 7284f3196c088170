"""Two replies to one question say different things.

## What it checks
The answers to a customer's question, each against the ones before it and the acknowledgement: nearly the same sentence with
another amount, day or time, or with a "not" in one of them. Numbers that both name are left alone. A person decides, as the
matter may have changed meanwhile.

## Why it matters
Two answers are none: she must now ask which of them holds, and whatever she does on the strength of one may be wrong.

## How to fix
Give a case to one person. Let agents see what was answered before, and take terms such as delivery times from one source
instead of from memory.

## Example
“The answer says “You have 14 days to return it.”, an earlier one “You have 30 days to return it.”” Two agents had taken the
same question from the queue.
"""

from itertools import combinations

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.contradictions import contradiction
from shopper.reading.greetings import take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import replies
from shopper.reading.waiting import reply_of

_MOST = 12  # replies that are compared


@check(
    title="Replies to one question agree",
    failure="Two replies contradict each other",
    category="resolution",
    impact="serious",
    serves=["0-18", "0-22", "2-06", "4-09"],
)
def contradicting_replies(visit: Evidence) -> Findings:
    for first, second in combinations(replies(visit)[:_MOST], 2):
        if reply_of(second.kind, visit.plan.shop) != "human":
            continue
        clash = contradiction(_body(first), _body(second))
        said = f"says {quoted(clash.second)}, an earlier one {quoted(clash.first)}" if clash else "agrees with the earlier one"
        yield on_mail(
            second,
            visit,
            Outcome.REVIEW if clash else Outcome.PASS,
            said,
            expected=clash.first if clash else "the same",
            actual=clash.second if clash else "the same",
            more=(f"mail:{first.id}",),
        )


def _body(mail: Mail) -> str:
    return "\n".join(take_apart(own_text(mail)).body)
