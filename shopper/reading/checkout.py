"""The way to the order: cart, checkout, and the button that places it, with all that the customer had seen until then."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from shopper.model import Evidence, PageView, PlanStep, StepRecord
from shopper.reading.facts import stated_on_pages
from shopper.reading.links import is_checkout
from shopper.reading.pages import is_own, walked
from shopper.reading.text import normal, plain_letters


class Stop(NamedTuple):
    """A page on the way as it stood before her eyes (nothing folded), after the step `step:ID` that `source` names."""

    source: str
    page: PageView


class Ordering(NamedTuple):
    """How an order was placed: by the button with these words (empty: nobody knows them), on this page. `way`: the shop's own
    pages that she had seen until then, in their order, the last one that with the button."""

    button: str
    on: Stop
    way: tuple[Stop, ...]


_CARTS = frozenset({
    "cart", "basket", "bag", "shopping-cart", "warenkorb", "panier", "gio-hang", "carrito", "cesta", "carro",
})  # fmt: skip


def is_cart(url: str) -> bool:
    """Whether a page is the cart, by its path: `/cart`, `/checkout/cart/`."""
    return not _CARTS.isdisjoint(unquote(urlsplit(url).path).lower().removesuffix(".html").split("/"))


_DELIVERY = re.compile(
    r"(?<![a-z])(?:deliver\w*|shipping|ship to|postage|pick ?-?up|collect(?:ion)?|download|liefer\w*|versand\w*"
    r"|zustell\w*|abhol\w*"
    r"|livraison|livrer|expedition|retrait|frais de port|giao hang|van chuyen|phi ship|nhan hang|entrega|envio"
    r"|recogida)(?![a-z])"
)


def names_delivery(text: str) -> bool:
    """Whether a text speaks of delivery or collection at all."""
    return bool(_DELIVERY.search(plain_letters(normal(text))))


def has_card_fields(page: PageView) -> bool:
    """Whether a payment card is typed in on this page."""
    return any(field.autocomplete.split()[-1:] in (["cc-number"], ["cc-csc"]) for field in page.fields)


def ordering(visit: Evidence) -> Ordering | None:
    """How this visit placed its order; None if it placed none, or if the page with the button was not seen undisturbed.

    The order is the last step that is never done twice (`once`) on a page of the checkout, before the shop named the order's
    number: it was clicked, whatever became of it. Cancelling an order or sending a question is something else.
    """
    planned = {step.id: step for step in visit.plan.steps if step.once and step.verb in ("click", "press")}
    numbered = next(iter(stated_on_pages(visit, "order.number")), None)
    before: Stop | None = None
    found: Ordering | None = None
    for step in visit.steps:
        if found and numbered and step.started > numbered.at:
            break
        if before and step.id in planned and (is_checkout(before.page.url) or has_card_fields(before.page)):
            found = Ordering(_button(step, planned[step.id], before.page, visit), before, _way(visit, before))
        before = Stop(f"step:{step.id}", step.page.in_sight) if step.page and is_own(step.page.url, visit) else None
    return found


def _way(visit: Evidence, last: Stop) -> tuple[Stop, ...]:
    stops = []
    for step, page in walked(visit):
        if is_own(page.url, visit) and (page.status or 200) < 400 and not page.challenged:
            stops.append(Stop(f"step:{step.id}", page.in_sight))
        if f"step:{step.id}" == last.source:
            break
    return tuple(stops)


def _button(step: StepRecord, planned: PlanStep, page: PageView, visit: Evidence) -> str:
    """The words of the button as the page has them; else as the journey does, which may be a part of them."""
    named = planned.args.get("name", "")
    wished = str(named.get(visit.language, "") if isinstance(named, dict) else named)
    words = normal(step.effect.name if step.effect and step.effect.name else wished)
    if not words or "${" in words:
        return ""
    controls = [normal(name) for name in page.controls]
    return words if words in controls else next((name for name in controls if words.casefold() in name.casefold()), words)
