"""The bot does not let the customer go to a person.

## What it checks
Every message by which the customer asks for a person in the chat. It fails when somebody is there by the shop's hours, no
person came, and no answer hands over or names a way to one (a phone number, a mail address, a form, "write agent"). If the
bot did promise somebody and nobody came, if the chat is closed, or if nobody knows the hours or who wrote the answers, a
person looks at it.

## Why it matters
Who asks for a person has given the bot its chance. Whoever is kept then feels locked in, tells others so, and calls, angrier
than before.

## How to fix
Let the bot know how people ask for people, in each language, at every point of its script, and hand over at once with what
was said so far. When nobody is there, let it say when somebody will be, and which other way there is.

## Example
“The customer asked “May I speak to a person please?”, and the bot answered “I am happy to help you myself!”.” The word
"person" was missing from the list of words that call an agent.
"""

from collections.abc import Sequence

from shopper import Evidence, Findings, Outcome, Turn, Verdict, check
from shopper.reading.chatting import asks_for_person, conversations, is_there, way_out
from shopper.reading.naming import quoted


@check(
    title="The bot fetches a person on request",
    failure="The bot does not fetch a person",
    category="ease",
    impact="serious",
    serves=["2-07", "2-08"],
)
def bot_without_exit(visit: Evidence) -> Findings:
    for turns in conversations(visit):
        asked = next((turn for turn in turns if asks_for_person(turn, visit)), None)
        answers = [turn for turn in turns[turns.index(asked) + 1 :] if turn.who != "customer"] if asked else []
        if not asked or not answers:
            continue
        outcome, said = _judge(answers, is_there(visit, asked.at))
        yield Verdict(
            outcome=outcome,
            sentence=f"The customer asked {quoted(asked.text)}, and {said}.",
            expected="a person, or a way to one",
            actual=said,
            about="a person on request",
            owner="chat",
            evidence=(f"step:{asked.step}", f"step:{answers[0].step}"),
        )


def _judge(answers: Sequence[Turn], there: bool | None) -> tuple[Outcome, str]:
    first = f"the bot answered {quoted(answers[0].text)}"
    if any(turn.who == "person" for turn in answers):
        return Outcome.PASS, "a person answered"
    if any(turn.who == "shop" for turn in answers):
        return Outcome.REVIEW, "whether a person answered cannot be told"
    if way := next(filter(None, (way_out(turn.text) for turn in answers)), ""):
        return Outcome.PASS, f"the bot named a way: {quoted(way)}"
    if there is None:
        return Outcome.REVIEW, f"{first}; the shop's hours are not known"
    return (Outcome.FAIL, first) if there else (Outcome.REVIEW, f"{first}, outside the service hours")
