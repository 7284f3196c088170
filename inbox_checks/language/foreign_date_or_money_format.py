"""A date or an amount is written as another country writes it.

## What it checks
Dates and amounts in every mail, by how the customer's language and country write them (CLDR): the name of the month, day
and month the wrong way round, the signs that group digits and mark decimals. What can be read in her way too (03/04) is left
alone. Where several ways are at home, as for đồng, it fails only if the shop itself writes the other way elsewhere in this
visit; else a person decides.

## Why it matters
€1.234 is a little more than one euro or more than a thousand, and 04/03 is in March or in April, depending on where one grew
up. She has to think, or thinks wrong and misses the parcel.

## How to fix
Never put dates and amounts together by hand: hand them to the template as values, and let a library format them by the order's
locale (ICU, Intl, babel). Look at the system's own locale where no other is given.

## Example
“The invoice writes “March 5, 2026”: its month is English; the customer shops in German (Germany).” The ERP prints dates in the
language of the database.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.formats import Foreign, foreign_formats, own_groups
from shopper.reading.language import LANGUAGES, language_of
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.promised import own_text

_MOST = 0.6


@check(
    title="Dates and amounts are written as the customer writes them",
    failure="A date or an amount is written in a foreign way",
    category="consistency",
    impact="minor",
    serves=["0-37", "3-02"],
)
def foreign_date_or_money_format(visit: Evidence) -> Findings:
    if visit.language in LANGUAGES:
        for mail in visit.mails:
            if mail.solicited and not mail.reading.problem:
                yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    text, locale = f"{mail.reading.subject}\n{own_text(mail)}", visit.plan.locale
    body = language_of(text)
    if body.language != visit.language and body.share >= _MOST:
        return  # wrong-mail-language's matter: in its own language it is right
    found = foreign_formats(text, locale, mail.arrived)
    outcome, worst = _outcome(found, visit)
    said = f"writes “{worst.quote}”: {worst.why}" if worst else "writes dates and amounts as she does"
    yield Verdict(
        outcome=outcome,
        sentence=f"{mail_name(mail, visit.plan.shop)} {said}; the customer shops in {_place(locale)}.",
        expected=f"as in {locale}",
        actual=", ".join(dict.fromkeys(one.quote for one in found)) or f"as in {locale}",
        about=mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )


def _outcome(found: list[Foreign], visit: Evidence) -> tuple[Outcome, Foreign | None]:
    if not found:
        return Outcome.PASS, None
    surely = next((one for one in found if one.sure), None)
    if surely:
        return Outcome.FAIL, surely
    elsewhere = frozenset().union(*(own_groups(text, visit.plan.locale) for text in _texts(visit)))
    here = next((one for one in found if one.currency in elsewhere), None)
    return (Outcome.FAIL, here) if here else (Outcome.REVIEW, found[0])


def _texts(visit: Evidence) -> Iterator[str]:
    """What the shop wrote elsewhere."""
    yield from dict.fromkeys(step.page.text for step in visit.steps if step.page)
    yield from (mail.reading.text for mail in visit.mails if mail.solicited)


def _place(locale: str) -> str:
    """`Vietnamese (VN)`."""
    language, _, country = locale.partition("-")
    return LANGUAGES[language] + (f" ({country})" if country else "")
