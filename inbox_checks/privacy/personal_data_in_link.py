"""A link carries the customer's mail address, phone number or name.

## What it checks
The addresses of links and pictures in the mails of the shop and its partners: her mail address (also encoded, as Base64
too), her phone number, or her whole name in path or query. Her name alone goes to a person. Links that write or call
(`mailto:`, `tel:`) are left out.

## Why it matters
What stands in an address is written down by every server on the way: in logs, in statistics, at advertisers whose
pictures the page shows. Whoever gets the link forwarded gets her address with it.

## How to fix
Put a random token into the link and keep on the server whom it stands for. Forms that want the address filled in can
take it from the session behind the token.

## Example
"The shipping notice has a link that carries the customer's mail address: /track?email=…" The tracking page asked for
the address to find the order, and somebody wanted to spare customers the typing.
"""

import base64
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote_plus

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.links import path_of
from shopper.reading.naming import on_mail
from shopper.reading.senders import bare

_FEWEST_DIGITS = 8
_LONGEST = 4000


@check(
    title="No link carries personal data",
    failure="A link carries personal data",
    category="process",
    impact="moderate",
    serves=["3-07", "0-27"],
)
def personal_data_in_link(visit: Evidence) -> Findings:
    for mail in visit.mails:
        places = list(dict.fromkeys(_addresses(mail))) if mail.solicited else []
        if places:
            found = [(what, url) for url in places if (what := _carried(url, visit))]
            sure = next((one for one in found if one[0] != "name"), None)
            what, url = sure or (found[0] if found else ("", ""))
            outcome = Outcome.FAIL if sure else Outcome.REVIEW if found else Outcome.PASS
            said = (
                f"has a link that carries the customer’s {what}: {path_of(url)}" if what else "has no link with personal data"
            )
            yield on_mail(mail, visit, outcome, said, expected="a token that only the shop understands", actual=what or "none")


def _addresses(mail: Mail) -> Iterator[str]:
    for url in (*(link.href for link in mail.reading.links), *(one.src for one in mail.reading.markup.pictures)):
        if url.startswith(("http://", "https://")):
            yield url[:_LONGEST]


def _carried(url: str, visit: Evidence) -> str:
    """What of the customer's an address carries, in words; empty if nothing."""
    said = unquote_plus(unquote_plus(url)).casefold()
    persona, address = visit.plan.persona, visit.address.casefold()
    if address and (address in said or address.replace("+", " ") in said or _encoded(address) in url):
        return "mail address"
    if (phone := _phone(persona.phone)) and phone.search(said):
        return "phone number"
    behind_host = said.partition("://")[2].partition("/")[2]
    return "name" if " " in persona.name and bare(persona.name) in bare(behind_host) else ""


@lru_cache(maxsize=64)
def _phone(number: str) -> re.Pattern[str] | None:
    """The number with or without its country's code, in any groups, but within no longer number or word."""
    digits = re.sub(r"\D", "", number)[-9:]
    if len(digits) < _FEWEST_DIGITS:
        return None
    return re.compile(rf"(?<![\w+])[ +]?(?:\d{{1,3}}[ ().-]?)?{'[ ().-]?'.join(digits)}(?!\w)")


def _encoded(address: str) -> str:
    """The address in Base64 without what depends on what follows it."""
    return base64.urlsafe_b64encode(address.encode()).decode().rstrip("=")[: len(address) // 3 * 4]
