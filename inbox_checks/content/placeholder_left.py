"""A mail shows a placeholder where a value belongs.

## What it checks
Subject, sender's name and text of every mail, without what it quotes, for the marks of templates (`{{ name }}`, `${name}`,
`%name%`, `*|FNAME|*`, `##name##`, `[First name]`, `[ORDER_NUMBER]`, and any capitals
in square brackets in a greeting: `[NOMBRE]`), for values that were none (`undefined`, `NaN`, `[object Object]`, "Dear
null"), for greetings that lost their name ("Hello ,", "Chào ,"), and for lorem ipsum. What may be a voucher's code (`%SPRING%`)
and what stands in a sentence in quotation marks goes to a person; her own words are left out.

## Why it matters
The customer sees that nobody is writing to her, and that nobody looked. If the missing value was an amount, a date or an
address, she has to ask for it.

## How to fix
Send the template with an order that lacks the field (no first name, a guest, a company) and give it a fallback. Let the
mailer refuse to send what still holds a placeholder.

## Example
“The ready to ship says “{{ customer.first_name }}”.” A guest has no first name in the order management, and the template had no
fallback for that.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import normal, plain_letters, without_quotes

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


@check(
    title="Every value is filled in",
    failure="A mail shows a placeholder",
    category="consistency",
    impact="serious",
    serves=["0-39", "3-02", "3-05"],
)
def placeholder_left(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited:
            continue
        left, sure = _placeholders(mail, visit)
        said = f"says {', '.join(f'“{one}”' for one in left[:3])}" if left else "has every value filled in"
        yield Verdict(
            outcome=Outcome.PASS if not left else _outcome(mail, visit) if sure else Outcome.REVIEW,
            sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
            expected="values",
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _outcome(mail: Mail, visit: Evidence) -> Outcome:
    """A person may write braces on purpose, and so may a newsletter: only a known kind's template is surely at fault."""
    kind = visit.plan.shop.mails.get(mail.kind)
    return Outcome.REVIEW if not mail.kind or (kind and kind.reply == "human") else Outcome.FAIL


def _placeholders(mail: Mail, visit: Evidence) -> tuple[list[str], bool]:
    """The placeholders that a reader sees, each once, and whether one of them surely is one."""
    reading = mail.reading
    hers = {line for letter in visit.letters for line in normal(letter.text).split("\n") if line}
    text = f"{reading.subject}\n{reading.sender_name}\n{without_quotes(reading.text)}".replace("\t", "\n")
    text = _URL.sub("", "\n".join(line for line in normal(text).split("\n") if line.strip('“”"«»„ ') not in hers))
    unquoted = _SENTENCE_QUOTED.sub(" ", text)
    left = _marks_in(text)
    return left, any(_is_sure(one) for one in _marks_in(unquoted)) if left else False


def _is_sure(mark: str) -> bool:
    """A word between signs may be a voucher's code (`%SPRING%`), unless it is what templates call their values."""
    word = _WORD.fullmatch(mark)
    return not word or bool(_VARIABLES.fullmatch(plain_letters(word["percent"] or word["brace"])))


def _marks_in(text: str) -> list[str]:
    hits = (hit[0].strip(" :\n") for pattern in (_MARKS, _NAMED, _GREETED, _NO_VALUE) for hit in pattern.finditer(text))
    capitals = (hit[1] for pattern in (_IN_GREETING, _IN_CAPITALS) for hit in pattern.finditer(text) if hit[1].isupper())
    return list(dict.fromkeys(hit[:60] for hit in (*hits, *capitals)))
