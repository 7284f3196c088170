"""What templates leave behind where a value belongs: their marks, values that were none, names that nobody filled in."""

from __future__ import annotations

import re

from shopper.reading.text import normal, plain_letters

_URL = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}")
_MARKS = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{1,80}%\}|[$#]\{[^{}\n]{1,80}\}|<%=?[^%\n]{1,80}%>|\*\|[A-Z_:0-9]{2,40}\|\*"
    r"|(?<![\w%])%%?[A-Za-z_]{3,40}%%?(?!\w)|(?<![\w%])%[a-z]+_[a-z_]+|%\([a-z_.]{2,40}\)[sd]|##\w{2,40}##"
    r"|(?<![\w{])\{(?:[a-z][\w.]{1,40}|\d)\}|\[\[[\w .]{2,40}\]\]|\[object Object\]"
)
_NAMED = re.compile(
    r"\[(?:your |the )?(?:(?:first|last|full|customer|recipient|shop|store|company|brand|product)?[ _-]?name"
    r"|(?:order|tracking)[ _](?:number|no\.?|id)|your (?:shop|store|company|name)|insert [\w ]{2,30}"
    r"|tên(?: khách(?: hàng)?| của bạn| sản phẩm| (?:cửa hàng|shop|công ty))?|họ (?:và )?tên|(?:mã|số) (?:đơn hàng|vận đơn)"
    r"|(?:ihr |dein )?(?:vor|nach|kunden|firmen|shop)name|(?:ihr|dein) (?:name|shop|unternehmen)|bestellnummer"
    r"|(?:votre )?(?:nom|prénom)|nom (?:du client|de (?:la |votre )?boutique)|votre boutique|numéro de commande"
    r"|(?:su |tu )?(?:nombre|apellidos?)|nombre (?:y apellidos|de(?:l cliente| (?:la |su |tu )?tienda))|(?:su|tu) tienda"
    r"|número de pedido)\]|lorem ipsum",
    re.IGNORECASE,
)
_HELLO = (
    r"(?:dear|hello|hi|(?:xin )?chào|kính (?:gửi|chào)|thân gửi|hallo|guten tag|lieber?|sehr geehrte[rs]?|bonjour|chère?|hola"
    r"|estimad(?:[oa]|o/a|o\(a\))|buenos días)"
)
_HER = r"(?: bạn| anh| chị| quý khách| frau| herr| mr\.?| ms\.?| mrs\.?)?"
_GREETED = re.compile(
    rf"^{_HELLO}{_HER} (?-i:null|undefined|None|NaN|N/A|unknown)(?=\W|$)|^{_HELLO} ,", re.IGNORECASE | re.MULTILINE
)
_IN_GREETING = re.compile(rf"^{_HELLO}{_HER} (\[[^\W\d][^\d\[\]#\n]{{1,38}}\])", re.IGNORECASE | re.MULTILINE)
_IN_CAPITALS = re.compile(r"(\[[^\W\d_]{2,20}(?:_[^\W\d_]{2,20}){1,4}\])")
_NO_VALUE = re.compile(
    r"(?::|^) ?(?:undefined|null)(?= ?(?:[.,;₫€£$]|$))|(?<![\w.])NaN(?![\w.])|(?<!\w)Invalid Date(?!\w)", re.MULTILINE
)
_WORD = re.compile(r"%%?(?P<percent>[^\W\d_]+)%%?|\{(?P<brace>[^\W\d_]+)\}")
_VARIABLES = re.compile(
    r"(?:first|last|full|user|customer|shop|store|company|product|client)?name|[fl]name|customer|user|client|order|orders?(?:id|no"
    r"|number|date|total)|number|email|address|date|total|price|amount|link|url|code|tracking|product|item|shop|store|company|phone"
    r"|subject|vorname|nachname|kunde|bestellung|bestellnummer|betrag|datum|nom|prenom|client|commande|nombre|apellidos?|pedido"
    r"|ten|hoten|khachhang|donhang|madonhang",
    re.IGNORECASE,
)
_SENTENCE_QUOTED = re.compile(r"[“\"«„](?=[^“”\"«»„\n]{0,300}[”\"»“])[^“”\"«»„\s]+(?: [^“”\"«»„\s]+){3,60}[”\"»“]")


def placeholders_in(text: str) -> list[str]:
    """The placeholders that a reader sees in a text, as they stand there, each once. Addresses hold none."""
    return _marks_in(_URL.sub("", normal(text)))


def without_quoted_sentences(text: str) -> str:
    """A text without the sentences in quotation marks: they may be about placeholders."""
    return _SENTENCE_QUOTED.sub(" ", text)


def is_surely_one(mark: str) -> bool:
    """A word between signs may be a voucher's code (`%SPRING%`), unless it is what templates call their values."""
    word = _WORD.fullmatch(mark)
    return not word or bool(_VARIABLES.fullmatch(plain_letters(word["percent"] or word["brace"])))


def _marks_in(text: str) -> list[str]:
    hits = (hit[0].strip(" :\n") for pattern in (_MARKS, _NAMED, _GREETED, _NO_VALUE) for hit in pattern.finditer(text))
    capitals = (hit[1] for pattern in (_IN_GREETING, _IN_CAPITALS) for hit in pattern.finditer(text) if hit[1].isupper())
    return list(dict.fromkeys(hit[:60] for hit in (*hits, *capitals)))
