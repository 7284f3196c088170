"""Mails that tell too much, or follow the customer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, Spoil, another, saying

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail

_PASSWORD = {
    "vi": "Mật khẩu của bạn: Sen4827x",
    "en": "Your password: Sen4827x",
    "de": "Ihr Passwort: Sen4827x",
    "fr": "Votre mot de passe : Sen4827x",
}
_SOMEBODY = "Trần Văn Hùng"
_NEXT_DAYS, _SOON = timedelta(days=3), timedelta(hours=5)
_OFFER = {
    "vi": (
        "Giảm giá 20% cho mọi ấm trà đến hết Chủ Nhật",
        "Dùng mã giảm giá AMTRA20 khi thanh toán. Ưu đãi dành cho tất cả ấm trà trong cửa hàng.",
        "Ngừng nhận thư quảng cáo",
    ),
    "en": (
        "20% off all teapots until Sunday",
        "Use the voucher TEAPOT20 at the checkout. The offer is for every teapot in the shop.",
        "Unsubscribe",
    ),
    "de": (
        "20 % Rabatt auf alle Teekannen bis Sonntag",
        "Geben Sie an der Kasse den Gutschein TEEKANNE20 ein. Das Angebot gilt für jede Teekanne im Laden.",
        "Newsletter abbestellen",
    ),
    "fr": (
        "20 % de remise sur toutes les théières jusqu’à dimanche",
        "Saisissez le code THEIERE20 au moment de payer. L’offre est valable pour toutes les théières de la boutique.",
        "Se désabonner",
    ),
}
_LOTTERY = (
    "Holiday villas at half the price",
    "Dear traveller,\n\nbook a villa by the sea this week and pay half of it. Sunny Villas has 300 of them.\n\nhttps://sunny-villas.test/\n",
)


def _whole_card(mail: ShopMail) -> None:
    """All digits of the card where the last four belong."""
    last = mail.about["order"].card
    _in_both(mail, last, f"4242 4242 4242 {last}")


def _to_somebody_else(mail: ShopMail) -> None:
    """Another customer's name wherever this one's stood."""
    _in_both(mail, mail.about["order"].address.name, _SOMEBODY)


def _in_both(mail: ShopMail, old: str, new: str) -> None:
    if old not in mail.html or old not in mail.text:
        raise ValueError(f"{mail.kind}: {old} does not stand in both of its bodies")
    mail.html, mail.text = mail.html.replace(escape(old), escape(new)), mail.text.replace(old, new)


def _leading(name: str, query: str) -> Spoil:
    """Adds a query to a link, in both bodies: `name` is the template's name for its address."""

    def spoil(mail: ShopMail) -> None:
        address = str(mail.about[name])
        told = query.format(address=mail["To"].addresses[0].addr_spec)
        if address not in mail.html:
            raise ValueError(f"{mail.kind}: there is no {name} in its HTML")
        mail.html = mail.html.replace(f'"{address}"', f'"{address}{told}"')
        mail.text = re.sub(rf"{re.escape(address)}(?!\S)", f"{address}{told}", mail.text)

    return spoil


def _by_number(mail: ShopMail) -> None:
    """The order's link with its number where its secret belongs."""
    order = mail.about["order"]
    _in_both(mail, order.secret, order.number)


def _watching(mail: ShopMail) -> None:
    """A picture of one pixel that is fetched when the mail is opened, under an address for this mail alone."""
    mark = mail["Message-ID"].strip("<>").partition("@")[0]
    pixel = f'<img src="{mail.tenant.url}/static/logo.png?opened={mark}" width="1" height="1" alt="">'
    mail.html = mail.html.replace("</body>", f"{pixel}</body>")


def _with_script(mail: ShopMail) -> None:
    """A script that calls itself an invoice."""
    script = b"// opens the invoice in the browser\nlocation.href = 'https://www.gomsen.test/';\n"
    mail.add_attachment(script, "text", "javascript", filename=f"{mail.about['order'].number}.pdf.js")


