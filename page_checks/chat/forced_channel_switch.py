"""The chat sends the customer to the phone, to another messenger or to the store.

## What it checks
Every answer in the chat that tells the customer to call, to write by another service (WhatsApp, Zalo, Messenger …) or to
come by, and leaves her no other way in the same sentence. They are counted. Outside the shop's hours a person looks at it. To
be sent to mail or to a form is chat-turns-into-email's matter.

## Why it matters
She chose the channel in which she can write, at work or on a train. Sent to another one she queues again and tells it all
again, and each such switch costs customers.

## How to fix
Give whoever answers the chat the rights and the data to settle the matter there. Where a call really is better, offer to ring
her, with a time, and take along what was said.

## Example
“The chat sent the customer away: “Please call us on 1800 0108 about this.”” Chat agents could not see the orders.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.chatting import is_there, sent_elsewhere
from shopper.reading.naming import quoted


@check(
    title="The chat settles it in the chat",
    failure="The chat sends the customer to another channel",
    category="ease",
    impact="serious",
    serves=["0-45", "0-23"],
)
def forced_channel_switch(visit: Evidence) -> Findings:
    told = [turn for turn in visit.chat if turn.who != "customer"]
    away = [(turn, sentence) for turn in told if (sentence := sent_elsewhere(turn.text))]
    if not told:
        return
    if not away:
        yield Verdict(outcome=Outcome.PASS, sentence="The chat sent nobody away.", about="chat", owner="chat")
        return
    sentence = away[0][1]
    times = f" ({len(away)} times)" if len(away) > 1 else ""
    open_then = [one for one, _ in away if is_there(visit, one.at) is not False]
    yield Verdict(
        outcome=Outcome.FAIL if open_then else Outcome.REVIEW,
        sentence=f"The chat sent the customer away{times}: {quoted(sentence)}.",
        expected="an answer in the chat",
        actual=sentence,
        about="chat",
        owner="chat",
        evidence=tuple(dict.fromkeys(f"step:{one.step}" for one, _ in away)),
    )
