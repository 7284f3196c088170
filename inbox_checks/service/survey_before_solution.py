"""A survey asks how good the answer was before there is one.

## What it checks
The surveys of a visit in which the customer asked something: none that names the case, or that the help desk sends, may
come before a person has answered. A survey of another system goes to a person: it may be about the purchase.

## Why it matters
Being asked "How did we do?" while she still waits tells her that the shop counts the case as closed. What she answers then
measures nothing but her anger.

## How to fix
Send the survey when the case is closed, not when it is opened or a timer ends; and hold it back while an answer is due.

## Example
“The survey came before anybody had answered the question.” The acknowledgement counted as the first answer in the help
desk, and the survey's timer began with it.
"""

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.case_numbers import case_numbers
from shopper.reading.naming import on_mail
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, replies
from shopper.reading.surveys import surveys
from shopper.reading.waiting import reply_of


@check(
    title="Surveys come after the answer",
    failure="A survey came before the answer",
    category="process",
    impact="moderate",
    serves=["0-35", "4-21"],
)
def survey_before_solution(visit: Evidence) -> Findings:
    if not _has_asked(visit):
        return
    answered = min((mail.arrived for mail in answers(visit)), default=None)
    for mail in surveys(visit):
        after = answered is not None and answered <= mail.arrived
        said = f"came {'after' if after else 'before'} anybody had answered the question"
        outcome = Outcome.PASS if after else Outcome.FAIL if _of_the_case(mail, visit) else Outcome.REVIEW
        actual = "after the answer" if after else "before any answer"
        yield on_mail(mail, visit, outcome, said, expected="after the answer", actual=actual)


def _has_asked(visit: Evidence) -> bool:
    return bool(visit.letters or replies(visit) or any(reply_of(one.kind, visit.plan.shop) for one in visit.expectations))


def _of_the_case(mail: Mail, visit: Evidence) -> bool:
    """Whether it is the help desk's, or names a case."""
    desk = {one.system for one in visit.plan.shop.mails.values() if one.reply}
    return mail.system in desk or bool(case_numbers(mail.reading.subject, own_text(mail)))
