"""An answer brings bad news and leaves it at that.

## What it checks
What people answered: where a sentence refuses something, or says that it is gone, some sentence must offer a way on: what
the shop does instead, what the customer can do, a question, an address. Where none does, a person decides.

## Why it matters
A "no" with an alternative keeps a customer, a bare "no" loses her. She will not ask for the alternative; she will ask
elsewhere.

## How to fix
Give agents, for each frequent refusal, what may be offered instead, and the freedom to offer it. Let the template for
refusals end with what happens next.

## Example
“The answer brings bad news and no way on: “Unfortunately we cannot change the order any more.”” The agent could have said
that the parcel may be refused or returned free of charge.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.greetings import take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, judged
from shopper.reading.tone import bad_news, way_on


@check(
    title="Bad news comes with a way on",
    failure="Bad news comes without a way on",
    category="resolution",
    impact="moderate",
    serves=["1-18", "0-23", "4-05"],
)
def bad_news_without_next_step(visit: Evidence) -> Findings:
    for mail in answers(visit):
        body = "\n".join(take_apart(own_text(mail)).body)
        bad = bad_news(body)
        if not bad:
            continue
        way = way_on(body)
        said = (
            f"brings bad news and says how it goes on: {quoted(way)}"
            if way
            else f"brings bad news and no way on: {quoted(bad)}"
        )
        outcome = judged(bool(way), mail, Outcome.REVIEW)
        yield on_mail(mail, visit, outcome, said, expected="a way on", actual=quoted(way) if way else "none")
