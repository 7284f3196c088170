"""Whether a shop sells what is downloaded or mailed: then there is no parcel to track, and nothing to send back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shopper.model import PageView
from shopper.reading.tours import plain_lines

_DOWNLOADED = re.compile(
    r"(?<!\w)(?:(?:instant|immediate|digital) (?:downloads?|delivery|access)|digital (?:products?|goods|content)"
    r"|e-?books?|download(?:s|able|ed)?|(?:licen[cs]e|activation|product) keys?|software licen[cs]es?"
    r"|e-?mailed to you|delivered (?:to you )?by e-?mail|sofort-?download|digitale (?:produkte|inhalte)|lizenzschlussel\w*"
    r"|herunterlad\w*|telecharg\w*|cles? de licence|produits? numeriques?|descarg\w*|clave de licencia"
    r"|productos? digital(?:es)?|tai (?:xuong|ve)|ma (?:ban quyen|kich hoat)|khoa ban quyen|san pham (?:so|ky thuat so))(?!\w)"
)
_PARCELS = re.compile(
    r"(?<!\w)(?:parcels?|packages?|packaging|shipp(?:ing|ed)|ships|postage|couriers?|delivery address|dispatch\w*|versand\w*"
    r"|paket\w*|lieferadresse|lieferzeit\w*|colis|livraisons?|expedi\w+|frais de port|envios?|paquetes?|giao hang|van chuyen"
    r"|kien hang|buu (?:kien|dien)|dia chi nhan)(?!\w)"
)
_NONE = re.compile(
    r"(?<!\w)(?:no|without|nothing (?:is )?(?:to be )?|never|kein\w*|ohne|pas de|sans|aucune?|sin(?: gastos de)?|no hay"
    r"|khong(?: can)?) (?:\w+ )?(?:parcels?|packages?|packaging|shipp(?:ing|ed)|postage|versand\w*|paket\w*|colis|livraisons?"
    r"|envios?|giao hang|van chuyen)(?!\w)"
)
"""“No shipping” is a word against parcels."""


def sells_only_downloads(pages: Iterable[PageView]) -> bool:
    """Whether these pages speak of downloads, licences or what comes by mail, and none of them of parcels."""
    lines = [_NONE.sub(" ", line) for page in pages for line in plain_lines(page)]
    return any(map(_DOWNLOADED.search, lines)) and not any(map(_PARCELS.search, lines))
