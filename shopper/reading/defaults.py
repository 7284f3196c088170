"""Names and addresses that programs are delivered with, and that a shop was to replace by its own."""

from __future__ import annotations

import re

from shopper.reading.domains import domain_of
from shopper.reading.text import normal, plain_letters

_PROGRAMS = (
    "magento", "wordpress", "woocommerce", "shopify", "shopware", "prestashop", "opencart", "oscommerce", "zen cart", "joomla",
    "drupal", "typo3", "bigcommerce", "odoo", "odoobot", "jtl-shop", "oxid eshop", "gambio", "xt:commerce", "haravan", "sapo",
    "nopcommerce", "saleor", "bagisto", "phpmailer", "php mailer", "root", "www-data", "apache", "nginx", "administrator",
)  # fmt: skip
_NAMES = re.compile(
    rf"(?:{'|'.join(map(re.escape, _PROGRAMS))})"
    r"|(?:default|main website) store(?: view)?|(?:your|my|the)? ?(?:web)?(?:store|shop|company|site|business)(?: name)?"
    r"|(?:store|shop|company|site|sender|display|from|first|last) name|owner|custom ?[12]|customer ?support|test(?: user| shop"
    r"| store)?"
    r"|example(?: (?:store|shop|company|inc\.?))?|acme(?: (?:inc|corp|co)\.?)?|john doe|max mustermann|lorem ipsum"
    r"|ten (?:cua hang|shop|cong ty)(?: cua ban)?|cua hang cua ban|(?:ihr|mein|dein) (?:shop|shopname|unternehmen|laden)"
    r"|shopname|firmenname"
    r"|(?:votre|ma) (?:boutique|entreprise)|nom de (?:la |votre )?boutique|(?:su|mi|tu) tienda|nombre de (?:la )?tienda"
)
_BRACKETS = re.compile(r"[\[{<(%#]+ ?[\w .-]{2,40} ?[\]}>)%#]+")
_DOMAINS = re.compile(
    r"example\.(?:com|org|net)|(?:your-?)(?:domain|company|shop|store|site)\.(?:com|net|org|de|fr|vn|es|tld)"
    r"|(?:my)?domain\.(?:com|tld)|localhost|(?:[\w-]+\.)*(?:localdomain|local|lan|internal|localhost)"
)
_ACCOUNTS = frozenset({"wordpress", "www-data", "wwwrun", "apache", "nginx", "nobody", "root", "daemon", "httpd", "odoobot"})


def default_sender(name: str, address: str) -> str:
    """Which of a sender's two parts is one that a program was delivered with, in words; empty if neither is."""
    plain = plain_letters(normal(name)).strip(" \"'")
    if _BRACKETS.fullmatch(plain) or _NAMES.fullmatch(plain.strip("[]{}<>()%# ")):
        return f"the name “{normal(name)}”"
    if _DOMAINS.fullmatch(domain_of(address)) or address.partition("@")[0].casefold() in _ACCOUNTS:
        return f"the address {address}"
    return ""
