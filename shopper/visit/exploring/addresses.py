"""Addresses as an exploration compares them: the same page once, pages of one template counted, what would act left out."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from shopper.egress import DEFAULT_PORTS
from shopper.model import Link
from shopper.reading.domains import same_owner
from shopper.reading.links import acts
from shopper.reading.text import normal, plain_letters

MOST_QUESTIONS = 2
"""Parts of a query; more of them are filters put on top of each other, and there is no end to those."""
LONGEST = 1000
"""Letters of an address."""
DEEPEST = 8
"""Folders of a path; deeper ones are mostly relative links gone round in a circle."""

_NOISE = re.compile(
    r"utm_\w+|mc_[ce]id|[gd]clid|fbclid|msclkid|_ga|ref|source|campaign|(?:php|j|asp)?sess(?:ion)?_?id|sid|sessid|zenid|oscsid"
    r"|_pos|_sid|_ss|_psq|_fid|variant",
    re.IGNORECASE,
)
"""Parts of a query that change nothing on the page, or nothing but who is counted."""
_SESSION = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?]*", re.IGNORECASE)
_CARTS = r"(?:shopping-)?(?:cart|basket|bag)|warenkorb|einkaufswagen|panier|carrito|cesta|gio-hang"
_LISTS = r"wish-?list|favou?rites?|merkzettel|wunschliste|favoris|favoritos|yeu-thich|compare|vergleich|so-sanh"
_CHANGES = (
    r"add|remove|delete|update|change|clear|empty|toggle|hinzuf(?:ue|u)gen|entfernen|loe?schen|leeren|ajouter|supprimer|retirer"
    r"|enlever|vider|anadir|agregar|eliminar|quitar|vaciar|them|xoa|bo|cap-nhat"
)
_ADDS = re.compile(
    r"(?<![a-z])(?:add(?:-?to)?-?(?:cart|basket|bag|wish-?list|compare|favou?rites?)|(?:remove|undo)-item|wishlist-?toggle"
    r"|(?:set|switch)-?(?:lang|language|currency)|them-(?:vao-)?gio(?:-hang)?|in-den-warenkorb|ajouter-au-panier"
    r"|anadir-al-carrito)(?![a-z])"
    rf"|/(?:{_CARTS}|{_LISTS})[/=-](?:{_CHANGES})(?![a-z])|/(?:{_CARTS}|{_LISTS})/[^/?]*\d|/(?:{_CARTS}|{_LISTS})/?\?."
    r"|/(?:add|hinzuf(?:ue|u)gen|entfernen|loe?schen|ajouter|supprimer|anadir|agregar|eliminar)(?:/|\?|$)"
    r"|/(?:(?:un)?like|helpful|(?:up|down)vote|hilfreich|utile|huu-ich|me-gusta|j-aime)(?:/[^/?]*\d|/?\?|/?$)"
    r"|/(?:discount|redeem|reorder|reserve|notify|(?:un)?follow|einloesen|reservieren|nachbestellen|reservar|reserver)"
    r"(?:/[^/?]|/?\?.)|\d[^/?]*/(?:reorder|wiederholen|nachbestellen|mua-lai|like|report|close)/?$"
    r"|/(?:subscribe|report|reset|book|callback|dat-hang|mua-ngay)/?\?.|/contact/send(?![a-z])"
    r"|/(?:thoat|salir|cerrar-sesion|deconnexion|se-deconnecter|ausloggen|desconectar|konto/ende)/?(?:\?|$)"
    r"|/(?:abschliessen|valider|place-?order|(?:order|checkout)/place|finalizar(?:-(?:compra|pedido))?|hoan-tat)/?(?:\?|$)"
    r"|/(?:kasse|zur-kasse|caja)/?(?:\?|$)"
    r"|[?&](?:add|remove|delete|coupon(?:-code)?|voucher|gutschein|currency|waehrung|devise|moneda|merken|antwort|my-?logout"
    r"|logout|undo)="
    r"|[?&](?:action|do|cmd|fnc|func|task|op)=(?:to(?:basket|cart|notice|wish)|add|del|rem|upd|buy|order|log-?out|sub|send|vote)"
)
"""What would put something into a cart or a list, order, log out or switch something over, though it is only a link."""
_SAYS = re.compile(
    r"(?:add|move)(?: (?:it|this|item))? to (?:the |my |your )?(?:cart|basket|bag|wish ?list|favou?rites)|quick (?:add|buy)"
    r"|(?:in den|zum) (?:waren|einkaufs)(?:korb|wagen)(?: (?:legen|hinzufugen))?|auf (?:den merkzettel|die wunschliste)"
    r"|ajouter (?:au panier|a la liste(?: de souhaits)?|aux favoris)"
    r"|(?:anadir|agregar) (?:al carrito|a la (?:cesta|bolsa|lista de deseos)|a favoritos)"
    r"|(?:them|cho|bo) (?:vao )?gio(?: hang)?|them vao (?:danh sach )?yeu thich"
    r"|log ?out|sign ?out|log ?off|abmelden|ausloggen|(?:se )?deconnecter|(?:me )?deconnecter|deconnexion"
    r"|(?:cerrar|finalizar) (?:la )?sesion|salir|desconectar(?:se|me)?|dang xuat|thoat"
    r"|(?:place|submit|send)(?: (?:the|my|your))? order|order (?:now|again)|re-?order"
    r"|(?:kosten|zahlungs)pflichtig bestellen|jetzt bestellen|bestellung (?:abschicken|abschliessen)|nachbestellen"
    r"|(?:confirmer|valider|passer)(?: (?:la|ma|votre))? commande|commander(?: maintenant)?"
    r"|(?:realizar|confirmar|finalizar)(?: (?:el|mi|tu))? (?:pedido|compra)|hoan tat (?:don hang|dat hang)|gui don hang"
    r"|(?:zur|weiter zur) kasse|passer (?:a la caisse|en caisse)|tramitar (?:el )?pedido|ir a (?:la )?caja"
    r"|(?:remove|loschen|entfernen|supprimer|retirer|enlever|eliminar|quitar|borrar|xoa)"
    r"(?: (?:item|artikel|article|articulo|san pham))?"
    r"|like|helpful|upvote|hilfreich|gefallt mir|j'aime|me gusta|huu ich|follow|folgen|redeem|einlosen|canjear"
)
"""Words, without accents, that are all that stands on what does such a thing."""
_BARE = re.compile(
    rf"(?:{_CHANGES}|cancel|order|pay|confirm|verify|activate|close|vote|rate|helpful|unsubscribe|log-?out|storno|stornieren|abbestellen"
    r"|kundigen|annuler|anular|huy|xac-nhan)"
)
_HELPS = re.compile(
    r"(?:hc|help|help-?cent(?:er|re)|support|faqs?|hilfe|service|kundenservice|aide|ayuda|ho-?tro|tro-giup|huong-dan|articles?"
    r"|knowledge(?:-?base)?|kb|pages|policies|blogs?|news|tin-tuc|bai-viet|guides?|info)"
)
"""Folders of pages that tell."""
_TELLS = re.compile(
    r"polic(?:y|ies)|terms|conditions|rights|guide|how-to|faq|rates|bedingungen|belehrung|richtlinie|recht(?![a-z])|agb(?![a-z])"
    r"|widerruf(?:srecht|sformular|en)?/?$|chinh-sach|dieu-khoan|quy-dinh|huong-dan|droit|politica|condiciones|derecho"
    r"|pay-in-\d/?$|pay-later/?$"
)
"""Words of addresses that tell about something: `/cancellation-policy` cancels nothing."""
_NOUNS = re.compile(r"thanh toan|pay in \d|pay later")
"""Words at the foot of a page, where shops put what they tell, that elsewhere would lead to the checkout."""
_FILES = re.compile(
    r"\.(?:7z|apk|avi|css|csv|dmg|docx?|eps|epub|exe|gif|gz|ico|ics|jpe?g|js|json|m4a|mov|mp[34]|msi|od[st]|ogg|pdf|png|pptx?"
    r"|rar|rss|svg|tar|tgz|txt|vcf|wav|web[mp]|xlsx?|xml|zip)$",
    re.IGNORECASE,
)
_VARIES = re.compile(r"\d+|[0-9a-f]{8,}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")


def page_at(url: str) -> str:
    """The address by which a page is known: without fragment, tracking and session, its query in order; empty if it is none."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    at = f"{host}:{port}" if port and port != DEFAULT_PORTS[parts.scheme] else host
    asked = sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _NOISE.fullmatch(key))
    return urlunsplit((parts.scheme, at, _SESSION.sub("", parts.path) or "/", urlencode(asked), ""))


