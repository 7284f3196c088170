"""Forms as customers meet them: which were refused and what the page said about it, and what each field asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from shopper.model import Evidence, FormField, PageView, StepRecord
from shopper.reading.links import place_of
from shopper.reading.pages import is_own
from shopper.reading.text import normal, plain_letters

Purpose = Literal["name", "email", "tel", "address", "postcode", "country", "card"]
"""What a field asks of the customer (WCAG 2.2, 1.3.5)."""

TYPED = frozenset({"text", "email", "tel", "search", "number", "url", "textarea", "select", "date", ""})
"""Kinds of fields in which something is written or chosen."""

_WRITTEN = TYPED - {"search"} | {"password"}


class Refusal(NamedTuple):
    """A form that was sent and stands there again with a complaint. `said`: what the page says that it did not say before.
    `is_of_fields`: it complains of what was filled in, and not of a card, a log-in or the shop's own trouble."""

    step: StepRecord
    source: str
    before: PageView
    after: PageView
    said: tuple[str, ...]
    is_of_fields: bool


_COMPLAINS = re.compile(
    r"(?<![a-z])(?:error\w*|invalid|not valid|incorrect|wrong|required|missing|mandatory|must|please (?:enter|fill"
    r"|check|correct"
    r"|choose|select|provide|complete|accept)|enter a|cannot be (?:blank|empty)|can't be (?:blank|empty)|problem\w*"
    r"|failed|declined"
    r"|rejected|could not|couldn't"
    r"|fehler\w*|ungultig\w*|falsch\w*|pflichtfeld\w*|erforderlich|fehlt|fehlen|bitte (?:geben|fullen|prufen|wahlen|korrigieren"
    r"|stimmen)|muss|abgelehnt|konnte\w* nicht"
    r"|erreurs?|invalide\w*|incorrecte?s?|obligatoires?|requis\w*|manque\w*|veuillez|merci (?:de|d.)|refuse\w*|n.a pas pu"
    r"|loi|khong (?:hop le|dung|the)|sai|bat buoc|thieu|(?:vui long|hay|xin) (?:nhap|dien|chon|kiem tra|dong y)"
    r"|chua (?:nhap|dien"
    r"|chon|hop le)|tu choi"
    r"|errores|error|invalid[oa]s?|incorrect[oa]s?|obligatori[oa]s?|falta\w*|introduzca|introduce|rellene|seleccione"
    r"|no (?:es )?valid"
    r"\w*|rechazad\w*)(?![a-z])"
)
_OF_FIELDS = re.compile(
    r"(?<![a-z])(?:fields?|entr(?:y|ies)|details|input|form|information|data|angaben|eingaben?|felder|feld|formular|daten"
    r"|champs?|saisie|informations?|formulaire|donnees|coordonnees|o|muc|thong tin|bieu mau|du lieu|campos?|datos|formulario"
    r"|informacion)(?![a-z])"
)
_OTHER_TROUBLE = re.compile(
    r"(?<![a-z])(?:card (?:was |has been |is )?(?:declined|refused)|declined|bank|payment (?:failed|service|provider)"
    r"|try (?:another"
    r"|a different) card|password|log ?in|sign in|abgelehnt|zahlungsdienst|passwort|anmeld\w*|refusee|banque|mot de passe"
    r"|ngan hang|tu choi|dich vu thanh toan|mat khau|rechazad\w*|banco|contrasena|server|temporarily|tam thoi"
    r"|gian doan)(?![a-z])"
)


def refusals(visit: Evidence) -> Iterator[Refusal]:
    """Every form of the shop's that was sent by a click or a key and came back with a complaint: most of its fields stand there
    again, and one of them is marked as wrong, or new words complain. What a browser says by itself before anything is sent is
    nothing that a page shows."""
    before: PageView | None = None
    for step in visit.steps:
        page = step.page
        if before and page and is_own(page.url, visit) and _was_sent(step, before, page) and _is_again(before, page):
            said = _new_words(before, page)
            marked = [field for field in page.fields if field.invalid]
            complaints = [text for text in said if _COMPLAINS.search(_bare(text))]
            if (marked or complaints) and (said or not any(field.invalid for field in before.fields)):
                of_fields = bool(marked) or any(_is_of_fields(text, page) for text in complaints)
                yield Refusal(step, f"step:{step.id}", before, page, said, of_fields)
        before = page


def _was_sent(step: StepRecord, before: PageView, after: PageView) -> bool:
    """Whether a click or key sent a form, and did not follow a link to another page that has a search field too."""
    if step.verb not in ("click", "press"):
        return False
    stayed = place_of(before.url) == place_of(after.url)
    return step.effect.submitted or (stayed and not step.effect.navigated) if step.effect else stayed


