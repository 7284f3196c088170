"""An answer has neither salutation nor closing.

## What it checks
The first answer that a person gave: a salutation in its first lines ("Hello Linh", "Chào chị", "Guten Tag") and a closing
formula at its end ("Kind regards", "Trân trọng", "Viele Grüße"). It fails if both are missing; if one is, a person decides.

## Why it matters
A bare sentence in answer to a polite letter reads as a rebuke, however right it is.

## How to fix
Put both into the help desk's reply template, so that agents write between them. Check that they are there in every
language.

## Example
“The answer has neither salutation nor closing.” It had been written in the help desk's app, which leaves the template out.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.greetings import is_greeted, take_apart
from shopper.reading.naming import on_mail
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, judged


@check(
    title="Answers greet and take leave",
    failure="An answer neither greets nor takes leave",
    category="communication",
    impact="minor",
    serves=["3-01"],
)
def no_greeting_or_closing(visit: Evidence) -> Findings:
    for mail in answers(visit)[:1]:
        text = own_text(mail)
        has = {"salutation": is_greeted(text, visit.plan.persona), "closing": bool(take_apart(text).closing)}
        missing = [what for what, there in has.items() if not there]
        said = (
            f"has {'neither' if len(missing) == 2 else 'no'} {' nor '.join(missing)}" if missing else "greets and takes leave"
        )
        outcome = judged(not missing, mail, Outcome.FAIL if len(missing) == 2 else Outcome.REVIEW)
        actual = ", ".join(what for what, there in has.items() if there) or "neither"
        yield on_mail(mail, visit, outcome, said, expected="salutation and closing", actual=actual)
