"""A mail uses something that the customers' mail programs do not show.

## What it checks
What every mail's HTML uses, against the tables of caniemail.com for the mail programs that the shop's file names
(`mail_clients`; else Gmail, Outlook and Apple Mail). It fails for a picture of a kind that one of them does not show at
all: SVG, or one drawn in the mail itself (`data:`). What one version of a program does not show, and layouts that fall
apart in one of them (grid, flex), go to a person: a good template has something to fall back on. What is lost
without harm, such as round corners, web fonts or shadows, is no finding.

## Why it matters
The mail was tried out in one program and looked right. In another the logo is missing, or two columns lie on top of each
other, and nobody at the shop ever sees it.

## How to fix
Send pictures as PNG or JPEG, lay out with tables, and look at every template in the programs that your customers use
before it goes live. What must stay modern needs a plain alternative beside it.

## Example
“The order confirmation shows a picture as SVG (logo.svg), which Gmail does not show.” The site's new logo had been put
into the mail's template as it was.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.mail_clients import hidden_in, in_words, title_of
from shopper.reading.naming import on_mail

_KINDS = {"svg": "SVG", "webp": "WebP", "avif": "AVIF", "heic": "HEIC", "heif": "HEIC", "tif": "TIFF", "tiff": "TIFF"}
_FEATURES = {"HEIC": "image-heif"}
_DRAWN_INSIDE = "a part of the mail's own text (data:)"
_FALLS_APART = ("css-display-grid", "css-display-flex", "html-svg", "html-video", "html-audio")
"""What moves or hides something that a customer reads where it is not known."""


@check(
    title="A mail uses only what mail programs show",
    failure="A mail uses what mail programs do not show",
    category="consistency",
    impact="minor",
    serves=["0-38", "4-10"],
)
def unsupported_in_clients(visit: Evidence) -> Findings:
    clients = visit.plan.shop.mail_clients
    for mail in designed(visit):
        outcome, said, actual = _judge(mail, clients)
        yield on_mail(mail, visit, outcome, said, expected="what all of its readers' programs show", actual=actual)


def _judge(mail: Mail, clients: tuple[str, ...]) -> tuple[Outcome, str, str]:
    for file, kind, feature in _odd_pictures(mail):
        nowhere, somewhere = hidden_in(feature, clients)
        if programs := nowhere or somewhere:
            outcome = Outcome.FAIL if nowhere else Outcome.REVIEW
            often = "does not show" if len(programs) == 1 else "do not show"
            where = f"which {in_words(programs)} {often}" + ("" if nowhere else " everywhere")
            return outcome, f"shows a picture as {kind}{file}, {where}", kind
    used = set(mail.reading.markup.features)
    for feature in _FALLS_APART:
        programs = sum(hidden_in(feature, clients), ()) if feature in used else ()
        if programs:
            said = f"is laid out with {title_of(feature)}, which {in_words(programs)} may not show as it is meant"
            return Outcome.REVIEW, said, title_of(feature)
    return Outcome.PASS, "uses what mail programs show", "nothing else"


def _odd_pictures(mail: Mail) -> Iterator[tuple[str, str, str]]:
    """(file in brackets, kind in words, feature) of the visible pictures that not every program shows."""
    for picture in mail.reading.markup.pictures:
        if not picture.visible or picture.tiny:
            continue
        if picture.src[:5].lower() == "data:":
            yield "", _DRAWN_INSIDE, "image-base64"
            continue
        try:
            name = urlsplit(picture.src).path.rpartition("/")[2]
        except ValueError:
            continue
        ending = name.rpartition(".")[2].lower()
        if ending in _KINDS:
            yield f" ({name[:60]})", _KINDS[ending], _FEATURES.get(_KINDS[ending], f"image-{ending}")
