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
from shopper.reading.greetings import take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.promises import find_promises
from shopper.reading.replies import acknowledgements, judged
from shopper.reading.tone import plain, sentences

_COUNT = r"(?:\d|(?<!\w)(?:one|two|three|mot|hai|ba|ein(?:em|en|er|es)?|zwei|drei|une?|deux|trois|una?|dos|tres))"
_SOME_TIME = re.compile(
    rf"{_COUNT} ?(?:[^\W\d_]+ )?(?:h|hrs?|hours?|days?|minutes?|gio|ngay|phut|stunden?|tag(?:en?)?|werktag(?:en?)?|minuten"
    r"|heures?|jours?|horas?|dias?)(?!\w)"
    r"|(?<!\w)(?:today|tomorrow|next (?:working|business) day|hom nay|ngay mai|ngay lam viec|heute|morgen|nachsten werktag"
    r"|aujourd'hui|demain|jour ouvre|hoy|manana|dia habil|dia laborable)(?!\w)"
)
_ANSWERS = re.compile(
    r"(?<!\w)(?:repl(?:y|ies)|respon[ds]e?|answers?|get back|be in touch|contact you|process|(?:re)?solved?|handled?"
    r"|tra loi|phan hoi|lien he lai|xu ly|giai quyet|antwort\w*|melden"
    r"|bearbeit\w*|repond\w*|reponse|reviendr\w*|recontact\w*|trait\w*|respond\w*|responder\w*|contest\w*|respuesta"
    r"|resolv\w*|tramit\w*)(?!\w)"
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
        told = [
            one.quote
            for one in find_promises(text, plan.locale, mail.arrived, plan.shop)
            if one.what == "reply" or _ANSWERS.search(plain(one.quote))
        ]
        timed = [one for line in take_apart(text).body for one in sentences(line) if _SOME_TIME.search(plain(one))]
        when = next(iter((*told, *(one for one in timed if _ANSWERS.search(plain(one))))), "")
        said = f"says when somebody answers: {quoted(when)}" if when else "does not say when somebody answers"
        outcome = judged(bool(when), mail, Outcome.REVIEW if timed else Outcome.FAIL)
        yield on_mail(mail, visit, outcome, said, expected="a time", actual=when or "none")
