"""An answer repeats what the customer has already read.

## What it checks
What people answered, between salutation and closing: no paragraph of twelve words or more may stand in it twice, and not half
of it may be what the acknowledgement had said already. Signature, footer and quoted mails do not count. A single long
paragraph of the acknowledgement in an answer of more words goes to a person, as does an answer without a closing formula.

## Why it matters
Who waited a day for an answer and reads the automatic text again knows that nobody has looked at her question yet.

## How to fix
Keep the acknowledgement's text out of the agents' templates. Check which macros add a block by themselves, and whether a
template is nested in another.

## Example
“The answer says for the most part what the acknowledgement had said: “Thank you for writing to us. Your case number is …”” The
help desk's automatic answer had been used as the agents' template.
"""

from collections import Counter

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.greetings import take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import acknowledgements, answers
from shopper.reading.text import words_of

_LONG, _WORDS = 12, 6  # words of a paragraph that nobody says twice by chance, and of one that counts at all


@check(
    title="Answers say something new",
    failure="An answer repeats a standard text",
    category="communication",
    impact="moderate",
    serves=["2-17", "3-02", "0-31"],
)
def boilerplate_repeated(visit: Evidence) -> Findings:
    machine = acknowledgements(visit)
    known = {block for mail in machine for block in _blocks(mail)}
    for mail in answers(visit):
        blocks = _blocks(mail)
        if not blocks:
            continue
        outcome, said, block = _judge(mail, blocks, known)
        more = tuple(f"mail:{one.id}" for one in machine) if block in known else ()
        actual = quoted(block) if block else "nothing repeated"
        yield on_mail(mail, visit, outcome, said, expected="nothing repeated", actual=actual, more=more)


def _judge(mail: Mail, blocks: list[str], known: set[str]) -> tuple[Outcome, str, str]:
    """The verdict, in words, and the block that it is about."""
    closed = bool(take_apart(own_text(mail)).closing)
    twice = next((block for block, count in Counter(blocks).items() if count > 1 and _length(block) >= _LONG), "")
    if twice:
        return Outcome.FAIL if closed else Outcome.REVIEW, f"says the same twice: {quoted(twice)}", twice
    again = [block for block in blocks if block in known]
    words = sum(map(_length, again))
    if again and words * 2 >= sum(map(_length, blocks)):
        said = f"says for the most part what the acknowledgement had said: {quoted(again[0])}"
        return Outcome.FAIL if closed else Outcome.REVIEW, said, again[0]
    long = next((block for block in again if _length(block) >= _LONG), "")
    if long:
        return Outcome.REVIEW, f"repeats a paragraph of the acknowledgement: {quoted(long)}", long
    return Outcome.PASS, "says something new", ""


def _blocks(mail: Mail) -> list[str]:
    return [line for line in take_apart(own_text(mail)).body if _length(line) >= _WORDS]


def _length(block: str) -> int:
    return len(words_of(block))
