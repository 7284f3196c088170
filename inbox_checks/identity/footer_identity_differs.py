"""A mail names another company, address or tax number than the shop's.

## What it checks
Legal name, address and tax number in the foot of mails of the shop's own systems, against the shop's file, and against
the imprint if the customer came by it. It fails for the shop's own name with another legal form, for another tax number
of the same kind, and for the company's street or town with another number. What is translated ("Gom Sen Co., Ltd.") is
the same, a tax office's number beside a VAT number is none of it, and companies of other names (a bank, a carrier) are
left out, as are mails whose letters are broken.

## Why it matters
The foot says who is responsible. Two companies in two mails about one order look like a fraud to her, and like a
mistake in the books to her accountant.

## How to fix
Keep the company's particulars in one place from which every system takes them. After a move or a change of form, search
all templates for the old words: the systems that few people think of (accounting, dispatch) keep them longest.

## Example
"The invoice names the tax number 0109999999; the shop’s is 0101234567." The accounting software still had the number of
the founder's first company.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.identity_lines import Company, Identity, company_in, identity_in, other_address, same_shape
from shopper.reading.naming import on_mail, quoted
from shopper.reading.senders import bare, own_mails

_WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)


@check(
    title="Every mail names the same company",
    failure="A mail names another company",
    category="consistency",
    impact="moderate",
    serves=["0-38", "0-39", "4-09"],
)
def footer_identity_differs(visit: Evidence) -> Findings:
    imprint = _imprint(visit)
    for mail in own_mails(visit, legible=True):
        stated = identity_in(mail.reading.reply or mail.reading.text)
        judged = [*_names(stated, visit, imprint), *_taxes(stated, visit, imprint), *_addresses(stated, visit)]
        if judged:
            outcome, said, expected, actual = min(judged, key=lambda one: _WORST_FIRST.index(one[0]))
            yield on_mail(mail, visit, outcome, said, expected=expected, actual=actual)


_Judged = tuple[Outcome, str, str, str]
"""Outcome, what goes on after the mail's name, what was expected, and what stands there."""


def _imprint(visit: Evidence) -> Identity:
    """What the shop's own pages say of the company."""
    home = visit.plan.shop.url.rstrip("/")
    return identity_in("\n".join(step.page.text for step in visit.steps if step.page and step.page.url.startswith(home)))


def _names(stated: Identity, visit: Evidence, imprint: Identity) -> Iterator[_Judged]:
    legal = visit.plan.shop.brand.legal
    ours = company_in(legal) if legal else None
    if not ours:
        return
    known = {(one.name, one.form) for one in (ours, *imprint.companies)}
    namesakes = [one for one in stated.companies if one.name == ours.name]
    if any((one.name, one.form) in known for one in namesakes):
        yield Outcome.PASS, f"names {legal}", legal, legal
        return
    for one in namesakes:
        yield _form(one, ours), f"names {quoted(one.written)}; the company is {quoted(legal)}", legal, one.written


def _form(one: Company, ours: Company) -> Outcome:
    """A form in another language may be a translation that is not quite the same."""
    return Outcome.FAIL if one.language == ours.language else Outcome.REVIEW


def _taxes(stated: Identity, visit: Evidence, imprint: Identity) -> Iterator[_Judged]:
    ours = bare(visit.plan.shop.brand.tax).upper()
    if not ours or not stated.taxes:
        return
    known = {ours, *imprint.taxes}
    if any(_is_one_of(number, known) for number in stated.taxes):
        yield Outcome.PASS, f"names the tax number {ours}", ours, ours
        return
    number = stated.taxes[0]
    outcome = Outcome.FAIL if same_shape(number, ours) else Outcome.REVIEW
    yield outcome, f"names the tax number {number}; the shop’s is {ours}", ours, number


def _is_one_of(number: str, known: set[str]) -> bool:
    """The number itself, without its country, or that of a branch (`0101234567-001`)."""
    return any(number == one or number.endswith(one) or one.endswith(number) or number.startswith(one) for one in known)


def _addresses(stated: Identity, visit: Evidence) -> Iterator[_Judged]:
    address = visit.plan.shop.brand.address
    if address and (other := other_address(stated.lines, address)):
        yield Outcome.FAIL, f"gives the address {quoted(other)}; the company’s is {quoted(address)}", address, other
