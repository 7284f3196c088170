"""A mail breaks the rules by which mail programs read.

## What it checks
The form of every mail of the shop, against what mail programs stumble over: headers that are missing or doubled,
letters that no charset explains, lines that are too long, parts without an end (RFC 5322, RFC 2045). What could not
be read whole within this tool's limits goes to a person, and so does a mail without a readable sender, whoever it is
from.

## Why it matters
One program shows the mail, the next shows an empty page or strange letters, and a strict server refuses it. The
customer with the wrong program sees nothing of what all the others see.

## How to fix
Let a mail library put mails together instead of joining strings, and send every new template through a validator
once. The sentence names the first rule that is broken; the raw mail is in the evidence.

## Example
“The invoice is not in the form of a mail: It has no Date header.” The ERP's job wrote headers by hand, and its
operator had left one line out.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="Mails keep to the form of mails",
    failure="A mail is not in the form of a mail",
    category="process",
    impact="moderate",
    serves=["3-07", "3-02"],
)
def invalid_mail_format(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not (mail.solicited or (mail.reading.problem and not mail.reading.sender)):
            continue
        outcome, said = _judge(mail)
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} {said}",
            expected="a mail by RFC 5322 and MIME",
            actual=mail.reading.problem or f"{len(mail.reading.format_errors)} broken rules",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _judge(mail: Mail) -> tuple[Outcome, str]:
    errors, problem = mail.reading.format_errors, mail.reading.problem
    if mail.solicited and errors:
        more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        return Outcome.FAIL, f"is not in the form of a mail: {errors[0].rstrip('.')}{more}."
    if problem:
        return Outcome.REVIEW, f"could not be read whole: {problem}"
    return Outcome.PASS, "is in the form of a mail."
