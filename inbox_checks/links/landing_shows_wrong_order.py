"""A link in a mail opens somebody else's order.

## What it checks
Every page that a link with a key or number of the customer's own opened: the order's number that the page names,
against those that the shop's pages and this mail gave her, and a parcel's number against that of the mail. It fails
if the page names only other ones. Ours among others (a list of orders), or in another form, goes to a person.

## Why it matters
She sees what a stranger bought and where he lives, and must think that a stranger sees hers. Even where it is only a
wrong number, she waits for a parcel that is not hers.

## How to fix
Build the link from the very order that the mail is about, not from a counter or from the last order in the queue.
Make the key in the address long and random, so that a wrong one opens nothing.

## Example
“The mail “Your order is packed” links “See your order” to a page about GS-10024; her order is GS-10023.” Two workers
of the queue shared one variable, so that the second order overwrote the first one's link.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.comparing import numbers, same_number
from shopper.reading.facts import page_facts, stated_in, stated_on_pages
from shopper.reading.links import is_for_her_alone, link_name, stable_name
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.probed import Landing, landings


@check(
    title="Links open the customer's own order",
    failure="A link opens another order",
    category="resolution",
    impact="critical",
    serves=["0-14", "0-42", "1-06"],
)
def landing_shows_wrong_order(visit: Evidence) -> Findings:
    for landing in landings(visit):
        if is_for_her_alone(landing.link.href):
            for what, name in (("order", "order.number"), ("parcel", "tracking.number")):
                if ours := _ours(landing, visit, name):
                    yield from _judge(landing, visit, what, name, ours)


def _ours(landing: Landing, visit: Evidence, name: str) -> list[str]:
    """The numbers that are the customer's: as pages told her, and of a parcel (there may be several) as this mail says."""
    facts = stated_on_pages(visit, name) if name == "order.number" else []
    return numbers(facts) or numbers(stated_in(visit, landing.mail, name))


def _judge(landing: Landing, visit: Evidence, what: str, name: str, ours: list[str]) -> Findings:
    mail, shop, hers = landing.mail, visit.plan.shop, " and ".join(ours)
    facts = page_facts(landing.page, visit.plan.locale) if landing.page else []
    named = " and ".join(shown := [str(fact.value) for fact in facts if fact.name == name])
    if landing.page and not shown:
        return
    actual = named or f"unknown: {landing.veil}"
    where = f"a page about {named}" if named else f"a page that nobody could judge ({landing.veil})"
    yield Verdict(
        outcome=same_number(shown, ours) if shown else Outcome.CANT_TELL,
        sentence=f"{mail_name(mail, shop)} links “{link_name(landing.link)}” to {where}; her {what} is {hers}.",
        expected=hers,
        actual=actual,
        about=f"{mail_about(mail)}: {stable_name(landing.link)} ({what})",
        owner=mail_owner(mail, shop),
        evidence=landing.evidence,
    )
