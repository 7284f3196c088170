"""The bot says the same again and again.

## What it checks
The answers of a bot within one conversation. It fails when the bot has no answer three times, or twice the same one for a
question that was put in other words. The same real answer three times may be right, if she asked three times: a person looks
at it. Who wrote it must be known.

## Why it matters
She has taken the trouble to ask again. To read the same sentence once more says that nobody listens, and most customers leave
there.

## How to fix
After the second question that the bot does not understand, let it hand over to a person, or say plainly what it cannot do and
who can. Collect those questions: they are what the bot, and the help pages, lack.

## Example
“The bot answered “I did not understand that.” to two different questions.” Its fallback sentence had no counter.
"""

from collections import Counter
from collections.abc import Sequence

from shopper import Evidence, Findings, Outcome, Turn, Verdict, check
from shopper.reading.chatting import conversations, exchanges, is_at_a_loss
from shopper.reading.naming import quoted
from shopper.reading.text import normal, plain_letters, words_of

_TIMES = 3


@check(
    title="The bot does not run in circles",
    failure="The bot runs in circles",
    category="ease",
    impact="serious",
    serves=["2-04", "2-07", "2-10"],
)
def bot_loop(visit: Evidence) -> Findings:
    for turns in conversations(visit):
        answered = [(talk.asked, answer) for talk in exchanges(turns) for answer in talk.answers if answer.who == "bot"]
        if len(answered) < 2:
            continue
        outcome, said, turn = _judge(answered)
        yield Verdict(
            outcome=outcome,
            sentence=f"The bot {said}.",
            expected="an answer, or somebody who has one",
            actual=said,
            about="the bot's answers",
            owner="chat",
            evidence=(f"step:{turn.step}",),
        )


def _judge(answered: Sequence[tuple[Turn, Turn]]) -> tuple[Outcome, str, Turn]:
    lost = [(asked, answer) for asked, answer in answered if is_at_a_loss(answer.text)]
    if len(lost) >= _TIMES:
        return Outcome.FAIL, f"had no answer {len(lost)} times, last: {quoted(lost[-1][1].text)}", lost[-1][1]
    for at, (asked, answer) in enumerate(lost):
        for before, same in lost[:at]:
            if _words(answer) == _words(same) and _words(before) != _words(asked):
                return Outcome.FAIL, f"answered {quoted(answer.text)} to two different questions", answer
    most, times = Counter(_words(answer) for _, answer in answered).most_common(1)[0]
    last = next(answer for _, answer in reversed(answered) if _words(answer) == most)
    if times >= _TIMES:
        return Outcome.REVIEW, f"answered {quoted(last.text)} {times} times", last
    return Outcome.PASS, "went on with every answer", answered[-1][1]


def _words(turn: Turn) -> tuple[str, ...]:
    return tuple(words_of(plain_letters(normal(turn.text))))
