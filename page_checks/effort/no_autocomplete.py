"""A form does not let the browser fill in what it knows of the customer.

## What it checks
Forms that ask for at least two of name, mail address, phone, street, postcode, country and card, on every page of the
shop that was seen: each such field must say by its `autocomplete` attribute what it asks for (`email`, `postal-code`,
`cc-number`). One finding a form, on however many pages it stands; if no more than a third of its fields lack it, a person
has to judge. Search fields, newsletters with a single field, passwords and everything else are left alone.

## Why it matters
With it a phone fills in a whole address at one touch; without it she types forty letters on glass, and makes
mistakes. People who cannot remember or type well depend on it (WCAG 2.2, 1.3.5).

## How to fix
Give each field the token that the HTML standard has for it (section 4.10.18.7), and take away `autocomplete="off"`.

## Example
“The form on /en/checkout does not tell browsers what “Full name”, “Postcode” and 4 more ask for.” The theme had
switched it off for all fields.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from shopper import Evidence, Findings, FormField, Outcome, PageView, Verdict, check
from shopper.reading.forms import Purpose, is_filled_in_by_browsers, purpose_of
from shopper.reading.links import path_of
from shopper.reading.naming import quoted
from shopper.reading.pages import is_own, page_owner, seen_pages

_SHOWN = 5
_FEWEST = 2
"""Fields about the customer that make a form worth filling in by machine."""


@check(
    title="Browsers can fill in the customer's forms",
    failure="Browsers cannot fill in a form for the customer",
    category="ease",
    impact="moderate",
    serves=["2-15"],
)
def no_autocomplete(visit: Evidence) -> Findings:
    alike: dict[tuple[object, ...], list[_Form]] = defaultdict(list)
    for form in _asking(visit):
        alike[form.key].append(form)
    for first, *others in alike.values():
        asked, name = first.asked, path_of(first.page.url)
        silent = [field for field, purpose in asked if not is_filled_in_by_browsers(field, purpose)]
        where = f"{name} and {len(others)} more page{'s' * (len(others) > 1)}" if others else name
        yield Verdict(
            outcome=_outcome(len(silent), len(asked)),
            sentence=f"The form on {where} does not tell browsers what {_listed(silent)} {_ask(silent)} for."
            if silent
            else f"Browsers can fill in the form on {where}.",
            expected="an autocomplete token for each",
            actual=f"{len(asked) - len(silent)} of {len(asked)} fields have one",
            about=name,
            owner=page_owner(first.page.url, visit),
            evidence=tuple(dict.fromkeys(form.source for form in (first, *others)))[:_SHOWN],
        )


class _Form(NamedTuple):
    source: str
    page: PageView
    asked: list[tuple[FormField, Purpose]]

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same form on several pages."""
        return tuple((field.name, field.label, field.autocomplete, purpose) for field, purpose in self.asked)


def _asking(visit: Evidence) -> Iterator[_Form]:
    for source, page, _ in seen_pages(visit):
        if is_own(page.url, visit) and (page.status or 200) < 400:
            yield from (_Form(source, page, asked) for asked in _forms(page).values())


def _forms(page: PageView) -> Mapping[int, list[tuple[FormField, Purpose]]]:
    """The page's forms that ask about the customer, with the fields that do."""
    forms: dict[int, list[tuple[FormField, Purpose]]] = defaultdict(list)
    for field in page.fields:
        if field.visible and (purpose := purpose_of(field)):
            forms[field.form].append((field, purpose))
    return {form: asked for form, asked in forms.items() if len(asked) >= _FEWEST}


def _outcome(silent: int, asked: int) -> Outcome:
    if not silent:
        return Outcome.PASS
    return Outcome.FAIL if silent * 3 > asked else Outcome.REVIEW


def _listed(fields: Sequence[FormField]) -> str:
    names = [quoted(field.label or field.name, 40) for field in fields[:2]]
    return " and ".join(names) if len(fields) <= 2 else f"{', '.join(names)} and {len(fields) - 2} more"


def _ask(fields: Sequence[FormField]) -> str:
    return "asks" if len(fields) == 1 else "ask"
