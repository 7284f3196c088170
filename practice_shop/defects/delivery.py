"""Mails that mail servers doubt, or that mail programs cannot handle."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from email.headerregistry import Address
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, header, replacing

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail

_NEWS_AFTER = timedelta(hours=6)
_NEWS = {
    "vi": (
        "Tin từ lò gốm {shop}",
        "Bộ ấm chén men lam vừa ra lò",
        "Mẻ nung tháng này có bộ ấm chén men lam vẽ tay, giảm 15% đến hết Chủ nhật. Mời bạn ghé xem trước khi hết hàng.",
        "Xem bộ ấm chén",
        "Huỷ đăng ký nhận tin",
    ),
    "en": (
        "News from the kiln at {shop}",
        "Blue-glazed tea sets, fresh from the kiln",
        "This month's firing brought hand-painted blue tea sets, 15% off until Sunday. Have a look before they are gone.",
        "See the tea sets",
        "Unsubscribe from our news",
    ),
    "de": (
        "Neues vom Brennofen: {shop}",
        "Blau glasierte Teeservices, frisch gebrannt",
        "Aus dem Brand dieses Monats kommen handbemalte blaue Teeservices, bis Sonntag 15 % günstiger. Schauen Sie vorbei,"
        " solange welche da sind.",
        "Teeservices ansehen",
        "Newsletter abbestellen",
    ),
    "fr": (
        "Des nouvelles du four de {shop}",
        "Des services à thé bleus, tout juste sortis du four",
        "La cuisson de ce mois-ci nous a donné des services à thé bleus peints à la main, à -15 % jusqu'à dimanche. Venez les"
        " voir avant qu'ils ne soient tous partis.",
        "Voir les services à thé",
        "Se désabonner de nos nouvelles",
    ),
}
"""Language → subject, heading, what it offers, and the words of its two links."""


def _by_the_carrier(mail: ShopMail) -> None:
    """Signed by the carrier's system, and with its address on the envelope, as if its relay had sent the mail."""
    local, carrier = mail["Message-ID"].rpartition("@")[0], mail.tenant.carrier.apex
    mail.replace_header("Message-ID", f"{local}@carrier.{carrier}>")
    mail.envelope = f"notice@{carrier}"


def _by_the_newsletters(mail: ShopMail) -> None:
    mail.envelope = f"bounces@news.{mail.tenant.apex}"


def _by_a_strange_relay(mail: ShopMail) -> None:
    mail.envelope = "return@relay91.test"


def _html_alone(mail: ShopMail) -> None:
    html = mail.html
    mail.clear_content()
    mail.set_content(html, subtype="html", cte="quoted-printable")


def _shortened(mail: ShopMail) -> None:
    replacing(r"https://www\.[\w.]+/\w\w/(?:don-hang|orders|bestellungen|commandes)/[^\s\"<]+", "https://bit.ly/3gomsen")(mail)


def _with_a_note(content: bytes) -> bytes:
    """What a gateway does that adds a note to every mail that leaves the house."""
    return content.rstrip() + b"\r\n\r\nChecked for viruses by Outgate 9.\r\n"


def _news(mail: ShopMail) -> Iterator[tuple[timedelta, ShopMail]]:
    tenant = mail.tenant
    subject, title, offer, button, leave = _NEWS[mail.language]
    news = copy.deepcopy(mail)
    news.kind, news.envelope, news.is_spoilt = "", None, True
    news.subject = subject.format(shop=tenant.name)
    news.replace_header("From", Address(tenant.name, addr_spec=f"news@{tenant.apex}"))
    news.replace_header("Date", format_datetime(parsedate_to_datetime(mail["Date"]) + _NEWS_AFTER))
    news.replace_header("Message-ID", mail["Message-ID"].replace("<", "<news."))
    home, out = mail.about["home_url"], f"{mail.about['home_url']}unsubscribe"
    logo = f'<img src="{tenant.url}/static/logo.png" height="48" alt="{tenant.name}">'
    style = f'style="color:{tenant.colour}"'
    about_us = f"{tenant.legal}, {tenant.address}"
    news.html = (
        f'<!doctype html><html lang="{mail.language}"><head><meta charset="utf-8"><title>{news.subject}</title></head>'
        f"<body style=\"font-family:'Segoe UI',Roboto,Arial,sans-serif;color:#1e2a27;background-color:#ffffff\">"
        f'<div role="main"><p><a href="{home}">{logo}</a></p><h1>{title}</h1><p>{offer}</p>'
        f'<p><a href="{home}" {style}>{button}</a></p>'
        f'<p><span lang="vi">{about_us}</span><br><a href="{out}" {style}>{leave}</a></p></div></body></html>'
    )
    news.text = f"{title}\n\n{offer}\n\n{button}\n{home}\n\n{about_us}\n{leave}\n{out}\n"
    yield _NEWS_AFTER, news


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "shipping_mail_changed_after_signing",
        "The shipping notice's signature is broken",
        "A gateway adds a note to the shipping notice after it was signed.",
        finds="dkim-fails",
        kinds=("shipping",),
        tamper=_with_a_note,
    ),
    Defect(
        "ready_to_ship_signed_by_carrier",
        "Nothing proves that “ready to ship” is the shop's",
        "“Ready to ship” leaves by the carrier's relay, which signs it with its own name and takes its bounces.",
        finds="dmarc-unaligned",
        kinds=("ready_to_ship",),
        spoil=_by_the_carrier,
    ),
    Defect(
        "shipping_mail_from_forbidden_server",
        "The shipping notice's return address forbids its server",
        "The shipping notice carries the newsletters' return address, from which the mailing service alone may send.",
        finds="spf-fails",
        kinds=("shipping",),
        spoil=_by_the_newsletters,
    ),
    Defect(
        "invoice_lands_in_spam",
        "The invoice lands in the spam folder",
        "A filter on the way takes the invoice mail for spam.",
        finds="landed-in-spam",
        kinds=("invoice",),
        spoil=header("X-Spam-Flag", "YES"),
    ),
    Defect(
        "invoice_without_date",
        "The invoice mail has no date",
        "The ERP leaves out the header that says when the invoice mail was written.",
        finds="invalid-mail-format",
        kinds=("invoice",),
        spoil=header("Date", ""),
    ),
    Defect(
        "newsletter_without_unsubscribe_header",
        "A newsletter cannot be cancelled with one click",
        "Six hours after the order a newsletter comes, without the headers by which mail programs unsubscribe.",
        finds="no-one-click-unsubscribe",
        follows=("marketing-without-consent",),
        kinds=("confirmation",),
        also=_news,
    ),
    Defect(
        "ready_to_ship_link_shortened",
        "A link hides behind a shortener",
        "The link to the order in “ready to ship” leads through bit.ly.",
        finds="link-shortener",
        kinds=("ready_to_ship",),
        spoil=_shortened,
    ),
    Defect(
        "acknowledgement_not_marked",
        "The acknowledgement does not say that it is automatic",
        "The help desk's acknowledgement has no Auto-Submitted header, so that other machines answer it.",
        finds="auto-reply-not-marked",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=header("Auto-Submitted", ""),
    ),
    Defect(
        "shipping_mail_without_text",
        "The shipping notice has no text part",
        "The shipping notice consists of HTML alone.",
        finds="no-text-part",
        kinds=("shipping",),
        spoil=_html_alone,
    ),
    Defect(
        "confirmation_bounces_to_stranger",
        "The confirmation's bounces go to a stranger",
        "The return address of the confirmation is one at a relay that nobody knows.",
        finds="envelope-differs",
        kinds=("confirmation",),
        spoil=_by_a_strange_relay,
    ),
)
