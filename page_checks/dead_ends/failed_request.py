"""A part of a page could not be loaded.

## What it checks
What the shop's own pages asked the shop's own hosts for and did not get, on pages that opened all the same: it fails for
scripts, styles and answers of the server that a page needs (server errors, or a script or style that is not there). Missing
pictures, fonts, and what gave no answer on several pages go to a person; what gave none on one may be the line's fault: nobody
can tell. Measuring, advertising and icons of the browser tab are no matter of the customer's, and what another page cut short
is no failure.

## Why it matters
The page looks finished and is not: a price that is not updated, a filter that does nothing, a list that stays empty. The
customer takes it for all there is.

## How to fix
Ask for the address from the evidence and read the server's log at that time. After a release, keep the old scripts and styles
for a while: pages that are open still ask for them. Let a page say so when a part of it is missing, and try again.

## Example
“On /en/orders/… a part of the page could not be loaded: the shop answered 500 to /api/parcels/….” The list of parcels stayed
empty, since the carrier's address had changed.
"""

import re
from urllib.parse import urlsplit

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.links import host_of, is_listed, path_of, place_of
from shopper.reading.notices import FailedRequest, Notices, notices, read_failed
from shopper.reading.pages import is_own, page_owner

_NOT_HERS = re.compile(
    r"(?:^|[/._-])(?:analytics|beacons?|collect|track(?:er|ing)?[-_.]?(?:pixel|event)s?|pixels?|telemetry|metrics|stats|rum|logs?"
    r"|csp-?report|reports?|events?|vitals|gtm|gtag|ads?|favicon|apple-touch-icon|browserconfig|manifest|service-?worker|sw"
    r"|hot-update|well-known)(?:[/._-]|$)|\.map$"
)
_CODE = re.compile(r"\.(?:m?js|css)$")
_MINOR = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp4|webm|mp3|pdf)$")
_CUT_SHORT = re.compile(r"ABORTED|BLOCKED|INTERNET_DISCONNECTED|NETWORK_CHANGED|TUNNEL|PROXY|CACHE|OFFLINE")
_ORDER = (Outcome.FAIL, Outcome.REVIEW, Outcome.CANT_TELL)
_LINE = "; that happened on one page alone, and the line may have been cut"


@check(
    title="Every part of a page loads",
    failure="A part of a page could not be loaded",
    category="ease",
    impact="moderate",
    serves=["2-02", "4-24"],
)
def failed_request(visit: Evidence) -> Findings:
    worst: dict[str, tuple[Notices, FailedRequest, Outcome]] = {}
    silent: dict[str, str] = {}
    pages = [notice for notice in notices(visit) if _is_judged(notice, visit)]
    for notice in pages:
        for request in filter(None, map(read_failed, notice.failed_requests)):
            place, outcome = place_of(request.url), _judge(request)
            if outcome and request.status is None and silent.setdefault(place, notice.source) == notice.source:
                outcome = Outcome.CANT_TELL
            listed = is_listed(urlsplit(request.url).hostname or "", visit.plan.shop.hosts)
            if outcome and listed and (place not in worst or _ORDER.index(outcome) < _ORDER.index(worst[place][2])):
                worst[place] = notice, request, outcome
    for place, (notice, request, outcome) in worst.items():
        answer = f"answered {request.status}" if request.status else "gave no answer"
        yield Verdict(
            outcome=outcome,
            sentence=f"On {path_of(notice.url)} a part of the page could not be loaded: "
            f"{_who(request.url, visit)} {answer} to {path_of(request.url)}{_LINE if outcome is Outcome.CANT_TELL else ''}.",
            expected="an answer",
            actual=f"{answer}: {request.method} {request.url}" + (f" ({request.reason})" if request.reason else ""),
            about=place,
            owner=page_owner(request.url, visit),
            evidence=(notice.source,),
        )
    if pages and not worst:
        yield Verdict(outcome=Outcome.PASS, sentence="Every part of the shop's pages was loaded.")


def _is_judged(notice: Notices, visit: Evidence) -> bool:
    """A page of the shop's own that works: what a broken one lacks is not the trouble."""
    page = notice.page
    return is_own(notice.url, visit) and (page is None or ((page.status or 200) < 400 and not page.challenged))


def _judge(request: FailedRequest) -> Outcome | None:
    """What a failed request says of the shop; None where the customer misses nothing, or the answer may be an honest no."""
    path, status = urlsplit(request.url).path.lower(), request.status
    if _NOT_HERS.search(path) or (status is None and _CUT_SHORT.search(request.reason)):
        return None
    if _MINOR.search(path) or status is None:
        return Outcome.REVIEW
    if status >= 500 or (_CODE.search(path) and status in (404, 410)):
        return Outcome.FAIL
    return Outcome.REVIEW if status in (404, 410) else None


def _who(url: str, visit: Evidence) -> str:
    return "the shop" if is_own(url, visit) else host_of(url)
