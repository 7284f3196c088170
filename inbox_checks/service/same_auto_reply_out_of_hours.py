"""The acknowledgement says the same when nobody is there.

## What it checks
Acknowledgements of questions that came outside the service hours of the shop's file: each must say that nobody is there
now, when somebody is again, or that times count in working days. Where only the footer states the hours, a person decides.

## Why it matters
Whoever writes on Friday evening and reads "within 24 hours" waits all Saturday. The same promise out of hours is a broken
one.

## How to fix
Most help desks have business hours: switch them on, and write a second text for the time outside, with the next opening in
it.

## Example
“The acknowledgement of a question at 20:00 does not say that nobody is there.” The help desk's calendar had never been
filled in.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.greetings import take_apart
from shopper.reading.hours import hours_in_text, opening_hours
from shopper.reading.naming import on_mail
from shopper.reading.promised import own_text
from shopper.reading.replies import acknowledgements, judged
from shopper.reading.text import plain_letters

_ABSENT = re.compile(
    r"(?<!\w)(?:closed|out of (?:office|hours)|outside (?:of )?(?:our |office |business |opening )*hours|(?:office"
    r"|business|opening|working)"
    r" (?:hours|days?)|weekends?|holidays?|back (?:at|on|in)|when we (?:re-?open|are back)|next (?:working"
    r"|business) day|tomorrow|on (?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day"
    r"|ngoai gio|da nghi|gio (?:lam viec|hanh chinh)|ngay lam viec|lam viec lai|cuoi tuan|ngay le|sang mai|ngay mai"
    r"|thu (?:hai|ba|tu|nam|sau|bay)"
    r"|dong cua|geschlossen|(?:geschafts|offnungs|buro|service)zeiten|(?:werk|arbeits|feier|mon|diens|donners|frei|sams"
    r"|sonn)tag\w*|wochenende\w*"
    r"|wieder (?:da|fur sie|erreichbar|besetzt)|morgen|fermee?s?|horaires?|(?:jours?|heures?) (?:ouvrees?|ouvres"
    r"|ouvrables?)|week-?end|feries?"
    r"|de retour|demain|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|cerrad[oa]s?|horarios?|dias? (?:habil(?:es)?"
    r"|laborables?)|fin de semana"
    r"|festivos?|de vuelta|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?!\w)"
)


@check(
    title="Out of hours the acknowledgement says so",
    failure="The acknowledgement says the same out of hours",
    category="communication",
    impact="moderate",
    serves=["0-07", "1-10", "1-04"],
)
def same_auto_reply_out_of_hours(visit: Evidence) -> Findings:
    hours = opening_hours(visit.plan.shop)
    if hours is None:
        return
    for mail in acknowledgements(visit):
        asked = _asked(mail, visit)
        if hours.is_open(asked):
            continue
        letter = take_apart(own_text(mail))
        told = bool(_ABSENT.search(plain_letters("\n".join(letter.body))))
        footer = not told and bool(hours_in_text("\n".join(letter.end)))
        at = asked.astimezone(ZoneInfo(visit.plan.shop.zone))
        said = f"of a question at {at:%H:%M} " + ("says that nobody is there" if told else "does not say that nobody is there")
        said += ", but its footer states the hours" if footer else ""
        outcome = judged(told, mail, Outcome.REVIEW if footer else Outcome.FAIL)
        actual = "a word on hours" if told else "hours in the footer" if footer else "none"
        yield on_mail(mail, visit, outcome, said, expected="a word on hours", actual=actual)


def _asked(mail: Mail, visit: Evidence) -> datetime:
    """When the question was asked, by our clock; where nothing says so, when the acknowledgement came."""
    since = [wanted.since for wanted in visit.expectations if wanted.mail and wanted.mail.id == mail.id]
    return since[0] if since else mail.arrived - visit.clock_skew
