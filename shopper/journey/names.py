"""Names without accents: what any terminal can type, and what files may be called."""

from __future__ import annotations

import re
import unicodedata


def ascii_safe(text: str) -> str:
    """A name without accents (`đặt_hàng` is `dat_hang`); what has no letter in ASCII is escaped, as pytest does."""
    return _without_accents(text).encode("ascii", "backslashreplace").decode()


def likely_name(text: str, *, before_digit: str = "") -> str:
    """What a text would be as a name (`Mua trà` is `mua_tra`), or an empty text. `before_digit` comes before what begins with a
    digit: `shop` makes `shop_1001_tea`."""
    name = re.sub(r"[^a-z0-9]+", "_", _without_accents(text).casefold()).strip("_")
    return f"{before_digit}_{name}" if before_digit and name[:1].isdigit() else name


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
