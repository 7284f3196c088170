"""A mail about a part of the order shows the total of the whole.

## What it checks
Mails that say that they are about a part of the order ("part of your order", "Teillieferung", "một phần đơn hàng") or list
fewer pieces than were ordered, and state a total. It fails if that total is the whole order's and nothing says so; a total that
is called the order's goes to a person.

## Why it matters
She sees half of her order and the price of all of it, and believes that she was charged for what is not in the box.

## How to fix
Sum up what is in the parcel, or leave amounts out of mails about parcels. If the order's total must stand there, call it that,
and list what is still to come.

## Example
“The shipping notice is about a part of the order (“This parcel holds the first part of your order”) and shows the whole order's
total, 36.80 EUR.” The template took its total from the order, because it had been written when every order was one parcel.
"""

import re

from shopper import Evidence, Findings, Mail, Money, Outcome, check
from shopper.reading.bill import Item, items_in
from shopper.reading.comparing import amounts
from shopper.reading.facts import stated_in, stated_on_pages
from shopper.reading.last_word import gives_the_word, is_about_order
from shopper.reading.naming import on_mail, quoted
from shopper.reading.text import normal

_PART = re.compile(
    r"(?<!\w)(?:(?:first |second |a |one )?part of your order|part(?:ial)?(?:ly)? (?:shipment|shipped|delivery|dispatched)"
    r"|split shipment|in (?:two|several|separate|multiple) parcels"
    r"|một phần (?:của )?đơn hàng|giao (?:một phần|nhiều lần|từng phần)|phần còn lại của đơn|teil(?:liefer|send)\w+"
    r"|(?:ersten |einen )?teil ihrer bestellung|restliche[nr]? artikel"
    r"|(?:une |première )?partie de votre commande|(?:livraison|expédition|envoi) partiel\w*|(?:una "
    r"|primera )?parte de (?:su|tu) pedido|(?:envío|entrega) parcial)(?!\w)",
    re.IGNORECASE,
)
_OF_THE_ORDER = re.compile(r"order|đơn|bestell|auftrag|commande|pedido", re.IGNORECASE)


@check(
    title="A mail about a part of the order shows that part's total",
    failure="A part of the order is shown with the total of the whole",
    category="transparency",
    impact="moderate",
    serves=["0-42", "1-06", "4-08"],
)
def whole_order_total_on_partial_shipment(visit: Evidence) -> Findings:
    whole = amounts(stated_on_pages(visit, "order.total")) or _confirmed_total(visit)
    for mail in visit.mails:
        stated = [fact for fact in stated_in(visit, mail, "order.total") if isinstance(fact.value, Money)]
        part = _part(mail, visit) if stated and is_about_order(mail) and not gives_the_word(mail) else ""
        if not part or not whole:
            continue
        shown, own = stated[0].value, [money for money in whole if money == stated[0].value]
        named = _OF_THE_ORDER.search(stated[0].quote)
        outcome = Outcome.PASS if not own else Outcome.REVIEW if named else Outcome.FAIL
        of_what = "its own" if not own else "the whole order's"
        yield on_mail(
            mail,
            visit,
            outcome,
            f"is about a part of the order ({part}) and shows {of_what} total, {shown}",
            expected="the total of what is in it",
            actual=str(shown),
        )


def _part(mail: Mail, visit: Evidence) -> str:
    """Why it is about a part: its own words, or how many of the ordered pieces it lists."""
    for line in mail.reading.text.split("\n"):
        if _PART.search(normal(line[:400])):
            return quoted(line)
    ordered = next((items_in(one.reading.text, visit.plan.locale) for one in visit.mails if gives_the_word(one)), ())
    listed, whole = _pieces(items_in(mail.reading.text, visit.plan.locale)), _pieces(ordered)
    return f"{listed} of {whole} pieces" if 0 < listed < whole else ""


def _pieces(items: tuple[Item, ...]) -> int:
    return sum(item.quantity or 1 for item in items)


def _confirmed_total(visit: Evidence) -> list[Money]:
    return [money for mail in visit.mails if gives_the_word(mail) for money in amounts(stated_in(visit, mail, "order.total"))]
