"""A banner that cannot be refused stands before help.

## What it checks
The shop's pages for help, contact, delivery, returns, privacy, terms and imprint: whether something lies over more than
half of the screen that cannot be refused, closed or done without. It fails where all buttons only agree. A banner of
which only settings can be opened, one without any button that could be read, and what asks for something else than
cookies go to a person.

## Why it matters
Whoever looks for a phone number is in trouble already. To be let through to it only for a consent is no free choice
(GDPR, Art. 7 (4)), and the imprint must be reachable directly.

## How to fix
Put “Refuse” beside “Accept”, as large and on the first level. Leave banners out of help, contact, privacy and imprint
altogether, or let them cover a strip at the bottom.

## Example
“On /en/contact something lies over 85% of the screen that can only be agreed to: “Accept all”.” The consent tool's new
version had moved “Refuse” to its second level.
"""

import re

from shopper import Evidence, Findings, Outcome, Overlay, Verdict, check
from shopper.reading.naming import quoted
from shopper.reading.site import Spot, on_site, site_pages, sound, spots
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import is_help, subjects_of_page

_HALF = 0.5
_LEAVES = re.compile(
    r"(?<!\w)(?:reject|refuse|decline|deny|disagree|no,? thanks?|not now|later|skip|close|dismiss|cancel|continue without"
    r"|(?:only|strictly|just)? ?(?:necessary|essential|required)(?: cookies)?(?: only)?|opt[ -]?out|do not (?:accept|sell)"
    r"|tu choi|khong(?: dong y|,? cam on| chap nhan)|de sau|bo qua|dong(?! y)|chi (?:dung |chap nhan )?(?:cookie )?can thiet"
    r"|ablehnen|verweigern|nein|nicht jetzt|spater|schliessen|nur (?:notwendige|essenzielle|erforderliche)\w*"
    r"|(?:technisch )?notwendige|ohne einwilligung|abbrechen|uberspringen"
    r"|(?:tout )?refuser|non,? merci|plus tard|fermer|continuer sans|(?:cookies )?(?:strictement )?(?:necessaires|essentiels)"
    r"|rechazar|denegar|no,? gracias|mas tarde|cerrar|solo (?:las )?(?:necesarias|esenciales)|continuar sin)(?!\w)"
    r"|^(?:[x×✕✖⨉]|no|nein|non)$"
)
_CHOOSES = re.compile(
    r"(?<!\w)(?:settings|preferences|options|manage|customi[sz]e|choose|more|details?|learn|tuy (?:chinh|chon)|cai dat"
    r"|thiet lap|einstellungen|anpassen|optionen|verwalten|auswahl|mehr|parametr\w*|personnaliser|gerer|choisir|plus"
    r"|configur\w+|personalizar|ajustes|gestionar|opciones|mas)(?!\w)"
)
_COOKIES = re.compile(
    r"(?<!\w)(?:cookies?|consent|tracking|gdpr|rgpd|dsgvo|einwilligung|datenschutz|consentement|traceurs)(?!\w)"
)


@check(
    title="Help can be read without agreeing to anything",
    failure="A banner stands before help",
    category="ease",
    impact="serious",
    serves=["2-07", "2-09"],
)
def cookie_wall_blocks_help(visit: Evidence) -> Findings:
    help = [page for page in site_pages(visit) if any(map(is_help, subjects_of_page(page.page)))]
    blocked = [(page, page.page.overlay) for page in help if page.page.overlay]
    judged = {page.source: _outcome(overlay) for page, overlay in blocked}
    for outcome in (Outcome.FAIL, Outcome.REVIEW):
        walls = {page.source: overlay for page, overlay in blocked if judged[page.source] is outcome}
        for fault in spots((page, (_sign(walls[page.source]),)) for page in help if page.source in walls):
            yield _verdict(visit, fault, outcome, walls[fault.pages[0].source])
    free = [page for page in help if judged.get(page.source, Outcome.PASS) is Outcome.PASS]
    yield from sound(visit, free, "can be read without agreeing to anything", expected="no wall")


def _outcome(overlay: Overlay) -> Outcome:
    names = [plain_letters(normal(name)) for name in overlay.controls]
    if overlay.covers <= _HALF or any(_LEAVES.search(name) for name in names):
        return Outcome.PASS
    is_about_cookies = bool(_COOKIES.search(plain_letters(normal(overlay.text))))
    only_agrees = bool(names) and not any(_CHOOSES.search(name) for name in names)
    return Outcome.FAIL if is_about_cookies and only_agrees else Outcome.REVIEW


def _sign(overlay: Overlay) -> str:
    return normal(overlay.text)[:80] or "a wall"


def _verdict(visit: Evidence, fault: Spot, outcome: Outcome, overlay: Overlay) -> Verdict:
    buttons = ", ".join(quoted(name) for name in overlay.controls[:4])
    only = f"that can only be agreed to: {buttons}" if outcome is Outcome.FAIL else "of which nobody could tell how to get past"
    said = f"On {fault.where} something lies over {overlay.covers:.0%} of the screen {only}"
    return on_site(visit, fault, outcome, said, expected="a way to refuse", actual=buttons or "no button", about="the wall")
