"""The time zone that a customer lives in."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopper.model import Plan

_MOST_LIVE_IN = {
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "RU": "Europe/Moscow", "UZ": "Asia/Tashkent",
}  # fmt: skip
"""Where tz's table of zones begins with another one than that in which most people of the country live."""


@cache
def zones() -> Mapping[str, str]:
    """Country (ISO 3166) → the zone in which most of its people live, by the tz database's own table."""
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    first = {country: zone for country, _, zone, *_ in reversed(list(lines))}
    return first | _MOST_LIVE_IN


def zone_of(plan: Plan) -> str:
    """The customer's time zone: the journey's, hers, that of her locale's country, the shop's."""
    zone = plan.zone or plan.persona.zone or zones().get(plan.locale.rpartition("-")[2], plan.shop.zone)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
    return zone
