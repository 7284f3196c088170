"""How a text addresses the customer: Sie or du, vous or tu, usted or tú, quý khách, anh chị or bạn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations

from shopper.reading.text import normal

FORMS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "quý khách": r"(?i:qu[ýí] khách)",
        "anh chị": r"(?i:anh ?/ ?chị|anh chị|anh, chị)",
        "bạn": r"(?i:(?<!người )(?<!kết )(?<!các )bạn(?! (?:bè|đọc|hàng|thân|đời|gái|trai|học|đồng)))",
    },
    "de": {
        "Sie": r"(?<=[\w,;)] )(?:Sie|Ihnen|Ihre?[mnrs]?)",
        "du": r"(?i:du|dich|dir|deine?[mnrs]?|euch|euer|eure[mnrs]?)",
    },
    "fr": {
        "vous": r"(?<!-)(?i:vous|votre|vos)(?!-mêmes?)|(?i:\w+ez-vous)",
        "tu": r"(?i:(?<!le )(?<!un )(?<!bon )(?:tu|toi|tes|ton|ta|te))(?! ?/)|(?i:t['’]\w+)",
    },
    "es": {
        "usted": r"(?i:ustedes|usted|su(?:s)? (?:pedidos?|compras?|cuenta|dirección|correo|paquete|factura|devolución|tarjeta"
        r"|reembolso|dinero|consulta|mensaje|solicitud|nombre|número|opinión|envío|datos|cesta|contraseña|paciencia|confianza))",
        "tú": r"(?i:tú|tus?|te|ti|contigo|vosotros|vuestr[oa]s?)",
    },
}
"""Language → form → its words. English has one form for all. Third persons ("sie", "su" of somebody's) are left out as far as
words tell."""

ALIKE = frozenset({frozenset({"quý khách", "anh chị"})})
"""Forms of about the same distance: side by side they are no slip of tone."""

_WORDS = {
    language: {form: re.compile(rf"(?<![\w-])(?:{words})(?!\w)") for form, words in forms.items()}
    for language, forms in FORMS.items()
}
_FIXED = re.compile(
    r"(?i:rendez-vous|s['’]il (?:vous|te) plaît|garde-toi|je t['’]aime|per du|du darfst|chăm sóc quý khách"
    r"|quý khách hàng thân thiết|ton sur ton)"
    r"|[“\"«„][^“”\"«»„\n]{1,200}[”\"»“]"
)
"""Fixed phrases, and what stands in quotation marks: buttons and titles of others."""
_ROW = re.compile(
    r"^[^\n.!?]{0,120}(?:[\d,.]{1,15} ?(?:[€₫$£đ]|EUR|USD|VND|GBP|CHF)|(?:[€₫$£]|EUR|USD|VND|GBP|CHF) ?[\d,.]{1,15})$",
    re.MULTILINE,
)
"""A row of a bill: it names goods."""


@lru_cache(maxsize=256)
def forms_in(text: str, language: str) -> Mapping[str, int]:
    """Form → how often the text uses it, for those that it does use; empty for a language that has but one."""
    if language not in _WORDS:
        return {}
    bare = _ROW.sub("", _FIXED.sub(" ", normal(text[:100_000])))
    counted = {form: sum(not _is_a_code(hit[0]) for hit in words.finditer(bare)) for form, words in _WORDS[language].items()}
    return {form: count for form, count in counted.items() if count}


def _is_a_code(word: str) -> bool:
    """Capitals alone address nobody: `TA 12`, `TI:`."""
    return len(word) < 4 and word.isupper()


def main_form(forms: Mapping[str, int]) -> str:
    """The form that a text uses by far the most; empty if it uses none, or no one at least twice and thrice as often."""
    ranked = Counter(forms).most_common(2)
    if not ranked or ranked[0][1] < 2:
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1] else ""


def clash(forms: Mapping[str, int]) -> tuple[str, str] | None:
    """Two forms that do not go together, the more frequent first; None if there are none."""
    pairs = (pair for pair in combinations(sorted(forms, key=lambda form: -forms[form]), 2) if frozenset(pair) not in ALIKE)
    return next(pairs, None)