def _advertising(mail: ShopMail) -> Iterable[tuple[timedelta, ShopMail]]:
    """A mail to the list, in the confirmation's dress."""
    offer = another(mail, _NEXT_DAYS, "list")
    title, told, leave = _OFFER[mail.language]
    url = f"{mail.tenant.url}/unsubscribe/{mail['Message-ID'][1:13]}"
    foot = mail.html.index('<tr><td bgcolor="#e6f0ec"')
    head = mail.html.index("</h1>")
    opening = re.sub(r"(<h1[^>]*>).*", rf"\g<1>{title}", mail.html[:head], flags=re.DOTALL)
    opening = re.sub(r'(<div style="display:none[^>]*>)[^<]*', rf"\g<1>{told}", opening)
    opening = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", opening, flags=re.DOTALL)
    style = mail.about["link_style"]
    text_style = (
        "margin:0 0 12px 0;font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;color:#1e2a27"
    )
    leaving = f'<p style="{text_style}"><a href="{url}" style="{style}">{leave}</a></p>'
    offer.html = f'{opening}</h1><p style="{text_style}">{told}</p>{leaving}</td></tr>{mail.html[foot:]}'
    offer.text = f"{title}\n\n{told}\n\n{leave}: {url}\n\n{mail.tenant.legal}\n{mail.tenant.address}\n"
    offer.subject = title
    offer["List-Unsubscribe"], offer["List-Unsubscribe-Post"] = f"<{url}>", "List-Unsubscribe=One-Click"
    return [(_NEXT_DAYS, offer)]


def _stranger(mail: ShopMail) -> Iterable[tuple[timedelta, ShopMail]]:
    """A mail from a firm that nobody gave the address but the shop."""
    from shopper.practice_shop.systems.frame import ShopMail as Letter

    subject, text = _LOTTERY
    letter = Letter(mail.policy)
    letter.kind, letter.language, letter.tenant = "stranger", mail.language, mail.tenant
    letter["Subject"], letter["From"], letter["To"] = subject, "Sunny Villas <deals@sunny-villas.test>", mail["To"]
    letter["Date"], letter["Message-ID"] = (
        another(mail, _SOON, "x")["Date"],
        f"<{mail['Message-ID'][1:13]}@mx.sunny-villas.test>",
    )
    letter.set_content(text)
    return [(_SOON, letter)]


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "confirmation_with_password",
        "The confirmation holds a password",
        "The platform opens an account for each guest, and sends its password in plain words.",
        finds="password-in-mail",
        kinds=("confirmation",),
        spoil=saying(_PASSWORD),
    ),
    Defect(
        "invoice_with_card_number",
        "The invoice holds the whole card number",
        "The ERP prints all digits of the card that was paid with.",
        finds="card-number-in-mail",
        kinds=("invoice",),
        spoil=_whole_card,
    ),
    Defect(
        "shipping_mail_to_somebody_else",
        "The shipping notice greets another customer",
        "The dispatch desk's list slipped by one row: the notice has the name of the customer before.",
        finds="other-customers-data",
        follows=("address-differs", "not-greeted-by-name"),
        kinds=("shipping",),
        spoil=_to_somebody_else,
    ),
    Defect(
        "tracking_link_with_address",
        "The tracking link carries the mail address",
        "The link in the shipping notice has the customer's mail address in its query.",
        finds="personal-data-in-link",
        kinds=("shipping",),
        spoil=_leading("tracking_url", "?email={address}"),
    ),
    Defect(
        "invoice_watches",
        "The invoice reports when it is read",
        "The ERP's mail has a picture of one pixel, with an address of its own for each customer.",
        finds="tracking-pixel",
        says="review",
        kinds=("invoice",),
        spoil=_watching,
    ),
    Defect(
        "order_link_guessable",
        "The link to an order can be guessed",
        "The confirmation's link has the order's number, and whoever opens it sees the order and its address.",
        finds="guessable-order-link",
        medium="probe",
        kinds=("confirmation",),
        spoil=_by_number,
    ),
    Defect(
        "invoice_with_script",
        "The invoice brings a script",
        "Beside the PDF lies a file that calls itself a PDF and is a script.",
        finds="dangerous-attachment",
        follows=("attachment-does-not-open",),
        kinds=("invoice",),
        spoil=_with_script,
    ),
    Defect(
        "survey_link_votes",
        "The survey's link votes at once",
        "Opening the link in the survey rates the answer; nobody has to press anything.",
        finds="link-acts-on-get",
        medium="probe",
        journeys=("ask_by_form",),
        kinds=("survey",),
        spoil=_leading("survey_url", "?mark=5"),
    ),
    Defect(
        "address_passed_on",
        "The customer's address was passed on",
        "Hours after the order, somebody writes who has nothing to do with the shop.",
        finds="address-shared",
        kinds=("confirmation",),
        also=_stranger,
    ),
    Defect(
        "advertising_unasked",
        "Advertising comes unasked",
        "Three days after the order the platform sends an offer, though nobody agreed to advertising.",
        finds="marketing-without-consent",
        kinds=("confirmation",),
        also=_advertising,
    ),
)
