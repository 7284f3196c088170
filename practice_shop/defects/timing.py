"""Mails that come late, never, twice, or in a strange order."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, header, replacing
from shopper.practice_shop.rendering import day

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail

HELD = timedelta(minutes=40)
"""How long the relay keeps the invoice with the defect `invoice_held_by_relay`."""


def _dated(mail: ShopMail, later: timedelta) -> str:
    return format_datetime(parsedate_to_datetime(mail["Date"]) + later)


def _held(mail: ShopMail) -> None:
    """The mail had left its system for the relay long ago; the relay hands it on only now."""
    left = _dated(mail, -HELD)
    host = f"mail.{mail.tenant.apex}"
    mail.replace_header("Date", left)
    mail["Received"] = f"from app.{host} (app.{host} [192.0.2.11]) by relay.{host} with ESMTPS; {left}"
    mail["Received"] = f"from localhost (localhost [127.0.0.1]) by app.{host} with ESMTP; {left}"


def _by_ten_minutes(mail: ShopMail) -> None:
    """An answer within ten minutes, where there are 24 hours in truth."""
    replacing(*_PROMPTLY[mail.language])(mail)


_PROMPTLY = {
    "vi": (r"trong vòng 24 giờ(?: vào ngày làm việc)?", "trong vòng 10 phút"),
    "en": (r"within 24 hours(?: on working days)?", "within 10 minutes"),
    "de": (r"(?:an Werktagen )?innerhalb von 24 Stunden", "innerhalb von 10 Minuten"),
    "fr": (r"dans les 24 heures(?: les jours ouvrés)?", "sous 10 minutes"),
}


def _long_ago(mail: ShopMail) -> None:
    """The day of delivery as if it had been computed a month too early."""
    expected: date = mail.about["order"].delivery_date
    told, over = day(expected, mail.language), day(expected - timedelta(days=30), mail.language)
    replacing(re.escape(told), over)(mail)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "confirmation_late",
        "The order confirmation comes late",
        "The confirmation leaves 20 minutes after the order, four times what is promised.",
        finds="late-mail",
    ),
    Defect(
        "confirmation_missing",
        "The order confirmation never comes",
        "No confirmation is sent; the shipping notice is the first that the customer hears.",
        finds="missing-mail",
    ),
    Defect(
        "shipping_notice_missing",
        "The shipping notice never comes",
        "The parcel leaves, but nobody tells the customer.",
        finds="missing-mail",
        follows=("goal-not-reached",),
    ),
    Defect(
        "ready_to_ship_after_shipping",
        "“Ready to ship” comes after the shipping notice",
        "The order management's notice that the order is packed leaves an hour after the parcel did.",
        finds="out-of-order-mails",
    ),
    Defect(
        "confirmation_sent_twice",
        "The order confirmation comes twice",
        "The platform sends the same confirmation again two minutes later, with another Message-ID.",
        finds="duplicate-mail",
    ),
    Defect(
        "acknowledgement_slow",
        "The acknowledgement comes late",
        "The help desk's automatic acknowledgement leaves 25 minutes after the question, five times its limit.",
        finds="slow-acknowledgement",
        journeys=("ask_by_form",),
    ),
    Defect(
        "answer_slow",
        "A person answers late",
        "The help desk's agent answers after four working days instead of within one.",
        finds="slow-human-reply",
        follows=("broken-promise",),
        journeys=("ask_by_form",),
    ),
    Defect(
        "invoice_dated_in_another_zone",
        "The invoice mail is dated hours ahead",
        "The ERP writes its local time and calls it UTC: the mail is dated seven hours after its arrival.",
        finds="wrong-sender-clock",
        kinds=("invoice",),
        spoil=header("Date", lambda mail: _dated(mail, timedelta(hours=7))),
    ),
    Defect(
        "invoice_held_by_relay",
        "A relay holds the invoice mail back",
        "The mail leaves the ERP in time and then lies at the relay for 40 minutes.",
        finds="slow-relay",
        kinds=("invoice",),
        spoil=_held,
    ),
    Defect(
        "acknowledgement_promises_too_much",
        "The acknowledgement promises too much",
        "It promises an answer within 10 minutes; a person needs an hour and more.",
        finds="broken-promise",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=_by_ten_minutes,
    ),
    Defect(
        "shipping_mail_delivery_date_over",
        "The shipping notice promises a day that is over",
        "The expected delivery date in the shipping notice lies a month back.",
        finds="promise-already-past",
        follows=("delivery-date-differs",),
        kinds=("shipping",),
        spoil=_long_ago,
    ),
    Defect(
        "survey_at_night",
        "The survey comes at night",
        "The survey leaves when it is between two and four in the morning where the customer lives.",
        finds="mail-at-night",
        journeys=("ask_by_form",),
    ),
)
