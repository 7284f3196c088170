"""What consumer law wants to be told, as pages tell it: who sells, the button that binds, withdrawal, costs, ways to pay.

Read in Vietnamese, English, German, French and Spanish. Whether a page satisfies a court is not said here: only what is
there, and what nobody could find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from shopper.model import Evidence, Outcome, PageView, Shop, Verdict
from shopper.reading.checkout import ordering
from shopper.reading.contact import addresses_in
from shopper.reading.identity_lines import identity_in
from shopper.reading.links import place_of
from shopper.reading.money import find_money
from shopper.reading.pages import SeenPage, is_own, seen_pages
from shopper.reading.phones import phones_in, region_of
from shopper.reading.terms import OBLIGED, return_windows
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import Topic, found, subjects_of_page
from shopper.registry import Law, Pack

COUNTRIES: Mapping[Pack, frozenset[str]] = {"eu": OBLIGED - {"GB"}, "vn": frozenset({"VN"})}
"""Pack → where a customer lives whom its rules protect (ISO 3166), whatever country the shop is in."""


def binds(law: Law, visit: Evidence) -> bool:
    """Whether a rule is to be judged: the shop names its pack, it was in force when the visit began, and the customer lives
    where it protects her."""
    day, country = visit.started.date(), visit.plan.locale.rpartition("-")[2]
    in_force = law.since <= day and (law.until is None or day <= law.until)
    return in_force and law.pack in visit.plan.shop.compliance and country in COUNTRIES[law.pack]


def cited(verdict: Verdict, law: Law | None) -> Verdict:
    """The verdict with the place where the law says so."""
    return verdict.model_copy(update={"expected": f"{verdict.expected} ({law.source})"}) if law else verdict


# --- which pages --------------------------------------------------------------------------------------------------


def is_explored(visit: Evidence, *topics: Topic) -> bool:
    """Whether an exploration in the customer's language left out nothing that looked like help or terms: what it did not find
    cannot be found. Not so if a link on one of these topics leads to what was not read: a file, say, or a page that
    robots.txt closes. The same page in another language is none of them."""
    complete = any(one.complete and one.language == visit.language for one in visit.explorations)
    if not complete or not topics:
        return complete
    elsewhere = {place_of(href) for seen in seen_pages(visit) for href in _in_other_languages(seen.page, visit.language)}
    promised = (place for topic in topics for place in found(visit).get(topic, ()) if place.page is None)
    return all(place_of(place.href) in elsewhere for place in promised)


def _in_other_languages(page: PageView, language: str) -> Iterator[str]:
    yield from (href for code, href in page.alternates.items() if code.lower()[:2] not in {language, "x-"})
    yield from (link.href for link in page.links if link.lang and link.lang.lower()[:2] != language)


def pages_before_order(visit: Evidence) -> list[SeenPage]:
    """The shop's own pages that worked, as the customer could see them before she ordered; all of them if she did not."""
    order, seen = ordering(visit), seen_pages(visit)
    if order:
        seen = [*(SeenPage(*stop) for stop in order.way), *(one for one in seen if one.source.startswith("page:"))]
    return [one for one in seen if is_own(one.page.url, visit) and works(one.page)]


def works(page: PageView) -> bool:
    """Whether a page opened and is no bot challenge."""
    return (page.status or 200) < 400 and not page.challenged


# --- the button ---------------------------------------------------------------------------------------------------

_COSTS = re.compile(
    r"(?<![a-z])(?:pay(?: now| and| by| with|s)?|buy(?: now)?|purchase|obligation to pay|zahlungspflichtig\w*"
    r"|kostenpflichtig\w*"
    r"|kauf\w*|\w*kaufen|(?:be)?zahlen|payer|payez|achet\w*|achat|obligation de paiement|pagar|obligacion de pago|compr\w+"
    r"|thanh toan|mua)(?![a-z])"
)
_ORDERS = re.compile(
    r"(?<![a-z])(?:order|confirm\w*|submit|send|continue|next|complete|finish|proceed|bestell\w*|absenden"
    r"|abschicken|bestatig\w*"
    r"|weiter|abschliessen|command\w*|valid\w+|continuer|envoyer|terminer|pedido|pedir|finalizar|enviar|dat hang"
    r"|dat mua|xac nhan"
    r"|hoan tat|tiep tuc|gui)(?![a-z])"
)


