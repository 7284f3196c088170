"""A mail that the customer wrote came back.

## What it checks
Only visits in which the customer wrote to the shop by mail. It fails if a mail server then reported that her mail
could not be delivered (RFC 3464), and the report names her mail or the address that she wrote to; a report that names
neither goes to a person. A note that delivery is delayed is no bounce.

## Why it matters
She took the trouble to write down what was wrong, and gets a page of server English back. Most customers read only
that the shop cannot be reached.

## How to fix
Write to the address from outside the company. Look for a mailbox that is full, a person who left and to whom the
address is still forwarded, or a list that takes mails from colleagues only. Watch the bounces of every address that
stands in a template.

## Example
“The customer wrote to help@gomsen.test; her mail came back: “Undelivered Mail Returned to Sender”.” The help desk's
address was forwarded to a colleague whose mailbox had been full since March.
"""

from shopper import Evidence, Findings, Letter, Mail, Outcome, Verdict, check
from shopper.reading.links import host_of
from shopper.reading.mailing import is_bounce
from shopper.reading.text import normal


@check(
    title="What the customer writes arrives",
    failure="The customer's mail came back",
    category="ease",
    impact="critical",
    serves=["0-20", "2-07", "4-04"],
)
def reply_bounces(visit: Evidence) -> Findings:
    bounces = [mail for mail in visit.mails if is_bounce(mail)]
    blamed = {letter.id: [mail for mail in bounces if _names(mail, letter)] for letter in visit.letters}
    unclaimed = [mail for mail in bounces if not any(mail in mails for mails in blamed.values())]
    for letter in visit.letters:
        later = [mail for mail in unclaimed if mail.arrived - visit.clock_skew >= letter.at]
        bounce = next(iter(blamed[letter.id] or later), None)
        outcome = Outcome.FAIL if blamed[letter.id] else Outcome.REVIEW if bounce else Outcome.PASS
        maybe = "her mail" if outcome is Outcome.FAIL else "it may be hers that"
        said = f"{maybe} came back: “{normal(bounce.reading.subject)}”" if bounce else "her mail was taken"
        yield Verdict(
            outcome=outcome,
            sentence=f"The customer wrote to {letter.to}; {said}.",
            expected="a mail that arrives",
            actual=normal(bounce.reading.subject) if bounce else "no bounce",
            about=letter.to,
            owner=letter.to.rpartition("@")[2] or host_of(visit.plan.shop.url),
            evidence=(*((f"mail:{bounce.id}",) if bounce else ()), f"step:{letter.step}"),
        )


def _names(bounce: Mail, letter: Letter) -> bool:
    """Whether a bounce is about this letter: it refers to it, or names only the address that it went to."""
    referred = {one.strip("<>") for one in bounce.reading.in_reply_to}
    if referred:
        return letter.message_id.strip("<>") in referred
    headers = " ".join(bounce.reading.headers.get("x-failed-recipients", ()))
    return letter.to.casefold() in f"{bounce.reading.text}\n{headers}".casefold()
