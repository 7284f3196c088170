"""Whom a mail greets, by name."""

from __future__ import annotations

import re
from functools import lru_cache

from shopper.model import Persona
from shopper.reading.text import normal, plain_letters, without_quotes

_GREETING = re.compile(
    r"(?:(?:xin )?(?:chào|chao)|kính (?:chào|gửi)|thân (?:chào|gửi)|gửi|cảm ơn|hello|hi|hey|dear|good (?:morning|afternoon"
    r"|evening)"
    r"|thank you|thanks|welcome|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|liebe[rs]?|vielen dank|danke|willkommen|moin"
    r"|bonjour|bonsoir|chère|cher|merci|bienvenue|hola|buen(?:os|as) (?:días|tardes|noches)|estimad[oa]|querid[oa]|gracias"
    r"|bienvenid[oa]|chào mừng)(?!\w)[ ,]*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:anh/chị|chị/anh|anh|chị|bạn|cô|chú|ông|bà|em|quý khách(?: hàng)?|mr|mrs|ms|mx|miss|dr|prof|herrn?|frau|madame|mme"
    r"|monsieur|m"
    r"|mlle|señora?|sra?|don|doña)(?!\w)\.?,? *",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?<!\w)(?:customers?|clients?|client[es]?|cliente|kunden?|kundin|kundinnen|guests?|members?|shoppers?|friends?|team|there"
    r"|all|everyone|user|sir|madam|damen|herren|freunde?|gast|madame|monsieur|amig[oa]s?|todos|lovers?|fans?|for|you|your|ihre?"
    r"|votre|su|und|et|and|bạn|quý|khách|hàng|mọi người)(?!\w)",
    re.IGNORECASE,
)
_PARTICLES = frozenset({"van", "von", "der", "den", "de", "da", "del", "di", "la", "le", "du", "zu", "bin", "al"})
_FIRST_LINES = 8
_LONGEST_NAME = 5  # words


@lru_cache(maxsize=256)
def greeted(text: str) -> str:
    """The name in a mail's salutation, as written, without title; empty where it greets nobody by name."""
    lines = [line for line in normal(without_quotes(text[:4000])).split("\n") if line]
    return next((name for line in lines[:_FIRST_LINES] if (name := _name_in(line))), "")


def is_hers(name: str, persona: Persona, address: str) -> bool:
    """Whether a name may mean the customer: half of its words at least are hers, in any order, with or without accents.

    In Vietnam four of ten people are called Nguyễn: one word of three is not enough.
    """
    hers = set(_words(f"{persona.name} {persona.given} {persona.family}")) | set(_words(address.partition("@")[0]))
    words = _words(name)
    return not words or 2 * len(hers.intersection(words)) >= len(words)


def _name_in(line: str) -> str:
    hit = _GREETING.match(line[:200])
    if not hit:
        return ""
    rest = line[hit.end() : 200]
    while title := _TITLE.match(rest):
        rest = rest[title.end() :]
    rest = re.split(r"[,!.:;–—?(]", rest)[0].strip()
    words = rest.split()
    if not 1 <= len(words) <= _LONGEST_NAME or _NOBODY.search(rest):
        return ""
    named = all(word[0].isupper() or word in _PARTICLES for word in words) and not any(map(str.isdigit, rest))
    return rest if named else ""


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", plain_letters(text)) if len(word) > 1]