def says_it_costs(button: str) -> Outcome:
    """Pass if a button's own words say that she must pay or buys, fail if they only order, confirm or go on; other words go to
    a person."""
    plain = plain_letters(normal(button)).replace("ß", "ss")
    if _COSTS.search(plain):
        return Outcome.PASS
    return Outcome.FAIL if _ORDERS.search(plain) else Outcome.REVIEW


# --- withdrawal ---------------------------------------------------------------------------------------------------

_WITHDRAW = (
    r"withdraw\w*|right to cancel|cancellation (?:right|period)|cooling[- ]off|widerruf\w*|widerrufen|retractation|retracter"
    r"|retracte\w* (?:du|de (?:son|sa|votre|la|l))|retractarse|retracto(?![a-z])|renonc\w*"
    r"|desist\w*|rut khoi hop dong|quyen rut"
)
_WITHDRAWAL = re.compile(rf"(?<![a-z])(?:{_WITHDRAW})")
_PERIOD = re.compile(
    r"(?<![\w.,])(?:(?P<days>\d{1,3})|fourteen|vierzehn|quatorze|catorce|muoi bon)(?: ?\(\w+\)|\))?"
    r"(?: calendar| kalender)?[ -]?"
    r"(?:days?|tagen?|tage|jours?|dias?|ngay)(?![a-z])"
)
_HOW = re.compile(
    r"(?<![a-z])(?:e-?mail|mail|letter|post|form|function|button|phone|statement|brief|\w*formular|\w*funktion"
    r"|erklarung|telefon"
    r"|lettre|courrier|formulaire|declaration|telephone|carta|correo|formulario|thu|bieu mau|dien thoai)(?![a-z])|@"
)
_OFFER = re.compile(
    rf"(?<![a-z])(?:{_WITHDRAW}|returns?|refunds?|ruckgabe\w*|rucksend\w*|retours?|devoluci\w+|doi tra|tra hang)"
)
_FUNCTION = re.compile(
    r"(?<![a-z])(?:withdraw from (?:the |this |my |your |a )?(?:contract|order|purchase)"
    r"|exercise (?:the |my |your )?right (?:of withdrawal|to withdraw)|submit (?:a |my |your )?withdrawal"
    r"|(?:vertrag|bestellung|kauf|online|jetzt|hier)(?: \w+){0,2} widerrufen|online-?widerruf|widerruf (?:online|jetzt|hier)"
    r"|widerruf (?:erklaren|einreichen|absenden|starten)|widerrufs(?:button|funktion)|vom vertrag zurucktreten"
    r"|(?:me|se|vous) retracter|retracter (?:du|de|d'|ici)|renoncer (?:a|au) (?:mon |ce |votre |un )?(?:contrat"
    r"|achat|commande)|renoncer ici"
    r"|exercer (?:mon|le|votre|son) droit de retractation|desistir (?:del|de mi) contrato"
    r"|ejercer (?:el |mi |su )?(?:derecho de )?desistimiento|rut khoi hop dong)(?![a-z])"
)
_MODEL_FORM = re.compile(
    r"(?<![a-z])(?:\w*widerrufsformular|withdrawal form|formulaire de retractation|formulario de desistimiento)(?![a-z])"
)
STATUTORY = 14
"""Days that a customer in the European Union has to withdraw: Directive 2011/83/EU, art. 9(1)."""


class Withdrawal(NamedTuple):
    """What a page says of the right to withdraw: for how many days, whether it says how, and its words."""

    days: int
    how: bool
    quote: str


def withdrawal_rights(page: PageView) -> tuple[Withdrawal, ...]:
    """What a page says of the right to withdraw from the contract: each period that it names, once; the shortest first.

    Other periods are none: those of the refund, of sending back, of consent to the use of data.
    """
    if _is_about_data(page):
        return ()
    plain = [plain_letters(normal(block.text)[:2000]) for block in page.blocks]
    told = []
    for at, text in enumerate(plain):
        before = plain[at - 1] if at and len(plain[at - 1]) < _HEADING else ""
        how = any(_HOW.search(near) for near in plain[max(0, at - 1) : at + 4])
        periods = (_withdrawal_days(sentence, before) for sentence in _SENTENCES.split(text))
        told += [Withdrawal(days, how, normal(page.blocks[at].text)[:240]) for days in periods if days]
    return tuple({right.days: right for right in sorted(told)}.values())  # of equal ones the last: it says how, if one does


