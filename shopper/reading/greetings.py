"""How a letter begins and ends: salutation, closing formula, and who signed it. In vi, en, de, fr and es."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shopper.model import Persona
from shopper.reading.greeted import greeted
from shopper.reading.text import normal, plain_letters

_GREETING = re.compile(
    r"(?:dear|hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|greetings"
    r"|(?:da,? )?(?:(?:em|minh|shop|ben em|chung toi) )?(?:xin )?(?:kinh )?chao|kinh (?:gui|thua)|than gui|gui (?:anh"
    r"|chi|ban|quy)"
    r"|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|liebe[rs]?|moin|servus|gruss gott|gruezi|werte[rs]?|hi"
    r"|bonjour|bonsoir|salut|chere?s?|madame|monsieur"
    r"|hola|buen(?:os|as)? (?:dias?|tardes|noches)|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?)(?!\w)"
    r"|.{0,40}(?<!\w)(?:xin (?:kinh )?chao|chao (?:anh|chi|ban|quy khach))(?!\w)"
)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:(?:my|our) )?(?:very )?(?:kind(?:est)?|best|warm(?:est)?|friendly) (?:regards|wishes)|regards"
    r"|yours(?!\w)"
    r"|sincerely|cheers|all the best|best(?=[,.! ]*$)|take care|have a (?:nice|great|lovely|good|wonderful)|warmly"
    r"|br(?=,?$)"
    r"|speak soon|(?:many |best )?thanks(?: again| and .{0,30})?(?=[,.! ]*$)|thank you(?: (?:again|very much"
    r"|so much))?(?=[,.! ]*$)"
    r"|thank you for your (?:patience|understanding|trust)"
    r"|(?:xin )?tran trong|than (?:men|ai|chao)|kinh (?:thu|chao|men)|chuc (?:ban|anh|chi|quy|minh)|men chao"
    r"|(?:(?:em|shop|chung toi|da|xin|chan thanh) )*cam on(?: (?:ban|anh|chi|quy khach|anh/chi|nhieu|rat|lan nua|a"
    r"|va))*(?=[,.! ]*$)"
    r"|mit (?:\w+ ){1,3}gruss|(?:viele|liebe|beste|freundliche|herzliche|schone|sonnige)n? grusse?|mfg(?!\w)"
    r"|[lv]g(?!\w)|grusse?(?!\w)"
    r"|herzlichst|(?:einen|ein|noch) (?:\w+ )?schone[ns]? (?:\w+ )?(?:tag|abend|woche)|schonen (?:tag|abend)|bis bald"
    r"|(?:vielen|besten|herzlichen) dank(?=[,.! ]*$)|danke(?: schon)?(?=[,.! ]*$)"
    r"|(?:(?:bien|tres) )?(?:cordialement|sincerement|amicalement)|cdlt|bien a (?:vous|toi)"
    r"|(?:avec )?(?:nos |mes )?(?:sinceres |meilleures |cordiales )?salutations|(?:je|nous) vous (?:prie|souhait|adress)"
    r"|veuillez (?:agreer|recevoir|croire)|(?:tres )?(?:bonne|belle|excellente) (?:journee|soiree|continuation"
    r"|reception|semaine)"
    r"|a (?:tres )?(?:bientot|vite)|merci(?: (?:d'avance|encore|beaucoup))?(?=[,.! ]*$)|respectueusement"
    r"|(?:muy )?atentamente|atte(?!\w)|(?:reciba )?(?:un |nuestros? )?(?:cordial(?:es)? |afectuosos? )?saludos?(?!\w)"
    r"|cordialmente"
    r"|que tenga|hasta pronto|(?:muchas )?gracias(?=[,.! ]*$))"
    r"|(?:(?:your|the|ihr|ihre|dein|das|votre|l'|el|tu|su|doi ngu|bo phan|toan the)[ ]?.{0,40}"
    r"(?:team|equipe|equipo|service|kundenservice|kundendienst|customer care)|(?:doi ngu|bo phan|l'equipe"
    r"|el equipo) .{2,50})[ .,!]*$"
)
_TEAM = re.compile(
    r"(?<!\w)(?:team|customer (?:care|service|support)|support|bo phan|doi ngu|cham soc khach hang|kundenservice|kundendienst"
    r"|kundenbetreuung|equipe|service client|conseil client|equipo|atencion al cliente)(?!\w)"
)
_NAME = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_FOR = re.compile(r"^(?:i\. ?[AV]\.|p\. ?p\.|ppa\.|gez\.|p\.o\.|TL\.|T/M) ?", re.IGNORECASE)
"""Who signs for somebody else says so."""

_FIRST_LINES, _AFTER_CLOSING, _LAST_LINES, _LONGEST_NAME = 8, 3, 6, 8
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "da", "del", "di", "la", "le", "du", "zu", "und", "and", "et", "y", "và"}
)


class Letter(NamedTuple):
    """A letter taken apart, without empty lines; `greeting` and `closing` are empty where it has none. `body` stands between
    them, `end` after the closing formula (which may hold a name itself)."""

    greeting: str
    body: tuple[str, ...]
    closing: str
    end: tuple[str, ...]


@lru_cache(maxsize=128)
def take_apart(text: str) -> Letter:
    """Take a mail's own text apart, quotes removed."""
    lines = [line for line in normal(text[:20_000]).split("\n") if line]
    plain = [plain_letters(line[:300]).replace("’", "'") for line in lines]
    first = next((nr for nr, line in enumerate(plain[:_FIRST_LINES]) if _greets(lines[nr], line)), None)
    begin = 0 if first is None else first + 1
    last = next((nr for nr in range(begin, len(lines)) if _closes(plain[nr])), None)
    if last is None:
        return Letter("" if first is None else lines[first], tuple(lines[begin:]), "", ())
    return Letter("" if first is None else lines[first], tuple(lines[begin:last]), lines[last], tuple(lines[last + 1 :]))


