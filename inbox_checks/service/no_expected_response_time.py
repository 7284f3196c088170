"""An acknowledgement does not say when somebody answers.

## What it checks
The automatic acknowledgements of questions: each must name a time or a day by which an answer comes ("within 24 hours",
"bis morgen", "trong 2 ngày làm việc"). "As soon as possible" is none. A time that is named in words that nobody can place
goes to a person.

## Why it matters
A customer who knows when the answer comes waits. One who does not writes again, by another channel, and the shop answers
twice.

## How to fix
Take the time that nine of ten answers really keep, and write it into the acknowledgement. Let it differ out of hours.

## Example
“The acknowledgement does not say when somebody answers.” It said “as soon as possible”, since nobody had wanted to be held
to a time.
"""

import re

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.promises import find_promises
from shopper.reading.replies import acknowledgements, judged
from shopper.reading.text import plain_letters

_SOME_TIME = re.compile(
    r"\d ?(?:-|–)? ?\d* ?(?:h|hrs?|hours?|days?|minutes?|gio|ngay|phut|stunden?|tagen?|werktagen?|minuten|heures?"
    r"|jours?|horas?|dias?)"
    r"(?!\w)|(?<!\w)(?:today|tomorrow|next (?:working|business) day|hom nay|ngay mai|ngay lam viec|heute|morgen"
    r"|nachsten werktag|aujourd'hui"
    r"|demain|jour ouvre|hoy|manana|dia habil|dia laborable)(?!\w)"
)


@check(
    title="Acknowledgements say when somebody answers",
    failure="An acknowledgement does not say when somebody answers",
    category="communication",
    impact="moderate",
    serves=["0-06", "1-10"],
)
def no_expected_response_time(visit: Evidence) -> Findings:
    plan = visit.plan
    for mail in acknowledgements(visit):
        text = own_text(mail)
        told = [one for one in find_promises(text, plan.locale, mail.arrived, plan.shop) if one.what in ("reply", "other")]
        vague = bool(_SOME_TIME.search(plain_letters(text).replace("’", "'")))
        said = f"says when somebody answers: {quoted(told[0].quote)}" if told else "does not say when somebody answers"
        outcome = judged(bool(told), mail, Outcome.REVIEW if vague else Outcome.FAIL)
        yield on_mail(mail, visit, outcome, said, expected="a time", actual=told[0].quote if told else "none")
