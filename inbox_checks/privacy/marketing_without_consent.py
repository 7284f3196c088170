"""Advertising came although nobody had asked for it.

## What it checks
The mails of the shop in a visit whose customer did not agree to advertising: those whose kind is `purpose: marketing`
in the shop's file, and those of no known kind that go to a list, offer something (a discount, a voucher, a sale, in
five languages) and are about no order or question of hers. Where only some of that is so, a person looks. Questions
whether an answer helped are no advertising here.

## Why it matters
She gave her address for her order. Advertising without consent annoys her, and is forbidden in the European Union
(ePrivacy directive, article 13) and in Vietnam (Decree 91/2020/NĐ-CP) unless narrow conditions hold.

## How to fix
Keep consent beside the address, with time and wording, and let the mailing list ask it before each sending. An order
creates no subscription. A box for it must be empty when the page opens.

## Example
"The mail “20% off teapots until Sunday” advertises, and the customer had not agreed to that." The list was filled from
all orders of the week, whatever their boxes said.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.comparing import bare_number
from shopper.reading.mailing import is_marketing
from shopper.reading.naming import on_mail
from shopper.reading.senders import bare, own_mails
from shopper.reading.text import normal, plain_letters

_OFFERS = re.compile(
    r"(?:\d{1,2} ?% (?:off|discount|rabatt|gunstiger|de (?:remise|reduction|descuento))|-\d{1,2} ?%|(?:giam|save|jusqu'a"
    r"|bis zu|hasta)"
    r" (?:gia |den |toi )?-?\d{1,2} ?%|(?<!\w)(?:sale|black friday|flash sale|discounts?|vouchers?|special offers?"
    r"|promo(?:tion)?s?"
    r"|deals?|new arrivals|khuyen mai|giam gia|uu dai|ma giam|san pham moi|hang moi ve|rabatt\w*|gutschein\w*|angebote?|aktion"
    r"|schnappchen|neuheiten|soldes|promotions?|offres?|bons? plans?|nouveautes|descuentos?|ofertas?|rebajas|cupon\w*"
    r"|novedades)(?!\w))"
)
_SEVERAL = 2


@check(
    title="No advertising without consent",
    failure="Advertising came unasked",
    category="process",
    impact="moderate",
    serves=["3-07", "4-05"],
)
def marketing_without_consent(visit: Evidence) -> Findings:
    if visit.plan.wants_marketing:
        return
    for mail in own_mails(visit):
        outcome = _judge(mail, visit)
        said = (
            "is about the customer’s own matter"
            if outcome is Outcome.PASS
            else "advertises, and the customer had not agreed to that"
        )
        if outcome is Outcome.REVIEW:
            said = "seems to advertise, and the customer had not agreed to that"
        yield on_mail(mail, visit, outcome, said, expected="no advertising", actual=mail.reading.subject)


def _judge(mail: Mail, visit: Evidence) -> Outcome:
    declared = visit.plan.shop.mails.get(mail.kind)
    if declared:
        return Outcome.FAIL if declared.purpose == "marketing" else Outcome.PASS
    reading = mail.reading
    said = plain_letters(normal(f"{reading.subject}\n{reading.text[:20_000]}")).replace("’", "'")
    offers = {hit[0] for hit in _OFFERS.finditer(said)}
    listed = is_marketing(mail, visit.plan.shop) is not False
    if not offers or reading.in_reply_to or _is_about_her(said, visit):
        return Outcome.PASS
    return Outcome.FAIL if listed and len(offers) >= _SEVERAL else Outcome.REVIEW


def _is_about_her(said: str, visit: Evidence) -> bool:
    """Whether a mail names an order or a case of this visit."""
    words = bare(said)
    known = {
        bare_number(str(fact.value)) for fact in visit.facts if fact.name.endswith(".number") and fact.source[:4] == "step"
    }
    return any(number in words for number in known if number)
