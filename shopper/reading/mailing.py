"""What a mail is for and how it was sent: who reads the answers, mailing services, junk folders, advertising, bounces."""

from __future__ import annotations

import re
from functools import lru_cache

from shopper.model import Mail, Reading, Shop
from shopper.reading.contact import is_no_reply
from shopper.reading.links import role_of
from shopper.reading.text import normal, plain_letters, without_quotes

MAILING_SERVICES = frozenset({
    "acems1.com", "activehosted.com", "amazonses.com", "brevo.com", "brevosend.com", "bronto.com", "campaign-archive.com",
    "cleverreach.com", "cmail19.com", "cmail20.com", "constantcontact.com", "convertkit-mail.com", "createsend.com",
    "customeriomail.com", "dotdigital.com", "dotdigital-email.com", "elasticemail.com", "emarsys.net", "emsecure.net",
    "exacttarget.com", "freshdesk.com", "freshemail.io", "getresponse.com", "getresponse-mail.com", "gorgias.com",
    "gorgias.io", "helpscout.net", "hubspotemail.net", "hubspotlinks.com", "intercom-mail.com", "inxmail.com",
    "klaviyomail.com", "klclick.com", "klclick1.com", "list-manage.com", "mailchimp.com", "mailchimpapp.net",
    "mailerlite.com", "mailersend.net", "mailgun.net", "mailgun.org", "mailjet.com", "mandrillapp.com", "mcdlv.net",
    "mcsv.net", "mimecast.com", "mjt.lu", "mktomail.com", "mlsend.com", "mtasv.net", "omnisend.com", "oracleeloqua.com",
    "postmarkapp.com", "pphosted.com", "pstmrk.it", "rapidmail.com", "responsys.net", "rsgsv.net",
    "rspmail-apn2.com", "sailthru.com", "salesforce.com", "sendcloud.net", "sendgrid.net", "sendinblue.com", "sendpulse.com",
    "shopify.com", "shopifyemail.com", "smtp2go.com", "sparkpostmail.com", "tipimail.com",
    "zcsend.net", "zendesk.com", "zohomail.com",
})  # fmt: skip
"""Registered domains of services that send mails, take their bounces and count their clicks for many shops."""

SHORTENERS = frozenset({
    "adf.ly", "bit.do", "bit.ly", "bitly.com", "bl.ink", "bom.so", "buff.ly", "by.com.vn", "clck.ru", "cutt.ly", "goo.gl",
    "is.gd", "j.mp", "kutt.it", "lnkd.in", "ow.ly", "qr.ae", "rb.gy", "rebrand.ly", "s.id", "short.gy", "shorten.asia",
    "shorturl.at", "smarturl.it", "snip.ly", "t.co", "t.ly", "t2m.io", "tiny.cc", "tinyurl.com", "trib.al", "u.nu", "urlz.fr",
    "v.gd", "x.gd", "zpr.io",
})  # fmt: skip
"""Services whose addresses anybody can have made, and that say nothing about where they lead."""

_JUNK = re.compile(
    r"\b(?:junk|spam|bulk|quarantine|thu rac|unerwunscht|spamverdacht|indesirables?|pourriel|no deseados?|basura)\b"
)


def is_junk(folder: str) -> bool:
    """Whether a folder is where doubted mails go, by its name in five languages or its special use (`\\Junk`, RFC 6154)."""
    return bool(_JUNK.search(plain_letters(re.sub(r"[^\w]+|_", " ", normal(folder)))))


# --- answers ------------------------------------------------------------------------------------------------------

