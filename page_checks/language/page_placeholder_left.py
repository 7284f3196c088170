"""A page shows a placeholder where a value belongs.

## What it checks
Title, text and the alternative texts of pictures on every page of the shop, for the marks of templates (`{{ name }}`,
`${name}`, `%name%`, `##name##`, `[Shop name]`), for values that were none (`undefined`, `null`, `NaN`, `[object
Object]`), for names that programs are delivered with ("Your store" in the title or behind ©), for notes to oneself
("TODO: …") and for lorem ipsum. What customers wrote is left out. What may be a voucher's code (`%SPRING%`), what stands
in a sentence in quotation marks, a page that is about templates, and `[Name]` where goods are personalised go to a person.
The same on many pages is one finding.

## Why it matters
The customer sees that nobody looked at this page before she did. If the missing value is a price, a date or an address, she
has to ask for it, or leaves.

## How to fix
Open the page from the evidence with a product or order that lacks the value, and give the template a fallback. Let a build
step search the finished pages for these marks.

## Example
“/en/products/celadon-mug says “{{ product.delivery_days }}”.” The value had been renamed in the catalogue, but not in the
theme.
"""

import re

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.placeholders import is_surely_one, placeholders_in, without_quoted_sentences
from shopper.reading.site import SitePage, on_site, shop_blocks, site_pages, sound, spots
from shopper.reading.text import normal, plain_letters

_NOTE = re.compile(r"(?:^|(?<=[\s(\[]))(?:TODO|FIXME|TBD) ?:(?= ?\w)|\[(?:TODO|FIXME|TBD)\]")
_NO_TITLE = re.compile(r"undefined|null|NaN|\[object Object\]|untitled(?: document| page)?", re.IGNORECASE)
_DELIVERED = re.compile(
    r"(?:your|my) (?:web|online )?(?:store|shop|site|company|brand)(?: name)?|(?:default|main website) store(?: view)?"
    r"|(?:store|shop|company|site) name|(?:magento|shopify|woocommerce|prestashop|opencart|shopware) (?:demo )?(?:store|shop)"
    r"|just another wordpress site|acme(?: (?:inc|corp|co)\.?)?|ten (?:cua hang|shop|cong ty)(?: cua ban)?|cua hang cua ban"
    r"|(?:ihr|mein|dein) (?:shop|shopname|unternehmen|laden)|shopname|firmenname|(?:votre|ma) (?:boutique|entreprise)"
    r"|nom de (?:la |votre )?boutique|(?:su|mi|tu) tienda|nombre de (?:la )?tienda"
)
"""What stands for the shop's name until somebody fills it in."""
_OWNER = re.compile(r"(?:©|\(c\)|copyright) ?(?:20\d\d)?(?: ?[-–] ?20\d\d)?,? ?(?P<owner>[^\d.|·,–—\n]{3,40})", re.I)
_ABOUT_TEMPLATES = re.compile(
    r"(?<!\w)(?:templates?|placeholders?|variables?|javascript|liquid|api|vorlagen?|platzhalter)(?!\w)"
)
_PERSONAL = re.compile(
    r"(?<!\w)(?:personali[sz]\w*|engrav\w*|custom(?:i[sz]ed|i[sz]e| text| name)|with (?:your|a) name|gravur\w*|gravier\w*"
    r"|wunsch(?:name|text)\w*|mit (?:ihrem|deinem) namen|personnalis\w*|grav(?:ure|er|e)|personaliza\w*|grabad[oa]s?"
    r"|(?:khac|in|them) ten|theo yeu cau)(?!\w)"
)
"""Goods on which the customer's own name is put: `[Name]` stands there for it."""
_SPANISH = "es"


@check(
    title="Every value of a page is filled in",
    failure="A page shows a placeholder",
    category="consistency",
    impact="serious",
    serves=["3-02", "4-09"],
)
def page_placeholder_left(visit: Evidence) -> Findings:
    judged = [(page, _left(page)) for page in site_pages(visit)]
    for fault in spots(judged):
        sure = any(_is_sure(sign, page) for sign in fault.signs for page in fault.pages)
        shown = ", ".join(f"“{sign}”" for sign in fault.signs[:3])
        said = f"{fault.where} {'says' if len(fault.pages) == 1 else 'say'} {shown}"
        yield on_site(visit, fault, Outcome.FAIL if sure else Outcome.REVIEW, said, expected="values", actual=shown)
    whole = [page for page, left in judged if not left]
    yield from sound(visit, whole, "has every value filled in", expected="values")


def _left(page: SitePage) -> list[str]:
    """The placeholders that a reader sees, each once."""
    text = _text(page)
    notes = [] if page.language == _SPANISH else [hit[0].strip() for hit in _NOTE.finditer(text)]  # “todo” is all
    owners = [hit[0].strip() for hit in _OWNER.finditer(text) if _is_delivered(hit["owner"])]
    return list(dict.fromkeys((*_in_title(page), *placeholders_in(text), *notes, *owners)))


def _in_title(page: SitePage) -> list[str]:
    parts = [part.strip() for part in re.split(r"\s[|–—·•:-]\s", normal(page.page.title))]
    return [*(part for part in parts if _NO_TITLE.fullmatch(part)), *(part for part in parts[1:] if _is_delivered(part))]


def _is_delivered(name: str) -> bool:
    return bool(_DELIVERED.fullmatch(plain_letters(normal(name)).strip("[]{}<>()%# ")))


def _text(page: SitePage) -> str:
    blocks = (block.text for block in shop_blocks(page.page))
    return "\n".join((normal(page.page.title), *map(normal, blocks), *(picture.alt or "" for picture in page.page.pictures)))


def _is_sure(sign: str, page: SitePage) -> bool:
    """Whether it is surely one, and not what the page writes about."""
    text = _text(page)
    plain = plain_letters(text)
    if len(_ABOUT_TEMPLATES.findall(plain)) > 1 or (sign.startswith("[") and _PERSONAL.search(plain)):
        return False
    unquoted = without_quoted_sentences(text)
    return sign in unquoted and is_surely_one(sign)