def names_withdrawal(page: PageView) -> str:
    """The page's own line that speaks of withdrawing from a contract, be it that one cannot; links and titles are none."""
    if _is_about_data(page):
        return ""
    links = {normal(link.text) for link in page.links}
    for block in page.blocks:
        line = normal(block.text)
        plain = plain_letters(line[:2000])
        own = block.where not in {"header", "nav", "footer"} and line not in links and len(line.split()) > _FEW_WORDS
        if own and _WITHDRAWAL.search(plain) and not _CONSENT.search(plain):
            return line[:240]
    return ""


def _is_about_data(page: PageView) -> bool:
    """Whether a page is about privacy: what is withdrawn there is consent."""
    return not (subjects := subjects_of_page(page)).isdisjoint({"privacy", "cookies"}) and subjects.isdisjoint(_CONTRACT)


def _withdrawal_days(sentence: str, heading: str) -> int | None:
    """The days that a sentence gives to withdraw from the contract. Its other half may say what follows then, so that where it
    speaks of a refund too, only the clause with the days counts."""
    spoken = _WITHDRAWAL.search(sentence) or _WITHDRAWAL.search(heading)
    hit = _PERIOD.search(sentence)
    if not (spoken and hit) or _CONSENT.search(f"{heading} {sentence}"):
        return None
    if _AFTERWARDS.search(sentence):
        clause = next((one for one in _CLAUSES.split(sentence) if _PERIOD.search(one)), "")
        if _AFTERWARDS.search(clause) or not _WITHDRAWAL.search(clause):
            return None
    return int(hit["days"] or STATUTORY)


_CONTRACT: frozenset[Topic] = frozenset({"terms", "withdrawal", "returns"})
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_CLAUSES = re.compile(r"[,;:–]| (?:and|und|et|y|va) ")
_CONSENT = re.compile(
    r"(?<![a-z])(?:consent\w*|einwilligung\w*|newsletter\w*|consentement\w*|consentimiento\w*|su dong y|personal data|cookies?"
    r"|personenbezogen\w*|donnees (?:personnelles|a caractere)|datos personales|du lieu ca nhan|marketing|\w*logfiles?"
    r"|geloscht|delete[sd]?|supprimees?)(?![a-z])"
)
_AFTERWARDS = re.compile(
    r"(?<![a-z])(?:refund\w*|repa(?:y|id)\w*|reimburse\w*|money back|collect\w*|pick(?:ed)? up|acknowledge\w*|process\w*"
    r"|send\w* (?:\w+ ){0,3}back|return(?:ed)? (?:the|them|it|your|goods|items)|(?:ruck)?erstatt\w*|ruckzahl\w*|abhol\w*"
    r"|zuruck(?!(?:zu)?tret)\w*|ruck(?:send|gabe)\w*|holen|bearbeit\w*|bestatigen wir|rembours\w*|renvo\w+|retourn\w*"
    r"|restitu\w*|accus\w*|enlev\w*|recuper\w*|reembols\w*|devuelv\w*|devolver\w*|reintegr\w*|recog\w*"
    r"|hoan (?:lai|tien|tra)|thu hoi|gui tra)(?![a-z])"
)
_FEW_WORDS = 4
_HEADING = 90  # letters


def offers_terms(page: PageView) -> bool:
    """Whether a page links to what looks like terms of withdrawal or returns."""
    return any(link.visible and _OFFER.search(plain_letters(normal(link.text))) for link in page.links)


Found = Literal["function", "form", ""]


def withdrawal_function(page: PageView) -> tuple[Found, str]:
    """The link or button by which one withdraws from a contract on line, and its words; `form`: only a form to be sent."""
    names = [normal(name) for name in (*(link.text for link in page.links if link.visible), *page.controls)]
    for what, pattern in (("function", _FUNCTION), ("form", _MODEL_FORM)):
        for name in names:
            if len(name) <= _HEADING and pattern.search(plain_letters(name).replace("’", "'")):
                return ("function" if what == "function" else "form"), name
    return "", ""


# --- who sells ----------------------------------------------------------------------------------------------------

