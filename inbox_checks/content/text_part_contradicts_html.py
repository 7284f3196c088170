"""The text part of a mail says something else than its HTML.

## What it checks
What both bodies of a mail state under a name: order number, tracking number, total and its parts, refund, day of delivery, time
to send goods back. It fails where they contradict each other. The text part may say less. Amounts that stand in the text part
alone go to a person.

## Why it matters
Watches, screen readers, previews and many companies' mail programs show the text part. Who reads it is told another order
number or sum than the shop believes to have sent, and nobody at the shop ever sees it.

## How to fix
Make both bodies from the same values, best from one template. Look for text parts that were copied once and never kept up.

## Example
“The order confirmation says 36.80 EUR (order total) in its HTML, and 31.80 EUR in its text part.” Delivery had become
chargeable, and only the HTML template was changed.
"""

from collections.abc import Iterator
from functools import lru_cache

from shopper import Evidence, Findings, Mail, Money, Outcome, check
from shopper.reading.bill import read_bill
from shopper.reading.delivery_dates import delivery_day
from shopper.reading.facts import text_facts
from shopper.reading.money import find_money
from shopper.reading.naming import on_mail
from shopper.reading.terms import return_windows


@check(
    title="Both bodies of a mail say the same",
    failure="The text part contradicts the HTML",
    category="consistency",
    impact="moderate",
    serves=["0-39", "1-06", "4-09"],
)
def text_part_contradicts_html(visit: Evidence) -> Findings:
    for mail in visit.mails:
        reading = mail.reading
        if not mail.solicited or reading.problem or not reading.html.strip() or not reading.plain.strip():
            continue
        seen, plain = (dict(_stated(text, mail, visit)) for text in (reading.text, reading.plain))
        both = [name for name in seen if name in plain]
        wrong = [name for name in both if not seen[name] & plain[name]]
        alone = _amounts_alone(mail, visit) if not wrong else []
        if not both and not alone:
            continue
        outcome = Outcome.FAIL if wrong else Outcome.REVIEW if alone else Outcome.PASS
        told = _listed(seen[wrong[0]]) if wrong else "no such amount" if alone else _listed(seen[both[0]])
        other = _listed(plain[wrong[0]]) if wrong else ", ".join(alone[:3]) if alone else _listed(plain[both[0]])
        name = f" ({wrong[0].replace('.', ' ').replace('_', ' ')})" if wrong else ""
        differs = f"says {told}{name} in its HTML, and {other} in its text part"
        said = "says the same in its text part as in its HTML" if outcome is Outcome.PASS else differs
        yield on_mail(mail, visit, outcome, said, expected=told, actual=other)


def _stated(text: str, mail: Mail, visit: Evidence) -> Iterator[tuple[str, set[str]]]:
    """Name → all that a body states under it."""
    locale = visit.plan.locale
    facts: dict[str, set[str]] = {}
    for fact in text_facts(text, locale):
        facts.setdefault(fact.name, set()).add(str(fact.value))
    yield from facts.items()
    if bill := read_bill(text, locale):
        parts = {"shipping": bill.shipping, "discount": bill.discount, "tax": bill.taxes[0].amount if bill.taxes else None}
        yield from ((f"order.{name}", {str(amount)}) for name, amount in parts.items() if amount and amount.currency)
    if day := delivery_day(text, locale, mail.arrived):
        yield "order.delivery_date", {day.last.isoformat()}
    if windows := return_windows(text):
        yield "return.window", {f"{window.days} days" for window in windows}


def _amounts_alone(mail: Mail, visit: Evidence) -> list[str]:
    """Amounts of the text part that the HTML shows nowhere, if it shows any."""
    reading, locale = mail.reading, visit.plan.locale
    shown = _amounts(f"{reading.subject}\n{reading.preheader}\n{reading.text}", locale)
    return [str(amount) for amount in _amounts(reading.plain, locale) if amount not in shown] if shown else []


@lru_cache(maxsize=64)
def _amounts(text: str, locale: str) -> tuple[Money, ...]:
    found = (quoted.value for line in text.split("\n") for quoted in find_money(line, locale))
    return tuple(dict.fromkeys(money.model_copy(update={"amount": abs(money.amount)}) for money in found))


def _listed(values: set[str]) -> str:
    return " and ".join(sorted(values))
