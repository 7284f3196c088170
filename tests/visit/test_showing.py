"""A step that failed, as whoever mends its journey sees it: its lines, its values, and what stands there instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factories import a_plan, a_plan_step

from shopper import registry
from shopper.journey.expressions import Values
from shopper.model import Evidence, Guard, Place, PlanStep, Scope, StepRecord, VisitState
from shopper.visit.showing import UNKNOWN, asked, excerpt, resolved

JOURNEY = """\
journey: Order a mug
steps:
  - goto: /
  - if: order.total > 100
    then:
      - click: {role: button, name: "${inputs.button}"}
        optional: true

  - note:
      order.number: {css: "#number"}
      order.total: {css: "#total"}
      order.date: {css: "#date"}
"""


def a_step_at(line: int, column: int, verb: str, **changes: Any) -> PlanStep:
    return a_plan_step("1", verb, place=Place(file="journeys/order.yaml", line=line, column=column), **changes)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "order.yaml").write_text(JOURNEY, encoding="utf-8")
    return tmp_path / "journeys"


def test_a_step_is_shown_with_the_line_before_and_those_that_belong_to_it(home: Path) -> None:
    assert excerpt(a_step_at(6, 9, "click"), home).splitlines() == [
        "  5 |     then:",
        '  6 |       - click: {role: button, name: "${inputs.button}"}',
        "    |         ^^^^^",
        "  7 |         optional: true",
    ]
    assert excerpt(a_step_at(9, 5, "note"), home).splitlines() == [
        "   8 |",
        "   9 |   - note:",
        "     |     ^^^^",
        '  10 |       order.number: {css: "#number"}',
        '  11 |       order.total: {css: "#total"}',
    ]


def test_a_condition_is_shown_where_it_stands(home: Path) -> None:
    lines = excerpt(a_step_at(6, 9, "click"), home, "order.total > 100").splitlines()
    assert lines == ["  3 |   - goto: /", "  4 |   - if: order.total > 100", "    |         ^^^^^^^^^^^^^^^^^"]


@pytest.mark.parametrize("step", [a_step_at(7, 9, "click"), a_step_at(60, 9, "click"), a_plan_step("1", "goto")])
def test_a_step_that_stands_there_no_more_is_not_shown(home: Path, step: PlanStep) -> None:
    assert excerpt(step, home) == ""


def values(**facts: str) -> Values:
    plan = a_plan(scopes=(Scope(inputs={"button": {"vi": "Thanh toán", "en": "Checkout"}}),))
    return Values(plan, facts=facts, visit={"mail": "x@shop.test"}, secret=lambda name: "•••")


def test_arguments_are_filled_in_in_the_customers_language_and_without_secrets() -> None:
    verbs = registry.steps()
    click = a_plan_step("1", "click", args={"role": "button", "name": "${inputs.button}", "exact": True})
    assert resolved(click, verbs["click"], values()) == {"role": "button", "name": "Thanh toán", "exact": "true"}
    fill = a_plan_step("1", "fill", args={"into": {"label": {"vi": "Thẻ", "en": "Card"}}, "text": "${secret:CARD}"})
    assert resolved(fill, verbs["fill"], values()) == {"into.label": "Thẻ", "text": "•••"}
    note = a_plan_step("1", "note", args={"values": {"order.number": {"css": "#n-${order.id}"}}})
    assert resolved(note, verbs["note"], values()) == {"order.number.css": UNKNOWN}
    long = resolved(a_plan_step("1", "see", args={"text": "x" * 5000}), verbs["see"], values())
    assert len(long["text"]) == 200


def test_a_condition_tells_the_values_of_its_names() -> None:
    guard = Guard(id="g", expression="order.total > 100 and device == 'phone' and other.fact")
    step = a_plan_step("1", "click", guards=(guard,))
    said = asked(step, values(**{"order.total": "12"}))
    assert said == {"order.total": "12", "device": "desktop", "other.fact": UNKNOWN}


JOURNEYS: dict[str, dict[str, Any]] = {
    "other_role": {"steps": [{"goto": "/"}, {"click": {"role": "button", "name": "Cup"}}]},
    "near": {
        "inputs": {"thing": "Sent"},
        "steps": [{"goto": "/form"}, {"click": {"role": "button", "name": "${inputs.thing}"}}],
    },
    "none": {"steps": [{"goto": "/"}, {"fill": {"into": {"label": "Name"}, "text": "Linh"}}]},
    "within": {"steps": [{"goto": "/"}, {"click": {"role": "link", "name": "Cup", "within": {"role": "dialog"}}}]},
    "there": {"steps": [{"goto": "/form"}, {"click": {"role": "button", "name": "Send"}}]},
    "condition": {
        "steps": [{"goto": "/"}, {"note": {"a.title": {"role": "heading"}}}, {"goto": "/product", "if": "a.title > 100"}]
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def seen(play: Any) -> dict[str, Evidence]:
    found: dict[str, Evidence] = play(JOURNEYS)
    return found


def last(visit: Evidence) -> StepRecord:
    assert visit.state is VisitState.BROKEN
    return visit.steps[-1]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "problem", "instead"),
    [
        ("other_role", "button “Cup”: not found on the page within 10 s", "“Cup” is a link here."),
        ("near", "button “Sent”: not found on the page within 10 s", "Did you mean “Send”?"),
        ("none", "field “Name”: not found on the page within 10 s", "Fields here: none."),
        ("within", "dialog: not found on the page within 10 s", "Dialogs here: none."),
        ("there", "button “Send”: it is there, but cannot be used (disabled), for 10 s", ""),
    ],
)
def test_what_was_not_found_is_named_and_what_stands_there_instead(
    seen: dict[str, Evidence], name: str, problem: str, instead: str
) -> None:
    assert (last(seen[name]).problem, last(seen[name]).instead) == (problem, instead)


@pytest.mark.browser
def test_the_evidence_keeps_lines_and_values_of_a_step_that_failed(seen: dict[str, Evidence]) -> None:
    step = last(seen["near"])
    assert step.resolved == {"role": "button", "name": "Sent"}
    assert step.excerpt.splitlines()[1].endswith("- click:") and "^^^^^" in step.excerpt
    assert not seen["near"].steps[0].excerpt, "of the others it would only fill the disk"


@pytest.mark.browser
def test_a_condition_that_cannot_be_worked_out_shows_its_values_and_where_the_customer_stood(seen: dict[str, Evidence]) -> None:
    step = last(seen["condition"])
    assert step.resolved == {"a.title": "Tiny shop"}
    assert "if: a.title > 100" in step.excerpt and step.url.endswith("/") and step.picture
