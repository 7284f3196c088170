"""What the customer had typed was gone after the form was refused.

## What it checks
Every form that was sent and came back with a complaint: fields in which something had been written must not be empty
now. Passwords, card data, files and captchas may be. If nothing but the field that was wrong is empty, a person has
to judge.

## Why it matters
Typing an address twice on a phone is where orders and questions are given up. The mistake was small; the punishment
is to begin again.

## How to fix
Send the form back with everything that was typed in it, the wrong value too, so that it can be mended instead of
typed again.

## Example
“After /en/contact was refused, “Your question” and “Full name” were empty.” The form was drawn anew without its
values.
"""

from collections.abc import Sequence

from shopper import Evidence, Findings, FormField, Outcome, Verdict, check
from shopper.reading.forms import Refusal, is_kept_back, key_of, refusals
from shopper.reading.links import path_of
from shopper.reading.naming import quoted
from shopper.reading.pages import page_owner


@check(
    title="A refused form keeps what was typed",
    failure="A refused form lost what was typed",
    category="ease",
    impact="serious",
    serves=["2-15"],
)
def input_lost_on_error(visit: Evidence) -> Findings:
    for refusal in refusals(visit):
        typed = [field for field in refusal.before.fields if field.filled and field.visible and not is_kept_back(field)]
        if not typed:
            continue
        lost = _lost(typed, refusal)
        name = path_of(refusal.after.url)
        yield Verdict(
            outcome=_outcome(lost, refusal),
            sentence=f"After {name} was refused, {_listed(lost)} {'was' if len(lost) == 1 else 'were'} empty."
            if lost
            else f"After {name} was refused, everything that had been typed was still there.",
            expected="everything still there",
            actual=f"{len(lost)} of {len(typed)} fields empty" if lost else "everything still there",
            about=name,
            owner=page_owner(refusal.after.url, visit),
            evidence=(refusal.source,),
        )


def _lost(typed: Sequence[FormField], refusal: Refusal) -> list[FormField]:
    empty = {key_of(field) for field in refusal.after.fields if field.visible and not field.filled}
    return [field for field in typed if key_of(field) in empty]


def _outcome(lost: Sequence[FormField], refusal: Refusal) -> Outcome:
    wrong = {key_of(field) for field in refusal.after.fields if field.invalid}
    if all(key_of(field) in wrong for field in lost):
        return Outcome.REVIEW if lost else Outcome.PASS
    return Outcome.FAIL


def _listed(lost: Sequence[FormField]) -> str:
    names = [quoted(field.label or field.name, 40) for field in lost[:3]]
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    return ", ".join(names[:-1]) + (", " if more else " and ") + names[-1] + more if len(names) > 1 else "".join(names)
