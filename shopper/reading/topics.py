"""What a page or a link is about, by its words in Vietnamese, English, German, French and Spanish, and by its address.

Words are matched without case and accents, so that "Đổi trả" and "doi-tra" in an address are one. No shop's markup is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, get_args
from urllib.parse import unquote, urlsplit

from shopper.model import Evidence, ExploredPage, Link, PageView
from shopper.reading.links import is_web_page, place_of
from shopper.reading.pages import SeenPage, is_own, seen_pages
from shopper.reading.remembered import remembered
from shopper.reading.text import normal, plain_letters, words_of

Topic = Literal[
    "contact", "hours", "faq", "help", "delivery", "delivery_cost", "returns", "refund", "withdrawal", "warranty", "fees",
    "privacy", "cookies", "terms", "imprint", "complaint", "order_tracking", "order_change", "order_history", "invoice",
    "manifesto", "loyalty", "payment", "about", "store", "search", "cart", "checkout", "account", "log_in", "product",
    "category", "blog", "sitemap",
]  # fmt: skip

TOPICS: tuple[Topic, ...] = get_args(Topic)

_HELP: frozenset[Topic] = frozenset({
    "contact", "hours", "faq", "help", "delivery", "delivery_cost", "returns", "refund", "withdrawal", "warranty", "fees",
    "privacy", "cookies", "terms", "imprint", "complaint", "order_tracking", "order_change", "invoice", "manifesto", "loyalty",
    "payment", "about", "store",
})  # fmt: skip

_WORDS: dict[Topic, str] = {
    "contact": r"(?<!lentilles de )contact(?! (?:lens|paper|grill|sheet))(?:er|ez|ar|anos|enos)?"
    r"|(?<!lentes de )(?<!lentillas de )contacto|get in touch|reach us|talk to us|write to us|ask (?:us )?a question"
    r"|customer (?:service|care|support)"
    r"|kontakt(?:formular|daten|ieren|aufnahme)?|kundenservice|kundendienst|nous (?:contacter|joindre|ecrire)|service clients?"
    r"|contacta\w*|atencion al cliente|escribenos|lien he|cskh|cham soc khach hang|dich vu khach hang|hotline|tong dai",
    "hours": r"(?:opening|business|service|office|working|store|customer service) (?:hours|times)|hours of (?:operation"
    "|service)"
    r"|o(?:e)?ffnungszeiten|servicezeiten|gescha(?:e)?ftszeiten|sprechzeiten|horaires|heures d.ouverture|horarios?"
    r"|gio (?:lam viec|mo cua|hoat dong|phuc vu|ho tro)|thoi gian lam viec",
    "faq": r"faqs?|q ?& ?a|(?:frequently|commonly) asked questions|common questions|questions (?:and|&) answers"
    r"|ha(?:e)?ufige? (?:gestellte )?fragen|fragen (?:und|&) antworten|foire aux questions|questions(?: les plus)? frequentes"
    r"|questions (?:courantes|(?:et )?reponses|/ ?reponses)|(?:preguntas|dudas)(?: mas)? frecuentes|preguntas y respuestas"
    r"|(?:cau|nhung) hoi (?:thuong|hay) gap|cau hoi pho bien|hoi (?:- )?dap|hoi & dap|giai dap thac mac",
    "help": r"^(?:need )?help\??$|help ?(?:cent(?:er|re)|desk|page|hub|&|and|with|topics)|customer (?:service|care|support"
    "|help)"
    r"|^support$|support cent(?:er|re)|(?:help|faq) (?:&|and) support|knowledge ?base|hilfe\w*|kundenservice|kundendienst"
    r"|(?<!offre d.)(?:besoin d.|centre d.)?aide|service clients?|assistance|(?:centro de )?ayuda|atencion al cliente|soporte"
    r"|tro giup|ho tro(?: khach hang)?|cham soc khach hang|cskh|dich vu khach hang|huong dan mua hang",
    "delivery": r"deliver(?:y|ies)|shipping|shipments?|dispatch|postage|versand(?:arten|bedingungen|informationen|info|optionen"
    r"|kosten\w*)?|liefer(?:ung(?:en)?|zeit(?:en)?|bedingungen|arten|optionen|kosten|informationen|adresse|gebiete?)|zustellung"
    r"|livr(?:aison|aisons|ees?|es?)|expeditions?|envios?|entregas?|giao hang|van chuyen|giao nhan|nhan hang",
    "delivery_cost": r"(?:delivery|shipping|postage) (?:costs?|charges?|fees?|rates?|prices?)|cost of (?:delivery|shipping)"
    r"|(?:does|much is|much does) (?:delivery|shipping)(?: cost)?|versandkosten\w*|liefer(?:kosten|gebu(?:e)?hren?)"
    r"|kostet (?:die lieferung|der versand)|frais (?:de )?(?:livraison|port|d.envoi|d.expedition)|coute la livraison"
    r"|(?:gastos|costes?|costos?|tarifas?|precio) de(?:l)? (?:envio|entrega)|cuesta el envio"
    r"|(?:phi|cuoc|cuoc phi|bieu phi|gia) (?:van chuyen|giao hang|ship)",
    "returns": r"returns|return (?:polic\w+|an?|your|my|items?|goods|pieces|something|form|label|portal|cent(?:er|re)"
    r"|information|process|conditions|and|&|or|shipping|within)|(?:do i|to|can i|&|and) return|exchanges?(?! rate)"
    r"|(?:send|give) (?:it |them )?back|ru(?:e)?ck(?:gabe\w*|senden|sendung(?:en)?|sendeetikett)|zuru(?:e)?ck(?:geben"
    r"|schicken|senden)|retouren?|umtausch\w*|retours|(?:et|&|politique de|conditions de|droit de) retour"
    r"|retour (?:et|&|produits?|colis|gratuit|des|d.une?|de (?:produits?|marchandises?|colis|articles?))|retourner (?:un"
    r"|mon|des)"
    r"|renvoyer|echanges?|devoluci(?:on|ones)|devolver|cambios (?:y|&|o) dev\w+|politica de cambios"
    r"|(?<!thay )(?:doi(?:,| -|/| va| &| hoac)? ?tra|doi hang|doi san pham)|(?<!kiem )(?<!nha )tra (?:lai )?hang",
    "refund": r"refund(?:s|ed)?|money back|(?:ru(?:e)?ck)?erstattung(?:en)?|geld zuru(?:e)?ck|rembours\w+|reembols\w+|hoan tien"
    r"|hoan tra|tra lai tien",
    "withdrawal": r"widerruf\w*|right (?:of withdrawal|to (?:cancel|withdraw))|withdrawal(?: right)?"
    r"|cancellation (?:polic\w+|rights?)"
    r"|(?:droit de |delai de )?retractation|desistimiento",
    "warranty": r"warrant(?:y|ies)|(?<!price )(?<!back )(?<!satisfaction )guarantees?|gara?ntie(?:n|s|bedingungen)?"
    r"|gewa(?:e)?hrleistung\w*|garantias?|bao hanh",
    "fees": r"(?:all |other )costs|^costs$|(?<!delivery )(?<!shipping )fees?|charges (?:and|&)|price ?list|gebu(?:e)?hren\w*"
    r"|(?:alle )?kosten(?:u(?:e)?bersicht)?|frais|tarifs|tous les cou?ts|tarifas|(?:todos los )?cost[eo]s|bieu phi|bang phi"
    r"|(?:cac |moi |moi khoan |toan bo )(?:chi )?phi|cac loai phi|phi dich vu",
    "privacy": r"privacy|data (?:protection|privacy|policy)|datenschutz\w*|confidentialite|donnees (?:personnelles|a caractere)"
    r"|protection des donnees|rgpd|gdpr|vie privee|privacidad|proteccion de datos|bao mat(?! thanh toan)"
    r"|bao ve (?:thong tin|du lieu)|(?:quyen )?rieng tu|(?:thong tin|du lieu) ca nhan",
    "cookies": r"^cookies$|cookies? (?:polic\w+|settings|preferences|notice|consent|statement|information)"
    r"|cookie-?(?:richtlinien?|einstellungen|hinweise?|erkla(?:e)?rung)|(?:politique|gestion|parametres"
    r"|gerer)[\w ]{0,12} cookies"
    r"|(?:politica|configuracion|ajustes) de cookies|(?:chinh sach|cai dat)(?: ve)? cookies?",
    "terms": r"^(?:our |general |legal )?terms(?! of (?:delivery|payment|shipping))|terms (?:and|&) conditions"
    r"|terms of (?:sale|use|service|trade|business|purchase)|t ?& ?cs?|conditions of (?:sale|use|purchase)"
    r"|agb|(?:allgemeine )?(?:gescha(?:e)?fts|nutzungs|verkaufs)bedingungen|cgv|cgu"
    r"|conditions generales(?: (?:de vente|d.utilisation))?|conditions (?:de vente|d.utilisation)|terminos(?: y condiciones)?"
    r"|condiciones (?:generales|de (?:uso|venta|compra|contratacion|servicio))|dieu khoan"
    r"|dieu kien (?:su dung|mua (?:ban|hang)|ban hang|giao dich|chung)|quy dinh (?:chung|su dung)|quy che hoat dong",
    "imprint": r"imprint|impressum|anbieterkennzeichnung|mentions legales|informations legales|aviso legal|informacion legal"
    r"|legal (?:notice|disclosure|information|mentions|info)|company (?:information|details|info)"
    r"|thong tin (?:doanh nghiep|cong ty|phap ly|chu so huu|ve cong ty)|giay (?:phep|chung nhan) (?:dang ky )?kinh doanh",
    "complaint": r"complaints?|complain|beschwerden?|reklamation(?:en)?|beschweren|reclamations?|reclamaciones|reclamar"
    r"|quejas?|litiges?|reglement des litiges|(?:streit(?:beilegung|schlichtung)|schlichtungsstelle)|dispute resolution"
    r"|khieu nai|phan anh",
    "order_tracking": r"(?:track|follow|trace|find|check)(?: (?:my|your|an?|the))? (?:orders?|parcels?|packages?|shipments?"
    "|delivery)"
    r"|order (?:tracking|status|look ?up)|(?:parcel|package|shipment) tracking|^track(?:ing)?$|where is my (?:order|parcel"
    r"|package)"
    r"|sendungs(?:verfolgung|status)|(?:bestell|auftrags|liefer)status|(?:bestellung(?:en)?|pakete?|sendung) (?:zu )?verfolgen"
    r"|wo ist mein\w* (?:paket|bestellung)|suiv(?:re|i)(?: (?:de|d.une|du|des))?(?: (?:ma|mon|mes|votre|vos|une|un|la))?"
    r" (?:commandes?|colis|livraisons?)|^suivi$|ou est m(?:a commande|on colis)"
    r"|(?:seguimiento|rastre[ao]\w*|localiza\w*|sigue|seguir)(?: \w+){0,3} (?:pedidos?|envios?|paquetes?)|^seguimiento$"
    r"|donde esta mi (?:pedido|paquete)|estado (?:de(?:l| mi| tu)? )pedido"
    r"|(?:theo doi|tra cuu|kiem tra|tinh trang|trang thai) (?:don(?: hang)?|van don|kien hang|buu kien|tinh trang don)",
    "order_change": r"(?:chang|edit|modify|amend|cancel)(?:e|ing|ling)?(?: (?:or|and|&) cancel(?:ling)?)?(?: (?:my|your|an?"
    "|the))? orders?"
    r"|(?:changing|change) (?:or|and) cancell?(?:ing)?|order (?:changes?|cancellations?)"
    r"|bestellung(?:en)? (?:(?:nachtra(?:e)?glich )?a(?:e)?ndern|stornieren|bearbeiten|widerrufen)"
    r"|(?:modifier|annuler|changer)(?: ou annuler)? (?:ma|votre|une|la) commande|annulation (?:de|d.une) commande"
    r"|(?:modificar|cancelar|cambiar|anular)(?: o \w+)? (?:mi|tu|su|un|el) pedido"
    r"|(?:sua|thay doi|huy|chinh sua)(?:,? (?:hoac |hay )?(?:huy|sua))? don(?: hang)?",
    "order_history": r"order history|(?:my|your|past|previous) orders|bestell(?:verlauf|historie|u(?:e)?bersicht)"
    r"|(?:meine|ihre|deine) bestellungen|(?:mes|vos) commandes|historique(?: (?:de|des) commandes)?"
    r"|(?:mis|tus|sus) pedidos|historial(?: de (?:pedidos|compras))?|lich su (?:don|mua|dat)(?: hang)?"
    r"|don hang cua (?:toi|ban|minh)|quan ly don hang",
    "invoice": r"invoices?|receipts?|rechnung(?:en)?|factures?|facturas?|hoa don",
    "manifesto": r"(?:our|service|customer|brand|quality) (?:promises?|pledge|charter)|our (?:commitments?|values|mission"
    "|standards)"
    r"|service (?:standards?|manifesto|commitments?)|manifesto|(?:service|qualita(?:e)?ts|marken)versprechen|unser versprechen"
    r"|unsere werte|(?:service)?leitbild|(?:nos|notre) (?:engagements?|promesses?|valeurs|mission|charte)"
    r"|charte (?:de services?|clients?|qualite|d.engagement)|manifeste|nuestr[oa]s? (?:compromisos?|promesas?|valores|mision)"
    r"|compromiso con|carta de servicios|manifiesto|cam ket|loi hua|tuyen ngon|gia tri cot loi|su menh",
    "loyalty": r"loyalty|rewards?(?: program\w*)?|(?:bonus |loyalty )points|^points$|collect(?:ing)? points|(?:do|the) points"
    r"|refer (?:a|your) friends?|referrals?"
    r"|members(?:hip| club)|(?:bonus|treue)(?:programm|punkte|karte)|^punkte$|punkte sammeln|die punkte|freunde? werben"
    r"|kundenkarte"
    r"|(?:programme de |carte de )?fidelite|parrain(?:age|er)|(?:points? de |les )(?:fidelite|points)"
    r"|(?:programa de )?(?:fidelidad|fidelizacion)"
    r"|^puntos$|(?:recomienda|invita|trae) a un amigo|tich (?:luy )?diem|diem (?:thuong|tich luy|thanh vien)"
    r"|khach hang than thiet|(?:the|hang|chuong trinh|uu dai) thanh vien|gioi thieu ban be|^diem$",
    "payment": r"payments?|ways to pay|(?:to|can i|do i) pay|zahlung(?:en|sarten|sweisen?|smethoden|sbedingungen"
    "|smo(?:e)?glichkeiten)?"
    r"|zahlarten|bezahl(?:en|ung|arten|methoden)|zahlen|paiements?|payer|(?:formas?|metodos?|medios?|opciones) de pago"
    r"|pagos?|pagar"
    r"|(?:phuong thuc|hinh thuc|cach|huong dan|chinh sach|bao mat) thanh toan|thanh toan (?:bang|khi|nhu)|tra gop",
    "about": r"^about(?: \w+){0,3}$|our story|who we are|u(?:e)?ber uns|unsere geschichte|qui sommes.nous|a propos(?: de nous)?"
    r"|notre histoire|sobre (?:nosotros|la empresa)|quienes somos|nuestra historia|gioi thieu(?! ban be)|ve chung toi"
    r"|cau chuyen (?:cua chung toi|thuong hieu)",
    "store": r"^(?:our |all )?(?:stores?|shops?|showrooms?)$|(?:store|shop) (?:locator|finder|directory)|find (?:a"
    "|your) (?:store|shop)"
    r"|filial(?:en|e|finder|suche)|ladengescha(?:e)?ft\w*|standorte|(?:nos|trouver un|trouver une) (?:magasins?|boutiques?)"
    r"|points? de vente|(?:nuestras|buscar|localizador de) tiendas?|(?:he thong|danh sach|tim) (?:cua hang|showroom|chi nhanh)",
    "search": r"^(?:search|suche|suchen|recherche|rechercher|chercher|buscar|busqueda|tim kiem)$|(?:advanced"
    "|erweiterte) (?:search|suche)",
    "cart": r"(?:shopping |my |your |view )(?:cart|basket|bag)|^(?:cart|basket|bag)(?: \(?\d+\)?)?$|warenkorb|panier|carrito"
    r"|cesta(?: de la compra)?|gio hang",
    "checkout": r"check ?out|(?:zur )?kasse|passer (?:la |ma )?commande|(?:finalizar|tramitar)(?: la| el| mi)? (?:compra"
    "|pedido)"
    r"|tien hanh thanh toan|^thanh toan$",
    "account": r"^account$|(?:my|your|customer) account|(?:mein|ihr|kunden) ?konto|^konto$|(?:mon|votre) compte|^compte$"
    "|mi cuenta"
    r"|tai khoan",
    "log_in": r"log ?in|sign ?(?:in|up)|^register$|create (?:an )?account|anmelden|einloggen|registrieren"
    "|konto (?:erstellen|anlegen)"
    r"|(?:se )?connecter|connexion|identifiez.vous|s.inscrire|inscription|creer (?:un |mon )?compte|iniciar sesion|acceder"
    r"|registrarse|crear (?:una )?cuenta|dang nhap|dang ky",
    "sitemap": r"site ?map|plan du site|mapa (?:del sitio|web)|so do (?:trang|website|web)|seitenu(?:e)?bersicht",
}
_BY_WORD = {topic: re.compile(rf"(?<![\w])(?:{words})(?!\w)") for topic, words in _WORDS.items()}

_PRODUCT = re.compile(r"/(?:products?|produkte?|produits?|productos?|san-pham|artikel|articles?-\d+|item|dp|p)/[^/]+")
_CATEGORY = re.compile(
    r"/(?:collections?|categor(?:y|ies|ia|ias|ie|ies)|catalogue?|kategorien?|danh-muc|c)/[^/]"
    r"|/(?:products|produkte|produits|productos|san-pham|collections(?:/all)?|catalogue|shop|tienda|boutique)$"
)
_BLOG = re.compile(r"/(?:blogs?|news|magazin|magazine|journal|ratgeber|actualites|noticias|tin-tuc|bai-viet|recipes?)(?:/|$)")
_FILE = re.compile(r"\.(?:html?|php|aspx?|jsp)$")
_PIECE = re.compile(r"[-_+.]+|(?<=[a-z])(?=[A-Z])")
_LONGEST, _MOST_WORDS, _MOST_IN_ADDRESS = 90, 14, 6
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")

_NOTHING_THERE = frozenset({404, 410})
_AROUND = frozenset({"header", "nav", "footer", "aside", "dialog"})
_ENOUGH_OF_A_SECTION, _ENOUGH_OF_A_PAGE = 6, 8


def is_help(topic: Topic) -> bool:
    """Whether a customer who needs help or terms looks for this: not what is sold, nor cart, checkout or her account."""
    return topic in _HELP


def topic_of_link(link: Link) -> frozenset[Topic]:
    """What a link says that it leads to: by its words, else by its address. Empty: nobody could know."""
    if link.href.startswith(("tel:", "mailto:")):
        return frozenset({"contact"})
    goods = _by_shelf(link.href)
    if goods and _is_catalogue(goods):
        return goods
    return topics_of_words(link.text) or goods or topics_of_address(link.href)


@lru_cache(maxsize=8192)
def topics_of_words(text: str) -> frozenset[Topic]:
    """What a link's words, a heading or a title name. A headline of more than fourteen words names nothing."""
    plain = " ".join(plain_letters(normal(text)).replace("’", "'").split())
    if not plain or len(plain) > _LONGEST or len(plain.split()) > _MOST_WORDS:
        return frozenset()
    return frozenset(topic for topic, words in _BY_WORD.items() if words.search(plain))


