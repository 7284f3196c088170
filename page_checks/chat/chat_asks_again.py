"""Somebody in the chat asks for what the customer had told there.

## What it checks
Sentences of the chat that ask for the order number, the mail address, the name or the phone number, against what the customer
had written earlier in the same conversation, to the bot or to somebody before the handover.

## Why it matters
Having to explain again is what customers resent most: it says that nobody read, or that the bot passes on a customer but
nothing of what she said.

## How to fix
Hand the whole conversation over with the customer, and show the agent the order that was named in it beside the chat. Let
greetings of agents not ask for what stands there.

## Example
“Minh asked for the order number, which the customer had told: “Could you tell me your order number please?”” The handover
opened an empty window for the agent.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.asking import asked_for, told_in_chat
from shopper.reading.naming import quoted


@check(
    title="Nobody in the chat asks twice",
    failure="The chat asks for what the customer had told",
    category="ease",
    impact="serious",
    serves=["0-19", "1-12", "2-11", "1-20"],
)
def chat_asks_again(visit: Evidence) -> Findings:
    told = False
    for turn in visit.chat:
        known = told_in_chat(visit, turn)
        if turn.who == "customer" or not known:
            continue
        told = True
        if again := {what: said for what, said in asked_for(turn.text).items() if what in known}:
            things, sentence = " and the ".join(again), next(iter(again.values()))
            who = turn.agent or ("The bot" if turn.who == "bot" else "Somebody in the chat")
            yield Verdict(
                outcome=Outcome.FAIL,
                sentence=f"{who} asked for the {things}, which the customer had told: {quoted(sentence)}.",
                expected="nothing asked twice",
                actual=sentence,
                about="chat",
                owner="chat",
                evidence=(f"step:{turn.step}",),
            )
            return
    if told:
        yield Verdict(outcome=Outcome.PASS, sentence="The chat asked for nothing twice.", about="chat", owner="chat")
