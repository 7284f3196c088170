"""A guest's link to her own order ends at a log-in form.

## What it checks
Only visits in which the customer typed no password: she ordered, or asked, as a guest. Every link of a mail that is
about her order or parcel, or whose address holds a key of her own, was opened in a browser; it fails if the page is
there to log in. A page that also lets guests in by the order's number goes to a person. Links that say "account" or
"log in" may lead to a form.

## Why it matters
She has no account, so she has no password. The way that the mail offers her is closed, she tries to have a password
sent to her that does not exist, and then she calls.

## How to fix
Give the links in mails a key that opens this one order without a password, or lead guests to a page that asks for the
order's number and the mail address. Keep the log-in form for links into the account.

## Example
“The shipping notice links “See your order” to a log-in form; this customer ordered as a guest and has no password.”
The template used the address of the account's order history for everybody.
"""

import re

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.links import is_for_her_alone, link_name, role_of, stable_name
from shopper.reading.logging_in import has_account, is_login_page, lets_guests_in
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.probed import Landing, landings
from shopper.reading.text import normal, plain_letters

_HERS = re.compile(
    r"(?<!\w)(?:order|parcel|package|invoice|delivery status|don hang|kien hang|buu kien|van don|hoa don"
    r"|bestell|auftrag|paket|sendung|rechnung|commande|colis|facture|pedido|paquete|envio|factura)"
)
_ACCOUNT = re.compile(
    r"(?<!\w)(?:accounts?|profile|log ?in|sign ?in|register|tai khoan|dang nhap|dang ky|konto|kundenkonto|anmelden|einloggen"
    r"|compte|connect\w*|inscri\w*|cuenta|iniciar sesion|registr\w*)(?!\w)"
)


@check(
    title="Guests reach their order from a mail without a password",
    failure="A guest's link ends at a log-in form",
    category="ease",
    impact="serious",
    serves=["0-14", "2-07", "0-42"],
)
def login_wall_on_guest_link(visit: Evidence) -> Findings:
    if has_account(visit):
        return
    for landing in landings(visit):
        if not _is_hers(landing):
            continue
        outcome, said = _judge(landing)
        shop, name = visit.plan.shop, link_name(landing.link)
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(landing.mail, shop)} links “{name}” to {said}.",
            expected="a page that opens without a password",
            actual=said,
            about=f"{mail_about(landing.mail)}: {stable_name(landing.link)}",
            owner=mail_owner(landing.mail, shop),
            evidence=landing.evidence,
        )


def _is_hers(landing: Landing) -> bool:
    words = plain_letters(normal(landing.link.text))
    about_her = role_of(landing.link) in ("track", "return") or _HERS.search(words) or is_for_her_alone(landing.link.href)
    return bool(about_her) and not _ACCOUNT.search(words)


def _judge(landing: Landing) -> tuple[Outcome, str]:
    if landing.page is None:
        return Outcome.CANT_TELL, f"a page that nobody could judge: {landing.veil}"
    if not is_login_page(landing.page):
        return Outcome.PASS, "a page that opens without a password"
    if lets_guests_in(landing.page):
        return Outcome.REVIEW, "a log-in form that seems to offer guests another way in"
    return Outcome.FAIL, "a log-in form; this customer is a guest and has no password"
