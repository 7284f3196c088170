"""There is no function by which one withdraws from a contract on line.

## What it checks
For customers in the European Economic Area, from 19 June 2026: whether a page shows a link or button by which one withdraws
from the contract ("Withdraw from contract here", "Vertrag widerrufen", "Renoncer au contrat ici"). It fails where a
guest's order was placed and neither its pages nor those before have one. Where nothing was ordered and an exploration that
left nothing out finds none, a person looks: it may stand behind the log-in. A form that is only to be filled in and sent
goes to a person too.

## Why it matters
Leaving must be as easy as entering. Whoever finds no function writes to the help desk, calls, or withdraws through the
consumer association; and the authorities look for this button first, because it can be seen from outside.

## How to fix
Put it where orders are shown and into the footer, with the words of the directive. Ask for name, order and mail address
alone, let her confirm it with a second button ("Confirm withdrawal"), and acknowledge it at once by mail with its content,
date and time.

## Example
“Neither the order's pages nor those before show how to withdraw from the contract.” The shop had kept its PDF form, which
was enough until June 2026.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.checkout import ordering
from shopper.reading.legal import is_explored, withdrawal_function, works
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage, is_own, seen_pages


@check(
    title="One can withdraw from a contract on line",
    failure="There is no function to withdraw from a contract",
    category="process",
    impact="serious",
    serves=["3-07"],
    pack="eu",
    source="Directive 2011/83/EU, Art. 11a, as amended by Directive (EU) 2023/2673",
    since="2026-06-19",
)
def eu_withdrawal_function(visit: Evidence) -> Findings:
    pages = [seen for seen in seen_pages(visit) if is_own(seen.page.url, visit) and works(seen.page)]
    found = [(seen, *withdrawal_function(seen.page)) for seen in pages]
    function = next((one for one in found if one[1] == "function"), None)
    form = next((one for one in found if one[1] == "form"), None)
    if function:
        yield _verdict(Outcome.PASS, f"{_at(function[0])} has it: “{function[2]}”.", function[2], function[0])
    elif form and (is_explored(visit) or ordering(visit)):
        yield _verdict(Outcome.REVIEW, f"{_at(form[0])} offers a form, “{form[2]}”, and no function.", form[2], form[0])
    elif ordering(visit) and pages:
        logged_in = any(field.kind == "password" and field.filled for seen in pages for field in seen.page.fields)
        sentence = "Neither the order's pages nor those before show how to withdraw from the contract."
        yield _verdict(Outcome.REVIEW if logged_in else Outcome.FAIL, sentence, "none", pages[-1])
    elif is_explored(visit) and pages:
        yield _verdict(Outcome.REVIEW, "No page that could be found shows how to withdraw from a contract.", "none", pages[0])


def _at(seen: SeenPage) -> str:
    return path_of(seen.page.url)


def _verdict(outcome: Outcome, sentence: str, actual: str, seen: SeenPage) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected="a function such as “Withdraw from contract here”",
        actual=actual,
        about="the withdrawal function",
        owner="web shop",
        evidence=(seen.source,),
    )
