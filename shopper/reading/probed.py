"""What the opening of a link proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shopper.model import Evidence, Link, LinkProbe, Mail, Outcome, PageView
from shopper.reading.errors import error_text
from shopper.reading.links import place_of, web_links

_GONE = (404, 410)
_TWICE = 2


def result_of(probe: LinkProbe) -> tuple[Outcome, str] | None:
    """What a probe proves, and in words that follow “it …”; None if the link was not opened at all.

    Refusals (401, 403, 429) and bot challenges prove nothing; server errors and silence count when met twice.
    """
    tried_twice = probe.attempts >= _TWICE
    if probe.outcome == "unreachable":
        if tried_twice:
            return Outcome.FAIL, f"could not be reached in {probe.attempts} attempts"
        return Outcome.CANT_TELL, "could not be reached in one attempt"
    if probe.outcome != "opened":
        return None
    status = probe.status
    if probe.challenged or (probe.page and probe.page.challenged):
        return Outcome.CANT_TELL, "asked for proof of being human"
    if status in _GONE:
        return Outcome.FAIL, f"answered {status} (not there)"
    if status and status >= 500:
        return (Outcome.FAIL if tried_twice else Outcome.CANT_TELL), f"answered {status} (server error)"
    if status and status >= 400:
        return Outcome.CANT_TELL, f"answered {status}, which may be meant for us and not for customers"
    if probe.page and (text := error_text(probe.page)):
        return Outcome.REVIEW, f"opened and said “{text[:120]}”"
    return Outcome.PASS, "opens"


@dataclass(frozen=True)
class Landing:
    """A page of the shop's that a mail's link led to. `page` is None where something stood in the way: `veil` says what."""

    mail: Mail
    link: Link
    probe: LinkProbe
    page: PageView | None
    veil: str = ""

    @property
    def evidence(self) -> tuple[str, ...]:
        return (f"mail:{self.mail.id}", *((self.probe.picture.path,) if self.probe.picture else ()))


def landings(visit: Evidence) -> Iterator[Landing]:
    """Where the visible links of the shop's mails led, each place once for every mail.

    What answered 404, 410 or 5xx, or nothing at all, is broken-mail-link's matter and left out; a refusal (401, 403, 429) or a
    bot challenge veils the page.
    """
    for mail in visit.mails:
        if not mail.solicited or not mail.probes:
            continue
        links, places = {link.href: link for link in web_links(mail.reading)}, set()
        for probe in mail.probes:
            link, place = links.get(probe.href), place_of(probe.url or probe.href)
            if link is None or place in places or (landing := _landing(mail, link, probe)) is None:
                continue
            places.add(place)
            yield landing


def _landing(mail: Mail, link: Link, probe: LinkProbe) -> Landing | None:
    page = probe.page
    if probe.outcome != "opened" or page is None:
        return None
    if page.challenged:
        return Landing(mail, link, probe, None, "it asked for proof of being human")
    status = probe.status or 200
    if status < 400:
        return None if error_text(page) else Landing(mail, link, probe, page)
    return None if status in _GONE or status >= 500 else Landing(mail, link, probe, None, f"it answered {status}")
