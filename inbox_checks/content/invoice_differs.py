"""An invoice states another order or another total than the shop's page did.

## What it checks
Every invoice that the shop handed over, attached or downloaded: the order's number and what it asks for in all, against
what the pages showed. An invoice that cannot be read, or that states neither, cannot be told. Where one order has several
invoices, each with a number of its own, a person compares. Return labels, delivery notes and credit notes are no invoices.

## Why it matters
The invoice is what the customer keeps, claims, and pays by. If it disagrees with what she bought, she has to have it
corrected before she can use it, and asks herself what was really charged.

## How to fix
Let the ERP take lines, discounts, shipping and tax from the order as it was placed, instead of computing them again with
rules of its own. Compare rounding per line with rounding per order.

## Example
“The invoice asks for 41.80 EUR in all; the shop's page said 36.80 EUR.” The ERP had charged the delivery once more,
by a rule of its own.
"""

import re
from collections.abc import Sequence

from shopper import Document, Evidence, Fact, Findings, Mail, Outcome, Verdict, check
from shopper.reading.comparing import amounts, numbers, same_amount, same_number
from shopper.reading.facts import stated_on_pages
from shopper.reading.naming import mail_about, mail_owner
from shopper.reading.text import normal, plain_letters

_INVOICE = re.compile(r"invoice|hoa ?don|rechnung|facture|factura|(?<![a-z])bill(?![a-z])")
_OTHER = re.compile(
    r"label|packing|delivery note|credit|storno|gutschrift|lieferschein|nhan tra|phieu (?:giao|tra)|dieu khoan|terms|agb|avoir"
    r"|etiquet|albaran|abono|dieu chinh|bedingungen|conditions|condiciones|chinh sach|policy|widerruf|withdrawal|retract|desist"
)
_FIRST_LINES = 12


@check(
    title="The invoice agrees with the order",
    failure="An invoice differs from the order",
    category="transparency",
    impact="critical",
    serves=["0-17", "0-43", "1-06"],
)
def invoice_differs(visit: Evidence) -> Findings:
    invoices = [document for document in visit.documents if _is_invoice(document, visit)]
    ordered, charged = stated_on_pages(visit, "order.number"), stated_on_pages(visit, "order.total")
    for invoice in invoices if numbers(ordered) or amounts(charged) else ():
        said, asked = numbers(_stated(invoice, "order.number", visit)), amounts(_stated(invoice, "order.total", visit))
        if said and numbers(ordered):
            shown, found = " and ".join(numbers(ordered)), " and ".join(said)
            sentence = f"The invoice is for order {found}; the shop's page said {shown}."
            yield _verdict(invoice, "number", same_number(said, numbers(ordered)), sentence, (shown, found), ordered, visit)
        if asked and amounts(charged):
            shown, found = " and ".join(map(str, amounts(charged))), str(asked[0])
            sentence = f"The invoice asks for {found} in all; the shop's page said {shown}."
            outcome = same_amount(asked[0], amounts(charged))
            if outcome is Outcome.FAIL and _are_several(invoices, visit):
                outcome = Outcome.REVIEW
            yield _verdict(invoice, "total", outcome, sentence, (shown, found), charged, visit)
        if not said and not asked:
            why = invoice.problem.rstrip(".") or "neither order nor total was found in it"
            sentence = f"The invoice {invoice.name} could not be read: {why}."
            yield _verdict(invoice, "text", Outcome.CANT_TELL, sentence, ("an invoice that can be read", why), (), visit)


def _is_invoice(document: Document, visit: Evidence) -> bool:
    """By its name, by what stands at its top, or, where nothing can be read, by the mail that it came with."""
    name = re.sub(r"[_-]", " ", plain_letters(document.name))
    top = plain_letters("\n".join(normal(document.text).split("\n")[:_FIRST_LINES]))
    if _OTHER.search(name) or _OTHER.search(top.partition("\n")[0]):
        return False
    mail = _mail_of(document, visit)
    came_as_one = mail is not None and "invoice" in mail.kind and "pdf" in document.type and not document.text
    return bool(_INVOICE.search(name) or _INVOICE.search(top)) or came_as_one


def _verdict(
    invoice: Document,
    what: str,
    outcome: Outcome,
    sentence: str,
    compared: tuple[str, str],
    noted: Sequence[Fact],
    visit: Evidence,
) -> Verdict:
    mail = _mail_of(invoice, visit)
    blob = (invoice.blob.path,) if invoice.blob else ()
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected=compared[0],
        actual=compared[1],
        about=f"{mail_about(mail) if mail else 'download'}: {what}",
        owner=mail_owner(mail, visit.plan.shop) if mail else "web shop",
        evidence=(invoice.source, *dict.fromkeys(fact.source for fact in noted), *blob),
    )


def _are_several(invoices: Sequence[Document], visit: Evidence) -> bool:
    """Whether one order was invoiced in parts: by invoices with numbers of their own."""
    return len({number for invoice in invoices for number in numbers(_stated(invoice, "invoice.number", visit))}) > 1


def _stated(document: Document, name: str, visit: Evidence) -> list[Fact]:
    return [fact for fact in visit.facts if fact.name == name and fact.source == f"document:{document.id}"]


def _mail_of(document: Document, visit: Evidence) -> Mail | None:
    return next((mail for mail in visit.mails if document.source == f"mail:{mail.id}"), None)
