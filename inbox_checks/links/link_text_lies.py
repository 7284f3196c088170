"""A link shows one address and leads to another.

## What it checks
Every visible link whose words are an address themselves (`www.shop.com/orders`, `help@shop.com`): it fails if the
registered domain in its words is not the one that it leads to. Hosts that the shop's file lists, as its own or as
trackers that count clicks, may stand between. A known mailing service that counts clicks, and the same name under
another ending (`shop.com`, `shop.de`), go to a person.

## Why it matters
To show one address and lead to another is what fraud does. Mail programs warn of it, careful customers check by
hovering, and a shop whose mails behave like this teaches the others to click on anything.

## How to fix
Let the words and the target be the same, or use words instead of an address ("See your order"). Let the mailing
service count clicks on a host below your own domain, and declare it in the shop's file under `trackers`.

## Example
“The confirmation shows “www.gomsen.test/orders”, but the link leads to www.gomsen-orders.test.” A campaign's landing
page had been put into the template of the confirmation and was never taken out.
"""

import re
from urllib.parse import unquote

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.domains import domain_of, is_public_name, is_the_shops_host, registrable, same_owner
from shopper.reading.links import host_of, is_listed, is_web_page
from shopper.reading.mailing import MAILING_SERVICES
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import normal

_ADDRESS = re.compile(
    r"(?:https?://|www\.)?(?P<host>(?:[\w-]{1,63}\.){1,6}[^\W\d_][\w-]{1,23})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?P<host>(?:[\w-]{1,63}\.){1,6}[^\W\d_][\w-]{1,23})")
_FILES = ("zip", "mov", "md", "sh", "py", "ps", "app", "ai")
"""Endings of files that are domains as well."""
_ONE_OWNERS = (
    frozenset({"facebook.com", "fb.com", "fb.me", "m.me", "messenger.com"}),
    frozenset({"google.com", "g.page", "g.co", "maps.app.goo.gl"}),
    frozenset({"youtube.com", "youtu.be"}),
    frozenset({"amazon.com", "amazon.co.uk", "amazon.de", "amazon.fr", "amazon.es", "amazon.it", "amzn.to", "amzn.eu", "a.co"}),
    frozenset({"instagram.com", "instagr.am", "ig.me"}),
    frozenset({"x.com", "twitter.com"}),
    frozenset({"linkedin.com", "lnkd.in"}),
    frozenset({"pinterest.com", "pin.it"}),
    frozenset({"whatsapp.com", "wa.me"}),
    frozenset({"telegram.org", "telegram.me", "t.me"}),
    frozenset({"zalo.me", "zaloapp.com"}),
    frozenset({"paypal.com", "paypal.me"}),
)
"""Domains of well-known houses, with the short ones that lead to them."""


@check(
    title="Links lead where their words say",
    failure="A link shows one address and leads to another",
    category="transparency",
    impact="serious",
    serves=["1-06", "4-08", "4-09"],
)
def link_text_lies(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        shows = dict.fromkeys((link.text, link.href) for link in mail.reading.links if mail.solicited and link.visible)
        for text, href in shows:
            shown, target = _shown(text, href), _target(href)
            if not shown or not target:
                continue
            outcome = _judge(shown, target, visit)
            leads = "and the link leads" if outcome is Outcome.PASS else "but the link leads"
            yield Verdict(
                outcome=outcome,
                sentence=f"{mail_name(mail, shop)} shows “{normal(text)}”, {leads} to {target}.",
                expected=f"a link to {registrable(shown)}",
                actual=target,
                about=f"{mail_about(mail)}: {shown}",
                owner=mail_owner(mail, shop),
                evidence=(f"mail:{mail.id}",),
            )


def _shown(text: str, href: str) -> str:
    """The host that the words of a link name, if they are nothing but an address."""
    words = normal(text).strip(" .,;:!<>()[]›»→")
    found = (_MAIL_ADDRESS if href.startswith("mailto:") else _ADDRESS).fullmatch(words)
    if not found or (found["host"] == words and words.rpartition(".")[2].lower() in _FILES):
        return ""
    return found["host"].lower().removeprefix("www.") if is_public_name(found["host"]) else ""


def _target(href: str) -> str:
    if href.startswith("mailto:"):
        return domain_of(unquote(href[len("mailto:") :].split("?")[0].split(",")[0]))
    return host_of(href) if is_web_page(href) else ""


def _judge(shown: str, target: str, visit: Evidence) -> Outcome:
    shop = visit.plan.shop
    if (
        same_owner(shown, target)
        or is_the_shops_host(target, shop)
        or is_listed(target, shop.partners)
        or _one_house(shown, target)
    ):
        return Outcome.PASS
    same_name = registrable(shown).split(".")[0] == registrable(target).split(".")[0]
    return Outcome.REVIEW if same_name or registrable(target) in MAILING_SERVICES else Outcome.FAIL


def _one_house(*hosts: str) -> bool:
    return any(all(host in house or registrable(host) in house for host in hosts) for house in _ONE_OWNERS)