_INVITES = re.compile(
    r"(?:repl(?:y|ying)|respond(?:ing)?|answer(?:ing)?) (?:directly )?(?:to )?(?:this|our) (?:e-?mail|mail|message)(?!\w)"
    r"|(?:just|simply) (?:hit )?(?:reply|answer)(?!\w)|hit reply(?!\w)"
    r"|(?:tra loi|hoi am|phan hoi) (?:truc tiep |ngay |lai |vao |cho )*(?:email|e-mail|mail|thu|tin nhan) nay(?!\w)"
    r"|antworten sie (?:einfach |uns |direkt |gerne? )*auf diese (?:e-?mail|mail|nachricht)(?!\w)"
    r"|(?:einfach|direkt|gerne?) (?:direkt )?auf diese (?:e-?mail|mail|nachricht)(?: zu)? antworten(?!\w)"
    r"|antworte (?:einfach |uns |direkt |gern )*auf diese (?:e-?mail|mail|nachricht)(?!\w)"
    r"|repond(?:re|ez|ant|s) (?:simplement |directement )*a (?:cet?|ce) (?:e-?mail|mail|courriel|message)(?!\w)"
    r"|(?:responda|responde|respondiendo|responder|conteste|contesta) (?:simplemente |directamente )*a este"
    r" (?:e-?mail|correo(?: electronico)?|mensaje)(?!\w)"
)
_REFUSES = re.compile(
    r"(?<!\w)(?:not|don't|never|cannot|can't|unable|instead of|rather than|khong|dung|chua|nicht|keine?|statt|ne|pas|no|nunca"
    r"|en lugar de|replies)(?!\w)"
)
_SENTENCE = re.compile(r"[.!?…]\s+|\n")


@lru_cache(maxsize=256)
def invitation(text: str) -> str:
    """The sentence by which a mail's own words ask for an answer to it; empty if none does.

    A sentence that also holds a "not" is none: "please do not reply to this mail", "instead of replying to this mail …".
    """
    for sentence in _SENTENCE.split(without_quotes(normal(text[:100_000]))):
        plain = plain_letters(sentence[:500]).replace("’", "'")
        if _INVITES.search(plain) and not _REFUSES.search(plain):
            return sentence.strip(" .")
    return ""


def answers_go_to(reading: Reading) -> str:
    """The address that an answer to this mail goes to (RFC 5322, 3.6.2)."""
    return reading.reply_to or reading.sender


def wants_no_answers(reading: Reading) -> bool:
    """Whether an answer would go to an address that says of itself that nobody reads it (`no-reply@…`)."""
    return is_no_reply(answers_go_to(reading))


# --- bounces ------------------------------------------------------------------------------------------------------

_FAILED = re.compile(
    r"undeliver(?:ed|able)|delivery (?:status notification \(failure\)|has failed|failure|failed)"
    r"|mail delivery (?:failed|system)|returned (?:mail|to sender)|failure notice|could not be delivered"
    r"|unzustellbar|nicht zugestellt|non remis|echec de"
    r"|no se (?:ha podido|pudo) entregar|no entregado|khong the gui|khong gui duoc|gui (?:thu )?khong thanh cong"
)
_DELAYED = re.compile(r"delay|still trying|warning: could not|verzoger|retarde|retrasad|cham tre")


def is_bounce(mail: Mail) -> bool:
    """Whether a mail server says that it could not deliver something (RFC 3464), by its form, or its sender and subject."""
    reading = mail.reading
    if any(part.type == "message/delivery-status" for part in reading.parts):
        return not _DELAYED.search(plain_letters(reading.subject))
    server = reading.sender.partition("@")[0].casefold() in ("mailer-daemon", "postmaster")
    return server and bool(_FAILED.search(plain_letters(reading.subject)))


# --- advertising --------------------------------------------------------------------------------------------------


def is_marketing(mail: Mail, shop: Shop) -> bool | None:
    """Whether a mail advertises: by its kind, else None (likely) for one of no kind that is sent to a list and lets its
    reader unsubscribe, else False."""
    if kind := shop.mails.get(mail.kind):
        return kind.purpose == "marketing"
    headers = mail.reading.headers
    bulk = "list-id" in headers or "list-unsubscribe" in headers or "bulk" in "".join(headers.get("precedence", ())).casefold()
    return None if bulk and any(role_of(link) == "unsubscribe" for link in mail.reading.links) else False
