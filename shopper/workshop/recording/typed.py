"""What somebody typed, as a journey may keep it: a secret by its name, the customer's own data by theirs, the rest as it is.

Told by what the field says about itself (HTML's `autocomplete`, its type, its name and label in the languages of our shops),
and by the text: a number that passes Luhn's check (ISO/IEC 7812-1) is a card's, whatever its field is called. In doubt it is
a secret: a reference too many is mended in a moment, a password in a repository is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from shopper.model import Persona
from shopper.workshop.recording.acts import FieldFacts

LOGIN, PASSWORD, CODE = "LOGIN", "PASSWORD", "ONE_TIME_CODE"  # names of secrets
USERNAME = "username"

_BY_TOKEN = {
    "current-password": PASSWORD, "new-password": PASSWORD, "one-time-code": CODE,
    "cc-number": "CARD_NUMBER", "cc-csc": "CARD_CODE", "cc-exp": "CARD_EXPIRY", "cc-exp-month": "CARD_EXPIRY_MONTH",
    "cc-exp-year": "CARD_EXPIRY_YEAR", "cc-name": "CARD_NAME", "cc-given-name": "CARD_GIVEN_NAME",
    "cc-additional-name": "CARD_MIDDLE_NAME", "cc-family-name": "CARD_FAMILY_NAME", "cc-type": "CARD_TYPE",
}  # fmt: skip
"""HTML's autofill tokens of what must not be written down."""

_OF_PERSONA = {
    "name": "name", "cc-name": "name", "given-name": "given", "cc-given-name": "given", "family-name": "family",
    "cc-family-name": "family", "tel": "phone", "tel-national": "phone", "street-address": "street", "address-line1": "street",
    "address-level2": "city", "postal-code": "postcode",
}  # fmt: skip
_KNOWN_BY_VALUE = ("name", "street", "phone", "city", "postcode", "family", "given")

_WORDS = (
    ("CARD_CODE", r"cv[cv]|{csc}|(?:security|card) ?code|mã bảo mật|prüf(?:nummer|ziffer|code)|cryptogramme"
                  r"|código de seguridad"),
    ("CARD_NUMBER", r"(?:card|{cc})[ _-]?(?:n(?:o(?![a-z])|um|r)|\d|pan)|số thẻ|kartennummer|numéro de (?:la )?carte"
                    r"|número de (?:la )?tarjeta"),
    ("CARD_EXPIRY", r"(?:card|{cc})[ _-]?exp|ngày hết hạn thẻ"),
    (PASSWORD, r"pass(?:word|wd|wort|phrase)|{pwd}|mật khẩu|kennwort|mot de passe|contraseña"),
    (CODE, r"{otp}|one[ _-]?time|2fa|{tan}|mã (?:otp|xác (?:thực|minh|nhận))|verification code|bestätigungscode"),
    ("PIN", r"{pin}"),
    ("IBAN", r"iban|account ?n(?:o(?![a-z])|um)|số tài khoản|kontonummer"),
)  # fmt: skip
_ALONE = {word: rf"(?<![a-z]){word}(?![a-z])" for word in ("csc", "cc", "pwd", "otp", "tan", "pin")}
_KINDS = tuple((kind, re.compile(pattern.format(**_ALONE), re.IGNORECASE)) for kind, pattern in _WORDS)
_CARD = re.compile(r"\d(?:[ -]?\d){12,18}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

NOT_KEPT = "what was typed is not kept: she gives her own"
NO_MAILBOX = "the shop has no `mailbox`; with one, write ${visit.mail}: every visit has an address of its own"


def escaped(text: str) -> str:
    """A text that came from outside, so that no `${…}` in it means anything."""
    return text.replace("${", "$${")


@dataclass
class Typist:
    """Turns typed texts into what a journey says, and keeps the secrets: name → text, in memory only.

    `prefix`: what the secrets' names begin with. `mailbox`: whether visits of this shop have mail addresses of their own.
    `plain`: how a text is written that is neither a secret nor the customer's own.
    """

    persona: Persona
    prefix: str
    mailbox: bool = True
    plain: Callable[[str], str] = escaped
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    _wrote_mail: bool = False

    def write(self, about: FieldFacts, text: str) -> tuple[str, str]:
        """What the journey's file says instead of this text, and a remark or an empty text."""
        token, mail = _token(about), bool(_MAIL.fullmatch(text.strip()))
        kind = secret_kind(about, text)
        if kind and text and not self._is_name_on_card(token, text):
            return self._secret(kind, text), ""
        if about.login and (mail or token == USERNAME) and not (mail and self._wrote_mail):
            return self._secret(LOGIN, text), ""
        if mail and not self.mailbox:
            return self.plain(text), NO_MAILBOX
        if mail:
            self._wrote_mail = True
            return "${visit.mail}", ""
        return self._own(token, text)

    def _own(self, token: str, text: str) -> tuple[str, str]:
        by_token = _OF_PERSONA.get(token, "")
        if by_token and text and getattr(self.persona, by_token):
            return f"${{persona.{by_token}}}", "" if self._is_own(by_token, text) else NOT_KEPT
        known = next((name for name in _KNOWN_BY_VALUE if self._is_own(name, text)), "")
        return (f"${{persona.{known}}}" if known else self.plain(text)), ""

    def _is_name_on_card(self, token: str, text: str) -> bool:
        return token in _OF_PERSONA and self._is_own(_OF_PERSONA[token], text)

    def _is_own(self, name: str, text: str) -> bool:
        own = getattr(self.persona, name)
        form = _digits if name == "phone" else _plain
        return bool(own) and form(own) == form(text)

    def _secret(self, kind: str, text: str) -> str:
        same = next((name for name, known in self.secrets.items() if known == text), "")
        names = (f"{self.prefix}_{kind}" + (f"_{n}" if n > 1 else "") for n in range(1, len(self.secrets) + 2))
        name = same or next(name for name in names if name not in self.secrets)
        self.secrets[name] = text
        return f"${{secret:{name}}}"


def secret_kind(about: FieldFacts, text: str) -> str:
    """What kind of secret this is, such as `CARD_NUMBER`; an empty text if it is none."""
    token = _token(about)
    if token in _BY_TOKEN:
        return _BY_TOKEN[token]
    if about.type == "password" or token not in _OF_PERSONA:
        words = f"{about.name} {about.label}"
        named = next((kind for kind, pattern in _KINDS if pattern.search(words)), "")
        if named or about.type == "password":
            return named or PASSWORD
    if _CARD.fullmatch(text.strip()) and passes_luhn(text):
        return "CARD_NUMBER"
    return "IBAN" if _IBAN.fullmatch(text.strip().upper()) else ""


def passes_luhn(text: str) -> bool:
    """Whether the digits of a text pass Luhn's check (ISO/IEC 7812-1, annex B), as those of every payment card do."""
    digits = [int(character) for character in reversed(text) if character.isdecimal()]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def _token(about: FieldFacts) -> str:
    """The field's autofill token: `cc-number` of `section-pay billing cc-number`."""
    return (about.autocomplete.split() or [""])[-1].lower()


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
