"""The terms of the contract did not reach the customer in a form that lasts.

## What it checks
For customers in the European Economic Area: whether the mail that confirms the order holds the terms of the sale, as a
passage of its text or as a file with it. Nothing of them fails. A mere link goes to a person: a page behind a link is not
lasting, since it can be changed (Court of Justice, C-49/11).

## Why it matters
It is what she agreed to, and months later the only copy that nobody can have changed. Without it the seller cannot prove
what was agreed either.

## How to fix
Attach the terms as a PDF to the confirmation, in its language and in the version that held when she ordered.

## Example
“The order confirmation brings no terms of the sale along, not even a link.” A mail template had been replaced, and its
attachments with it.
"""

import re

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.naming import on_mail
from shopper.reading.terms import Brought, brings

_CONFIRMATION = re.compile(r"order.?confirm|confirm.{0,10}order|bestellbest|auftragsbest")
_OUTCOMES: dict[Brought, Outcome] = {"enclosed": Outcome.PASS, "linked": Outcome.REVIEW, "mentioned": Outcome.REVIEW}
_SAID: dict[Brought, str] = {
    "enclosed": "brings the terms of the sale along",
    "linked": "only links to the terms of the sale",
    "mentioned": "only mentions the terms of the sale",
}


@check(
    title="The terms come with the confirmation, to keep",
    failure="The terms do not come in a form that lasts",
    category="process",
    impact="serious",
    serves=["3-07"],
    pack="eu",
    source="Directive 2011/83/EU, Art. 8(7)",
    since="2014-06-13",
)
def eu_terms_on_durable_medium(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited or mail.reading.problem or not _CONFIRMATION.search(mail.kind):
            continue
        how = brings(mail.reading, "terms")
        yield on_mail(
            mail,
            visit,
            _OUTCOMES.get(how, Outcome.FAIL),
            _SAID.get(how, "brings no terms of the sale along, not even a link"),
            expected="the terms in the mail or with it",
            actual=how or "missing",
        )
