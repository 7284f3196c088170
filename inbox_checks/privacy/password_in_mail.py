"""A mail holds a password in plain words.

## What it checks
Both bodies of every mail of the shop: the password that the customer typed on the way, letter by letter, and a value
after "Password:" or "Your password is", in five languages. One that is masked, a link to set one, and sentences about
passwords are fine; in a sentence, only a word with a figure is taken for a password. A code for one use, or a password
that is called temporary, goes to a person.

## Why it matters
Mails are copied, forwarded and kept for years. A password in one opens her account to whoever reads along, and shows
that you keep it where it can be read.

## How to fix
Never send a password: send a link by which she sets one, that works once and for an hour. If the mail could only be
written because the password is stored readably, store nothing but a salted hash (argon2, bcrypt).

## Example
"The welcome to the account holds a password: “Mật khẩu: S•••••••”." The template of an old version of the shop software
was still in use for customers who had been created by hand.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.naming import on_mail
from shopper.reading.text import normal, plain_letters, without_quotes

_NAMED = (
    r"(?:^|(?<=[\s(•*-]))(?P<label>(?:(?:your|the|new|temporary|initial|one-time|login|my|ihr|dein|das|neues|vorlaufiges"
    r"|temporares"
    r"|votre|ton|nouveau|su|tu|nueva) )*"
    r"(?:password|passcode|passwort|kennwort|mot de passe|contrasena|clave|mat khau|pwd)(?: (?:temporaire|provisoire|temporal"
    r"|provisional|moi|tam thoi|cua (?:ban|quy khach|anh/chi)|dang nhap))*)"
)
_LABEL = re.compile(_NAMED + r" ?(?:is|la|lautet|ist|est|es)? ?[:=] ?(?P<value>\S{4,64})?(?P<more>.*)$")
_SAID = re.compile(
    _NAMED + r"(?: (?:for|of|to|fur|zu|zum|de|du|pour|tai khoan|cho)(?: [\w'’-]{1,30}){1,4}?)?"
    r" (?:is|la|lautet|ist|est|es)(?: now| jetzt| nun| desormais| ahora)? [\"“„«']?(?P<value>[^\s\"“”„«»]{4,64})(?P<more>.*)$"
)
_WITH_A_FIGURE = re.compile(r"(?=\D*\d)(?!\d+[.,-]?[^\W\d_]*[.,;!]?$)\S*[^\W\d_]\S*|\d{4,12}[.,;!]?")
"""In a sentence, what follows “is” may be any word: `hunter2` is none, and neither are `8-digit` and `24h` a password."""
_GOES_ON = re.compile(r" ?[\"“”»'.,;)(–—-]| (?:and|und|et|y|va|please|bitte|vui long)(?!\w)")
_FIELD = re.compile(r"password|passwort|kennwort|mot de passe|contrasena|mat khau")
_PASSING = re.compile(r"temporar|one-time|einmal|vorlaufig|temporaire|provisoire|temporal|provisional|tam thoi|initial|otp")
_MASKED = re.compile(r"[*•·●x_.…-]{3,}|.?[*•●]{2,}.*")
_A_WORD = re.compile(r"[^\W\d_]+[.,:;!?]?")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+[.,:;!?]?")
"""`correct-horse-battery-staple` is a password, and “Kennwort: wie-oben-gewählt” none."""
_ADDRESS = re.compile(r"www\..*|.*://.*|(?:[\w-]{1,63}\.)+[a-z]{2,10}/.*")
_REFERENCE = re.compile(r"[a-z]{1,6}[-#]?\d{3,12}")
"""What Spanish shops call "clave" may be the key to a parcel or a case just as well."""
_WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)


@check(
    title="No mail holds a password",
    failure="A mail holds a password",
    category="process",
    impact="critical",
    serves=["3-07", "0-27"],
)
def password_in_mail(visit: Evidence) -> Findings:
    typed = _typed(visit)
    for mail in visit.mails:
        if mail.solicited:
            outcome, label, value = _judge(mail, typed)
            said = f"holds a password: “{label}: {value[:1]}•••••••”" if value else "holds no password"
            yield on_mail(mail, visit, outcome, said, expected="no password", actual=label if value else "none")


def _judge(mail: Mail, typed: tuple[str, ...]) -> tuple[Outcome, str, str]:
    judged = [_read(text, typed) for text in dict.fromkeys((mail.reading.text, mail.reading.plain))]
    return min(judged, key=lambda one: _WORST_FIRST.index(one[0]))


def _read(text: str, typed: tuple[str, ...]) -> tuple[Outcome, str, str]:
    lines = [line for line in normal(without_quotes(text)).split("\n") if line]
    for line, after in zip(lines, (*lines[1:], ""), strict=False):
        if known := next((password for password in typed if password in line), ""):
            return Outcome.FAIL, line.partition(known)[0].strip(" :") or "…", known
        plain = plain_letters(line[:300]).replace("\t", " ")
        hit, said = _LABEL.search(plain), _SAID.search(plain)
        if hit:
            value, more = hit["value"] or after.strip(), hit["more"] if hit["value"] else ""
            if _is_a_password(value, more) and not (hit["label"] == "clave" and _REFERENCE.fullmatch(value)):
                return _found(hit["label"], value)
        if said and _is_said_to_be_one(said["value"], said["more"]):
            return _found(said["label"], said["value"])
    return Outcome.PASS, "", ""


def _found(label: str, value: str) -> tuple[Outcome, str, str]:
    unsure = _PASSING.search(label) or _WORDS.fullmatch(value)
    return (Outcome.REVIEW if unsure else Outcome.FAIL), label.strip(), value


def _is_said_to_be_one(value: str, more: str) -> bool:
    """After “is”: a word with a figure that ends its sentence or clause, no link and not masked."""
    ends = not more.strip() or value[-1] in ".,;!?" or _GOES_ON.match(more)
    return bool(ends and _WITH_A_FIGURE.fullmatch(value)) and not _MASKED.fullmatch(value) and not _ADDRESS.fullmatch(value)


def _is_a_password(value: str, more: str) -> bool:
    """A single token that is no word of a sentence, no link and not masked."""
    if more.strip() or " " in value or not 4 <= len(value) <= 64:
        return False
    return not any(form.fullmatch(value) for form in (_MASKED, _A_WORD, _ADDRESS)) and not value.startswith("<")


def _typed(visit: Evidence) -> tuple[str, ...]:
    """What the customer typed into fields for passwords, as far as the plan alone says it."""
    found = []
    for step in visit.plan.steps:
        said = str(step.args.get("text", "")).replace("${visit.id}", visit.visit)
        if _FIELD.search(plain_letters(str(step.args.get("into", "")))) and "${" not in said and len(said) >= 6:
            found.append(normal(said))
    return tuple(found)
