"""An answer does not say what the customer asked for.

## What it checks
Answers of which the journey says what they must hold (`answers:`): one of these words must stand in what was answered,
whatever the case and the accents. Where none does, a person decides: the answer may say the same in other words.

## Why it matters
A polite answer to another question costs the customer a second mail, a second wait, and the belief that anybody read the first.

## How to fix
Look at what the agent was shown: the topic that the form chose, or the words themselves? Answer the question in the first
sentence, and only then add what else may help.

## Example
“The answer holds none of the words that would answer the question: “microwave”.” The agent had pasted the paragraph on delivery
times.
"""

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, judged
from shopper.reading.text import normal, plain_letters
from shopper.reading.waiting import human_reply


@check(
    title="Answers answer the question",
    failure="An answer misses the question",
    category="resolution",
    impact="serious",
    serves=["3-04", "1-07", "1-18"],
)
def question_not_answered(visit: Evidence) -> Findings:
    for wanted in visit.expectations:
        mail = human_reply(wanted, visit) if wanted.answers else None
        if mail is None:
            continue  # nothing was asked of it, or it never came: missing-mail's matter
        said = [other for other in (mail, *answers(visit)) if other.kind == wanted.kind]
        word = next((word for word in wanted.answers if any(_says(other, word) for other in said)), "")
        words = " or ".join(quoted(word) for word in wanted.answers)
        yield on_mail(
            mail,
            visit,
            judged(bool(word), mail, Outcome.REVIEW),
            f"says {quoted(word)}" if word else f"holds none of the words that would answer the question: {words}",
            expected=words,
            actual=word or quoted(own_text(mail)),
        )


def _says(mail: Mail, word: str) -> bool:
    return plain_letters(normal(word)) in " ".join(plain_letters(normal(own_text(mail))).split())
