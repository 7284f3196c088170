"""The shop can be visited without encryption.

## What it checks
Whether any page of the shop was seen over `http://`, and where `http://` of its first page led: it fails where that shows
the shop instead of leading to `https://`. Links from the shop's pages to its own pages by `http://` fail where they were
followed and stayed there; where they lead on to `https://`, or nobody followed them, a person decides. Shops on one's own
machine or network are not judged.

## Why it matters
Without encryption anybody in the same network reads what she types and can change what she sees: the price, the account
number, the download. Browsers say “not secure” beside the shop's name, and customers believe them.

## How to fix
Answer every `http://` request with 301 to the same address under `https://`, send `Strict-Transport-Security`, and write
internal links without host, or with `https://`. Certificates cost nothing (RFC 8555).

## Example
“http://www.gomsen.test/ shows the shop without encryption.” The redirect had been lost when the web server was replaced.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.domains import is_private_host
from shopper.reading.links import host_of, is_web_page, path_of, place_of
from shopper.reading.site import SitePage, Spot, on_site, site_pages, spots

_WANTED = "https:// everywhere"


@check(
    title="The shop is encrypted",
    failure="The shop can be visited without encryption",
    category="process",
    impact="serious",
    serves=["3-07"],
)
def no_https(visit: Evidence) -> Findings:
    pages = site_pages(visit)
    if is_private_host(host_of(visit.plan.shop.url)) or not pages:
        return
    bare = [page for page in pages if page.page.url.startswith("http://")]
    if bare:
        spot = Spot((), tuple(bare))
        shown = "were shown" if len(bare) > 1 else "was shown"
        said = f"{spot.where} {shown} without encryption"
        yield on_site(visit, spot, Outcome.FAIL, said, expected=_WANTED, actual="http://", about="pages")
    yield from _fronts(visit, pages)
    yield from _links(visit, [page for page in pages if page not in bare])
    if not bare:
        said = f"All {len(pages)} pages that were seen are encrypted"
        yield on_site(visit, Spot((), tuple(pages)), Outcome.PASS, said, expected=_WANTED, actual="https://", about="pages")


def _fronts(visit: Evidence, pages: list[SitePage]) -> Iterator[Verdict]:
    """What came of asking for the first page without encryption."""
    front = next((led for exploration in visit.explorations if (led := exploration.insecure_front)), "")
    if not is_web_page(front):
        return
    stays = front.startswith("http://")
    said = f"{front} shows the shop without encryption" if stays else f"http:// of the first page leads to {front}"
    outcome = Outcome.FAIL if stays else Outcome.PASS
    yield on_site(visit, Spot((), (pages[0],)), outcome, said, expected=_WANTED, actual=front, about="the first page")


def _links(visit: Evidence, pages: list[SitePage]) -> Iterator[Verdict]:
    led = {probe.href: probe.url for probe in visit.page_links if probe.outcome == "opened"}
    found = {page.source: _bare_links(page) for page in pages}
    for fault in spots((page, list(dict.fromkeys(map(place_of, found[page.source])))) for page in pages):
        hrefs = [href for page in fault.pages for href in found[page.source] if place_of(href) in fault.signs]
        stays = next((href for href in hrefs if led.get(href, "").startswith("http://")), "")
        href = stays or hrefs[0]
        where = f"{fault.where} link{'s' * (len(fault.pages) == 1)} to {href[:120]}"
        said = where + (", which is not encrypted" if stays else ": the first step there is not encrypted")
        yield on_site(
            visit,
            fault,
            Outcome.FAIL if stays else Outcome.REVIEW,
            said,
            expected=_WANTED,
            actual=href[:120],
            about=f"link to {path_of(href)}",
        )


def _bare_links(page: SitePage) -> list[str]:
    """Its links to the shop's own pages by http://."""
    home = host_of(page.page.url)
    return [link.href for link in page.page.links if link.href.startswith("http://") and host_of(link.href) == home]
