"""A page's own script came to grief.

## What it checks
Errors that no script of the page caught, as the browser reported them on the shop's own pages, during the customer's
steps or an exploration. Each is named once, however often it came. What a browser hides for coming from another site's
script ("Script error.") is left alone.

## Why it matters
After such an error the rest of the script does not run: a button that does nothing, a total that is not updated, a chat
that does not open. The customer sees no message, only a shop that does not react.

## How to fix
Open the page from the evidence with the browser's console and do the step again. Collect uncaught errors of real visitors
with the release they came with, and treat a new one like a failed test.

## Example
“On /en/products/ho-tay-mug a script failed: “TypeError: Cannot read properties of null (reading 'price')”.” A tag manager
had taken out the element that the script counts on.
"""

import re
from collections.abc import Iterable

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.links import path_of
from shopper.reading.notices import Notices, notices
from shopper.reading.pages import is_own

_UNCAUGHT = "uncaught: "
_HIDDEN = re.compile(r"script error\.?", re.IGNORECASE)


@check(
    title="Pages run without errors",
    failure="A page's script failed",
    category="ease",
    impact="moderate",
    serves=["2-02", "4-24"],
)
def page_error(visit: Evidence) -> Findings:
    own = [notice for notice in notices(visit) if is_own(notice.url, visit)]
    errors: dict[str, tuple[Notices, str]] = {}
    for notice in own:
        for message in _uncaught(notice.console):
            errors.setdefault(_stable(message), (notice, message))
    for about, (notice, message) in errors.items():
        yield Verdict(
            outcome=Outcome.FAIL,
            sentence=f"On {path_of(notice.url)} a script failed: “{message}”.",
            expected="no error",
            actual=message,
            about=about,
            owner="web shop",
            evidence=(notice.source,),
        )
    if own and not errors:
        yield Verdict(outcome=Outcome.PASS, sentence="No script of the shop's pages failed.")


def _uncaught(console: Iterable[str]) -> list[str]:
    """The first line of every uncaught error."""
    said = (text.removeprefix(_UNCAUGHT).strip().split("\n")[0] for text in console if text.startswith(_UNCAUGHT))
    return [message[:200] for message in said if message and not _HIDDEN.fullmatch(message)]


def _stable(message: str) -> str:
    """The message without what differs from visit to visit: addresses, numbers, places in a file."""
    return re.sub(r"\d+", "…", re.sub(r"\S+://\S+", "…", message))[:120]
