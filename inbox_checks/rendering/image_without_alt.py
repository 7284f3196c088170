"""A picture in a mail says nothing to whoever cannot see it.

## What it checks
Every picture that an HTML mail shows: it fails where the `alt` attribute is missing, and where it is empty although the
picture is all there is of a link. An empty `alt` elsewhere is right for decoration. Hidden pictures, counting dots and
spacers are left out (WCAG 2.2, 1.1.1).

## Why it matters
Most mail programs block pictures until the reader allows them, and blind readers never see any. Where the text is
missing, one gets an empty frame, the other hears a file's name, and a button that is a picture is lost for both.

## How to fix
Give every picture in the template an `alt`: what it says, for a logo or a button; an empty one (`alt=""`) for
decoration. Let the template refuse a picture without it.

## Example
“The shipping notice has a picture without a text for those who cannot see it (track-button.png).” The button had been
built as a picture by a design tool that leaves the attribute out.
"""

from urllib.parse import urlsplit

from shopper import Evidence, Findings, Mail, MailPicture, Outcome, check
from shopper.reading.drawn import designed
from shopper.reading.naming import on_mail

_A_LINE = 3  # px: thinner pictures are spacers and rules


@check(
    title="Every picture in a mail has its text",
    failure="A picture in a mail has no text",
    category="ease",
    impact="moderate",
    serves=["3-02", "4-10"],
)
def image_without_alt(visit: Evidence) -> Findings:
    for mail in designed(visit):
        pictures = [one for one in mail.reading.markup.pictures if _is_seen(one)]
        if not pictures:
            continue
        silent = [_file(one) for one in pictures if _says_nothing(one, mail)]
        count = "a picture" if len(silent) == 1 else f"{len(silent)} pictures"
        said = f"has {count} without a text for those who cannot see it ({', '.join(dict.fromkeys(silent))})"
        yield on_mail(
            mail,
            visit,
            Outcome.FAIL if silent else Outcome.PASS,
            said if silent else "gives every picture its text",
            expected="a text (alt) for every picture",
            actual=f"{len(silent)} of {len(pictures)} without",
        )


def _is_seen(picture: MailPicture) -> bool:
    thin = any(side is not None and side <= _A_LINE for side in (picture.width, picture.height))
    return picture.visible and not picture.tiny and not thin


def _says_nothing(picture: MailPicture, mail: Mail) -> bool:
    if picture.alt is None:
        return True
    named = any(link.href == picture.href and link.text.strip() for link in mail.reading.links)
    return bool(picture.href) and not picture.alt.strip() and not named


def _file(picture: MailPicture) -> str:
    """What a picture is called: its file's name, if its address has one."""
    if picture.src.startswith("data:"):
        return "drawn in the mail itself"
    try:
        path = urlsplit(picture.src).path
    except ValueError:
        path = picture.src
    return path.rpartition("/")[2][:60] or "no file"