@lru_cache(maxsize=8192)
def topics_of_address(href: str) -> frozenset[Topic]:
    """What an address names, by the last piece of its path: `/pages/chinh-sach-doi-tra`, `/policies/refund-policy`."""
    if not is_web_page(href):
        return frozenset()
    if goods := _by_shelf(href):
        return goods
    pieces = [piece for piece in _path(href).split("/") if piece and not _LANGUAGE.fullmatch(piece.lower())]
    words = _PIECE.sub(" ", _FILE.sub("", pieces[-1])) if pieces else ""
    return topics_of_words(words) if len(words.split()) <= _MOST_IN_ADDRESS else frozenset()


@remembered
def subjects_of_page(page: PageView) -> frozenset[Topic]:
    """What a page as a whole is about: its title, its first heading, its address."""
    first = next(iter(_own_headings(page)), "")
    said = topics_of_words(_name(page.title)) | topics_of_words(first)
    goods = _by_shelf(page.url)
    if goods and _is_catalogue(goods):
        return goods
    return said or goods or topics_of_address(page.url)


@remembered
def topics_of_page(page: PageView) -> frozenset[Topic]:
    """What a page treats: what it is about as a whole, and what its sections are about that have text under their heading.

    Head, foot and lists of links treat nothing. Empty for a page that did not open, or that says next to nothing.
    """
    if (page.status or 200) >= 400 or page.challenged:
        return frozenset()
    sections = list(_sections(page))
    told = subjects_of_page(page) if sum(words for _, words in sections) >= _ENOUGH_OF_A_PAGE else frozenset()
    parts = (topics_of_words(heading) for heading, words in sections if words >= _ENOUGH_OF_A_SECTION)
    return told.union(*parts)