def _is_again(before: PageView, after: PageView) -> bool:
    """Whether most fields of a form in which something had been written stand on the page again. A single field is a search or
    a newsletter."""
    forms: dict[int, list[FormField]] = defaultdict(list)
    for field in before.fields:
        if field.kind in _WRITTEN and field.visible:
            forms[field.form].append(field)
    are = {key_of(field) for field in after.fields if field.visible}
    return any(
        len(fields) > 1 and any(field.filled for field in fields) and len(keys & are) >= 0.6 * len(keys)
        for fields in forms.values()
        if (keys := {key_of(field) for field in fields})
    )


def _new_words(before: PageView, after: PageView) -> tuple[str, ...]:
    known = {normal(text) for text in (*(block.text for block in before.in_sight.blocks), *before.alerts)}
    messages = [field.message for field in after.fields if field.message]
    every = (normal(text) for text in (*after.alerts, *(block.text for block in after.in_sight.blocks), *messages))
    return tuple(text for text in dict.fromkeys(every) if text and text not in known)


def _is_of_fields(text: str, page: PageView) -> bool:
    plain = _bare(text)
    named = names_a_field(text, page)
    return not _OTHER_TROUBLE.search(plain) and (named or bool(_OF_FIELDS.search(plain)))


def names_a_field(text: str, page: PageView) -> bool:
    """Whether a complaint says which field it is about: by its label, or by the word for what it asks."""
    plain = _bare(text)
    for field in page.fields:
        if field.visible and field.kind != "search":
            label = _bare(field.label).strip(" *:")
            purpose = purpose_of(field)
            if (len(label) > 2 and label in plain) or (purpose and _PURPOSES[purpose].search(plain)):
                return True
    return False


def complaints_of(refusal: Refusal) -> tuple[str, ...]:
    """What a refused form says is wrong, a sentence each."""
    return tuple(text for text in refusal.said if _COMPLAINS.search(_bare(text)))


_REMEDY = re.compile(
    r"(?<![a-z])(?:enter|type|fill (?:in|out)|choose|select|provide|accept|tick|use|add|agree|must (?:be|have|contain)"
    r"|at least|at"
    r" most|digits?|characters?|format|for example|e\.g|such as|like|required|missing|mandatory|empty|blank|needs? (?:a|to)"
    r"|eingeben|geben|angeben|wahlen|ausfullen|fullen|stimmen|akzeptieren|mindestens|hochstens|ziffern|zeichen|etwa|z\. ?b"
    r"|zum beispiel|pflichtfeld|erforderlich|fehlt|leer|muss"
    r"|saisir|saisissez|entrer|entrez|indiquer|indiquez|choisi\w*|selectionne\w*|remplir|remplissez|renseigne\w*"
    r"|accepte\w*|au moins"
    r"|chiffres|caracteres|par exemple|obligatoires?|requis\w*|vide|doit"
    r"|nhap|dien|chon|dong y|it nhat|toi da|chu so|ky tu|vi du|bat buoc|thieu|bo trong|de trong|phai"
    r"|introdu\w*|escrib\w*|elija|elige|seleccion\w*|rellen\w*|acept\w*|al menos|digitos|ejemplo|obligatori[oa]s?|falta"
    r"|vaci[oa]"
    r"|debe)(?![a-z])|@"
)
_GENERIC = re.compile(
    r"(?:(?:please|bitte|veuillez|merci de|vui long|hay|por favor) )?(?:check|correct|review|prufen|korrigieren"
    r"|verifier|corriger"
    r"|kiem tra(?: lai)?|sua|revise|compruebe|corrija)(?![a-z])"
    r"|.{0,40}(?<![a-z])(?:errors?|invalid|wrong|incorrect|not valid|problem|fehler\w*|ungultig\w*|erreurs?|invalides?"
    r"|incorrectes?|loi"
    r"|sai|khong (?:hop le|dung)|errores|no valid\w*|incorrect[oa]s?)(?![a-z])"
)


def has_remedy(complaint: str) -> bool:
    """Whether a complaint says what to do: what is missing, what to enter, what it should look like."""
    return bool(_REMEDY.search(_bare(complaint)))


def is_generic(complaint: str) -> bool:
    """Whether a complaint could stand above any form: “Please check your details”, “Invalid input”, “Error”."""
    plain = _bare(complaint)
    return bool(_GENERIC.match(plain)) and not any(words.search(plain) for words in _PURPOSES.values())


def is_kept_back(field: FormField) -> bool:
    """Whether a form may lose this field when it is refused: passwords, card data, files, captchas, ticks."""
    named = _bare(f"{field.label} {field.name}")
    return (
        field.kind not in TYPED - {"search"}
        or purpose_of(field) == "card"
        or field.autocomplete.startswith("cc-")
        or bool(re.search(r"captcha|security ?code|password|otp|token", named))
    )


def key_of(field: FormField) -> tuple[str, str]:
    """What tells a field apart from others of its page, before and after it was sent."""
    return (field.name or _bare(field.label), field.kind)


# --- what a field asks for ----------------------------------------------------------------------------------------

