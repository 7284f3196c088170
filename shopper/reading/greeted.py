"""Whom a mail greets, by name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shopper.model import Persona
from shopper.reading.text import normal, plain_letters, without_quotes

_GREETING = re.compile(
    r"(?:(?P<vi>(?:xin )?(?:chào|chao)|kính (?:chào|gửi)|thân (?:chào|gửi)|gửi)(?! mừng)"
    r"|(?P<loose>cảm ơn|thank you|thanks|welcome"
    r"|vielen dank|danke|willkommen|merci|bienvenue|gracias|bienvenid[oa]|chào mừng)"
    r"|hello|hi|hey|dear|good (?:morning|afternoon"
    r"|evening)"
    r"|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|liebe[rs]?|moin"
    r"|bonjour|bonsoir|chère|cher|hola|buen(?:os|as) (?:días|tardes|noches)|estimad[oa]|querid[oa]"
    r")(?!\w)[ ,]*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:anh/chị|chị/anh|anh|chị|bạn|cô|chú|ông|bà|em|quý khách(?: hàng)?|mr|mrs|ms|mx|miss|dr|prof|herrn?|frau|madame|mme"
    r"|monsieur|m"
    r"|mlle|señora?|sra?|don|doña)(?!\w)\.?,? *",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?<!\w)(?:account|holders?|subscribers?|membres?|mitglied(?:er)?|miembros?|abonné[es]*|abonnent(?:in|innen|en)?"
    r"|suscriptor(?:a|es)?"
    r"|buyers?|readers?|leser(?:in|innen)?|families|family|familie|famille|familia|folks|collectors?|explorers?|valued|loyal|club|vip"
    r"|privilège|privilege|premium|community|abonnés|\w*freund(?:in|innen|en)?|\w*kund(?:e|en|in|innen)|\w*liebhaber(?:in|innen)?"
    r"|thành viên|hội viên|tín đồ|quý vị|người|yêu"
    r"|customers?|clients?|client[es]?|cliente|kunden?|kundin|kundinnen|guests?|members?|shoppers?|friends?|team|there"
    r"|all|everyone|user|sir|madam|damen|herren|freunde?|gast|madame|monsieur|amig[oa]s?|todos|lovers?|fans?|for|you|your|ihre?"
    r"|votre|su|und|et|and|bạn|quý|khách|hàng|mọi người)(?!\w)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"bạn|em|quý|m(?!\w)", re.IGNORECASE)
"""Titles that are words of every day as well."""
_YOU = frozenset({"du", "ihr", "toi", "vous", "tú"})
_PARTICLES = frozenset({"van", "von", "der", "den", "de", "da", "del", "di", "la", "le", "du", "zu", "bin", "al"})
_FAMILY_NAMES = frozenset(
    {
        "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ngo", "duong", "ly", "dinh",
        "trinh", "truong", "doan", "dao", "lam", "luu", "chau", "thai", "luong",
    }
)  # fmt: skip
"""Those of nine in ten Vietnamese; without any that is as well a town's or a lake's."""
_FIRST_LINES = 8
_LONGEST_NAME = 5  # words


class _Greeted(NamedTuple):
    name: str
    is_person: bool


def greeted(text: str) -> str:
    """The name in a mail's salutation, as written, without title; empty where it greets nobody by name."""
    return _salutation(text).name


def greets_a_person(text: str) -> bool:
    """Whether that name is surely a person's: a title leads it, or it is a full name. One word may be a town."""
    return _salutation(text).is_person


@lru_cache(maxsize=256)
def _salutation(text: str) -> _Greeted:
    lines = [line for line in normal(without_quotes(text[:4000])).split("\n") if line]
    return next((found for line in lines[:_FIRST_LINES] if (found := _read(line)).name), _Greeted("", is_person=False))


def is_hers(name: str, persona: Persona, address: str) -> bool:
    """Whether a name may mean the customer: half of its words at least are hers, in any order, with or without accents.

    In Vietnam four of ten people are called Nguyễn: one word of three is not enough.
    """
    hers = set(_words(f"{persona.name} {persona.given} {persona.family}")) | set(_words(address.partition("@")[0]))
    words = _words(name)
    return not words or 2 * len(hers.intersection(words)) >= len(words)


def _read(line: str) -> _Greeted:
    hit = _GREETING.match(line[:200])
    if not hit:
        return _Greeted("", is_person=False)
    rest, titled = line[hit.end() : 200], False
    while title := _TITLE.match(rest):
        rest, titled = rest[title.end() :], titled or not _ANYBODY.match(title[0])
    name = _name_in(rest)
    words = _words(name)
    full = len(words) > 1 and not hit["loose"] and (not hit["vi"] or bool(_FAMILY_NAMES & {words[0], words[-1]}))
    return _Greeted(name, is_person=bool(name) and (titled or full))


def _name_in(rest: str) -> str:
    rest = re.split(r"[,!.:;–—?(]", rest)[0].strip()
    words = rest.split()
    if not 1 <= len(words) <= _LONGEST_NAME or _NOBODY.search(rest) or rest.casefold() in _YOU:
        return ""
    named = all(word[0].isupper() or word in _PARTICLES for word in words) and not any(map(str.isdigit, rest))
    return rest if named else ""


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", plain_letters(text)) if len(word) > 1]
