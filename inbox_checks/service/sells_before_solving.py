"""A reply sells something while the question is still open.

## What it checks
Acknowledgements, and the first answer that a person gave: codes, offers, "shop now", "you may also like". A voucher by way
of an apology is none. A person decides whether it was in place.

## Why it matters
Who has a problem reads an offer as "we did not listen". The same offer after the matter is settled is welcome.

## How to fix
Take banners and product tips out of the help desk's templates, or let them appear only in the mail that closes the case.

## Example
“The acknowledgement sells before the question is solved: “Enjoy 15% off our new collection!”” The newsletter's banner was
part of the signature that all systems share.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import acknowledgements, answers, judged
from shopper.reading.tone import sells


@check(
    title="Nothing is sold before the question is solved",
    failure="A reply sells before it solves",
    category="communication",
    impact="minor",
    serves=["4-05", "1-21"],
)
def sells_before_solving(visit: Evidence) -> Findings:
    for mail in (*acknowledgements(visit), *answers(visit)[:1]):
        offer = sells(own_text(mail))
        said = f"sells before the question is solved: {quoted(offer)}" if offer else "sells nothing"
        yield on_mail(
            mail, visit, judged(not offer, mail, Outcome.REVIEW), said, expected="nothing sold", actual=offer or "nothing sold"
        )
