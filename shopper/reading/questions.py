"""What a shop's frequent questions answer: the usual topics by their words in five languages, and the owner's own questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shopper.model import PageView
from shopper.reading.pages import SeenPage
from shopper.reading.text import normal, plain_letters, words_of
from shopper.reading.topics import subjects_of_page
from shopper.reading.tours import Tour, own_text


def faq_pages(tour: Tour) -> tuple[SeenPage, ...]:
    """The pages of frequent questions, or of a help centre, and those whose way leads through them alone: its articles."""
    heads = [seen for seen in tour.pages if _is_head(seen.page)]
    paths = [f"{seen.page.url.split('?')[0].rstrip('/')}/" for seen in heads]
    below = [seen for seen in tour.pages if any(seen.page.url.startswith(path) for path in paths)]
    return tuple(seen for seen in tour.pages if seen in heads or seen in below)


def _is_head(page: PageView) -> bool:
    """Whether it has the frequent questions or leads to them. A guide to buying (“Hướng dẫn mua hàng”) does neither."""
    subjects = subjects_of_page(page)
    guides = "huong dan" in plain_letters(normal(page.title)) or page.url.rstrip("/").endswith("huong-dan-mua-hang")
    return "faq" in subjects or ("help" in subjects and not guides)


def said_on(pages: Sequence[SeenPage]) -> list[str]:
    """What these pages say, a line each, and what their JSON-LD does: answers that only open at a click stand there."""
    lines = [line for seen in pages for line in own_text(seen.page)]
    return lines + [normal(text) for seen in pages for thing in seen.page.structured for text in _texts(thing)]


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value[:2000]
    elif depth < 6 and isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner, depth + 1)
    elif depth < 6 and isinstance(value, list | tuple):
        for inner in value[:100]:
            yield from _texts(inner, depth + 1)


_DELIVERY = (
    r"deliver\w*|shipp?\w*|dispatch\w*|postage|parcel|package|arrive|liefer\w*|versand\w*|zustell\w*|paket\w*|livr\w*|expedi\w*"
    r"|envoi|colis|frais de port|recevr\w*|envios?|enviar\w*|entreg\w*|giao|van chuyen|nhan (?:duoc )?hang|ship"
)
_ORDER = r"orders?|purchase|\w*bestell\w*|auftrag|commandes?|pedidos?|compra|don hang|don"

_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "delivery time": (
        _DELIVERY,
        r"how (?:long|fast|soon|quick\w*)|when|(?:delivery|shipping|processing|handling) times?|days?|hours|wie (?:lange"
        r"|schnell)|wann"
        r"|\w*zeit(?:en)?|\w*tage?n?|dauer\w*|combien de temps|quand|delais?|jours?|cuanto (?:tiempo|tarda)|cuando|plazos?"
        r"|dias?"
        r"|bao lau|khi nao|thoi gian|may ngay|ngay",
    ),
    "delivery cost": (
        _DELIVERY,
        r"how much|costs?|charges?|fees?|free|rates?|price|\w*kost\w*|\w*gebuhr\w*|gratis|frei|combien|cou(?:te|ts?)|frais"
        r"|gratuite?s?|offerte?s?|cuanto cuesta|gastos|costes?|precio|bao nhieu|phi|mien phi|cuoc",
    ),
    "changing an order": (
        _ORDER,
        r"chang\w*|modif\w*|edit|amend|cancel\w*|andern|aendern|geandert|stornier\w*|annul\w*|cambiar|sua|thay doi|huy|doi",
    ),
    "adding an item": (
        rf"{_ORDER}|quantit\w*|mengen?",
        r"add(?:ing)?|rais(?:e|ing)|increas(?:e|ing)|hinzu\w*|erganz\w*|nachbestell\w*|erhoh\w*|ajout\w*|augment\w*|anadir"
        r"|agregar"
        r"|aumentar|bo sung|them|tang",
        r"items?|products?|pieces?|something|quantit\w*|artikel\w*|stucke?|produkte?|mengen?|articles?|produits?|pieces"
        r"|articulos?"
        r"|productos?|cantidad\w*|mon|san pham|so luong|mat hang",
    ),
    "returns": (
        r"returns?|returning|send (?:it |something |an item )?back|exchang\w*|\w*ruckgabe\w*|rucksend\w*|zuruck\w*|retour\w*"
        r"|umtausch\w*|renvoy\w*|echang\w*|devol\w*|devuel\w*|cambios?|doi tra|(?<!kiem )tra (?:lai )?hang|doi hang",
    ),
    "payment": (
        r"pay(?:ing|ment|ments)?|cards?|paypal|bezahl\w*|zahl\w*|karten?|paiements?|payer|cartes?|pagos?|pagar|tarjetas?"
        r"|thanh toan|the (?:tin dung|visa|ngan hang)",
    ),
    "warranty": (
        r"warrant\w*|guarantee\w*|defect\w*|faulty|gara?nti\w*|gewahrleist\w*|gewaehrleist\w*|defekt\w*|defectu\w*|bao hanh",
    ),
}
"""Topic → what must stand together in one line, each of these patterns."""

FAQ_TOPICS: tuple[str, ...] = tuple(_ANSWERS)
_SOUGHT = {topic: tuple(re.compile(rf"(?<!\w)(?:{words})(?!\w)") for words in all_of) for topic, all_of in _ANSWERS.items()}


def answering(topic: str, lines: Sequence[str]) -> str:
    """The first line that takes up one of `FAQ_TOPICS`; empty if none does. Lines of more than 600 letters are read so far."""
    for line in lines:
        plain = plain_letters(line[:600])
        if all(words.search(plain) for words in _SOUGHT[topic]):
            return line[:160]
    return ""


_SMALL = frozenset(
    words_of("""
    a ab al am an and anh are as at au auf aux avec ban bao be bei bi bin bis c cac cai can ce ces cho co comment como con
    could cua cual cuando cuanto d da dans das de del dem den der des di die dies do does donde du duoc ein eine einen einer
    el elle en er es est esta et for from fur get gi give haben hat have hay how i ich if ihnen ihr ihre il im in is ist it
    j je kann khi khong l la lam las le les leur lo long los lui ma mais man many me mein meine meinen mes mi mich mir mis
    mit mon mot much my nach nao nay ne neu nguoi nhieu nhu nhung no nos notre nous o of on or ou our par para pas phai
    please por pour puedo puis qu que quel quelle quelles quels qui quien quoi ra rang roi sa sao se ses shop si sie sin
    sind son sont su sur sus tai tengo that the there thi this to toi trong tu um un una und une uns until va ve vi voi vom
    von vos votre vous wann warum was we welche wenn wer werden what when where which who wie will wird with wo would y you
    your zu zum zur
    """)
)
"""Words that say nothing of what a question is about, in five languages, without accents."""


def coverage(question: str, lines: Sequence[str]) -> tuple[float, str]:
    """How much of a question's own words the best passage has (0–1), and that passage's first line.

    A passage is a line with the one that follows, as a question with its answer; words are compared by their beginnings,
    without accents."""
    wanted = {_stem(word) for word in _content(question)}
    had = [wanted & {_stem(word) for word in _content(line)} for line in lines]
    if not any(had):
        return 0.0, ""
    together = [here | there for here, there in zip(had, [*had[1:], set()], strict=True)]
    best = max(range(len(lines)), key=lambda n: (len(together[n]), len(had[n])))
    return len(together[best]) / len(wanted), lines[best][:160]


def _content(text: str) -> list[str]:
    return [word for word in words_of(plain_letters(normal(text[:2000]))) if word not in _SMALL]


def _stem(word: str) -> str:
    return word[:5]
