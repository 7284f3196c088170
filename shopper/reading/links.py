"""What a link is for, whether following it would act, and names for pages that stay the same from visit to visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from shopper.hosts import plain_address
from shopper.model import Link, Reading
from shopper.reading.text import normal, plain_letters

Role = Literal["track", "pay", "return", "unsubscribe", "cancel", "confirm", "contact", "other"]

# By word, without accents: a shop writes "huỷ" and "hủy", "Theo dõi" and, in a subject of old, "Theo doi".
_WORDS: dict[Role, str] = {
    "unsubscribe": r"unsubscribe|opt[ -]?out|stop (?:receiving|these)|abmelden|abbestellen|austragen|se desabonner|desinscri\w+"
    r"|(?:darse|dar) de baja|cancelar (?:la )?suscripcion|huy (?:dang ky|nhan)|ngung nhan|bo theo doi email",
    "cancel": r"cancel(?! policy)|void|delete|stornieren|storno|annuler|cancelar|anular|eliminar|huy|xoa",
    "confirm": r"confirm (?:your|my|the|order|e-?mail|address|receipt)|confirm$|verify|activate|approve|accept|bestatigen"
    r"|aktivieren|confirmer|verifier|activer|accepter|confirmar|verificar|activar|aceptar"
    r"|xac (?:nhan|minh) (?:email|dia chi|don|tai khoan|da)|^xac nhan$|kich hoat|dong y|chap nhan",
    "pay": r"pay|checkout|check out|complete (?:your )?(?:payment|purchase|order)|buy|bezahlen|zahlen|kaufen|payer|regler"
    r"|acheter|pagar|comprar|thanh toan|mua ngay|mua lai|dat hang",
    "return": r"return|send (?:it )?back|refund|zuruck(?:senden|schicken|geben)|rucksend\w+|retour\w*|rembours\w+|devol\w+"
    r"|reembolso|doi tra|tra hang|hoan tien",
    "track": r"track\w*|follow|shipment|parcel|sendung\w*|verfolgen|suivre|suivi|colis|seguir|seguimiento|theo doi|tra cuu"
    r"|van don",
    "contact": r"contact(?:s|er|ez|o|ar)?|customer (?:service|care|support)|get in touch|talk to us|kontakt\w*|kundenservice"
    r"|kundendienst|nous (?:contacter|joindre)|service clients?|contacta\w*|atencion al cliente|lien he|cskh"
    r"|cham soc khach hang",
}
_BY_WORD = {role: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for role, words in _WORDS.items()}
_LOOKS = re.compile(
    r"^(?:view|see|read|show|learn|how|about|more|track|xem|theo doi|tra cuu|tim hieu|huong dan|chinh sach|cach"
    r"|ansehen|anzeigen|mehr|wie|voir|suivre|comment|ver|seguir|como)(?!\w)"
    r"|policy|policies|terms|polic[iy]|chinh sach|dieu khoan|richtlinie|conditions|politica|condiciones"
)
_BY_PATH: dict[str, Role] = {
    "unsubscribe": "unsubscribe", "optout": "unsubscribe", "opt": "unsubscribe", "abmelden": "unsubscribe",
    "cancel": "cancel", "delete": "cancel", "storno": "cancel", "huy": "cancel",
    "confirm": "confirm", "verify": "confirm", "activate": "confirm", "approve": "confirm", "accept": "confirm",
    "pay": "pay", "checkout": "pay", "thanh-toan": "pay",
    "track": "track", "tracking": "track", "contact": "contact", "contact-us": "contact", "kontakt": "contact",
    "contacto": "contact", "nous-contacter": "contact", "lien-he": "contact",
    "returns": "return", "return": "return", "doi-tra": "return",
}  # fmt: skip
_UNDOES = re.compile(
    r"(?<![a-z])(?:unsub(?:scribe)?|opt-?out|cancel|delete|remove|log-?out|sign-?out|verify|activate|confirm(?:ation(?=/\w))?"
    r"|stornier\w*|storno|abbestell\w*|abmeld\w*|kundig\w*|widerruf\w*|annuler|desabonn\w*|anular|baja"
    r"|huy|dang-xuat|xac-nhan|kich-hoat|vote|rate|rating|score)(?![a-z])"
)
_ACTING: frozenset[Role] = frozenset({"unsubscribe", "cancel", "confirm", "pay"})


def role_of(link: Link) -> Role:
    """What a link is for, by its words in five languages, else by its address; `other` if neither says."""
    return _role_by_words(link.text) or _role_by_address(link.href) or "other"


def acts(link: Link) -> bool:
    """Whether following it would do something: unsubscribe, cancel, confirm, pay. In doubt, yes.

    A link that says it only shows something ("View …", "… policy") does not act, unless its address says otherwise.
    """
    by_words, by_address = _role_by_words(link.text), _role_by_address(link.href)
    parts = _parts(link.href)
    if _UNDOES.search(re.sub(r"[_.]", "-", plain_letters(unquote(f"{parts.path}?{parts.query}").lower()))):
        return True
    return by_address in _ACTING or (by_words in _ACTING and not _LOOKS.search(plain_letters(normal(link.text))))


_CHECKOUT = frozenset({
    "checkout", "check-out", "checkouts", "payment", "pay", "thanh-toan", "dat-hang", "kasse", "zur-kasse", "bezahlen",
    "paiement", "commander", "commande", "caja", "pago", "finalizar-compra",
})  # fmt: skip


_PERSONAL = re.compile(r"[\w.-]{6,}")
_CAMPAIGN = re.compile(r"utm_\w+|mc_[ce]id|gclid|fbclid|lang|locale|language|hl")


def is_for_her_alone(url: str) -> bool:
    """Whether an address holds what belongs to one customer or order: a number or key in its path, or one in its query.

    Languages and the marks of campaigns (`utm_source`) belong to nobody.
    """
    parts = _parts(url)
    if any(_is_token(piece) for piece in unquote(parts.path).split("/")):
        return True
    asked = parse_qsl(parts.query)
    return any(not _CAMPAIGN.fullmatch(key) and _PERSONAL.fullmatch(value) and re.search(r"\d", value) for key, value in asked)


def web_links(reading: Reading) -> list[Link]:
    """The web pages that a mail's visible links lead to, each address once, with the first words that name it."""
    shown = [link for link in reading.links if link.visible and is_web_page(link.href)]
    named = {link.href: link for link in reversed(shown)} | {link.href: link for link in reversed(shown) if link.text.strip()}
    return [named[href] for href in dict.fromkeys(link.href for link in shown)]


