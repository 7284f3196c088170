"""What people answered, in the verdict and in the report."""

from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from shopper.model import Audit, Blob, Question, Task
from shopper.reports.html import html
from shopper.testing import T0, a_page, a_step, a_visit
from shopper.verdict.judge import judge


def audit(**answers: Any) -> Audit:
    """A visit that ends with a call. The picture is of the page before it."""
    task = Task(
        step="3",
        text="Call 1800 0108.",
        channel="phone",
        since=T0,
        by="Lan" if answers else "",
        answers=answers,
        questions=(
            Question(id="picked_up", text="Did somebody answer?", weight=5),
            Question(id="polite", text="How polite was it?", answers="scale", weight=2),
        ),
    )
    picture = Blob(sha256="0" * 64, path="report.jpg", size=1)
    call = "ask_person: {task: {vi: Gọi 1800 0108., en: Call 1800 0108., de: Rufen Sie 1800…"
    steps = (a_step("1", page=a_page("/vi/"), picture=picture), a_step("3", "ask_person", text=call, picture=picture))
    return judge([a_visit(steps=steps, tasks=(task,))], audit="a", checks={})


def report(of: Audit) -> LexborHTMLParser:
    return LexborHTMLParser(html(of, Path(__file__).parents[2] / "docs")["index.html"])


def test_the_verdict_says_what_a_person_answered() -> None:
    said = "a person answered no to “Did somebody answer?” and a person answered 2 of 10 to “How polite was it?”"
    assert audit(picked_up=False, polite=2).verdict.startswith(f"Customers reach their goal, but {said}.")
    assert audit(picked_up=True, polite=8).verdict.startswith("Nothing broke: 1 of 1 visits reached their goal.")


def test_what_is_still_to_be_answered_stands_on_the_first_screen() -> None:
    assert "2 answers awaited" in report(audit()).css_first("header.verdict").text()
    assert "awaited" not in report(audit(picked_up=True, polite=8)).css_first("header.verdict").text()


def test_no_page_stands_beside_what_a_person_met() -> None:
    shown = report(audit(picked_up=False, polite=8))
    ordering = shown.css(".matrix tbody tr")[1].css("td")
    cells = {cell.attributes["data-label"]: cell.text(strip=True) for cell in ordering}
    assert (cells["Pages"], cells["People"]) == ("Nothing found", "1 problem")
    assert shown.css_first(".finding .seen").text(strip=True) == "No picture belongs to this"
    assert not shown.css(".first img")


def test_a_task_is_told_in_the_words_of_its_visit() -> None:
    text = report(audit(picked_up=False)).css_first(".timeline").text()
    assert "For a person: Call 1800 0108." in text and "ask_person" not in text
