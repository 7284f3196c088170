"""Ways to a person: a phone, a mail address, a chat, a contact page, as a customer finds them on a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from shopper.model import Link, PageView, Reading
from shopper.reading.links import place_of, role_of
from shopper.reading.text import normal, plain_letters

_CHAT = re.compile(
    r"(?<!\w)(?:(?:live ?)?chat(?: with us| now)?|message us|write to us|call us|call me back|nhan tin|tro chuyen"
    r"|goi (?:ngay|cho chung toi)|chat ngay|tu van vien|rufen sie|ruckruf|schreiben sie uns"
    r"|(?:jetzt )?chatten|discuter avec (?:nous|un conseiller)|appelez|ecrivez|llamenos|escribanos|escribenos)(?!\w)"
)
_CHAT_HOSTS = re.compile(r"https?://(?:[\w-]+\.)*(?:wa\.me|m\.me|zalo\.me|api\.whatsapp\.com|t\.me)/", re.IGNORECASE)
_NO_REPLY = re.compile(r"no[-_.]?reply|do[-_.]?not[-_.]?reply|ne-pas-repondre|no-responder|nicht-antworten", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<!\w)(?:hotline|tong dai|(?:so )?dien thoai|\bdt\b|goi|call|phone|tel(?:ephone|efon|efono)?|telefon|rufnummer|rufen sie"
    r"|llame(?:nos)?|llama(?:nos)?|appele[rz](?:-nous)?|joignable|ring|zalo|nhan|unter)"
    r"\.?[^\d\n]{0,40}?(?P<number>\+?\d[\d ()./-]{5,18}\d)"
)


_REFUSED = re.compile(
    r"(?:do not|don't|cannot|can't) (?:reply|respond) to this|please (?:do not|don't) (?:reply|respond|answer)"
    r"|nobody reads (?:this|replies)|khong (?:co )?ai doc (?:hop thu|thu tra loi)"
    r"|replies (?:to this [\w-]+ )?(?:are|will) not (?:be )?"
    r"(?:read|monitored|answered)|(?:mailbox|inbox|address) is (?:not monitored|unmonitored|unattended)|cannot receive replies"
    r"|(?:xin|vui long|hay) (?:vui long )?(?:dung|khong) (?:tra loi|phan hoi|hoi dap)"
    r"|khong (?:tra loi|phan hoi|hoi dap) (?:lai )?(?:vao )?(?:email|e-mail|thu) nay"
    r"|(?:hop thu|dia chi|email) nay khong (?:duoc theo doi|nhan (?:thu )?(?:tra loi|phan hoi)|tiep nhan)"
    r"|nicht auf diese (?:e-?mail|nachricht)|antworten sie (?:bitte )?nicht|antworten (?:auf diese \S+ )?werden nicht gelesen"
    r"|ne (?:pas repondre|repondez pas)|no (?:responda|conteste|responder)(?!\w)"
)


def is_no_reply(address: str) -> bool:
    """Whether a mail address says of itself that nobody reads it: `no-reply@…`, `nicht-antworten@…`."""
    return bool(_NO_REPLY.search(address))


def refuses_reply(reading: Reading) -> bool:
    """Whether a mail wants no answer: it would go to a no-reply address, or the text says that nobody reads it."""
    said = " ".join(plain_letters(normal(reading.text)).replace("’", "'").split())
    return bool(_NO_REPLY.search(reading.reply_to or reading.sender) or _REFUSED.search(said))


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
    return bool(
        _CHAT.search(plain)
        or re.search(r"(?<!\w)(?:contact us|lien he|kontakt|contactez|nous contacter|contactar)(?!\w)", plain)
    )


def contact_in_text(text: str, *, own: Collection[str] = ()) -> str:
    """The first mail address or labelled phone number in visible text; empty if none.

    `own`: the customer's own addresses and phone numbers, which a checkout repeats and which are no way to anybody.
    """
    if address := next(iter(addresses_in(text, own=own)), ""):
        return address
    theirs = {_digits(item) for item in own if _digits(item)}
    return next((number for number in numbers_in(text) if _digits(number) not in theirs), "")


@lru_cache(maxsize=256)
def numbers_in(text: str) -> tuple[str, ...]:
    """The phone numbers that a text calls so, as they are written."""
    return tuple(hit["number"] for hit in _PHONE.finditer(plain_letters(normal(text))))


def addresses_in(text: str, *, own: Collection[str] = ()) -> list[str]:
    """The mail addresses in visible text that somebody reads: none of the customer's `own`, no no-reply address."""
    theirs = {item.casefold() for item in own}
    found = (hit[0].rstrip(".") for hit in _ADDRESS.finditer(normal(text)))
    return [address for address in found if address.casefold() not in theirs and not _NO_REPLY.search(address)]


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
