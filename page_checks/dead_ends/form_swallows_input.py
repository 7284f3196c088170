"""A form took what the customer wrote, and said nothing.

## What it checks
Every form that the customer filled in and sent. It fails if the same form stands there again, and the page says nothing that
it did not say before: no thanks, no number, no error, no field marked as wrong. That holds if the form was emptied, or if she
could not go on; if what she wrote still stands there and the visit went on, a person looks at it. Search fields, numbers
of pieces, and forms in which all stood already when the page opened, are left alone.

## Why it matters
She does not know whether her question arrived. She writes again, by another way, angrier; or she waits for an answer that
nobody will write, and tells others.

## How to fix
Send the form by hand and follow it on the server. Let it end on a page, or with a message where she looks, that says
what happens next and gives a number to ask by; and let an error say which field, and what to do.

## Example
“The form on /en/contact was sent, and the page said neither that it arrived nor what was wrong.” The mail server behind it
had been moved; the error was caught, and thrown away.
"""

from collections.abc import Iterable

from shopper import Evidence, Findings, FormField, Outcome, PageView, Verdict, check
from shopper.reading.acts import Act, acts
from shopper.reading.links import path_of, place_of
from shopper.reading.pages import page_owner

_WRITTEN = frozenset({"text", "email", "tel", "textarea", "url", "password", "date"})
_ORDER = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)


@check(
    title="Every form says what came of it",
    failure="A form swallows what is written",
    category="ease",
    impact="critical",
    serves=["0-20", "2-07", "4-02"],
)
def form_swallows_input(visit: Evidence) -> Findings:
    worst: dict[str, tuple[Act, Outcome]] = {}
    for act in acts(visit):
        if not act.effect.submitted or not _written(act.before) - _written(act.opened):
            continue
        place, outcome = path_of(act.before.url), _judge(act)
        if place not in worst or _ORDER.index(outcome) < _ORDER.index(worst[place][1]):
            worst[place] = act, outcome
    for place, (act, outcome) in worst.items():
        silent = outcome is not Outcome.PASS
        yield Verdict(
            outcome=outcome,
            sentence=f"The form on {place} was sent, and the page said "
            + ("neither that it arrived nor what was wrong." if silent else "what came of it."),
            expected="a confirmation, or an error",
            actual="the same form, and no word" if silent else "an answer",
            about=place,
            owner=page_owner(act.before.url, visit),
            evidence=(f"step:{act.step.id}",),
        )


def _judge(act: Act) -> Outcome:
    if _is_answered(act):
        return Outcome.PASS
    emptied = not _written(act.after) & _written(act.before)
    return Outcome.FAIL if emptied or act.stopped else Outcome.REVIEW


def _is_answered(act: Act) -> bool:
    """Whether another page came, or the form is gone, or anything was said or found."""
    marked = any(field.invalid and field.visible for field in act.after.fields)
    there = _written(act.before) <= _named(act.after.fields)
    elsewhere = place_of(act.after.url) != place_of(act.before.url)
    return elsewhere or not there or marked or bool(act.said) or bool(_offered(act.after) - _offered(act.before))


def _offered(page: PageView) -> frozenset[str]:
    """What stands on a page to read or follow: a form that looks something up answers with more of it."""
    return frozenset((*page.headings, *(link.text for link in page.links if link.visible)))


def _written(page: PageView) -> frozenset[tuple[str, str]]:
    """The fields of a page's forms that hold what somebody wrote."""
    return _named(field for field in page.fields if field.filled and field.form and field.visible and field.kind in _WRITTEN)


def _named(fields: Iterable[FormField]) -> frozenset[tuple[str, str]]:
    return frozenset((field.name, field.label) for field in fields)
