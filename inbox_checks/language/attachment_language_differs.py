"""A document that came with a mail is in another language than the customer shops in.

## What it checks
The text of every PDF that a mail brought, without names, numbers and addresses: its sentences, and where it has few, the words
of shops in its labels ("Rechnungsnummer", "Invoice no."). It fails when 60% of at least 20 words, or four labels and no
others, are in one other language, and the customer's own is no real part of it. Documents in two languages pass. One that
could not be read cannot be judged.

## Why it matters
An invoice is kept for years, for the warranty and for the tax office. Who cannot read it writes for another one, and the
instructions on a return label that nobody understands send the parcel astray.

## How to fix
The documents come from another system than the mails, often with a language of its own by country or by default. Hand the
order's language on to it together with the order.

## Example
“The document Rechnung-GS-10023.pdf of the invoice is in English; the customer shops in German.” The ERP prints in the
language of the company, unless the customer's record says otherwise, and guests have no record.
"""

import re
from collections import Counter

from shopper import Document, Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.language import LANGUAGES, language_of, language_of_label
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in

_ENOUGH_WORDS, _ENOUGH_LABELS = 20, 4
_MOST = 0.6
_A_REAL_PART = 0.3


@check(
    title="Attached documents are in the customer's language",
    failure="An attached document is in the wrong language",
    category="consistency",
    impact="moderate",
    serves=["0-37", "0-43"],
)
def attachment_language_differs(visit: Evidence) -> Findings:
    mails = {f"mail:{mail.id}": mail for mail in visit.mails if mail.solicited}
    if visit.language not in LANGUAGES:
        return
    for document in visit.documents:
        if mail := mails.get(document.source):
            yield from _judge(document, mail, visit)


def _judge(document: Document, mail: Mail, visit: Evidence) -> Findings:
    outcome, found = _language(document, visit)
    if outcome is None:
        return
    wanted, name = LANGUAGES[visit.language], mail_name(mail, visit.plan.shop)
    yield Verdict(
        outcome=outcome,
        sentence=f"The document {document.name} of {name[0].lower()}{name[1:]} {found}; the customer shops in {wanted}.",
        expected=wanted,
        actual=found,
        about=f"{mail_about(mail)}: {re.sub(r'[-_ ]*[A-Z]*-?[0-9]+', '', document.name)}",
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )


def _language(document: Document, visit: Evidence) -> tuple[Outcome | None, str]:
    if document.problem:
        return Outcome.CANT_TELL, f"could not be read: {document.problem.rstrip('.')}"
    guess = language_of(document.text, leave_out=names_in(visit))
    labels = Counter(filter(None, map(language_of_label, document.text[:50_000].split("\n"))))
    if guess.language and guess.words >= _ENOUGH_WORDS:
        own = max(guess.shares.get(visit.language, 0.0), labels[visit.language] / max(1, labels.total()))
        found = f"is in {LANGUAGES[guess.language]}"
        if guess.language == visit.language or own >= _A_REAL_PART:
            return Outcome.PASS, found if guess.language == visit.language else f"is in {LANGUAGES[guess.language]} too"
        return (Outcome.FAIL if guess.share >= _MOST else Outcome.REVIEW), found
    if labels[visit.language]:
        return Outcome.PASS, f"is in {LANGUAGES[visit.language]}"
    best = labels.most_common(1)
    if best and best[0][1] >= _ENOUGH_LABELS:
        sure = len(labels) == 1
        return (Outcome.FAIL if sure else Outcome.REVIEW), f"is in {LANGUAGES[best[0][0]]}"
    return None, ""
