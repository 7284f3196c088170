"""How many systems write to the customer: mails told apart by what sends them, whoever they say they are from.

A mail program leaves traces: how it forms a Message-ID, what it calls itself (X-Mailer, User-Agent), which key it signs with,
where it wants bounces, how its HTML is built. Mails with the same traces come from one system. What the shop's file calls a
system keeps that name, even where two programs turn out to write under it, which is then said.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from shopper.model import Mail, Reading, SendingSystem, Shop
from shopper.reading.domains import domain_of

_SIGNS: Mapping[str, str] = {
    # what one works with, before the services that only carry its mails
    "Shopify": r"shopify",
    "Magento": r"magento|adobe commerce",
    "WooCommerce": r"woocommerce|wordpress",
    "Shopware": r"shopware",
    "PrestaShop": r"prestashop",
    "BigCommerce": r"bigcommerce",
    "Haravan": r"haravan",
    "Sapo": r"sapo\.vn|bizweb",
    "SAP": r"\bsap (?:web application|netweaver|business one|crm|s/4)|x-sap|sap-?hybris|ondemand\.com",
    "Odoo": r"\bx-odoo|odoo",
    "Microsoft Dynamics": r"dynamics",
    "Zendesk": r"zendesk",
    "Freshdesk": r"freshdesk|freshemail",
    "Gorgias": r"gorgias",
    "Intercom": r"intercom",
    "Help Scout": r"helpscout",
    "Salesforce": r"salesforce|x-sfdc|exacttarget|\bexct\b|x-sfmc",
    "HubSpot": r"hubspot|\bhs-(?:email|send)",
    "Klaviyo": r"klaviyo|x-kmail",
    "Mailchimp": r"mailchimp|x-mc-user|mcsv\.net|rsgsv\.net|mandrill",
    "Brevo": r"sendinblue|brevo|x-mailin",
    "Emarsys": r"emarsys",
    "Trustpilot": r"trustpilot",
    "AfterShip": r"aftership",
    "parcelLab": r"parcellab",
    "SendGrid": r"sendgrid|x-sg-",
    "Mailgun": r"mailgun",
    "Postmark": r"postmark|x-pm-message|mtasv\.net",
    "Mailjet": r"mailjet|x-mj-",
    "Amazon SES": r"amazonses|x-ses-",
    "Microsoft 365": r"prod\.outlook\.com|x-ms-exchange",
    "Google Workspace": r"mail\.gmail\.com|x-google-smtp",
    "Outlook": r"microsoft outlook",
    "PHPMailer": r"phpmailer",
}
_SIGN = {name: re.compile(words) for name, words in _SIGNS.items()}
_SPEAKING = ("x-mailer", "user-agent", "x-mailer-info", "x-generator", "feedback-id", "x-originating-system")
_ID_PART = re.compile(r"[0-9a-f]{8,}|\d+|[A-Za-z0-9+=]{16,}")
_VERSION = re.compile(r"[\s/(v-]*\d[\w.()-]*.*$")
_TAGS = re.compile(r"<(table|td|div|h1|h2|p|ul|img|a|center|section)\b[^>]*?(?:\swidth=\"?(\d+)|>)", re.IGNORECASE)


class _Traces(NamedTuple):
    """What a mail betrays of the program that sent it; empty where nothing does."""

    program: str
    id_form: str
    key: str
    bounces: str
    dress: str


def systems_of(mails: Sequence[Mail], shop: Shop) -> tuple[SendingSystem, ...]:
    """The systems behind a visit's mails, in the order in which the customer first hears of them.

    Strangers' mails are left out: they are nobody's system.
    """
    named: dict[str, list[Mail]] = defaultdict(list)
    for mail in sorted((mail for mail in mails if mail.solicited), key=lambda mail: (mail.arrived, mail.id)):
        named[mail.system or _proposed(mail, shop)].append(mail)
    declared = {kind.system for kind in shop.mails.values()}
    return tuple(_system(name, theirs, name in declared) for name, theirs in named.items())


def _system(name: str, mails: Sequence[Mail], declared: bool) -> SendingSystem:
    clusters = clusters_of(mails)
    said = "the shop’s file declares it" if declared else "a name proposed by its traces"
    told = "; ".join(_told(cluster) for cluster in clusters)
    if len(clusters) > 1:
        told = f"{len(clusters)} programs write under this name: {told}"
    return SendingSystem(
        name=name,
        reason=f"{said}; {told}" if told else said,
        senders=tuple(dict.fromkeys(mail.reading.sender.casefold() for mail in mails)),
        mails=tuple(mail.id for mail in mails),
        declared=declared,
    )


def clusters_of(mails: Iterable[Mail]) -> list[list[Mail]]:
    """Mails of one program together. Two are of one if the program says the same name of itself, or, where one of them says
    none, if Message-ID and key are alike; without those, if bounces go to one place and the HTML is built alike."""
    clusters: list[list[Mail]] = []
    for mail in mails:
        known = next((cluster for cluster in clusters if _is_one(traces_of(mail), traces_of(cluster[0]))), None)
        if known is None:
            clusters.append([mail])
        else:
            known.append(mail)
    return clusters


def _is_one(one: _Traces, other: _Traces) -> bool:
    if one.program and other.program:
        return one.program == other.program
    if one.id_form or other.id_form or one.key or other.key:
        return (one.id_form, one.key) == (other.id_form, other.key)
    return (one.bounces, one.dress) == (other.bounces, other.dress)


def traces_of(mail: Mail) -> _Traces:
    """What a mail betrays of its program."""
    reading = mail.reading
    return _Traces(
        program=_program(reading),
        id_form=id_form(reading.message_id),
        key=_key(mail),
        bounces=domain_of(reading.envelope_sender),
        dress=dress_of(reading.html),
    )


@lru_cache(maxsize=1024)
def id_form(message_id: str) -> str:
    """A Message-ID with what differs from mail to mail as `…`: `parcelhand-…@shipping.gomsen.test`."""
    return _ID_PART.sub("…", message_id.strip("<>")[:200])


@lru_cache(maxsize=256)
def dress_of(html: str) -> str:
    """A short name for how HTML is built, by its tags and widths at the beginning, where a template has its head; empty
    without HTML."""
    tags = [f"{hit[1].lower()}{hit[2] or ''}" for hit in _TAGS.finditer(html[:20_000])][:12]
    return hashlib.sha256(" ".join(tags).encode()).hexdigest()[:8] if tags else ""


def _program(reading: Reading) -> str:
    """What the program calls itself, without its version."""
    said = next((reading.headers[name][0] for name in _SPEAKING[:2] if reading.headers.get(name)), "")
    return _VERSION.sub("", said).strip()[:60] or said.strip()[:60]


def _key(mail: Mail) -> str:
    """Domain and selector of the signature (RFC 6376), from its own header where it was not tried."""
    if mail.signatures:
        first = mail.signatures[0]
        return f"{first.selector}._domainkey.{first.domain}"
    header = next(iter(mail.reading.headers.get("dkim-signature", ())), "")[:4000]
    tags = dict(re.findall(r"\b([ds])\s*=\s*([\w.-]+)", header))
    return f"{tags['s']}._domainkey.{tags['d']}" if "s" in tags and "d" in tags else ""


def _sign(mail: Mail) -> str:
    """A well-known product that this mail's headers name; empty if none does."""
    names = " ".join(mail.reading.headers)
    values = " ".join(value for name in (*_SPEAKING, "return-path", "dkim-signature", "list-unsubscribe")
                      for value in mail.reading.headers.get(name, ()))  # fmt: skip
    said = f"{names} {values[:4000]} {mail.reading.message_id} {mail.reading.sender} {mail.reading.envelope_sender}".casefold()
    return next((name for name, pattern in _SIGN.items() if pattern.search(said)), "")


def _proposed(mail: Mail, shop: Shop) -> str:
    """A name for a system that the shop's file does not name: the product, what it calls itself, else its domain."""
    return _sign(mail) or _program(mail.reading) or domain_of(mail.reading.sender) or shop.name


def _told(cluster: Sequence[Mail]) -> str:
    """What told these mails from others, in words."""
    traces, product = traces_of(cluster[0]), _sign(cluster[0])
    said = [
        f"it calls itself “{traces.program}”" if traces.program else "",
        f"its headers are those of {product}" if product and product.casefold() not in traces.program.casefold() else "",
        f"signs with {traces.key}" if traces.key else "",
        f"Message-IDs like {traces.id_form}" if traces.id_form else "",
        f"bounces go to {traces.bounces}" if traces.bounces else "",
    ]
    return ", ".join(piece for piece in said if piece)