def template_of(url: str) -> str:
    """The kind of address that this is: its folder, with numbers and keys left out, and the names in its query.

    `https://shop.test/en/products/tea-pot-7` → `shop.test/en/products/*`
    """
    parts = urlsplit(url)
    folders = [piece for piece in parts.path.split("/") if piece][:-1]
    names = ",".join(sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    place = "/".join(_VARIES.sub("#", piece.lower()) for piece in folders)
    return f"{parts.netloc}/{place}{'/' if place else ''}*{'?' if names else ''}{names}"


def is_at_the_root(template: str) -> bool:
    """Whether pages of all sorts stand in this folder: the host's own, or that of a language."""
    folders = template.partition("?")[0].split("/")[1:-1]
    return not folders or (len(folders) == 1 and bool(_LANGUAGE.fullmatch(folders[0])))


def is_endless(url: str) -> bool:
    """Whether an address looks like one of a great many: filters on filters, folders in folders."""
    parts = urlsplit(url)
    pieces = [piece for piece in parts.path.split("/") if piece]
    questions = parse_qsl(parts.query, keep_blank_values=True)
    circles = len(pieces) - len(set(pieces)) > 2
    return len(url) > LONGEST or len(questions) > MOST_QUESTIONS or len(pieces) > DEEPEST or circles


def is_file(url: str) -> bool:
    """Whether an address names a file that is no page."""
    return bool(_FILES.search(urlsplit(url).path))


def would_act(link: Link) -> bool:
    """Whether asking for it would do more than show a page: what `acts` says, and besides what fills a cart, orders, logs out
    or switches over, by its address or by words in five languages. A page that tells about such things shows only."""
    try:
        parts = urlsplit(page_at(link.href) or link.href)
    except ValueError:
        return False
    path, asked = (re.sub(r"[_.+ ]", "-", plain_letters(unquote(part))) for part in (parts.path, parts.query))
    words = plain_letters(normal(link.text[:300])).strip(" .!+›»→♥")
    if _ADDS.search(f"{path}?{asked}" if asked else path):
        return True
    return (acts(link) or bool(_SAYS.fullmatch(words))) and (bool(asked) or not _only_tells(path, words, link.where))


def names_an_act(url: str) -> bool:
    """Whether a folder or the page of an address is called by what it does: `/account/close`. No search is."""
    return any(_BARE.fullmatch(piece) for piece in re.split(r"[/.]", plain_letters(unquote(urlsplit(url).path))))


def _only_tells(path: str, words: str, where: str) -> bool:
    """Whether a page, by the folder that it stands in or by its name, tells about what a link's words say."""
    *folders, name = [piece for piece in path.split("/") if piece] or [""]
    if any(_HELPS.fullmatch(folder) for folder in folders) and not _BARE.fullmatch(name):
        return True
    if any(map(str.isdigit, path)) and not _TELLS.search(path.rpartition("/")[2]):
        return False
    return bool(_TELLS.search(path)) or (where == "footer" and bool(_NOUNS.fullmatch(words)))


def is_same_site(url: str, home: str) -> bool:
    """Whether a page belongs to the site that was entered: the same host and port, or a name of the same owner."""
    try:
        here, there = urlsplit(url), urlsplit(home)
        if (here.hostname, here.port) == (there.hostname, there.port):
            return True
        plain = here.port in (None, 80, 443) and there.port in (None, 80, 443)
    except ValueError:
        return False
    return plain and same_owner(here.hostname or "", there.hostname or "")