class Place(NamedTuple):
    """Where something can be found. `clicks` from the first page, None if nobody counted; `page` is None where only a link to
    it was seen, which leads to `href`. `unread`: it was asked for, and what stands there could not be read."""

    source: str
    href: str
    clicks: int | None
    page: PageView | None = None
    unread: bool = False


def found(visit: Evidence) -> Mapping[Topic, tuple[Place, ...]]:
    """Where a visit found what, those that are fewest clicks away first: pages of the shop's own that are about it or treat it,
    then links that promise it and were not followed, to another host or a file say."""
    return places_in([seen for seen in seen_pages(visit) if is_own(seen.page.url, visit)], asked_for(visit), unread(visit))


def places_in(
    pages: Sequence[SeenPage], followed: frozenset[str], unread: frozenset[str] = frozenset()
) -> Mapping[Topic, tuple[Place, ...]]:
    """The same among these pages; links to places that were `followed` promise nothing beyond what was found there."""
    places: dict[Topic, list[Place]] = defaultdict(list)
    for seen in pages:
        for topic in topics_of_page(seen.page):
            places[topic].append(Place(seen.source, seen.page.url, seen.clicks, seen.page))
    for topic, place in _promised(pages, followed):
        places[topic].append(place._replace(unread=place_of(place.href) in unread))
    return {topic: tuple(sorted(some, key=_nearness)) for topic, some in places.items()}


