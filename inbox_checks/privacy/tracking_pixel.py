"""A mail reports when it is read.

## What it checks
Pictures in the mails of the shop and its partners that nobody can see (at most 3 × 3 px, or hidden) and that are
fetched from the network when the mail is opened. One whose address is made for this reader, by a long token or a
query, goes to a person, for no mail says whether she agreed to it. A blank picture that only holds a table open,
without anything personal in its address, is fine.

## Why it matters
She is watched while she reads, without being asked. In the European Union that needs her consent (ePrivacy directive,
article 5(3)), in mails about her order as much as elsewhere.

## How to fix
Switch open tracking off for mails about orders and questions; most mailing services have a switch for each template.
Whether a mail arrives is better told by bounces, whether it helps by clicks.

## Example
"The survey reports to t.mailing.example when it is read." The mailing service counts opens unless one tells it not to.
"""

import re

from shopper import Evidence, Findings, Mail, MailPicture, Outcome, check
from shopper.reading.links import host_of
from shopper.reading.naming import on_mail

_BLANK = re.compile(r"(?:spacer|blank|clear|pixel|transparent|dot|shim|empty|1x1)[\w-]*\.(?:gif|png)$", re.IGNORECASE)
_TOKEN = re.compile(r"[^/]{20,}|\d{6,}")


@check(
    title="Nobody watches her read",
    failure="A mail reports when it is read",
    category="process",
    impact="minor",
    serves=["3-07"],
)
def tracking_pixel(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if mail.solicited and mail.reading.html and not mail.reading.problem:
            unseen = next((one for one in mail.reading.markup.pictures if _reports(one, mail)), None)
            host = host_of(unseen.src) if unseen else ""
            said = f"reports to {host} when it is read" if unseen else "tells nobody when it is read"
            outcome = Outcome.REVIEW if unseen else Outcome.PASS
            yield on_mail(mail, visit, outcome, said, expected="no hidden picture", actual=host or "none")


def _reports(picture: MailPicture, mail: Mail) -> bool:
    """A picture that is not to be seen, from an address that is made for this reader: used once, with a token or a query."""
    if not (picture.tiny or not picture.visible) or not picture.src.startswith(("http://", "https://")):
        return False
    path, _, query = picture.src.partition("://")[2].partition("/")[2].partition("?")
    once = sum(one.src == picture.src for one in mail.reading.markup.pictures) == 1
    return once and (bool(_TOKEN.search(path)) or (bool(query) and not _BLANK.search(path)))
