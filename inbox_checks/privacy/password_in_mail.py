"""A mail holds a password in plain words.

## What it checks
Every mail of the shop: the password that the customer typed on the way, letter by letter, and a value after "Password:"
in five languages. One that is masked, a link to set one, and sentences about passwords are fine. A code for one use, or
a password that is called temporary, goes to a person.

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

_LABEL = re.compile(
    r"(?:^|(?<=[\s(•*-]))(?P<label>(?:(?:your|the|new|temporary|initial|one-time|login|my|ihr|dein|das|neues|vorlaufiges"
    r"|temporares"
    r"|votre|ton|nouveau|su|tu|nueva) )*"
    r"(?:password|passcode|passwort|kennwort|mot de passe|contrasena|clave|mat khau|pwd)(?: (?:temporaire|provisoire|temporal"
    r"|provisional|moi|tam thoi|cua (?:ban|quy khach|anh/chi)|dang nhap))*)"
    r" ?(?:is|la|lautet|est|es)? ?[:=] ?(?P<value>\S{4,64})?(?P<more>.*)$"
)
_FIELD = re.compile(r"password|passwort|kennwort|mot de passe|contrasena|mat khau")
_PASSING = re.compile(r"temporar|one-time|einmal|vorlaufig|temporaire|provisoire|temporal|provisional|tam thoi|initial|otp")
_MASKED = re.compile(r"[*•·●x_.…-]{3,}|.?[*•●]{2,}.*")
_A_WORD = re.compile(r"[^\W\d_]+[.,:;!?]?")


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
    lines = [line for line in normal(without_quotes(mail.reading.text)).split("\n") if line]
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        if known := next((password for password in typed if password in line), ""):
            return Outcome.FAIL, line.partition(known)[0].strip(" :") or "…", known
        hit = _LABEL.search(plain_letters(line[:300]).replace("\t", " "))
        if not hit:
            continue
        value, more = hit["value"] or after.strip(), hit["more"] if hit["value"] else ""
        if _is_a_password(value, more):
            passing = _PASSING.search(hit["label"])
            return (Outcome.REVIEW if passing else Outcome.FAIL), hit["label"].strip(), value
    return Outcome.PASS, "", ""


def _is_a_password(value: str, more: str) -> bool:
    """A single token that is no word of a sentence, no link and not masked."""
    if more.strip() or " " in value or not 4 <= len(value) <= 64:
        return False
    return not (_MASKED.fullmatch(value) or _A_WORD.fullmatch(value) or "://" in value or value.startswith("<"))


def _typed(visit: Evidence) -> tuple[str, ...]:
    """What the customer typed into fields for passwords, as far as the plan alone says it."""
    found = []
    for step in visit.plan.steps:
        said = str(step.args.get("text", "")).replace("${visit.id}", visit.visit)
        if _FIELD.search(plain_letters(str(step.args.get("into", "")))) and "${" not in said and len(said) >= 6:
            found.append(normal(said))
    return tuple(found)
