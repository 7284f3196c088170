"""A mail shows a placeholder where a value belongs.

## What it checks
Subject, sender's name and text of every mail, without what it quotes, for the marks of templates (`{{ name }}`, `${name}`,
`%name%`, `*|FNAME|*`, `##name##`, `[First name]`), for values that were none (`undefined`, `NaN`, `[object Object]`, "Dear
null"), for greetings that lost their name ("Hello ,", "Chào ,"), and for lorem ipsum.

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
from shopper.reading.text import normal, without_quotes

_URL = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}")
_MARKS = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{1,80}%\}|[$#]\{[^{}\n]{1,80}\}|<%=?[^%\n]{1,80}%>|\*\|[A-Z_:0-9]{2,40}\|\*"
    r"|(?<![\w%])%%?[A-Za-z_]{3,40}%%?(?!\w)|(?<![\w%])%[a-z]+_[a-z_]+|%\([a-z_.]{2,40}\)[sd]|##\w{2,40}##"
    r"|(?<![\w{])\{(?:[a-z][\w.]{1,40}|\d)\}|\[\[[\w .]{2,40}\]\]|\[object Object\]"
)
_NAMED = re.compile(
    r"\[(?:your |the )?(?:(?:first|last|full|customer|recipient|shop|store|company|brand|product) ?name"
    r"|(?:order|tracking) (?:number|no\.?|id)|your (?:shop|store|company|name)|insert [\w ]{2,30}"
    r"|tên(?: khách hàng| của bạn| sản phẩm)?|họ (?:và )?tên|(?:mã|số) (?:đơn hàng|vận đơn)"
    r"|(?:vor|nach|kunden|firmen)name|bestellnummer|nom du client|prénom|nombre del cliente)\]|lorem ipsum",
    re.IGNORECASE,
)
_HELLO = r"(?:dear|hello|hi|(?:xin )?chào|kính gửi|thân gửi|hallo|guten tag|lieber?|bonjour|hola)"
_HER = r"(?: bạn| anh| chị| quý khách| frau| herr| mr\.?| ms\.?| mrs\.?)?"
_GREETED = re.compile(
    rf"^{_HELLO}{_HER} (?-i:null|undefined|None|NaN|N/A|unknown)(?=\W|$)|^{_HELLO} ,", re.IGNORECASE | re.MULTILINE
)
_NO_VALUE = re.compile(
    r"(?::|^) ?(?:undefined|null)(?= ?(?:[.,;₫€£$]|$))|(?<![\w.])NaN(?![\w.])|(?<!\w)Invalid Date(?!\w)", re.MULTILINE
)


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
        left = _placeholders(mail)
        said = f"says {', '.join(f'“{one}”' for one in left[:3])}" if left else "has every value filled in"
        yield Verdict(
            outcome=_outcome(mail, visit) if left else Outcome.PASS,
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


def _placeholders(mail: Mail) -> list[str]:
    """The placeholders that a reader sees, each once."""
    reading = mail.reading
    text = f"{reading.subject}\n{reading.sender_name}\n{without_quotes(reading.text)}".replace("\t", "\n")
    text = _URL.sub("", normal(text))
    hits = (hit[0].strip(" :\n") for pattern in (_MARKS, _NAMED, _GREETED, _NO_VALUE) for hit in pattern.finditer(text))
    return list(dict.fromkeys(hit[:60] for hit in hits))
