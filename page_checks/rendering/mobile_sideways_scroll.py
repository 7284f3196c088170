"""A page is wider than a phone's screen.

## What it checks
The shop's pages that were seen on a phone, or drawn in a window of 375 px: how wide the page is there. It fails where it
is more than 16 px wider than the screen; less goes to a person. What sticks out is named, and pages on which the same
does are one finding. Tables and carousels that scroll within themselves are fine.

## Why it matters
Most customers come by phone. When a page slides sideways under the thumb, text is cut off, buttons lie outside, and the
whole shop feels broken: she had wanted to scroll down.

## How to fix
Open the page at 375 px and look for what is named. Let tables scroll in a box of their own (`overflow-x: auto`), pictures
be `max-width: 100%`, long words break (`overflow-wrap: anywhere`), and set no fixed widths.

## Example
“/de/richtlinien/versand is 612 px wide on a screen of 375 px; what sticks out is a table of 580 px.” The table of rates
had been given a fixed width on a desktop.
"""

from typing import NamedTuple

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.measured import measured_pages
from shopper.reading.site import SitePage, on_site, site_pages, sound, spots

_A_HAIR = 1  # px: rounding
_A_LITTLE = 16
_PHONE = 600  # px: no phone's window is wider
_DRAWN_AT = 375  # px: how pages are measured that were seen elsewhere


class _Drawn(NamedTuple):
    page: SitePage
    width: int
    screen: int
    widest: str

    @property
    def outcome(self) -> Outcome:
        over = self.width - self.screen
        return Outcome.PASS if over <= _A_HAIR else Outcome.REVIEW if over <= _A_LITTLE else Outcome.FAIL


@check(
    title="Pages fit a phone's screen",
    failure="A page is wider than a phone's screen",
    category="ease",
    impact="moderate",
    serves=["4-10", "2-15"],
)
def mobile_sideways_scroll(visit: Evidence) -> Findings:
    drawn = _drawn(visit)
    for outcome in (Outcome.FAIL, Outcome.REVIEW):
        wide = {one.page.source: one for one in drawn if one.outcome is outcome}
        for fault in spots((one.page, (one.widest or one.page.name,)) for one in wide.values()):
            first = wide[fault.pages[0].source]
            are = "are" if len(fault.pages) > 1 else "is"
            said = f"{fault.where} {are} {first.width} px wide on a screen of {first.screen} px"
            said += f"; what sticks out is {first.widest}" if first.widest else ""
            yield on_site(visit, fault, outcome, said, expected=f"{first.screen} px at most", actual=f"{first.width} px")
    fitting = [one.page for one in drawn if one.outcome is Outcome.PASS]
    yield from sound(visit, fitting, "fits a phone’s screen", expected="no wider than the screen")


def _drawn(visit: Evidence) -> list[_Drawn]:
    """The pages whose width on a phone is known: as she saw them, or else as they were measured."""
    probes = {page.name: probe for page in measured_pages(visit) for probe in page.probes if probe.page_width}
    found = []
    for page in site_pages(visit):
        seen, probe = page.page, probes.get(page.name)
        if 0 < seen.width <= _PHONE and seen.page_width:
            found.append(_Drawn(page, seen.page_width, seen.width, seen.widest))
        elif probe:
            found.append(_Drawn(page, probe.page_width, _DRAWN_AT, probe.widest))
    return found
