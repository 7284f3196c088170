"""What the pictures look like that came in the mail itself (`cid:`, RFC 2392): looked at where nothing can be harmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

MOST = 6  # pictures of one mail that are looked at


def look_at(pictures: Sequence[dict[str, Any]], bodies: Mapping[str, bytes]) -> None:
    """Add a `fingerprint` to the visible pictures of a mail's HTML whose bytes are here, by Content-ID."""
    for picture in pictures:
        body = bodies.get(unquote(picture["src"].removeprefix("cid:"))) if picture["src"].startswith("cid:") else None
        if body and picture["visible"] and not picture["tiny"]:
            from shopper.fingerprints import fingerprint  # here, as Pillow takes long to import and few mails need it

            picture["fingerprint"] = fingerprint(body)
