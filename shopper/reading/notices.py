"""What browsers reported of the pages of a visit: errors of scripts, requests that failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from shopper.model import Evidence, PageView
from shopper.reading.links import is_web_page

_REQUEST = re.compile(r"(?P<answer>\S+) (?P<method>[A-Z]+) (?P<url>\S+)")


class Notices(NamedTuple):
    """What was reported while the customer, or an exploration, was on a page. `source`: `step:ID` or `page:ID`."""

    source: str
    url: str
    console: tuple[str, ...]
    failed_requests: tuple[str, ...]
    page: PageView | None


class FailedRequest(NamedTuple):
    """A request of a page's that went wrong: `status` is what it was answered, or None; `reason` then says why, as the browser
    calls it."""

    url: str
    method: str
    status: int | None
    reason: str = ""


def notices(visit: Evidence) -> Iterator[Notices]:
    """Every page of the visit with what was reported there, in its order: also where nothing was."""
    for step in visit.steps:
        if is_web_page(step.url):
            yield Notices(f"step:{step.id}", step.url, step.console, step.failed_requests, step.page)
    for exploration in visit.explorations:
        for one in exploration.pages:
            url = one.page.url if one.page else one.url
            if is_web_page(url):
                yield Notices(f"page:{one.id}", url, one.console, one.failed_requests, one.page)


def read_failed(told: str) -> FailedRequest | None:
    """A failed request as evidence keeps it (`500 GET https://…`, `net::ERR_TIMED_OUT GET https://…`); None if it is none."""
    if not (hit := _REQUEST.match(told)):
        return None
    answer = hit["answer"]
    if answer.isdecimal():
        return FailedRequest(hit["url"], hit["method"], int(answer))
    return FailedRequest(hit["url"], hit["method"], None, answer)