Detail = Literal["name", "address", "email", "phone", "number"]
_NUMBERED = re.compile(
    r"(?<![a-z])(?:hr ?[ab]|handelsregister\w*|amtsgericht|ust\.?-?id\w*|umsatzsteuer-?id\w*|steuernummer|rcs"
    r"|registre du commerce"
    r"|siret|siren|tva|company (?:no|number|registration)\w*|registration (?:no|number)|business registration|registered in"
    r"|vat (?:reg\w* )?(?:no|number|id)|tax (?:no|number|id|code)|kvk|c\.?i\.?f|n\.?i\.?f|registro mercantil"
    r"|gcn ?dkkd|gp ?dkkd|(?:giay )?(?:chung nhan )?dang ky (?:kinh doanh|doanh nghiep)|ma so (?:doanh nghiep|thue)"
    r"|msdn|mst|dkkd)"
    r"(?![a-z])[^\n]{0,60}?\d[\d ./-]{3,}\d"
)
_LABELLED = re.compile(
    r"(?<![a-z])(?:address|anschrift|adresse|sitz|siege(?: social)?|direccion|domicilio|dia chi"
    r"|tru so)(?![a-z])[^\n@]{0,20}?:? ?\n?"
    r"[^\n@]{0,80}\d"
)
_PLACE = re.compile(
    r"(?:^|[\n,·|] ?)(?:[A-Z]{1,2}-? ?)?\d{4,5} [A-ZÀ-Ý]\w+|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|(?:^|[\n,·|:] ?)(?:[Ss]ố )?\d+\w{0,2}(?:/\d+)* (?:đường|phố|ngõ|Đường|Phố"
    r"|[A-ZÀ-Ỹ]\w+ )[^\n]{4,60}(?:[Pp]hường|[Xx]ã|[Qq]uận|TP)",
    re.MULTILINE,
)
_REPRESENTED = re.compile(
    r"(?<![a-z])(?:owner|proprietor|represented by|inhaber(?:in)?|vertreten durch|geschaftsfuhr\w+|editeur|proprietaire|titular"
    r"|chu so huu|dai dien|ho kinh doanh)(?![a-z])"
)


def owner_details(pages: list[SeenPage], shop: Shop) -> dict[Detail, tuple[str, str]]:
    """Who stands behind a shop, as far as its pages tell: detail → (its words, the evidence that has it)."""
    found: dict[Detail, tuple[str, str]] = {}
    region = region_of(shop)
    for seen in pages:
        for detail, words in _details(seen.page, shop, region):
            if words:
                found.setdefault(detail, (words, seen.source))
    return found


def _details(page: PageView, shop: Shop, region: str) -> Iterator[tuple[Detail, str]]:
    text = normal(page.text)
    plain, identity, brand = plain_letters(text), identity_in(text), shop.brand
    known = brand.legal if brand.legal and plain_letters(brand.legal) in plain else ""
    yield "name", known or next((one.written for one in identity.companies), "") or _hit(_REPRESENTED, plain)
    stated = brand.address if brand.address and plain_letters(brand.address) in plain else ""
    yield "address", stated or _hit(_PLACE, text) or _hit(_LABELLED, plain)
    mailto = (link.href.removeprefix("mailto:").partition("?")[0] for link in page.links if link.href.startswith("mailto:"))
    yield "email", next(mailto, "") or next(iter(addresses_in(text)), "")
    yield "phone", next((one.written for one in phones_in(text, page.links, region)), "")
    yield "number", next(iter(identity.taxes), "") or _hit(_NUMBERED, plain)


_REGISTERED = re.compile(
    r"(?<![a-z])(?:(?:company|registration|business|vat|tax)(?: reg(?:istration)?\.?| id| identification)?"
    r" ?(?:no|number|code|id)|registered (?:in|office)|ma so (?:thue|doanh nghiep)|mst|msdn|g[cp](?:n ?)?dkkd|gpkd"
    r"|giay (?:phep|chung nhan) (?:dang ky )?(?:kinh doanh|doanh nghiep)|hr ?[ab]|handelsregister|amtsgericht"
    r"|ust\.?-?id\w*|umsatzsteuer-?id\w*|steuernummer|siren|siret|rcs|tva|kvk|[cn]\.?i\.?f|registro mercantil)(?![a-z])"
    r"[^\d\n]{0,60}\n?[^\d\n]{0,20}\d(?:[ ./-]?[a-z]?\d){2,}"
)


def told_register(page: PageView) -> str:
    """The number under which a page says that its company is registered or taxed, in its foot or imprint; empty if none.

    A label alone is none: checkouts ask for the customer's own tax number.
    """
    return _hit(_REGISTERED, plain_letters(normal(page.text)))