def asked_for(visit: Evidence) -> frozenset[str]:
    """The places (see `place_of`) that were opened and read, or where there is nothing to read."""
    walked = {place_of(step.page.url) for step in visit.steps if step.page}
    read = [page for exploration in visit.explorations for page in exploration.pages if page.page and not is_unread(page)]
    return frozenset(walked | {place_of(page.url) for page in read} | {place_of(page.page.url) for page in read if page.page})


def unread(visit: Evidence) -> frozenset[str]:
    """The places that an exploration asked for in vain."""
    return frozenset(place_of(page.url) for one in visit.explorations for page in one.pages if is_unread(page))


def is_unread(explored: ExploredPage) -> bool:
    """Whether nobody can say what stands there: no answer, another host's, a refusal. Not so where the shop says that there is
    nothing (404, 410); a file to download is what its link says."""
    page = explored.page
    if page is None:
        return explored.outcome != "not_opened"
    return page.challenged or ((page.status or 200) >= 400 and page.status not in _NOTHING_THERE)


def _promised(pages: Iterable[SeenPage], followed: frozenset[str]) -> Iterator[tuple[Topic, Place]]:
    for seen in pages:
        clicks = None if seen.clicks is None else seen.clicks + 1
        for link in seen.page.links:
            if link.visible and is_web_page(link.href) and place_of(link.href) not in followed:
                for topic in topic_of_link(link):
                    yield topic, Place(seen.source, link.href, clicks)


