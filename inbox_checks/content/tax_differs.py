"""A mail or its invoice states another tax.

## What it checks
The one row of tax in each mail's bill, and in the PDFs that came with it ("Including 10% VAT", "Thuế GTGT 10%", "zzgl. 19 %
MwSt."), against what the shop's page said last for this order, or else the order confirmation. It fails for another rate, and
for another amount within the same total. Bills with several rates are left alone.

## Why it matters
Who buys for a business hands the invoice to the tax office. Two rates for one purchase mean that one paper is wrong, and that
she has to ask for it again.

## How to fix
Compute the tax once, where the order is taken, and hand rate and amount on with it. Look for a system that still has an old
rate, or that takes the country of the seller instead of the buyer.

## Example
“The invoice states 8% tax (1.36 EUR) in its file Invoice-GS-10023.pdf; the order confirmation said 10% (1.67 EUR).” The ERP
had not been told that a reduced rate had ended.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shopper import Evidence, Findings, Mail, Money, Outcome, check
from shopper.reading.bill import Bill, Tax, minor_unit, read_bill
from shopper.reading.last_word import is_change, last_words
from shopper.reading.naming import on_mail


class Taxed(NamedTuple):
    """A tax, the total that it belongs to, and the file that states it, if one does."""

    tax: Tax
    total: Money | None
    file: str = ""


@check(
    title="The tax is the same everywhere",
    failure="A mail states another tax",
    category="transparency",
    impact="serious",
    serves=["0-43", "1-06", "4-08"],
)
def tax_differs(visit: Evidence) -> Findings:
    locale = visit.plan.locale

    def in_mail(mail: Mail) -> tuple[Taxed, ...] | None:
        return tuple(_stated(mail, visit)) or None

    for mail, found, said in last_words(visit, lambda page: _one(read_bill(page.text, locale)), in_mail):
        if is_change(mail) and said.source.startswith("mail:"):
            continue  # it says what is new, and no page did
        ours = said.value[0]
        for taxed in found:
            same = _agrees(taxed, ours)
            where = f" in its file {taxed.file}" if taxed.file else ""
            verdict = on_mail(
                mail,
                visit,
                Outcome.PASS if same else Outcome.FAIL,
                f"states {_named(taxed.tax)}{where}{'' if same else f'; {said.where} said {_named(ours.tax)}'}",
                expected=_named(ours.tax),
                actual=_named(taxed.tax),
                more=(said.source,),
            )
            yield verdict.model_copy(update={"about": f"{verdict.about}: file"}) if taxed.file else verdict


def _stated(mail: Mail, visit: Evidence) -> Iterator[Taxed]:
    yield from _one(read_bill(mail.reading.text, visit.plan.locale)) or ()
    for document in visit.documents:
        if document.source == f"mail:{mail.id}":
            for taxed in _one(read_bill(document.text, visit.plan.locale)) or ():
                yield taxed._replace(file=document.name)


def _one(bill: Bill | None) -> tuple[Taxed, ...] | None:
    """The tax of a bill that states just one."""
    if bill is None or len(bill.taxes) != 1 or (bill.taxes[0].rate is None and bill.taxes[0].amount is None):
        return None
    return (Taxed(bill.taxes[0], bill.total),)


def _agrees(found: Taxed, ours: Taxed) -> bool:
    if found.tax.rate is not None and ours.tax.rate is not None and found.tax.rate != ours.tax.rate:
        return False
    here, there = found.tax.amount, ours.tax.amount
    if here is None or there is None or found.total != ours.total or here.currency != there.currency:
        return True  # of another sum, the tax is another
    return abs(here.amount - there.amount) <= minor_unit(here.currency)


def _named(tax: Tax) -> str:
    rate = f"{tax.rate.normalize():f}% tax" if tax.rate is not None else "tax"
    return f"{rate} ({tax.amount})" if tax.amount else rate
