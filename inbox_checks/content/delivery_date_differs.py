"""A mail names another day of delivery than was promised.

## What it checks
The day under "Expected delivery date" ("Ngày giao hàng dự kiến", "Voraussichtlicher Liefertermin" …) in each mail about the
order, against what the shop's page said last for it, or else the order confirmation. Spans that overlap agree. In the
confirmation every other day fails. Later mails may bring an earlier day, or a new one if they say that it is new; a later day
that passes for the old one fails. What another firm writes, the carrier for one, goes to a person.

## Why it matters
She stays at home on the day that she was told. Two days for one parcel mean that she waits in vain, and asks where it is.

## How to fix
Keep one promised day with the order and print it everywhere. When it has to move, say so in words, with the old day, the new
one and the reason, instead of printing another date.

## Example
“The ready to ship names Sunday, 8 March 2026 as the day of delivery; the order confirmation said Friday, 6 March 2026.” The
order management counted from the day of packing, the platform from the day of the order.
"""

from datetime import date, timedelta

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.delivery_dates import Day, delivery_day, speaks_of_delay
from shopper.reading.last_word import Said, is_change, last_words
from shopper.reading.naming import on_mail
from shopper.reading.senders import is_of_the_shop

_SAME_TIME = timedelta(hours=1)


@check(
    title="Every mail names the same day of delivery",
    failure="A mail names another day of delivery",
    category="consistency",
    impact="serious",
    serves=["0-04", "0-39", "1-05", "1-10"],
)
def delivery_date_differs(visit: Evidence) -> Findings:
    locale = visit.plan.locale
    stated = last_words(
        visit,
        lambda page: delivery_day(page.text, locale, visit.started),
        lambda mail: None if "delivered" in mail.kind else delivery_day(mail.reading.text, locale, mail.arrived),
    )
    for mail, found, said in stated:
        outcome = _outcome(mail, found, said, visit)
        differs = "" if outcome is Outcome.PASS else f"; {said.where} said {_said(said.value)}"
        yield on_mail(
            mail,
            visit,
            outcome,
            f"names {_said(found)} as the day of delivery{differs}",
            expected=_said(said.value),
            actual=_said(found),
            more=(said.source,),
        )


def _outcome(mail: Mail, found: Day, said: Said[Day], visit: Evidence) -> Outcome:
    if found.first <= said.value.last and found.last >= said.value.first:
        return Outcome.PASS
    at_once = mail.arrived - said.at <= _SAME_TIME
    if is_change(mail) or (not at_once and (found.last < said.value.first or speaks_of_delay(mail.reading.text))):
        return Outcome.PASS
    return Outcome.FAIL if is_of_the_shop(mail.reading.sender, visit.plan.shop) else Outcome.REVIEW


def _said(day: Day) -> str:
    return _written(day.last) if day.first == day.last else f"{_written(day.first)} to {_written(day.last)}"


def _written(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"
