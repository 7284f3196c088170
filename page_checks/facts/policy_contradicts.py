"""Two places of the shop state different terms.

## What it checks
How long goods can be returned, how long one may withdraw, when the money is back, how long the warranty is, what delivery to
a place costs and how long it takes, and the hours: on all pages, in mails, in the chat and in the pages' structured data.
Two values of one thing fail, with both quotes, where both places say it in the same words but for the number, and none of
them is a page about something else. Said in other words, it goes to a person: shoes may go back for 30 days and batteries
for 14. So does structured data against words, and what somebody says in the chat. What is surely two things is left alone:
another destination or weight, express beside standard, working days beside days, a product's own warranty, the hours of
branches.

## Why it matters
Whatever she relies on, somebody will tell her that the other page holds. In a dispute the one that is better for her does.
And every difference is a call to the help desk.

## How to fix
Let questions and answers, terms, mails and structured data take such values from one place. Until then, keep a list of the
places where each of them stands, and change them together.

## Example
“The warranty length is 24 months on /en/policies/warranty (“24 months on glaze and body”) and 12 months on
/en/faq (“12 months on glaze and body.”).” The warranty had been made longer, and the old answer was left.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.ledger import POLICIES, Contradiction, Entry, contradictions, is_certain, ledger
from shopper.reading.links import path_of
from shopper.reading.naming import mail_name, quoted


@check(
    title="Terms are the same wherever they stand",
    failure="Two places state different terms",
    category="consistency",
    impact="serious",
    serves=["0-18", "4-09"],
)
def policy_contradicts(visit: Evidence) -> Findings:
    entries = ledger(visit)
    clashes = contradictions(entries)
    for clash in clashes:
        yield _verdict(clash, visit)
    known = {(entry.name, entry.scope): entry for entry in entries if entry.name in POLICIES}
    for (name, scope), entry in known.items():
        places = {one.source for one in entries if (one.name, one.scope) == (name, scope)}
        if len(places) > 1 and not any((clash.first.name, clash.first.scope) == (name, scope) for clash in clashes):
            yield Verdict(
                outcome=Outcome.PASS,
                sentence=f"{_what(entry)} is {entry.value} in all {len(places)} places that name it.",
                about=_about(entry),
                owner="web shop",
                evidence=(entry.source,),
            )


def _verdict(clash: Contradiction, visit: Evidence) -> Verdict:
    first, other = clash
    told, denied = (f"{one.value} {_place(one, visit)} ({quoted(one.quote)})" for one in clash)
    return Verdict(
        outcome=Outcome.FAIL if is_certain(clash) else Outcome.REVIEW,
        sentence=f"{_what(first)} is {told} and {denied}.",
        expected=first.value,
        actual=other.value,
        about=_about(first),
        owner="web shop",
        evidence=(first.source, other.source),
    )


def _what(entry: Entry) -> str:
    """`warranty.length` → `The warranty length`; with its scope, where that is not the line's own words."""
    scope = f" ({entry.scope})" if entry.scope and entry.name != "hours" else ""
    return f"The {entry.name.replace('.', ' ')}{scope}"


def _about(entry: Entry) -> str:
    return f"{entry.name}: {entry.scope}" if entry.scope else entry.name


def _place(entry: Entry, visit: Evidence) -> str:
    if entry.source.startswith("turn:"):
        return "in the chat"
    if mail := next((mail for mail in visit.mails if entry.source == f"mail:{mail.id}"), None):
        name = mail_name(mail, visit.plan.shop)
        return f"in {name[:1].lower()}{name[1:]}"
    explored = {f"page:{page.id}": page.url for exploration in visit.explorations for page in exploration.pages}
    walked = {f"step:{step.id}": step.url for step in visit.steps}
    return f"{'in the data of' if entry.marked else 'on'} {path_of((explored | walked).get(entry.source, ''))}"
