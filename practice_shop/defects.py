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
    """

    name: str
    title: str
    breaks: str
    finds: str
    follows: tuple[str, ...] = ()
    medium: Literal["mail", "path"] = "mail"


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