def link_name(link: Link) -> str:
    """What a sentence calls a link: its words, else the page that it leads to."""
    words = normal(link.text).replace("\n", " ")
    return (words if len(words) <= 80 else words[:77].rstrip() + "…") or place_of(link.href)


def stable_name(link: Link) -> str:
    """The same, from visit to visit: numbers and keys as `…`."""
    return (
        " ".join("…" if _is_token(word) else word for word in link_name(link).split())
        if link.text.strip()
        else place_of(link.href)
    )


def is_checkout(url: str) -> bool:
    """Whether a page belongs to the checkout, by its path: a customer who leaves it there leaves her order."""
    return not _CHECKOUT.isdisjoint(_parts(url).path.lower().split("/"))


@lru_cache(maxsize=4096)
def place_of(url: str) -> str:
    """A page's name that holds from visit to visit: host and path without query, numbers and tokens as `…`.

    `https://www.shop.test/vi/don-hang/GS-10023?key=a1` → `www.shop.test/vi/don-hang/…`
    """
    parts = _parts(url)
    path = "/".join("…" if _is_token(piece) else piece for piece in unquote(parts.path).split("/"))
    return f"{parts.hostname or ''}/{path.strip('/')}"


def path_of(url: str) -> str:
    """The path of `place_of`: what a customer's finding calls the page."""
    place = place_of(url)
    return place[place.index("/") :]


def host_of(url: str) -> str:
    """The host in lower case without `www.`."""
    return (_parts(url).hostname or "").removeprefix("www.")


def is_listed(host: str, patterns: Iterable[str]) -> bool:
    """Whether a host is one of a shop's: `www.gomsen.test`, or `*.gomsen.test` (every name below gomsen.test, and itself)."""
    return any(host == one or (one.startswith("*.") and f".{host}".endswith(one[1:])) for one in map(str.lower, patterns))


def is_web_page(url: str) -> bool:
    """Whether this is a page of some site, not a browser's own (`about:blank`, an error page of Chromium's)."""
    return url.startswith(("http://", "https://"))


def _parts(url: str) -> SplitResult:
    """The parts of a URL; of one that is none (`http://[`) all are empty."""
    try:
        return urlsplit(plain_address(url))
    except ValueError:
        return urlsplit("")


def _is_token(piece: str) -> bool:
    """Numbers, keys and secrets, which differ from visit to visit; slugs are words in one case."""
    mixed = len(piece) >= 12 and piece != piece.lower() and piece != piece.upper()
    return mixed or sum(letter.isdigit() for letter in piece) >= 3 or len(piece) > 60


def _role_by_words(text: str) -> Role | None:
    plain = plain_letters(normal(text[:300]))
    return next((role for role, words in _BY_WORD.items() if words.search(plain)), None)


def _role_by_address(href: str) -> Role | None:
    parts = _parts(href)
    host = (parts.hostname or "").split(".")[0]
    asked = [value for key, value in parse_qsl(parts.query) if key in ("action", "do", "cmd")]
    pieces = [piece.lower() for piece in (*unquote(parts.path).split("/"), *asked, host)]
    return next((_BY_PATH[piece] for piece in reversed(pieces) if piece in _BY_PATH), None)
