"""Where links of mails lead that a defect has spoilt: each carries the name of its detour (`?detour=expired`)."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import other_language, path
from shopper.practice_shop.store import Customer

DETOUR = "detour"
EXPIRED, NEIGHBOUR, ACCOUNT, OTHER_LANGUAGE = "expired", "neighbour", "account", "other-language"
HOPS = 5
"""Redirects that a link with `?detour=5` goes through."""


def led_astray(customer: Customer) -> Response | None:
    """What a spoilt link opens in place of the order's page; None for every other link."""
    detour = customer.request.query_params.get(DETOUR, "")
    if detour == EXPIRED:
        return customer.show("link_expired.html", item=customer.slug)
    if detour == ACCOUNT:
        return customer.go("account")
    if detour == OTHER_LANGUAGE:
        return RedirectResponse(path("order", other_language(customer.language), customer.slug))
    if detour.isascii() and detour.isdigit() and 0 < int(detour) <= HOPS:
        left = int(detour) - 1
        url = customer.request.url
        return RedirectResponse(str(url.include_query_params(**{DETOUR: left}) if left else url.replace(query="")))
    return None


def mixed_up(order: Order, customer: Customer) -> Order:
    """The order that a page shows; by a link that mixes orders up, its neighbour's number stands there."""
    if customer.request.query_params.get(DETOUR) != NEIGHBOUR:
        return order
    head, _, serial = order.number.rpartition("-")
    return replace(order, number=f"{head}-{int(serial) + 1}")
