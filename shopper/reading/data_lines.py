"""Lines that are written as they are in every language: prices, and what the law or a register wants to be said."""

from __future__ import annotations

import re

from shopper.reading.text import plain_letters

_PRICE = re.compile(r"\d.*(?:[€£$₫]|\bVND\b|\bEUR\b|\bUSD\b|\bđ\b)|(?:[€£$₫]|\bVND\b|\bEUR\b|\bUSD\b).*\d")
_LEGAL = re.compile(
    r"(?<!\w)(?:registered (?:office|in|company|number)|company (?:no|number|registration)|vat (?:no|number|id)|confidential"
    r"|intended (?:only|solely) for|all rights reserved|copyright"
    r"|ma so (?:thue|doanh nghiep)|giay (?:phep|chung nhan)|dang ky (?:kinh doanh|doanh nghiep)|ban quyen"
    r"|handelsregister|geschaftsfuhrer|amtsgericht|ust-?id|siret|rcs|registro mercantil|cif)(?!\w)"
)
_LONGEST = 1000


def is_data(line: str) -> bool:
    """Whether a line has a price, or is small print of the law: neither says anything about the language of a text."""
    return bool(_PRICE.search(line[:_LONGEST]) or _LEGAL.search(plain_letters(line[:_LONGEST])))
