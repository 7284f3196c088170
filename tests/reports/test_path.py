"""The way to a dead end: which pages it shows, where it folds, and that it is drawn, told and escaped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import SHOP_URL, a_step
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from shopper.model import Exploration, ExploredPage, StepRecord
from shopper.reports._path import Way, way_to
from shopper.reports._text import Words
from shopper.reports.html import html

Make = Callable[..., Any]
WORDS = Words()


def walk(*paths: str) -> tuple[StepRecord, ...]:
    """Clicks from page to page; each is said as `to` its page."""
    return tuple(
        a_step(str(n), "goto" if n == 1 else "click", text=f"to {path}", url=SHOP_URL + path) for n, path in enumerate(paths, 1)
    )


@pytest.fixture
def drawn(visit: Make, finding: Make) -> Callable[..., Way | None]:
    def draw(steps: tuple[StepRecord, ...], check: str = "dead-button", evidence: str = "", **changes: Any) -> Way | None:
        one = visit(None, steps=steps, **changes)
        reference = evidence or f"step:{steps[-1].id}"
        return way_to(finding(one, check, evidence=(reference,)), one, lambda step: step.text, WORDS)

    return draw


def test_it_shows_each_page_and_what_led_on_from_it(drawn: Callable[..., Way]) -> None:
    way = drawn(walk("/vi", "/vi/hoi-dap", "/vi/lien-he"), "loop")
    assert [(node.label, node.words) for node in way.nodes] == [
        ("/vi", "to /vi/hoi-dap"), ("/vi/hoi-dap", "to /vi/lien-he"), ("/vi/lien-he", ""),
    ]  # fmt: skip
    assert way.told == "The way there: /vi, to /vi/hoi-dap, /vi/hoi-dap, to /vi/lien-he, /vi/lien-he, and no further"
    assert [node.y for node in way.nodes] == sorted({node.y for node in way.nodes})
    assert way.nodes[-1].y < way.end < way.height


def test_what_was_done_in_vain_on_the_last_page_stands_at_its_end(drawn: Callable[..., Way]) -> None:
    last = a_step("3", "click", text="Click “Gửi”", url=f"{SHOP_URL}/vi/lien-he")
    assert drawn((*walk("/vi", "/vi/lien-he"), last)).nodes[-1].words == "Click “Gửi”"
    assert drawn((*walk("/vi", "/vi/lien-he"), last), "no-way-to-a-person").nodes[-1].words == ""


def test_a_long_way_is_folded_in_its_middle(drawn: Callable[..., Way]) -> None:
    way = drawn(walk(*(f"/vi/trang-{letter}" for letter in "abcdefghijkl")), "loop")
    assert [node.label for node in way.nodes] == [
        "/vi/trang-a", "/vi/trang-b", "… 6 more pages", "/vi/trang-i", "/vi/trang-j", "/vi/trang-k", "/vi/trang-l",
    ]  # fmt: skip
    assert [node.folded for node in way.nodes].index(True) == 2


def test_the_way_of_an_exploration_is_that_of_its_links(drawn: Callable[..., Way]) -> None:
    pages = (
        ExploredPage(id="p1", url=f"{SHOP_URL}/vi/", depth=0, language="vi"),
        ExploredPage(id="p2", url=f"{SHOP_URL}/vi/su-kien", depth=1, via="p1", link="Sự kiện", language="vi"),
    )
    explorations = (Exploration(step="1", language="vi", pages=pages),)
    way = drawn((), "no-way-to-a-person", "page:p2", explorations=explorations)
    assert [(node.label, node.words) for node in way.nodes] == [("/vi", "“Sự kiện”"), ("/vi/su-kien", "")]


def test_other_findings_and_ways_of_one_page_have_no_picture(drawn: Callable[..., Way | None]) -> None:
    assert drawn(walk("/vi", "/vi/a"), "slow-page") is None
    assert drawn(walk("/vi"), "loop") is None
    assert drawn(walk("/vi", "/vi/a"), "loop", "mail:m1") is None


def test_the_report_draws_it_with_a_text_and_escapes_what_the_shop_says(
    visit: Make, finding: Make, audit: Make, tmp_path: Path
) -> None:
    one = visit(None, steps=walk("/vi", "/vi/<b>'\"x"))
    found = finding(one, "loop", evidence=("step:2",), about="")
    page = HTMLParser(html(audit([one], [found]), tmp_path)["index.html"])
    svg = page.css_first(".finding .path svg")
    assert svg.attributes["role"] == "img"
    assert "/vi/<b>'\"x" in (svg.attributes["aria-label"] or "")
    assert [text.text() for text in svg.css("text.label")] == ["/vi", "/vi/<b>'\"x"]
    assert not svg.css("b, script")
