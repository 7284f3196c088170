"""An acknowledgement names no case number.

## What it checks
The automatic acknowledgements of questions, subject and text: each must hold the number of its case ("Case HD-30418",
"[#48210]", "Vorgangsnummer 2026-114"). The number of the order alone goes to a person: small shops use it for both.

## Why it matters
The number is the customer's proof that her question was recorded. Without it she cannot refer to it on the phone, in the
chat or in a second mail, and begins again each time.

## How to fix
Put the help desk's own number into the subject and the first lines of the acknowledgement; every help desk has a
placeholder for it.

## Example
“The acknowledgement names no case number.” The template had been rewritten by marketing, and the placeholder was lost on
the way.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.case_numbers import case_numbers
from shopper.reading.comparing import numbers
from shopper.reading.facts import stated_on_pages
from shopper.reading.naming import on_mail
from shopper.reading.promised import own_text
from shopper.reading.replies import acknowledgements, judged


@check(
    title="Acknowledgements name a case number",
    failure="An acknowledgement names no case number",
    category="process",
    impact="moderate",
    serves=["4-13", "2-12"],
)
def case_number_missing(visit: Evidence) -> Findings:
    orders = numbers(stated_on_pages(visit, "order.number"))
    for mail in acknowledgements(visit):
        text = own_text(mail)
        found = [number for number in case_numbers(mail.reading.subject, text) if number not in orders]
        order = next((number for number in orders if number in mail.reading.subject or number in text), "")
        said = (
            f"names the case {found[0]}" if found else "names no case number" + (f", only the order {order}" if order else "")
        )
        outcome = judged(bool(found), mail, Outcome.REVIEW if order else Outcome.FAIL)
        yield on_mail(mail, visit, outcome, said, expected="a case number", actual=next(iter(found), order) or "none")
