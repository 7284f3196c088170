"""Mails that do not look as if the shop had written them."""

from __future__ import annotations

import re
from email.headerregistry import Address
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, Spoil, header, replacing, saying

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail

_OLD_NAME = {
    "vi": "Cảm ơn bạn đã mua hàng tại Lotus Ceramics.",
    "en": "Thank you for shopping at Lotus Ceramics.",
    "de": "Vielen Dank für Ihren Einkauf bei Lotus Ceramics.",
    "fr": "Merci pour votre achat chez Lotus Ceramics.",
}
_OTHER_PHONE = "1800 0199"
_OTHER_TAX = "0109999999"


def _named(name: str) -> Spoil:
    """Another name beside the sender's address."""

    def spoil(mail: ShopMail) -> None:
        address = mail["From"].addresses[0].addr_spec
        del mail["From"]
        mail["From"] = Address(name, addr_spec=address)

    return spoil


def _strange_logo(mail: ShopMail) -> None:
    """The mail brings a logo along, and it is a neighbour's."""
    from shopper.practice_shop.logos import logo_png  # here, as drawing takes long to import
    from shopper.practice_shop.tenant import TENANTS

    neighbour = next(tenant for tenant in TENANTS.values() if tenant.id == "moc_mien")
    _in_html(mail, f"{mail.tenant.url}/static/logo.png", "cid:logo@packing")
    body = mail.get_body(("html",))
    assert body is not None
    body.add_related(logo_png(neighbour), "image", "png", cid="<logo@packing>", disposition="inline")


def _bare(mail: ShopMail) -> None:
    """What the packing software sends by itself: head, text and nothing around them."""
    foot = (mail.tenant.legal, mail.tenant.address, mail.tenant.tax)
    html = re.sub(r"<img[^>]*>|<!--.*?-->", "", mail.html, flags=re.DOTALL)
    html = re.sub(r' (?:style|bgcolor|width|border|cellpadding|cellspacing|align|valign)="[^"]*"', "", html)
    html = re.sub(r"</?(?:table|tr|td|div|tbody)\b[^>]*>", "\n", html)
    lines = [line for line in html.split("\n") if not any(word in line for word in foot)]
    mail.html = "\n".join(lines)


def _in_html(mail: ShopMail, old: str, new: str) -> None:
    if old not in mail.html:
        raise ValueError(f"{mail.kind}: there is no {old} in its HTML")
    mail.html = mail.html.replace(old, new)


def _blue_links(mail: ShopMail) -> None:
    """Every link in the blue of a program's default."""
    told, times = re.subn(rf"color:{mail.tenant.colour}(?=[^\"]*text-decoration:underline)", "color:#0000ee", mail.html)
    if not times:
        raise ValueError(f"{mail.kind}: no link is in the brand's colour")
    mail.html = told


def _powered(mail: ShopMail) -> None:
    """A line of the software's own below all else."""
    _in_html(mail, "</body>", '<p style="font-size:14px;color:#4a5854">Delivered by Zendesk</p></body>')
    mail.text = f"{mail.text.rstrip()}\n\nDelivered by Zendesk\n"


