"""A mail names another tracking number than was announced.

## What it checks
The tracking number that each mail states in words ("Tracking number", "Mã vận đơn", "Sendungsnummer" …): against the number in
the tracking link of the same mail, and against those that the shop's pages and earlier mails stated. A further mail of the
same kind may announce a further parcel. A number of another form goes to a person: carriers hand parcels on to one another.

## Why it matters
She follows a stranger's parcel, or none. When hers does not come, she and the help desk look for it under a wrong number.

## How to fix
Take number and link from the same record, at the moment when the label is printed, and do not print them before. Look for
templates that build the link from another field than the text.

## Example
“The carrier's notice names the parcel VC0123456798VN; VC0123456789VN was announced.” The carrier's notice had been filled from
the row below.
"""

import re

from shopper import Evidence, Findings, Link, Mail, Outcome, check
from shopper.reading.comparing import bare_number, numbers
from shopper.reading.facts import page_facts, stated_in
from shopper.reading.links import path_of
from shopper.reading.naming import on_mail
from shopper.reading.pages import is_own


@check(
    title="Every mail names the parcel by its number",
    failure="A mail names another tracking number",
    category="consistency",
    impact="serious",
    serves=["0-42", "0-44", "1-06", "4-15"],
)
def tracking_number_differs(visit: Evidence) -> Findings:
    announced: dict[str, tuple[str, str]] = {}  # number → the kind of mail that named it first, and its source
    for mail in sorted(visit.mails, key=lambda mail: mail.arrived):
        found = numbers(stated_in(visit, mail, "tracking.number")) if mail.solicited else []
        if not found:
            continue
        linked = _others_linked(mail, found)
        before = _on_pages(visit, mail) | announced
        other = [number for number in found if number not in before] if before and not linked else linked
        known = found if linked else list(before)
        wrong = bool(linked) or bool(other and mail.kind not in {kind for kind, _ in before.values()})
        yield on_mail(
            mail,
            visit,
            _outcome(other, known) if wrong else Outcome.PASS,
            _sentence(found, other if wrong else [], known, linked=bool(linked)),
            expected=" and ".join(known or found),
            actual=" and ".join(other if wrong else found),
            more=tuple(dict.fromkeys(source for _, source in before.values() if wrong)),
        )
        announced |= {number: (mail.kind, f"mail:{mail.id}") for number in found if number not in announced}


def _sentence(found: list[str], other: list[str], known: list[str], *, linked: bool) -> str:
    if not other:
        return f"names the parcel {' and '.join(found)}"
    if linked:
        return f"names the parcel {' and '.join(found)}, and its link leads to {' and '.join(other)}"
    return f"names the parcel {' and '.join(other)}; {' and '.join(known)} was announced"


def _outcome(other: list[str], known: list[str]) -> Outcome:
    """Fail for a number of the form that the known ones have, else it may be another carrier's."""
    alike = {_form(number) for number in other} & {_form(number) for number in known}
    return Outcome.FAIL if alike else Outcome.REVIEW


def _others_linked(mail: Mail, found: list[str]) -> list[str]:
    """Numbers of the same form in the addresses of its links, if none of them is the one that stands in its words."""
    pieces = [piece for link in mail.reading.links if link.visible for piece in _pieces(link)]
    alike = [piece for piece in dict.fromkeys(pieces) if any(_form(piece) == _form(number) for number in found)]
    ours = {bare_number(number) for number in found}
    return [] if ours & {bare_number(piece) for piece in alike} else alike


def _pieces(link: Link) -> list[str]:
    pieces = re.split(r"[/?&=#]", link.href.partition("://")[2])
    return [piece for piece in pieces[1:] if len(piece) >= 8 and sum(map(str.isdigit, piece)) >= 6]


def _form(number: str) -> str:
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", number))


def _on_pages(visit: Evidence, mail: Mail) -> dict[str, tuple[str, str]]:
    """What the shop's own pages named before this mail; number → no kind of mail, and the step."""
    pages = [step for step in visit.steps if step.page and step.ended <= mail.arrived and is_own(step.page.url, visit)]
    return {
        str(fact.value): ("", f"step:{step.id}")
        for step in pages
        if step.page and path_of(step.page.url)
        for fact in page_facts(step.page, visit.plan.locale)
        if fact.name == "tracking.number"
    }
