"""What the shop charges and promises, as values for its texts: pages, mails and chat all take them from here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from shopper.practice_shop.goods import CURRENCIES, RATES
from shopper.practice_shop.rendering import money

_POINT: Mapping[str, Decimal] = {"VND": Decimal(10_000), "EUR": Decimal("0.40")}
_VOUCHER: Mapping[str, Decimal] = {"VND": Decimal(50_000), "EUR": Decimal(2)}
_SHORT = {
    ("vietnam", "standard"): "vn",
    ("vietnam", "express"): "vn_express",
    ("europe", "standard"): "eu",
    ("europe", "express"): "eu_express",
}


def terms(language: str) -> dict[str, str]:
    """Costs and days of delivery, what a point costs and what a voucher is worth, as the language writes them."""
    currency = CURRENCIES[language]
    told = {"point": money(_POINT[currency], currency, language), "voucher": money(_VOUCHER[currency], currency, language)}
    for way, name in _SHORT.items():
        told[f"{name}_cost"] = money(RATES[way].price[currency], currency, language)
        told[f"{name}_days"] = str(RATES[way].days)
    return told