def _without_the_shop(mail: ShopMail) -> None:
    """The carrier's notice with the field for the sender left empty: “the sender” stands wherever the shop stood."""
    sender = {"vi": "người gửi", "en": "the sender", "de": "dem Absender", "fr": "l’expéditeur"}[mail.language]
    tenant = mail.tenant
    mail.html = re.sub(rf'<a href="{re.escape(tenant.url)}[^"]*">\s*<img[^>]*>\s*</a>', sender, mail.html)
    for name in ("subject", "html", "text"):
        told = getattr(mail, name).replace(tenant.name, sender)
        told = re.sub(rf"(?:https://)?[\w.@-]*{re.escape(tenant.apex)}[\w/-]*", "", told)
        setattr(mail, name, told)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "invoice_without_logo",
        "The invoice mail has no logo",
        "The ERP's mail shows no picture at all: nothing says at a glance whose invoice it is.",
        finds="logo-missing",
    ),
    Defect(
        "survey_from_unknown_sender",
        "The survey comes from a stranger",
        "The help desk's survey is sent by a survey firm from its own address, which the shop nowhere names.",
        finds="unknown-sender",
        follows=("missing-mail", "survey-missing", "goal-not-reached"),
        journeys=("ask_by_form",),
    ),
    Defect(
        "ready_to_ship_from_department",
        "“Ready to ship” comes from a department",
        "The order management calls its sender “Order Management” and does not say of which shop.",
        finds="inconsistent-sender-name",
        kinds=("ready_to_ship",),
        spoil=_named("Order Management"),
    ),
    Defect(
        "confirmation_from_default_sender",
        "The confirmation comes from “Magento”",
        "The platform's sender name was never set: it is the one that the program was delivered with.",
        finds="default-sender",
        kinds=("confirmation",),
        spoil=_named("Magento"),
    ),
    Defect(
        "ready_to_ship_strange_logo",
        "“Ready to ship” shows a neighbour's logo",
        "The order management serves two workshops, and puts the other one's logo into this one's mails.",
        finds="logo-differs",
        kinds=("ready_to_ship",),
        spoil=_strange_logo,
    ),
    Defect(
        "refund_blue_links",
        "The refund's links are in another colour",
        "The returns desk leaves links in the blue of a program's default.",
        finds="off-brand-colour",
        journeys=("order_and_return",),
        kinds=("refund",),
        spoil=_blue_links,
    ),
    Defect(
        "shipping_mail_strange_font",
        "The shipping notice is set in Comic Sans",
        "The dispatch desk's template has a font that nothing else of the shop's has.",
        finds="off-brand-font",
        kinds=("shipping",),
        spoil=replacing(r"font-family:(?=\S)", "font-family:Comic Sans MS,"),
    ),
    Defect(
        "invoice_other_company",
        "The invoice names another tax number",
        "The ERP's mail still has the tax number of the founder's first company in its foot.",
        finds="footer-identity-differs",
        kinds=("invoice",),
        spoil=replacing(r"0101234567", _OTHER_TAX),
    ),
    Defect(
        "invoice_other_phone",
        "The invoice gives another phone number",
        "The number to call in the ERP's mail is one that no page and no other mail of the shop has.",
        finds="support-contact-differs",
        kinds=("invoice",),
        spoil=replacing(r"1800 ?0108", lambda hit: _OTHER_PHONE if " " in hit[0] else _OTHER_PHONE.replace(" ", "")),
    ),
    Defect(
        "acknowledgement_powered_by",
        "The acknowledgement advertises its software",
        "The help desk's maker puts a line of its own at the end of each automatic answer.",
        finds="vendor-branding",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=_powered,
    ),
    Defect(
        "invoice_old_name",
        "The invoice uses the shop's old name",
        "The ERP still thanks for shopping at Lotus Ceramics, as the shop was called years ago.",
        finds="old-brand-name",
        kinds=("invoice",),
        spoil=saying(_OLD_NAME),
    ),
    Defect(
        "carrier_notice_without_shop",
        "The carrier does not say whose parcel it brings",
        "The carrier's notice names neither the shop nor anything that would tell which parcel it is.",
        finds="carrier-mail-without-shop",
        follows=("no-next-step",),
        kinds=("carrier_notice",),
        spoil=_without_the_shop,
    ),
    Defect(
        "shipping_mail_strange_reply_to",
        "Answers to the shipping notice go to a private mailbox",
        "The dispatch desk asks answers to go to an address at a free mail provider.",
        finds="surprising-reply-to",
        kinds=("shipping",),
        spoil=header("Reply-To", "gomsen.workshop@gmail.com"),
    ),
    Defect(
        "ready_to_ship_bare",
        "“Ready to ship” comes without the shop's dress",
        "The order management sends its program's bare default: no logo, no colour, no page, no company in the foot.",
        finds="inconsistent-template",
        follows=("logo-missing", "off-brand-colour", "off-brand-font", "text-part-contradicts-html"),
        kinds=("ready_to_ship",),
        spoil=_bare,
    ),
)
