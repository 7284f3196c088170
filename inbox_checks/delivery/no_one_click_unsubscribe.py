"""An advertising mail cannot be cancelled with one click.

## What it checks
Mails whose kind the shop's file calls `marketing`: it fails without a `List-Unsubscribe` header that holds an https
address, and without `List-Unsubscribe-Post: List-Unsubscribe=One-Click` beside it (RFC 8058). A signature that does
not cover both headers goes to a person, and so does a mail of no declared kind that is sent to a list. Mails about
orders need none.

## Why it matters
Mail programs make their own button of these headers. Where it is missing, the button next to it is "Report spam", and
every click on that one pulls the shop's order confirmations into the spam folder too. Gmail and Yahoo demand it of
bulk senders since 2024.

## How to fix
Switch it on in the mailing service (all of the large ones have it), or add both headers with an address that
unsubscribes on a POST, without a log-in and without asking back. Sign both.

## Example
“The newsletter cannot be cancelled with one click: it has no List-Unsubscribe header.” It was sent by the shop's
platform and not by the mailing service, which adds the header by itself.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.mailing import is_marketing
from shopper.reading.naming import mail_about, mail_name, mail_owner

_HTTPS = re.compile(r"<\s*https://[^>\s]+>", re.IGNORECASE)
_ONE_CLICK = re.compile(r"\s*list-unsubscribe\s*=\s*one-click\s*", re.IGNORECASE)
_COVERED = re.compile(r"(?:^|;)\s*h\s*=([^;]*)", re.IGNORECASE)


@check(
    title="Advertising can be cancelled with one click",
    failure="Advertising cannot be cancelled with one click",
    category="process",
    impact="moderate",
    serves=["3-07", "4-10"],
)
def no_one_click_unsubscribe(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        advertises = is_marketing(mail, shop) if mail.solicited else False
        if advertises is False:
            continue
        missing = _missing(mail)
        outcome = (Outcome.FAIL if advertises else Outcome.REVIEW) if missing else Outcome.PASS
        if not missing and not _is_covered(mail):
            outcome, missing = Outcome.REVIEW, "its signature does not cover the headers for it"
        said = f"cannot be cancelled with one click: {missing}" if missing else "can be cancelled with one click"
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} {said}.",
            expected="List-Unsubscribe with an https address, and List-Unsubscribe-Post",
            actual=missing or "both headers",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _missing(mail: Mail) -> str:
    headers = mail.reading.headers
    ways = headers.get("list-unsubscribe", ())
    if not ways:
        return "it has no List-Unsubscribe header"
    if not any(_HTTPS.search(way) for way in ways):
        return "its List-Unsubscribe header holds no https address"
    if not any(_ONE_CLICK.fullmatch(post) for post in headers.get("list-unsubscribe-post", ())):
        return "it has no List-Unsubscribe-Post header"
    return ""


def _is_covered(mail: Mail) -> bool:
    """Whether a signature covers both headers (RFC 8058, 4); a mail without signatures is dkim-fails' matter."""
    signatures = mail.reading.headers.get("dkim-signature", ())
    covered = [{name.strip().casefold() for name in hit[1].split(":")} for one in signatures if (hit := _COVERED.search(one))]
    return not covered or any({"list-unsubscribe", "list-unsubscribe-post"} <= names for names in covered)
