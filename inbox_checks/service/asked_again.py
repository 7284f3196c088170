"""A reply asks for something that the customer had told already.

## What it checks
Sentences of acknowledgements and answers that ask for the order number, the mail address, the name or the phone number, against
what she had written in her mail or typed into the form before. Whoever writes a mail has told her address and name by it. To be
asked to quote a number later, or for the address of another order, is ordinary.

## Why it matters
Having to explain again is what customers resent most: it says that nobody read, or that one system does not know what another
was told.

## How to fix
Show the agent the fields of the form and the orders of this mail address beside the case. Take the request out of the template,
or let it depend on the field being empty.

## Example
“The answer asks for the order number, which the customer had written: “Please tell us your order number.”” The form's field was
not handed on to the help desk.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.asking import asked_for, told_before
from shopper.reading.naming import on_mail, quoted
from shopper.reading.promised import own_text
from shopper.reading.replies import judged, replies


@check(
    title="Nobody has to say a thing twice",
    failure="A reply asks for what the customer had told",
    category="ease",
    impact="serious",
    serves=["1-12", "0-19", "1-20"],
)
def asked_again(visit: Evidence) -> Findings:
    for mail in replies(visit):
        told = told_before(visit, mail.arrived - visit.clock_skew)
        if not told:
            continue
        again = {what: said for what, said in asked_for(own_text(mail)).items() if what in told}
        if not again:
            good = "asks for nothing that the customer had told"
            yield on_mail(mail, visit, judged(True, mail), good, expected="nothing asked twice", actual="nothing asked twice")
            continue
        things, sentence = " and the ".join(again), next(iter(again.values()))
        yield on_mail(
            mail,
            visit,
            Outcome.FAIL,
            f"asks for the {things}, which the customer had told: {quoted(sentence)}",
            expected="nothing asked twice",
            actual=sentence,
            more=tuple(dict.fromkeys(told[what] for what in again)),
        )
