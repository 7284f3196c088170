"""A shop's own search: which pages are its results, whether it found nothing, and what it offers then."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

from shopper.model import PageView
from shopper.reading.contact import ways_to_a_person
from shopper.reading.links import place_of
from shopper.reading.state_graph import own_links, own_part
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import is_help, topic_of_link

_ASKED = frozenset({
    "q", "query", "s", "search", "searchtext", "ssearch", "keyword", "keywords", "k", "term", "text", "w", "tukhoa",
})  # fmt: skip
_PATH = re.compile(r"(?:^|/)(?:search|catalogsearch|tim-kiem|suche|suchen|recherche|buscar|busqueda)(?:[/.]|$)")
_NOTHING = re.compile(
    r"(?<!\w)(?:no (?:search )?(?:results?|matches|products?|items?|articles?|answers?)(?: (?:were|was|could be|have been))?"
    r"(?: (?:found|available|match\w*)| for (?:your|[\"“'«„])|$|[.!,:])"
    r"|(?:did not|didn't|could not|couldn't|can't|cannot) find (?:any|anything|what|a match|results)"
    r"|no answers? to [\"“'«]"
    r"|nothing (?:was |were )?(?:found|match(?:es|ed)?)|did not match any|0 (?:results?|products?|items?)"
    r"|khong (?:tim thay|co) (?:bat ky |mot )?(?:ket qua|san pham|bai viet|cau tra loi|cau hoi|noi dung|muc|gi)"
    r"|khong tim thay|chua co (?:san pham|cau hoi|cau tra loi|ket qua|bai viet)|0 ket qua"
    r"|keine? (?:such)?(?:ergebnisse?|treffer)|nichts gefunden|gibt es (?:noch )?(?:nichts|keine? \w+)|0 (?:treffer|ergebnisse)"
    r"|keine? (?:artikel|produkte?|antwort\w*|fragen?)(?: \w+){0,4} (?:gefunden|passen\w*|passt)"
    r"|(?:aucun|pas de|0) (?:resultats?|produits?|articles?|reponses?)|aucune (?:reponse|question|correspondance)"
    r"|pas encore de reponse"
    r"|rien (?:n'a ete |de )?(?:trouve|ne correspond)|n'a (?:donne|retourne) aucun"
    r"|(?:ningun|sin|0) (?:resultados?|productos?|articulos?|coincidencias?)"
    r"|no (?:se )?(?:han? )?(?:encontr\w+|hay (?:resultados|productos)))"
)
_HINT = re.compile(
    r"(?<!\w)(?:try|check (?:the|your|for)|use (?:fewer|more|other|another|different)|fewer|shorter|did you mean|search again"
    r"|different (?:words?|keywords?|terms?|search)"
    r"|thu (?:lai|tu|voi|tim|cac|nhung|mot)|ban (?:hay )?thu|(?:hay )?kiem tra (?:lai )?(?:chinh ta|tu khoa)"
    r"|tu khoa khac|ngan hon|co phai (?:ban|y ban)"
    r"|versuch\w*|prufen sie|meinten sie|(?:andere|kurzere|allgemeinere)[nms]? (?:such)?(?:begriffe?|wort|worter)"
    r"|essayez|verifiez|autres? (?:mot|terme)s?|plus (?:court|general)|vouliez-vous"
    r"|pruebe|prueba|intente|intenta|compruebe|revise|otras? palabras?|quiso decir)(?!\w)"
)
_SHORT = 300
_OTHER_GOODS = 2
"""Links to other pages of the shop that are more than the way back."""


def words_sought(url: str) -> str:
    """What an address of search results was asked for; empty if it is none."""
    parts = urlsplit(url)
    return next((value for key, value in parse_qsl(parts.query) if key.lower() in _ASKED and value.strip()), "")


def is_results(url: str) -> bool:
    """Whether an address is that of search results."""
    return bool(words_sought(url) or _PATH.search(plain_letters(urlsplit(url).path)))


def found_nothing(page: PageView) -> str:
    """The words by which a page of search results says that there are none; empty if it does not."""
    return next((normal(block.text) for block in own_part(page.in_sight).blocks if _says(_NOTHING, block.text)), "")


def way_on(page: PageView, *, own: Collection[str] = ()) -> str:
    """What the page's own part offers to a customer who found nothing: a hint, a way to a person, other goods or answers; in
    words for a reader, empty if there is none. `own`: her own addresses and phone numbers."""
    part = own_part(page)
    if hint := next((normal(block.text) for block in part.blocks if _says(_HINT, block.text)), ""):
        return f"“{hint}”"
    if person := next(ways_to_a_person(part.model_copy(update={"controls": ()}), own=own), ""):
        return person
    onward = [link for link in own_links(page) if not words_sought(link.href)]
    if answers := next((link for link in onward if any(map(is_help, topic_of_link(link)))), None):
        return f"link “{normal(answers.text)}”"
    links = {place_of(link.href): normal(link.text) for link in onward}
    if len(links) >= _OTHER_GOODS:
        return "other pages: " + ", ".join(f"“{text}”" for text in [*links.values()][:3] if text)
    return ""


def _says(what: re.Pattern[str], text: str) -> bool:
    return len(text) <= _SHORT and bool(what.search(plain_letters(normal(text)).replace("’", "'")))