_PURPOSES: Mapping[Purpose, re.Pattern[str]] = {
    "email": re.compile(r"(?<![a-z])(?:e-?mail\w*(?: ?adress\w*)?|correo(?: electronico)?|courriel|thu dien tu)(?![a-z])"),
    "card": re.compile(
        r"(?<![a-z])(?:(?:credit |debit )?card ?(?:number|no)|name on (?:the |your )?card|cardholder\w*|cvc|cvv|cv2"
        r"|security code"
        r"|kartennummer|kreditkartennummer|name auf der karte|karteninhaber\w*|prufnummer|prufziffer"
        r"|numero (?:de )?(?:la )?carte"
        r"|cryptogramme\w*|nom (?:inscrit )?sur la carte|titulaire de la carte|so the|ten (?:in )?tren the|chu the|ma bao mat"
        r"|numero de (?:la )?tarjeta|titular de la tarjeta)(?![a-z])"
    ),
    "tel": re.compile(
        r"(?<![a-z])(?:(?:tele|mobile ?|cell ?)?phone(?: number)?|mobile(?: number)?|telefon\w*|handy\w*|mobil(?:nummer"
        r"|telefon)"
        r"|telephone|(?:so )?dien thoai|sdt|so di dong|telefono|movil)(?![a-z])"
    ),
    "postcode": re.compile(
        r"(?<![a-z])(?:post ?code|postal code|zip(?: ?code)?|postleitzahl|plz|code postal|ma (?:buu chinh|buu dien|vung)"
        r"|codigo postal)(?![a-z])"
    ),
    "country": re.compile(
        r"(?<![a-z])(?:country(?:/region)?|(?:liefer)?land|pays|quoc gia|dat nuoc|pais)(?![a-z])"
    ),
    "address": re.compile(
        r"(?<![a-z])(?:(?:street |shipping |delivery |billing |home )?address(?: line)?(?: ?1)?|street(?: and number"
        r"| name)?|strasse\w*"
        r"|straße\w*|hausnummer|anschrift|(?:liefer)?adresse|(?:numero et )?rue|dia chi(?: nhan hang| giao hang)?|so nha\w*"
        r"|direccion|calle)(?![a-z])"
    ),
    "name": re.compile(
        r"(?<![a-z])(?:(?:your |full |first |last |given |family |recipient.?s? )?name|surname|(?:vor|nach"
        r"|familien)name|vor- und nachname"
        r"|(?:votre )?(?:pre)?nom(?: complet| de famille)?|ho (?:va )?ten|ho ten|ten(?: (?:nguoi nhan|cua ban|day du))?|ten|ho"
        r"|nombre(?: completo)?|apellidos?)(?![a-z])"
    ),
}  # fmt: skip
_NOT_HERS = re.compile(
    r"(?<![a-z])(?:company|firma|unternehmen|societe|entreprise|cong ty|empresa|coupon|voucher|gift|product|file"
    r"|user ?name|nick"
    r"|search|subject|order|bestell\w*|don hang|commande|pedido|web|ip|tax|mst|vat|tracking|message|question|nhan xet"
    r"|city)(?![a-z])"
)


def purpose_of(field: FormField) -> Purpose | None:
    """What a field asks of the customer, by its kind, its label and its name; None if it asks for something else, or nobody can
    tell."""
    if field.kind not in TYPED - {"search", "textarea"}:
        return None
    if field.kind in ("email", "tel"):
        return "email" if field.kind == "email" else "tel"
    label = _bare(field.label or field.name.replace("_", " ").replace("-", " ")).strip(" *:")
    if not label or len(label) > 60 or _NOT_HERS.search(label):
        return None
    return next((purpose for purpose, words in _PURPOSES.items() if words.match(label)), None)


_TOKENS: Mapping[Purpose, frozenset[str]] = {
    "name": frozenset({
        "name", "given-name", "family-name", "additional-name", "honorific-prefix", "nickname", "cc-name", "cc-given-name",
        "cc-family-name",
    }),
    "email": frozenset({"email", "username"}),
    "tel": frozenset({"tel", "tel-national", "tel-local", "tel-area-code", "tel-country-code", "tel-extension"}),
    "address": frozenset({
        "street-address", "address-line1", "address-line2", "address-line3", "address-level1", "address-level2",
        "address-level3", "address-level4",
    }),
    "postcode": frozenset({"postal-code"}),
    "country": frozenset({"country", "country-name"}),
    "card": frozenset({"cc-number", "cc-name", "cc-given-name", "cc-family-name", "cc-csc", "cc-exp", "cc-type"}),
}  # fmt: skip


def is_filled_in_by_browsers(field: FormField, purpose: Purpose) -> bool:
    """Whether the field says by `autocomplete` what it asks for (HTML, 4.10.18.7): `email`, `shipping postal-code`."""
    return (field.autocomplete.lower().split() or [""])[-1] in _TOKENS[purpose]


def _bare(text: str) -> str:
    return plain_letters(normal(text)).replace("’", "'")
