"""Ways to a person: a phone, a mail address, a chat, a contact page, as a customer finds them on a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from shopper.model import Link, PageView
from shopper.reading.links import place_of, role_of
from shopper.reading.text import normal, plain_letters

_CHAT = re.compile(
    r"(?<!\w)(?:(?:live ?)?chat(?: with us| now)?|message us|write to us|call us|call me back|nhan tin|tro chuyen"
    r"|goi (?:ngay|cho chung toi)|chat ngay|tu van vien|rufen sie|ruckruf|schreiben sie uns"
    r"|appelez|ecrivez|llamenos|escribanos|escribenos)(?!\w)"
)
_CHAT_HOSTS = re.compile(r"https?://(?:[\w-]+\.)*(?:wa\.me|m\.me|zalo\.me|api\.whatsapp\.com|t\.me)/", re.IGNORECASE)
_NO_REPLY = re.compile(r"no[-_.]?reply|do[-_.]?not[-_.]?reply|ne-pas-repondre|no-responder|nicht-antworten", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<!\w)(?:hotline|tong dai|(?:so )?dien thoai|\bdt\b|goi|call|phone|tel(?:ephone|efon|efono)?|telefon|rufnummer|llame)\.?"
    r"[^\d\n]{0,40}?(?P<number>\+?\d[\d ().-]{5,18}\d)"
)


def is_contact(link: Link) -> bool:
    """Whether this link is a way to a person: `tel:`, `mailto:` (but not a no-reply address), a contact page, a chat."""
    if link.href.startswith("tel:"):
        return True
    if link.href.startswith("mailto:"):
        return not _NO_REPLY.search(link.href)
    return role_of(link) == "contact" or bool(_CHAT_HOSTS.match(link.href)) or is_contact_control(link.text)


def is_contact_control(name: str) -> bool:
    """Whether a button of this name opens a chat or a call."""
    plain = plain_letters(normal(name[:300]))
    return bool(_CHAT.search(plain) or re.search(r"(?<!\w)(?:contact us|lien he|kontakt|contactez|contactar)(?!\w)", plain))


def contact_in_text(text: str, *, own: Collection[str] = ()) -> str:
    """The first mail address or labelled phone number in visible text; empty if none.

    `own`: the customer's own addresses and phone numbers, which a checkout repeats and which are no way to anybody.
    """
    theirs = {item.casefold() for item in own} | {_digits(item) for item in own if _digits(item)}
    text = normal(text)
    for hit in _ADDRESS.finditer(text):
        if hit[0].casefold().rstrip(".") not in theirs and not _NO_REPLY.search(hit[0]):
            return hit[0]
    for hit in _PHONE.finditer(plain_letters(text)):
        if _digits(hit["number"]) not in theirs:
            return hit["number"]
    return ""


def ways_to_a_person(page: PageView, *, own: Collection[str] = ()) -> Iterator[str]:
    """Every way to a person that stands on this page, in words for a reader."""
    for link in page.links:
        if link.visible and _leads_to_somebody(link, page) and link.href.partition(":")[2].split("?")[0].casefold() not in own:
            yield f"link “{normal(link.text) or link.href}”"
    for control in page.controls:
        if is_contact_control(control):
            yield f"button “{normal(control)}”"
    if written := contact_in_text(page.text, own=own):
        yield written


def _leads_to_somebody(link: Link, page: PageView) -> bool:
    """A link within the page ("Skip to content") leads to nobody by its address, though its words may open a chat."""
    within = "#" in link.href and place_of(link.href) == place_of(page.url)
    return is_contact_control(link.text) if within else is_contact(link)


def _digits(text: str) -> str:
    """The last nine digits: `+84 912 345 678` and `0912345678` are one phone."""
    return "" if "@" in text else re.sub(r"\D", "", text)[-9:]
