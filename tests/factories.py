"""Ready-made domain objects for tests: those of `shopper.testing`, the door that everybody's tests use."""

from typing import Any

from shopper import Effect, Evidence, PageView
from shopper.testing import (
    CONFIRMATIONS,
    CONTACT,
    NUMBER,
    SHOP_URL,
    T0,
    TOTALS,
    a_document,
    a_fact,
    a_kind,
    a_letter,
    a_mail,
    a_page,
    a_plan,
    a_plan_step,
    a_proven_mail,
    a_shop,
    a_step,
    a_turn,
    a_visit,
    an_expectation,
    minutes,
)

__all__ = [
    "CONFIRMATIONS",
    "CONTACT",
    "NUMBER",
    "SHOP_URL",
    "T0",
    "TOTALS",
    "a_document",
    "a_fact",
    "a_kind",
    "a_letter",
    "a_mail",
    "a_page",
    "a_plan",
    "a_plan_step",
    "a_proven_mail",
    "a_shop",
    "a_step",
    "a_turn",
    "a_visit",
    "an_expectation",
    "an_order",
    "minutes",
]


def an_order(*pages: PageView, button: str = "Place order and pay", **changes: Any) -> Evidence:
    """A visit that went over these pages and placed its order with this button of the last one; no mails."""
    clicked = str(len(pages) + 1)
    steps = (
        *(a_step(str(number), page=page) for number, page in enumerate(pages, 1)),
        a_step(clicked, "click", a_page("/en/order-placed/GS-10023"), effect=Effect(name=button, navigated=True)),
    )
    planned = (*(a_plan_step(str(n), "goto") for n in range(1, len(pages) + 1)), a_plan_step(clicked, "click", once=True))
    plan = a_plan(steps=planned, locale=changes.pop("locale", "en-GB"))
    return a_visit(**{"plan": plan, "steps": steps, "mails": [], "expectations": (), "noted": (), **changes})
