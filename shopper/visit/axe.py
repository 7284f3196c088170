"""What keeps people out of a page, as axe-core sees it: the rules of WCAG 2.2, levels A and AA."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from playwright.async_api import Page

from shopper.model import Barrier

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""axe-core's tags for WCAG 2.2, A and AA."""
MOST_BARRIERS = 60
_OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations", "incomplete"],
    "iframes": False,  # a stranger's frame is not the shop's page
    "preload": False,  # nothing is fetched anew
}
_RUN = """axe.run(document, OPTIONS).then(({violations, incomplete}) => JSON.stringify({
  violations: violations.slice(0, MOST).map(({id, impact, help, tags, nodes}) => ({id, impact, help, tags,
    elements: nodes.length, first: String(nodes[0].target.flat().join(' ')).slice(0, 300),
    html: String(nodes[0].html).slice(0, 300)})),
  unsure: incomplete.reduce((sum, {nodes}) => sum + nodes.length, 0)}))"""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


class Accessibility(NamedTuple):
    """The rules that a page breaks, and how many elements nobody but a person can decide about."""

    barriers: tuple[Barrier, ...]
    unsure: int


async def ask_axe(page: Page) -> Accessibility:
    """What axe-core finds on a page as it stands; frames are left out. Raises PlaywrightError or ValueError where it cannot
    run."""
    said: dict[str, Any] = json.loads(await page.evaluate(_script()))
    return Accessibility(tuple(_barrier(one) for one in said["violations"]), int(said["unsure"]))


@cache
def _script() -> str:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    run = _RUN.replace("OPTIONS", json.dumps(_OPTIONS)).replace("MOST", str(MOST_BARRIERS))
    return f"{axe};{run}"


def _barrier(said: dict[str, Any]) -> Barrier:
    criteria = (_CRITERION.fullmatch(tag) for tag in said["tags"])
    return Barrier(
        rule=said["id"],
        impact=said["impact"] or "moderate",
        help=said["help"],
        wcag=tuple(".".join(found.groups()) for found in criteria if found),
        elements=said["elements"],
        first=said["first"],
        html=said["html"],
    )
