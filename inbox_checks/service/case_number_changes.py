"""Mails about one question name different case numbers.

## What it checks
The case number that the shop named first, on the page after the form or in its first mail, against those of all later mails
about the question. Letters before the digits do not count. Where the customer began more than one case, a person decides.

## Why it matters
Two numbers mean two cases: two agents answer without knowing of each other, and the customer has to say which one she
means.

## How to fix
Look for a second mailbox or a forwarding rule that opens a case of its own, and for answers whose reference the help desk
does not recognise. Join the cases, and keep the first number.

## Example
“The answer names the case HD-30425; the case was HD-30418.” The form and the mailbox were two channels of the help desk,
and each opened a case.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.case_numbers import case_numbers, same_case
from shopper.reading.comparing import numbers
from shopper.reading.facts import stated_on_pages
from shopper.reading.naming import on_mail
from shopper.reading.promised import own_text
from shopper.reading.replies import replies


@check(
    title="A question keeps its case number",
    failure="The case number changes",
    category="process",
    impact="moderate",
    serves=["2-12", "0-18", "1-12"],
)
def case_number_changes(visit: Evidence) -> Findings:
    orders = numbers(stated_on_pages(visit, "order.number"))
    noted = stated_on_pages(visit, "case.number")
    first, source = (str(noted[0].value), noted[0].source) if noted else ("", "")
    cases = len(noted) + sum(not letter.answers for letter in visit.letters)
    for mail in replies(visit):
        named = [one for one in case_numbers(mail.reading.subject, own_text(mail)) if not same_case(one, orders)]
        if not named:
            continue
        if not first:
            first, source = named[0], f"mail:{mail.id}"
            continue
        kept = any(same_case(one, [first]) for one in named)
        said = f"names the case {named[0]}" + ("" if kept else f"; the case was {first}")
        outcome = Outcome.PASS if kept else Outcome.REVIEW if cases > 1 else Outcome.FAIL
        yield on_mail(mail, visit, outcome, said, expected=first, actual=named[0], more=(source,))
