"""A mail names another order number than the shop's page did.

## What it checks
The order number that a page showed after the order, against every order number that a mail states in words
("Order number", "Mã đơn hàng", "Bestellnummer" …), in its subject or text. It fails when a mail names only
numbers that no page showed. A mail that names ours and another one, or ours in another form (`1001` for
`GS-1001`), goes to a person.

## Why it matters
The order number is what a customer quotes when something goes wrong. Two numbers for one order mean that the
help desk cannot find it, or finds somebody else's.

## How to fix
Let every system print the number that the customer was shown, not its own internal key. If the mail belongs
to another customer's order, treat it as a data leak.
"""

import re

from shopper import Evidence, Findings, Money, Outcome, Verdict, check
from shopper.reading.facts import stated_in, stated_on_pages
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="Every mail names the order by its number",
    failure="A mail names another order number",
    category="consistency",
    impact="serious",
    serves=["0-39", "1-06", "2-06"],
)
def order_number_differs(visit: Evidence) -> Findings:
    noted = [fact for fact in stated_on_pages(visit, "order.number") if not isinstance(fact.value, Money)]
    ours = {_bare(str(fact.value)) for fact in noted} - {""}
    if not ours:
        return
    shown = " and ".join(dict.fromkeys(str(fact.value) for fact in noted))
    for mail in visit.mails:
        if not mail.solicited:
            continue
        found = [str(fact.value) for fact in stated_in(visit, mail, "order.number")]
        if not found:
            continue
        said = " and ".join(dict.fromkeys(found))
        yield Verdict(
            outcome=_outcome({_bare(number) for number in found}, ours),
            sentence=f"{mail_name(mail, visit.plan.shop)} speaks of order {said}; the shop's page said {shown}.",
            expected=shown,
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}", *dict.fromkeys(fact.source for fact in noted)),
        )


def _outcome(found: set[str], ours: set[str]) -> Outcome:
    if found <= ours:
        return Outcome.PASS
    same_in_other_form = any(a != b and (a.endswith(b) or b.endswith(a)) for a in found for b in ours)
    return Outcome.REVIEW if found & ours or same_in_other_form else Outcome.FAIL


def _bare(number: str) -> str:
    """`Order #GS-1001` → `gs1001`: the last word that has digits, without separators."""
    numbered = [word for word in number.split() if re.search(r"\d", word)]
    return re.sub(r"\W|_", "", numbered[-1]).casefold() if numbered else ""
