"""A mail gives a phone number or mail address for help that the shop has nowhere else.

## What it checks
The phone numbers and mail addresses in mails of the shop's own systems, against those of the shop's file, of its pages
and of its senders. It fails where a mail's only number is another one than the shop's, or its only address a private
mailbox (gmail.com and the like) although the shop has its own. A number beside the right one, or an address that is
known nowhere else, goes to a person. Her own data and lines that speak of a carrier or a bank are left out.

## Why it matters
She calls the number that stands in front of her. If it is dead, or another department's, she has to explain herself
again, or gives up.

## How to fix
Keep the contact in one place from which every template takes it. Call the number that is named here and find out who
answers, before you take it away.

## Example
"The invoice gives 1800 0199 to call, which the shop names nowhere else." It was the number of a call centre whose
contract had ended in spring.
"""

import re
from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.contact import addresses_in
from shopper.reading.naming import on_mail
from shopper.reading.phones import own_phones, phone, phones_in, region_of
from shopper.reading.senders import is_known, is_private, own_mails
from shopper.reading.text import normal, plain_letters

_ANOTHER_S = re.compile(
    r"(?<!\w)(?:carriers?|couriers?|couriers?'|bank|payment provider|dhl|ups|fedex|dpd|gls|hermes|royal mail|evri|colissimo"
    r"|chronopost"
    r"|mondial relay|correos|seur|mrw|ghn|ghtk|giao hang nhanh|giao hang tiet kiem|viettel post|vnpost|j&t|ninja van|ahamove"
    r"|paypal|klarna|stripe|visa|mastercard|momo|vnpay|zalopay|spediteur|spedition|paketdienst|zusteller|zahlungsdienst"
    r"|transporteurs?|livreur|banque|transportista|mensajeria|banco|nguoi giao hang|don vi (?:giao hang|van chuyen)"
    r"|ngan hang)(?!\w)"
)


@check(
    title="Every mail gives the shop’s own contact",
    failure="A mail gives another contact",
    category="consistency",
    impact="moderate",
    serves=["0-39", "2-07", "4-04"],
)
def support_contact_differs(visit: Evidence) -> Findings:
    phones = own_phones(visit)
    for mail in own_mails(visit):
        yield from _phones(mail, visit, phones)
        yield from _addresses(mail, visit)


def _phones(mail: Mail, visit: Evidence, known: frozenset[str]) -> Iterator[Verdict]:
    reading, region = mail.reading, region_of(visit.plan.shop)
    hers = phone(visit.plan.persona.phone, region)
    text = "\n".join(line for line in _own_words(mail) if not _ANOTHER_S.search(plain_letters(line)))
    given = [one for one in phones_in(text, reading.links, region) if one.number != hers]
    if not given or not known:
        return
    strange = [one for one in given if one.number not in known]
    ours = len(strange) < len(given)
    outcome = Outcome.PASS if not strange else Outcome.REVIEW if ours else Outcome.FAIL
    written = (strange or given)[0].written
    said = f"gives {written} to call" + (", which the shop names nowhere else" if strange else ", as the shop does")
    expected = visit.plan.shop.brand.phone or ", ".join(sorted(known))
    yield on_mail(mail, visit, outcome, said, expected=expected, actual=written)


def _addresses(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    shop = visit.plan.shop
    mailto = (
        link.href[7:].partition("?")[0] for link in mail.reading.links if link.href.startswith("mailto:") and link.visible
    )
    text = "\n".join((*_own_words(mail), *mailto))
    given = list(dict.fromkeys(one.casefold() for one in addresses_in(text, own=(visit.address,))))
    if not given:
        return
    home = shop.brand.email
    strange = [one for one in given if one != home.casefold() and not is_known(one, shop)]
    only_private = bool(home) and not is_private(home) and len(strange) == len(given) and all(map(is_private, strange))
    outcome = Outcome.FAIL if only_private else Outcome.REVIEW if strange else Outcome.PASS
    written = (strange or given)[0]
    said = f"gives {written} to write to" + (", which the shop names nowhere else" if strange else ", as the shop does")
    verdict = on_mail(mail, visit, outcome, said, expected=home or "an address of the shop’s", actual=written)
    yield verdict.model_copy(update={"about": f"{verdict.about}, address"})


def _own_words(mail: Mail) -> list[str]:
    return normal(mail.reading.reply or mail.reading.text).split("\n")