def _nearness(place: Place) -> tuple[bool, bool, int]:
    return place.page is None, place.clicks is None, place.clicks or 0


def _by_shelf(href: str) -> frozenset[Topic]:
    """Where an address stands in the catalogue, or among the shop's articles."""
    path = _path(href).lower().rstrip("/")
    if _PRODUCT.search(path):
        return frozenset({"product"})
    if _BLOG.search(path):
        return frozenset({"blog"})
    return frozenset({"category"}) if _CATEGORY.search(path) else frozenset()


def _is_catalogue(topics: frozenset[Topic]) -> bool:
    """Whatever its name: a book called "Returns" is a book, and an article on warranties is an article."""
    return bool(topics & {"product", "category", "blog"})


def _path(href: str) -> str:
    try:
        return unquote(urlsplit(href).path)
    except ValueError:
        return ""


def _name(title: str) -> str:
    """A page's own part of its title: what stands before the shop's name."""
    return next((part for part in re.split(r"\s[|–—·•:-]\s", normal(title)) if part), "")


@remembered
def _own_headings(page: PageView) -> tuple[str, ...]:
    """Headings that do not stand in head or foot."""
    around = {normal(block.text) for block in page.blocks if block.where in _AROUND}
    inside = {normal(block.text) for block in page.blocks if block.where not in _AROUND}
    return tuple(heading for heading in map(normal, page.headings) if heading and (heading in inside or heading not in around))


def _sections(page: PageView) -> Iterator[tuple[str, int]]:
    """Each heading of the page's own text, empty before the first, with the number of words under it: links' own are none."""
    headings = set(_own_headings(page))
    linked = {normal(link.text) for link in page.links}
    heading, words = "", 0
    for block in page.blocks:
        text = normal(block.text)
        if block.where in _AROUND:
            continue
        if text in headings:
            yield heading, words
            heading, words = text, 0
        elif text not in linked:
            words += len(words_of(text))
    yield heading, words
