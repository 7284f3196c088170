"""The bot says one thing now and another one later.

## What it checks
The bot's answers of a whole visit against one another, from one conversation to the next too. It fails when they give
different times to return something, or when the same question, asked again in the same words, gets nearly the same sentence
with another number or with a "not". If the question was put in other words, a person decides.

## Why it matters
Customers ask twice because they want to be sure. Two answers are none, and whatever she does on the strength of one may be
wrong.

## How to fix
Let the bot take its facts from one place, the one that feeds the pages too. Ask it the ten most frequent questions in several
wordings after every change.

## Example
“The bot said “You have 14 days to return it.”, and before that “You have 30 days to return it.”” One of two answers about
returns had been left as it was when the policy changed.
"""

from collections.abc import Iterator
from itertools import combinations

from shopper import Evidence, Findings, Outcome, Turn, Verdict, check
from shopper.reading.chatting import conversations, exchanges
from shopper.reading.contradictions import contradiction
from shopper.reading.naming import quoted
from shopper.reading.terms import return_windows
from shopper.reading.text import normal, plain_letters, words_of

_MOST = 24  # answers that are compared


@check(
    title="The bot says the same every time",
    failure="The bot contradicts itself",
    category="consistency",
    impact="serious",
    serves=["2-05", "2-06", "4-09"],
)
def bot_contradicts_itself(visit: Evidence) -> Findings:
    answered = [
        (talk.asked, answer)
        for turns in conversations(visit)
        for talk in exchanges(turns)
        for answer in talk.answers
        if answer.who == "bot"
    ][:_MOST]
    if len(answered) < 2:
        return
    clashes = list(_clashes(answered))
    for outcome, first, second, turn in clashes[:1]:
        yield Verdict(
            outcome=outcome,
            sentence=f"The bot said {quoted(second, 140)}, and before that {quoted(first, 140)}.",
            expected=first,
            actual=second,
            about="the bot's answers",
            owner="chat",
            evidence=(f"step:{turn.step}",),
        )
    if not clashes:
        said = f"The bot's {len(answered)} answers agree."
        yield Verdict(outcome=Outcome.PASS, sentence=said, about="the bot's answers", owner="chat")


def _clashes(answered: list[tuple[Turn, Turn]]) -> Iterator[tuple[Outcome, str, str, Turn]]:
    pairs = list(combinations(answered, 2))
    for (_, one), (_, other) in pairs:
        first, second = return_windows(one.text), return_windows(other.text)
        if len(first) == len(second) == 1 and first[0].days != second[0].days:
            yield Outcome.FAIL, first[0].quote, second[0].quote, other
    for sure in (True, False):
        for (asked, one), (again, other) in pairs:
            if (_words(asked) == _words(again)) is sure and (clash := contradiction(one.text, other.text)):
                yield Outcome.FAIL if sure else Outcome.REVIEW, clash.first, clash.second, other


def _words(turn: Turn) -> tuple[str, ...]:
    return tuple(words_of(plain_letters(normal(turn.text))))
