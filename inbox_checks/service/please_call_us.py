"""An urgent mail is answered with "please call us".

## What it checks
The answers of journeys that are `urgent`: no sentence may send the customer to the phone, unless it leaves her another way
("answer this email or call …") or is only for what is still open ("if anything is unclear …").

## Why it matters
She wrote because she could not call, or did not want to. Whoever is sent to the phone with an urgent matter has lost a day
and begins again.

## How to fix
Let whoever reads the mail decide and answer. Where a call really is faster, offer to ring her, with a time, instead of
asking her to wait in a queue.

## Example
“The answer sends the customer to the phone: “Please call us on 1800 0108 about this.”” Agents were measured by how quickly
they closed mails.
"""

from shopper import Evidence, Findings, check
from shopper.reading.greetings import take_apart
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import answers, judged
from shopper.reading.tone import sends_to_phone


@check(
    title="Urgent mails are answered by mail",
    failure="An urgent mail is answered with “call us”",
    category="ease",
    impact="serious",
    serves=["0-08", "0-45", "0-47"],
)
def please_call_us(visit: Evidence) -> Findings:
    if not visit.plan.urgent:
        return
    for mail in answers(visit):
        call = sends_to_phone("\n".join(take_apart(own_text(mail)).body))
        said = f"sends the customer to the phone: {quoted(call)}" if call else "sends nobody to the phone"
        yield on_mail(
            mail, visit, judged(not call, mail), said, expected="an answer by mail", actual=call or "an answer by mail"
        )