def is_greeted(text: str, persona: Persona) -> bool:
    """Whether a letter has a salutation, be it her bare name ("Linh,")."""
    letter = take_apart(text)
    first = letter.body[0] if letter.body else ""
    return bool(letter.greeting or greeted(text) or (len(first.split()) <= 4 and names_her(first, persona)))


def names_her(line: str, persona: Persona) -> bool:
    """Whether a line holds her given name or her family name, with or without accents."""
    hers = set(_words(f"{persona.name} {persona.given} {persona.family}"))
    return bool(hers.intersection(_words(line)))


def signed_by(text: str, own_names: tuple[str, ...]) -> str:
    """The line with which a letter is signed: a name after the closing formula, a person's or a team's, or, without one, one
    of `own_names` (the shop's, the sender's) in its last lines; empty if nobody signed it."""
    letter = take_apart(text)
    near = letter.end[:_AFTER_CLOSING] if letter.closing else letter.body[-_LAST_LINES:]
    known = [plain_letters(name) for name in own_names if len(name) > 1]
    named = (line for line in (letter.closing, *near) if any(name in plain_letters(line) for name in known))
    likely = (line for line in near if _is_name(line) or _TEAM.search(plain_letters(line))) if letter.closing else ()
    behind = letter.closing.partition(",")[2].strip()
    return next(named, "") or next(iter(likely), "") or (behind if _is_name(behind) else "")


def _greets(line: str, plain: str) -> bool:
    return bool(_GREETING.match(plain)) and len(line.split()) <= 30


def _closes(plain: str) -> bool:
    """A closing formula stands in a short line of its own."""
    return len(plain.split()) <= 14 and bool(_CLOSING.match(plain.lstrip("-–— *_")))


def _is_name(line: str) -> bool:
    words = _FOR.sub("", line).strip(" .,!-–—|*_").split()
    if not 1 <= len(words) <= _LONGEST_NAME or not all(
        _NAME.fullmatch(word.strip(",()/&|·–-")) for word in words if len(word) > 1
    ):
        return False
    return words[0][:1].isupper() and sum(word[:1].isupper() or word in _PARTICLES for word in words) * 2 > len(words)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", plain_letters(text)) if len(word) > 1]
