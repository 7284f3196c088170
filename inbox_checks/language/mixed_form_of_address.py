"""The shop addresses the customer in two ways.

## What it checks
How each mail addresses her, in its own words: Sie or du, vous or tu, usted or tú, quý khách or anh chị or bạn. It fails when
one mail does it in two ways, each of them more than once, or when a mail of the shop's own systems does it in another way than
at least two others that agree. A single slip goes to a person. Quý khách and anh chị go together within a mail; between mails
a person decides. Quotations, fixed phrases ("rendez-vous") and what she wrote herself are left out; persons and carriers may
have their own tone.

## Why it matters
Between "du" and "Sie", "bạn" and "quý khách" lies the whole relation. A shop that changes it from line to line sounds like
several strangers, and the customer does not know with whom she is talking.

## How to fix
Decide on one form, write it down, and search all texts for the other, the footers of other systems, placeholders and
standard replies included. It is one evening's work.

## Example
“The order confirmation addresses her both as bạn (6 times) and as quý khách (2 times).” The delivery conditions had been copied
from the old shop, which was more formal.
"""

from collections.abc import Iterator, Mapping

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.address_forms import FORMS, clash, forms_in, main_form
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.promised import own_text
from shopper.reading.senders import own_mails
from shopper.reading.text import normal

_OTHERS = 2


@check(
    title="The customer is addressed in one way",
    failure="The customer is addressed in two ways",
    category="consistency",
    impact="minor",
    serves=["0-39", "3-02", "3-05"],
)
def mixed_form_of_address(visit: Evidence) -> Findings:
    if visit.language not in FORMS:
        return
    used = {mail.id: _forms(mail, visit) for mail in visit.mails if mail.solicited}
    systems = {mail.id for mail in own_mails(visit, by_hand=False)}
    mains = {id: form for id in systems if (form := main_form(used.get(id, {})))}
    for mail in visit.mails:
        if forms := used.get(mail.id):
            others = [form for id, form in mains.items() if id != mail.id] if mail.id in systems else []
            yield _judge(mail, forms, others, visit)


def _forms(mail: Mail, visit: Evidence) -> Mapping[str, int]:
    hers = {line for letter in visit.letters for line in normal(letter.text).split("\n") if line}
    lines: Iterator[str] = (line for line in normal(own_text(mail)).split("\n") if line not in hers)
    return forms_in("\n".join(lines), visit.language)


def _judge(mail: Mail, forms: Mapping[str, int], others: list[str], visit: Evidence) -> Verdict:
    outcome, said, expected = (
        Outcome.PASS,
        f"addresses her as {max(forms, key=lambda form: forms[form])} throughout",
        "one form",
    )
    own = main_form(forms)
    if two := clash(forms):
        times = [f"{form} ({forms[form]} time{'s' * (forms[form] != 1)})" for form in two]
        outcome = Outcome.FAIL if min(forms[form] for form in two) > 1 else Outcome.REVIEW
        said = f"addresses her both as {times[0]} and as {times[1]}"
    elif own and len(others) >= _OTHERS and own not in others and len(set(others)) == 1:
        alike = clash({own: 1, others[0]: 1}) is None
        outcome, expected = Outcome.REVIEW if alike else Outcome.FAIL, others[0]
        said = f"addresses her as {own}, the {len(others)} other mails as {others[0]}"
    return Verdict(
        outcome=outcome,
        sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
        expected=expected,
        actual=", ".join(f"{form} {count}×" for form, count in sorted(forms.items())),
        about=mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )
