"""Telling a bot challenge from a page of the shop, by the marks that the makers of such challenges leave in public.

A captcha in a form is no challenge: shops guard their contact forms so. A challenge stands in the place of the page: it is
nearly empty, has no field of its own to fill in, and mostly comes with a status that refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser as HTMLParser

REFUSING = (403, 405, 429, 503)
"""AWS WAF sends its puzzle with 405, the others come with 403, 429 or 503; a script that only computes may come with 200."""
FEW_WORDS = 120

HEADERS = {
    "cf-mitigated": ("challenge",),  # Cloudflare
    "x-amzn-waf-action": ("challenge", "captcha"),  # AWS WAF
}
"""Said by challenges alone."""
SURE = (
    "#challenge-form, #challenge-running, #cf-challenge-running, #challenge-error-text, script[src*='/orchestrate/chl_page'], "
    "iframe[src*='captcha-delivery.com'], script[src*='ct.captcha-delivery.com'], #px-captcha, #px-captcha-wrapper, "
    "#sec-if-cpt-container, #sec-cpt-if, script[src*='/_sec/cp_challenge'], iframe[src*='_Incapsula_Resource'], "
    "script[src*='.captcha.awswaf.com']"
)
"""Parts of Cloudflare's, DataDome's, HUMAN's, Akamai's, Imperva's and AWS's own pages."""
PUZZLES = (
    ".cf-turnstile, iframe[src*='challenges.cloudflare.com'], .h-captcha, iframe[src*='hcaptcha.com'], .g-recaptcha, "
    "iframe[src*='recaptcha/api2'], iframe[src*='recaptcha/enterprise']"
)
"""What may as well stand in an ordinary form."""
_TITLE = re.compile(
    r"^(just a moment|attention required|access denied|access to this page has been denied|are you (a )?(human|robot)"
    r"|verify(ing)? (that )?you are (a )?human|human verification|checking your browser|pardon our interruption|security check"
    r"|robot check|một chút thôi|chờ một chút|xác minh (rằng )?bạn (không phải là robot|là con người)"
    r"|đang kiểm tra trình duyệt|kiểm tra bảo mật)",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"incapsula incident id|errors\.edgesuite\.net|enable js and disable any ad blocker|unusual traffic from your"
    r"|performing security verification|verify you are human by completing",
    re.IGNORECASE,
)


_LARGEST = 200_000
_FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"


def is_challenge_text(html: str, status: int, headers: Mapping[str, str]) -> bool:
    """The same of a page that no browser has opened. `html`: its source."""
    page = HTMLParser(html[:_LARGEST])
    title = page.css_first("title")
    seen: dict[str, Any] = {
        "title": title.text() if title else "",
        **{name: page.css_matches(parts) for name, parts in {"sure": SURE, "puzzle": PUZZLES, "fields": _FIELDS}.items()},
    }
    page.strip_tags(["title", "script", "style", "noscript", "template"])
    seen["blocks"] = [{"text": page.body.text(separator=" ") if page.body else ""}]
    return is_challenge(seen, status, headers)


def is_challenge(seen: Mapping[str, Any], status: int | None, headers: Mapping[str, str]) -> bool:
    """Whether a page asks for proof of being human instead of showing what was asked for.

    `seen`: its `title`, its `blocks` (each with `text`), and whether it has parts that fit SURE (`sure`), that fit PUZZLES and
    are visible (`puzzle`), and fields to fill in (`fields`). `headers`: lower-case name → value.
    """
    if any(headers.get(name, "").lower() in values for name, values in HEADERS.items()):
        return True
    text = " ".join(block["text"] for block in seen["blocks"])
    if len(text.split()) > FEW_WORDS or seen["fields"]:
        return False
    refuses = status in REFUSING
    titled = bool(_TITLE.match(seen["title"].strip()))
    return bool(seen["sure"] or seen["puzzle"]) or (refuses and (titled or bool(_REFUSED.search(text))))
