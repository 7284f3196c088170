"""What can be wrong with the practice shop, by name. Each breaks one thing and nothing else; they can be combined."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from shopper.errors import UsageError


@dataclass(frozen=True)
class Defect:
    """One thing to switch on.

    `breaks` says what a customer notices, `finds` is the id of the check that must say so, `follows` are the ids of checks
    that may honestly say something too. `medium`: a `mail` shows it by itself, or only the `path` through pages and links.
    `journeys` are those that meet it: each alone must be enough.
    """

    name: str
    title: str
    breaks: str
    finds: str
    follows: tuple[str, ...] = ()
    medium: Literal["mail", "path"] = "mail"
    journeys: tuple[str, ...] = ("guest_order",)


DEFECTS: dict[str, Defect] = {
    defect.name: defect
    for defect in (
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
            "shipping_mail_in_other_language",
            "The shipping notice is in the other language",
            "A Vietnamese order gets an English shipping notice and the other way round, subject included.",
            finds="wrong-mail-language",
            follows=(
                "subject-language-differs",
                "foreign-date-or-money-format",
                "landing-language-differs",
                "goal-not-reached",
            ),
        ),
        Defect(
            "shipping_mail_other_order_number",
            "The shipping notice names another order",
            "Subject and body of the shipping notice give the number of a neighbouring order.",
            finds="order-number-differs",
        ),
        Defect(
            "confirmation_total_wrong",
            "The confirmation states a wrong total",
            "The total in the confirmation leaves out the delivery cost that stands one line above it.",
            finds="total-differs",
            follows=("sums-do-not-add-up",),
        ),
        Defect(
            "tracking_link_broken",
            "The tracking link is dead",
            "The link in the shipping notice lost a part of the tracking number and answers 404.",
            finds="broken-mail-link",
            follows=("broken-page", "goal-not-reached"),
            medium="path",
        ),
        Defect(
            "delivery_page_broken",
            "The delivery terms cannot be read",
            "The page with the delivery terms answers 500.",
            finds="broken-page",
            follows=("broken-page-link", "goal-not-reached"),
            medium="path",
        ),
        Defect(
            "tracking_page_error_text",
            "The shop's tracking page apologises",
            "The page of an order says that something went wrong, with status 200, instead of where the parcel is.",
            finds="broken-page",
            follows=("broken-mail-link", "goal-not-reached"),
            medium="path",
        ),
        Defect(
            "checkout_without_contact",
            "Nobody can be asked during checkout",
            "The checkout pages show no phone number, no address, no hours and no link to contact, imprint or help.",
            finds="no-way-to-a-person",
            follows=("hours-missing-in-checkout", "contact-hard-to-find"),
            medium="path",
        ),
        Defect(
            "good_card_declined",
            "A good card is declined",
            "The bank accepts the card, the shop says that it was declined: nobody can order.",
            finds="goal-not-reached",
            medium="path",
        ),
        Defect(
            "gateway_failure_silent",
            "The payment page keeps quiet when nobody can pay",
            "While the payment service is down, the button to pay does nothing, and no word says why.",
            finds="goal-not-reached",
            medium="path",
            journeys=("gateway_is_down",),
        ),
        Defect(
            "carrier_failure_silent",
            "The order's page waits for the carrier for ever",
            "While the carrier does not answer, the order's page goes on asking, and says neither that nor whom to ask.",
            finds="goal-not-reached",
            medium="path",
            journeys=("carrier_is_down",),
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
            "invoice_without_logo",
            "The invoice mail has no logo",
            "The ERP's mail shows no picture at all: nothing says at a glance whose invoice it is.",
            finds="logo-missing",
        ),
        Defect(
            "invoice_mojibake",
            "The invoice mail has broken letters",
            "The ERP reads UTF-8 as Latin letters: “Gốm Sen” becomes “Gá»‘m Sen”.",
            finds="mojibake",
            follows=("mixed-language-mail", "wrong-mail-language"),
        ),
        Defect(
            "invoice_total_wrong",
            "The invoice names another total",
            "The total in the invoice's PDF is higher than what the customer ordered for; the mail around it is right.",
            finds="invoice-differs",
        ),
        Defect(
            "shipping_mail_half_translated",
            "A part of the shipping notice is in the other language",
            "One paragraph of the shipping notice was never translated.",
            finds="mixed-language-mail",
        ),
        Defect(
            "ready_to_ship_placeholder",
            "“Ready to ship” greets a variable",
            "The order management's mail greets “{{ customer.first_name }}” instead of the customer.",
            finds="placeholder-left",
        ),
        Defect(
            "ready_to_ship_dead_end",
            "“Ready to ship” leads nowhere",
            "The mail has no link and no phone number, comes from a no-reply address and asks not to be answered.",
            finds="no-next-step",
            follows=("unknown-sender", "missing-mail"),
        ),
        Defect(
            "refund_too_small",
            "The refund is less than what was promised",
            "The refund mail names an amount from which the delivery cost was taken off, against the return page.",
            finds="refund-differs",
            journeys=("order_and_return",),
        ),
        Defect(
            "survey_from_unknown_sender",
            "The survey comes from a stranger",
            "The help desk's survey is sent by a survey firm from its own address, which the shop nowhere names.",
            finds="unknown-sender",
            follows=("missing-mail", "goal-not-reached"),
            journeys=("ask_by_form",),
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
            journeys=("ask_by_form",),
        ),
        Defect(
            "hours_not_shown",
            "Service hours are a secret",
            "No page says when somebody answers: they are gone from head, foot, contact page and imprint.",
            finds="hours-not-shown",
            follows=("hours-missing-in-checkout",),
            medium="path",
            journeys=("ask_by_form",),
        ),
        Defect(
            "chat_turns_into_email",
            "The chat sends customers away",
            "Whoever asks for a person in the chat is told to write a mail instead, in the middle of service hours.",
            finds="chat-turns-into-email",
            follows=("goal-not-reached",),
            medium="path",
            journeys=("ask_in_chat",),
        ),
        Defect(
            "delivery_terms_in_other_language",
            "The delivery terms are in the other language",
            "Head and foot of the page speak the customer's language, its text the other one.",
            finds="page-language-differs",
            follows=("mixed-language-page", "goal-not-reached"),
            medium="path",
        ),
        Defect(
            "care_link_broken",
            "A link on the product pages is dead",
            "The link to the care instructions on every product page answers 404.",
            finds="broken-page-link",
            medium="path",
        ),
        Defect(
            "price_rises_in_cart",
            "The price rises on the way",
            "The cart and all that follows charge a tenth more than the product's page said.",
            finds="price-changes-on-the-way",
            medium="path",
        ),
        Defect(
            "script_error_on_product_page",
            "A script fails on the product pages",
            "An uncaught exception in the product page's script; the page still works.",
            finds="page-error",
            medium="path",
        ),
    )
}


def chosen(names: Collection[str]) -> frozenset[str]:
    """The names, checked. Raises UsageError with the nearest name for one that does not exist."""
    for name in names:
        if name not in DEFECTS:
            near = difflib.get_close_matches(name, DEFECTS, n=1, cutoff=0.4)
            meant = f"Did you mean `{near[0]}`? " if near else ""
            raise UsageError(f"the practice shop has no defect `{name}`", remedy=f"{meant}Known: {', '.join(sorted(DEFECTS))}.")
    return frozenset(names)
