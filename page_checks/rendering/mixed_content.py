"""A secure page loads or sends something without encryption.

## What it checks
What each page of the shop that came over TLS loads (pictures, scripts, frames) or sends (forms) by `http://`. The same
address on many pages is one finding. Links that lead to other pages are no-https's matter.

## Why it matters
Browsers block such scripts and frames, so that part of the page stays empty or dead; they warn of such forms, or call the
page “not secure” in the very moment in which she types her address. And whoever sits in the same café can read and change
it.

## How to fix
Write these addresses with `https://`. Search the content for `http://`, since most of them were typed by hand years ago,
and let the header `Content-Security-Policy: upgrade-insecure-requests` catch the rest.

## Example
“/en/products/celadon-mug and 7 more pages load http://img.gomsen.test/badge.png without encryption.” The seal of a shop
rating had been pasted into the template in 2014.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.site import SitePage, on_site, site_pages, sound, spots

_SHOWN = 3
_LONGEST = 120


@check(
    title="Secure pages are secure throughout",
    failure="A secure page loads something without encryption",
    category="process",
    impact="moderate",
    serves=["3-07"],
)
def mixed_content(visit: Evidence) -> Findings:
    secure = [page for page in site_pages(visit) if page.page.url.startswith("https://")]
    for fault in spots((page, _addresses(page)) for page in secure):
        shown = ", ".join(address[:_LONGEST] for address in fault.signs[:_SHOWN])
        more = f" and {len(fault.signs) - _SHOWN} more" if len(fault.signs) > _SHOWN else ""
        said = f"{fault.where} load{'s' * (len(fault.pages) == 1)} {shown}{more} without encryption"
        yield on_site(visit, fault, Outcome.FAIL, said, expected="https:// for everything", actual=f"{shown}{more}")
    whole = [page for page in secure if not page.page.insecure]
    yield from sound(visit, whole, "loads and sends everything encrypted", expected="https:// for everything")


def _addresses(page: SitePage) -> list[str]:
    """Each once, without what differs from time to time."""
    return list(dict.fromkeys(address.partition("?")[0] for address in page.page.insecure))
