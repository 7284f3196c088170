"""Mails that lead nowhere, or where they should not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import MIMEPart
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, Spoil, header, saying

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail

_BOUNCED, _HER_SERVER = timedelta(minutes=1), "practice.test"
_INVITATION = {
    "vi": "Nếu cần hỗ trợ thêm, bạn chỉ cần trả lời email này.",
    "en": "If you need anything else, simply reply to this email.",
    "de": "Wenn Sie noch etwas brauchen, antworten Sie einfach auf diese E-Mail.",
    "fr": "Pour toute autre demande, répondez simplement à cet e-mail.",
}
_SHOWN_ADDRESS = {
    "vi": "Mọi thông tin về đơn hàng của bạn:",
    "en": "All about your order:",
    "de": "Alles zu Ihrer Bestellung:",
    "fr": "Tout sur votre commande :",
}


def _leading(name: str, to: Callable[[ShopMail, str], str]) -> Spoil:
    """Leads a link elsewhere, in both bodies: `name` is the template's name for its address, `to` makes another of it."""

    def spoil(mail: ShopMail) -> None:
        address = str(mail.about[name])
        if address not in mail.html:
            raise ValueError(f"{mail.kind}: there is no {name} in its HTML")
        mail.html = mail.html.replace(f'"{address}"', f'"{to(mail, address)}"')
        mail.text = re.sub(rf"{re.escape(address)}(?!\S)", to(mail, address), mail.text)

    return spoil


def _with_detour(detour: str) -> Callable[[ShopMail, str], str]:
    return lambda mail, address: f"{address}?detour={detour}"


def _unread(mail: ShopMail) -> None:
    saying(_INVITATION, style="color:#1e2a27;background-color:#ffffff")(mail)
    header("Reply-To", f"no-reply@{mail.tenant.apex}")(mail)


def _lying(mail: ShopMail) -> None:
    told, shown = _SHOWN_ADDRESS[mail.language], mail.tenant.host
    target = f"https://{mail.tenant.apex.replace('.', '-')}.test/{mail.language}/"
    mail.html = mail.html.replace("</h1>", f'</h1><p>{told} <a href="{target}">{shown}</a></p>', 1)
    mail.text = f"{mail.text.rstrip()}\n\n{told}\n{target}\n"


def _without_address(mail: ShopMail) -> None:
    contact = f'href="{mail.about["contact_url"]}"'
    if contact not in mail.html:
        raise ValueError(f"{mail.kind}: there is no link to the contact page")
    mail.html = mail.html.replace(contact, 'href="#"')


def _cut_off(mail: ShopMail) -> None:
    for part in mail.iter_attachments():
        assert isinstance(part, MIMEPart)
        content, name = part.get_content(), part.get_filename()
        part.set_content(content[:400], maintype="application", subtype="pdf", filename=name)


