"""A form was refused, and the customer was not told what to mend.

## What it checks
Every form that was sent and came back with a complaint about what was filled in: the page must say which field is
meant, by marking it (aria-invalid) or by naming it, and what to do about it: what is missing, what it should look
like. “Invalid” behind the name of a field is for a person to judge. Cards that were declined, wrong passwords,
trouble of the shop's own, and what a browser says by itself are left alone.

## Why it matters
Whoever has to guess which of ten fields is wrong tries twice and leaves. Screen readers read out only what is marked
or written (WCAG 2.2, 3.3.1 and 3.3.3).

## How to fix
Write a sentence beside each wrong field that says what to enter, with an example; mark the field with aria-invalid
and tie the sentence to it with aria-describedby; list all of them above the form.

## Example
“/en/checkout was refused with “Please check your details.”, which does not say which field is meant.” The form showed
the payment module's error instead of its own.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.forms import Refusal, complaints_of, has_remedy, is_generic, names_a_field, refusals
from shopper.reading.links import path_of
from shopper.reading.naming import quoted
from shopper.reading.pages import page_owner


@check(
    title="A refused form says what to mend",
    failure="A refused form does not say what to mend",
    category="ease",
    impact="moderate",
    serves=["2-15", "3-02"],
)
def validation_unhelpful(visit: Evidence) -> Findings:
    for refusal in refusals(visit):
        if not refusal.is_of_fields or not refusal.said:
            continue
        outcome, trouble = _judge(refusal)
        name = path_of(refusal.after.url)
        words = quoted(next(iter(complaints_of(refusal)), refusal.said[0]))
        yield Verdict(
            outcome=outcome,
            sentence=f"{name} was refused with {words}, which {trouble}.",
            expected="which field, and what to do about it",
            actual=words,
            about=name,
            owner=page_owner(refusal.after.url, visit),
            evidence=(refusal.source,),
        )


def _judge(refusal: Refusal) -> tuple[Outcome, str]:
    complaints = complaints_of(refusal)
    marked = any(field.invalid for field in refusal.after.fields)
    if not marked and not any(names_a_field(text, refusal.after) for text in complaints):
        return Outcome.FAIL, "does not say which field is meant"
    if any(map(has_remedy, complaints)):
        return Outcome.PASS, "says what to do"
    if all(is_generic(text) and not names_a_field(text, refusal.after) for text in complaints):
        return Outcome.FAIL, "does not say what to do about it"
    return Outcome.REVIEW, "may not say clearly enough what to do about it"
