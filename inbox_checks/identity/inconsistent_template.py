"""A mail looks as if another firm had sent it.

## What it checks
What the template puts around the words, in mails of the shop's own systems: a logo, the brand's colour, a chosen font,
a page of its own width, the company in the foot. Pieces that all other mails of the visit wear and this one does not
are counted: it fails where three are missing, and goes to a person at two. Layouts may differ from system to system;
what a person wrote, mails without HTML, and those whose letters are broken are left out.

## Why it matters
Five mails about one order that look like five firms are five reasons to doubt. She cannot know that they come from five
programs, and need not.

## How to fix
Give all systems one head and one foot: logo, colour, font, company, contact. Begin with the system that is named here;
it sends its program's bare default.

## Example
"The ready to ship wears neither a logo, nor the brand’s colour, nor the company in the foot, which all other mails do."
The packing software's mails had been switched on in a hurry before Christmas, as they came.
"""

from functools import reduce

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.dress import dress_of
from shopper.reading.naming import on_mail
from shopper.reading.senders import own_mails

_OTHERS = 2
"""How many other mails there must be, for what they share to be the shop's dress."""
_PLAINLY, _PERHAPS = 3, 2


@check(
    title="All mails wear one dress",
    failure="A mail looks like another firm’s",
    category="consistency",
    impact="minor",
    serves=["0-38", "4-09"],
)
def inconsistent_template(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    own = own_mails(visit, by_hand=False, legible=True)
    mails = [mail for mail in own if mail.reading.html and not mail.reading.problem]
    worn = {mail.id: dress_of(mail, shop) for mail in mails}
    for mail in mails:
        others = [dress for id, dress in worn.items() if id != mail.id]
        if len(others) < _OTHERS:
            continue
        missing = sorted(reduce(frozenset.intersection, others) - worn[mail.id])
        count = len(missing)
        outcome = Outcome.FAIL if count >= _PLAINLY else Outcome.REVIEW if count >= _PERHAPS else Outcome.PASS
        said = "wears what the other mails wear"
        if outcome is not Outcome.PASS:
            said = f"wears neither {', nor '.join(missing)}, which all other mails do"
        yield on_mail(mail, visit, outcome, said, expected="the dress of the other mails", actual=said)