def _bounce(mail: ShopMail) -> Iterator[tuple[timedelta, ShopMail]]:
    """What a mail server writes that could not hand the customer's mail on (RFC 3464)."""
    tenant, answered = mail.tenant, mail.about["ticket"].notes[0].message_id
    failed, server = tenant.email, f"mx.{tenant.apex}"
    bounce = type(mail)(mail.policy)
    bounce.kind, bounce.language, bounce.tenant, bounce.envelope, bounce.is_spoilt = "", mail.language, tenant, "", True
    bounce["From"] = f"Mail Delivery System <MAILER-DAEMON@{_HER_SERVER}>"
    bounce["To"] = mail["To"]
    bounce["Subject"] = "Undelivered Mail Returned to Sender"
    bounce["Date"] = format_datetime(parsedate_to_datetime(mail["Date"]) + _BOUNCED)
    bounce["Message-ID"] = mail["Message-ID"].rpartition("@")[0] + f".bounce@mx.{_HER_SERVER}>"
    bounce["Auto-Submitted"] = "auto-replied"
    if answered:
        bounce["In-Reply-To"] = answered
    bounce.set_content(f"Your message could not be delivered.\n\n<{failed}>: host {server} said: 552 5.2.2 Mailbox full\n")
    server_says, recipient_says, status = MIMEPart(mail.policy), MIMEPart(mail.policy), type(mail)(mail.policy)
    server_says["Reporting-MTA"] = f"dns; mx.{_HER_SERVER}"
    recipient_says["Final-Recipient"] = f"rfc822; {failed}"
    recipient_says["Action"], recipient_says["Status"] = "failed", "5.2.2"
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([server_says, recipient_says])
    bounce.make_mixed()
    bounce.attach(status)
    bounce.set_type("multipart/report")
    bounce.set_param("report-type", "delivery-status")
    yield _BOUNCED, bounce


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "tracking_link_broken",
        "The tracking link is dead",
        "The link in the shipping notice lost a part of the tracking number and answers 404.",
        finds="broken-mail-link",
        follows=("broken-page", "goal-not-reached"),
        medium="path",
    ),
    Defect(
        "ready_to_ship_dead_end",
        "“Ready to ship” leads nowhere",
        "The mail has no link and no phone number, comes from a no-reply address and asks not to be answered.",
        finds="no-next-step",
        follows=("unknown-sender", "missing-mail"),
    ),
    Defect(
        "invoice_link_to_localhost",
        "The invoice mail links to localhost",
        "The ERP wrote its own computer's name into the link to the order.",
        finds="private-link",
        kinds=("invoice",),
        spoil=_leading("order_url", lambda mail, address: address.replace(mail.tenant.url, "http://localhost:8069")),
    ),
    Defect(
        "ready_to_ship_behind_log_in",
        "A guest's link ends at the log-in form",
        "The link to the order in “ready to ship” leads into the account, although this customer has none.",
        finds="login-wall-on-guest-link",
        medium="probe",
        kinds=("ready_to_ship",),
        spoil=_leading("order_url", _with_detour("account")),
    ),
    Defect(
        "shipping_mail_invites_unread_reply",
        "The shipping notice asks for answers that nobody reads",
        "The shipping notice says “simply reply to this email”, and answers go to a no-reply address.",
        finds="noreply-invites-reply",
        follows=("surprising-reply-to",),
        kinds=("shipping",),
        spoil=_unread,
    ),
    Defect(
        "question_bounces",
        "The customer's question comes back",
        "One of the people that the help desk forwards questions to has a full mailbox, and the customer is told so.",
        finds="reply-bounces",
        follows=("unknown-sender", "address-shared"),
        journeys=("ask_by_mail",),
        kinds=("acknowledgement",),
        also=_bounce,
    ),
    Defect(
        "confirmation_link_text_lies",
        "A link in the confirmation shows another address",
        "The confirmation shows the shop's address, and the link leads to another firm's.",
        finds="link-text-lies",
        kinds=("confirmation",),
        spoil=_lying,
    ),
    Defect(
        "ready_to_ship_link_in_other_language",
        "A link opens the order in the other language",
        "The link in “ready to ship” opens the order's page in another language than the mail's.",
        finds="landing-language-differs",
        medium="probe",
        kinds=("ready_to_ship",),
        spoil=_leading("order_url", _with_detour("other-language")),
    ),
    Defect(
        "invoice_link_to_other_order",
        "The invoice mail links to another order",
        "The page that the invoice mail's link opens names a neighbour's order.",
        finds="landing-shows-wrong-order",
        medium="probe",
        kinds=("invoice",),
        spoil=_leading("order_url", _with_detour("neighbour")),
    ),
    Defect(
        "confirmation_link_expired",
        "The confirmation's link has expired at once",
        "The page that the confirmation's button opens says that the link has expired, minutes after the order.",
        finds="link-expired-at-first-click",
        medium="probe",
        kinds=("confirmation",),
        spoil=_leading("button_url", _with_detour("expired")),
    ),
    Defect(
        "ready_to_ship_link_not_encrypted",
        "A link is not encrypted",
        "The link to the order in “ready to ship” begins with http.",
        finds="insecure-link",
        kinds=("ready_to_ship",),
        spoil=_leading("order_url", lambda mail, address: address.replace("https://", "http://")),
    ),
    Defect(
        "shipping_mail_link_without_address",
        "A link in the shipping notice has no address",
        "The link to the contact page in the shipping notice leads nowhere.",
        finds="empty-link",
        kinds=("shipping",),
        spoil=_without_address,
    ),
    Defect(
        "ready_to_ship_link_redirected",
        "A link is redirected five times",
        "The link to the order in “ready to ship” goes through five addresses before the page opens.",
        finds="redirect-chain",
        medium="probe",
        kinds=("ready_to_ship",),
        spoil=_leading("order_url", _with_detour("5")),
    ),
    Defect(
        "invoice_cut_off",
        "The invoice's PDF does not open",
        "The PDF in the invoice mail breaks off after a few lines.",
        finds="attachment-does-not-open",
        kinds=("invoice",),
        spoil=_cut_off,
    ),
)
