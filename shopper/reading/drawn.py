"""Mails as they were drawn at visit time: which drawing shows what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from shopper.model import Evidence, Mail, Rendering

PHONE, WINDOW = 375, 600
"""px: the widths at which mails are drawn, a phone's screen and what a mail program leaves to a mail."""


def designed(visit: Evidence) -> Iterator[Mail]:
    """The shop's mails that have a design, which is HTML."""
    return (mail for mail in visit.mails if mail.solicited and mail.reading.html)


def drawing(
    mail: Mail, width: int = WINDOW, *, scheme: Literal["light", "dark"] = "light", images: bool = True
) -> Rendering | None:
    """The drawing of a mail at this width; None if there is none."""
    wanted = (width, scheme, images)
    return next((one for one in mail.renderings if (one.width, one.scheme, one.images) == wanted), None)


def shown(*drawings: Rendering | None) -> tuple[str, ...]:
    """Their pictures, as evidence."""
    return tuple(dict.fromkeys(one.picture.path for one in drawings if one and one.picture))
