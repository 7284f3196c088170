"""Whoever guesses a number can open other customers' orders.

## What it checks
The links of the shop's mails that carry the order's number and no secret beside it, where numbers are short enough to
be counted through. It fails if such a link, opened by a stranger without login, showed this customer's name, street or
mail address. If it was not opened, a person looks. Only the links that the shop itself sent are opened; no other number
is ever tried. A link that asks for a postcode or a login first is fine.

## Why it matters
One number up stands the next customer: her name, where she lives, what she bought. Collecting them takes an afternoon,
and the shop learns of it from the newspaper.

## How to fix
Put a long random token (128 bits) into every link to an order, and ask for mail address and postcode where there is
only a number.

## Example
"The order confirmation leads to /orders/…, where the order’s number alone shows the customer’s street to anybody." The
shop software had replaced its secret links by shorter ones.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from shopper import Evidence, Findings, LinkProbe, Mail, Outcome, check
from shopper.reading.comparing import bare_number, numbers
from shopper.reading.facts import stated_on_pages
from shopper.reading.links import host_of, path_of
from shopper.reading.naming import on_mail
from shopper.reading.senders import bare, own_mails

_COUNTED_THROUGH = 10
"""Digits up to which a number that only counts can be tried out."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{12,}")


@check(
    title="Links to orders cannot be guessed",
    failure="A link to an order can be guessed",
    category="process",
    impact="critical",
    serves=["3-07", "0-27"],
)
def guessable_order_link(visit: Evidence) -> Findings:
    orders = [number for number in numbers(stated_on_pages(visit, "order.number")) if _can_be_counted(number)]
    for mail in own_mails(visit):
        links = list(_links_with(orders, mail, visit))
        if links:
            judged = [(_judge(href, mail, visit), href) for href in links]
            outcome, href = min(judged, key=lambda one: _WORST_FIRST.index(one[0]))
            yield on_mail(mail, visit, outcome, _said(outcome, href), expected="a link with a secret", actual=path_of(href))


_WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)


def _can_be_counted(number: str) -> bool:
    digits = re.sub(r"\D", "", bare_number(number))
    letters = re.sub(r"\d", "", bare_number(number))
    return 0 < len(digits) <= _COUNTED_THROUGH and len(letters) <= 4


def _links_with(orders: list[str], mail: Mail, visit: Evidence) -> Iterator[str]:
    """The links to the shop's own pages that carry one of these numbers and nothing that could be a secret."""
    for link in mail.reading.links:
        if not link.href.startswith("http") or host_of(link.href) != host_of(visit.plan.shop.url):
            continue
        behind_host = unquote(link.href.partition("://")[2].partition("/")[2])
        for number in orders:
            if bare_number(number) in bare(behind_host) and not _has_a_secret(behind_host, number):
                yield link.href
                break


def _has_a_secret(path: str, number: str) -> bool:
    """A long piece that is no words: with digits and letters, or letters of both cases, mixed."""
    for piece in _SECRET.findall(path.replace(number, "")):
        mixed = any(map(str.isdigit, piece)) and any(map(str.isalpha, piece))
        if mixed or piece not in (piece.lower(), piece.upper()):
            return True
    return False


def _judge(href: str, mail: Mail, visit: Evidence) -> Outcome:
    probe = next((probe for probe in mail.probes if probe.href == href and probe.outcome == "opened"), None)
    if probe is None or probe.page is None or (probe.status or 0) >= 400:
        return Outcome.REVIEW if probe is None else Outcome.PASS
    return Outcome.FAIL if _shows_her(probe, visit) else Outcome.PASS


def _shows_her(probe: LinkProbe, visit: Evidence) -> bool:
    said = bare(probe.page.text) if probe.page else ""
    persona = visit.plan.persona
    return any(bare(one) in said for one in (persona.name, persona.street, visit.address) if len(bare(one)) >= 6)


def _said(outcome: Outcome, href: str) -> str:
    if outcome is Outcome.FAIL:
        return f"leads to {path_of(href)}, where the order’s number alone shows the customer’s data to anybody"
    if outcome is Outcome.REVIEW:
        return f"leads to {path_of(href)} with the order’s number and no secret"
    return f"leads to {path_of(href)}, which shows nothing to a stranger"