def _hit(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found[0].split())[:120] if found else ""


# --- what it costs, how it is paid, how it goes back --------------------------------------------------------------

_DELIVERY = re.compile(
    r"(?<![a-z])(?:deliver\w*|shipping|postage|liefer\w*|versand\w*|livraison|port|envio|entrega|giao hang|van chuyen|phi giao"
    r"|phi ship|ship)(?![a-z])"
)
_FREE = re.compile(r"(?<![a-z])(?:free|kostenlos|gratuite?|gratis|mien phi|freeship)(?![a-z])")
_PAYING = re.compile(
    r"(?<![a-z])(?:pay\w*|zahl\w*|bezahl\w*|paie\w*|payer|pago\w*|pagar|thanh toan|tra tien|ship cod)(?![a-z])"
)
_MEANS = re.compile(
    r"(?<![a-z])(?:visa|master ?card|jcb|napas|amex|paypal|apple ?pay|google ?pay|klarna|momo|zalo ?pay|vn ?pay|cod|card"
    r"|cash on delivery|bank transfer|the (?:tin dung|ghi no|ngan hang|atm|quoc te|noi dia)|bang the|chuyen khoan|tien mat"
    r"|khi nhan hang|vi dien tu|tra gop|\w*karte|rechnung|lastschrift|carte|virement|tarjeta|transferencia)(?![a-z])"
)
_TAXED = re.compile(
    r"(?<![a-z])(?:(?:incl\w*|inc\.?|inkl\w*|including|gom|bao gom|enthal\w+|compr\w+|incluid\w*)[^\n.]{0,30}(?:vat"
    r"|gtgt|tax\w*|thue|mwst"
    r"|mehrwertsteuer|tva|iva)|(?:vat|gtgt|tax|thue|mwst|tva|iva)[^\n.]{0,20}(?:incl\w*|gom|enthalten|comprise?"
    r"|incluido)|ttc)(?![a-z])"
)
_BUYING = re.compile(
    r"(?<![a-z])(?:add to (?:cart|basket|bag)|buy now|(?:them )?vao gio|mua (?:ngay|hang)|in den warenkorb|ajouter au panier"
    r"|anadir (?:al carrito|a la cesta))"
)
_PRICE_LIKE = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[.,]\d{3})+(?![\w.,/%-])")


def told_delivery_cost(page: PageView, locale: str) -> str:
    """What a page says delivery costs: a line with an amount or "free"; on a page about delivery any line with an amount."""
    about = not subjects_of_page(page).isdisjoint({"delivery", "delivery_cost", "fees"})
    for block in page.blocks:
        line = normal(block.text)[:600]
        plain = plain_letters(line)
        spoken = _DELIVERY.search(plain)
        if (spoken and _FREE.search(plain)) or ((spoken or about) and find_money(line, locale)):
            return line[:200]
    return ""


def told_ways_to_pay(page: PageView) -> str:
    """The line in which a page names ways to pay; on a page about paying any line that names one."""
    about = "payment" in subjects_of_page(page)
    for block in page.blocks:
        line = normal(block.text)[:600]
        plain = plain_letters(line)
        if _MEANS.search(plain) and (about or _PAYING.search(plain)):
            return line[:200]
    return ""


def told_return_terms(page: PageView) -> str:
    """What a page says of the time in which goods can be sent back; empty if it names none."""
    windows = return_windows(page.text)
    return windows[0].quote[:200] if windows else ""


def speaks_of_returns(page: PageView) -> bool:
    """Whether a page is about sending goods back, by its title or a heading."""
    return not subjects_of_page(page).isdisjoint({"returns", "refund"})


def says_tax_is_included(page: PageView) -> bool:
    """Whether a page says that its prices hold the tax."""
    return bool(_TAXED.search(plain_letters(normal(page.text))))


def sells(page: PageView) -> bool:
    """Whether one can put something into the cart on this page: a product's page."""
    return any(_BUYING.search(plain_letters(normal(control))) for control in page.controls)


def bare_price(page: PageView, locale: str) -> str:
    """A price-like number on a product's page that names its price in no currency at all; empty if one is named."""
    text = normal(page.text)
    if find_money(text, locale) or any("priceCurrency" in str(one) for one in page.structured):
        return ""
    return _hit(_PRICE_LIKE, text)
