"""`junit.xml` as a CI server reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from shopper.model import Acceptance, Audit, ItemState, Outcome, VisitState
from shopper.reports.junit import junit

GOLDEN = Path(__file__).with_name("troubled.junit.xml")
Make = Callable[..., Any]


def test_the_whole_file(troubled: Audit, tmp_path: Path) -> None:
    remedy = "the format has changed: if it was meant to, put the new text into the file"
    assert junit(troubled, tmp_path) == GOLDEN.read_text("utf-8"), remedy


def test_totals_agree_with_the_cases(troubled: Audit, tmp_path: Path) -> None:
    root = ET.fromstring(junit(troubled, tmp_path))
    for suite in (root, *root.findall("testsuite")):
        assert int(suite.get("tests", "")) == len(suite.findall(".//testcase"))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(attribute, "")) == len(suite.findall(f".//{tag}"))
    assert float(root.get("time", "")) == pytest.approx(
        sum((visit.ended - visit.started).total_seconds() for visit in troubled.visits), abs=0.01
    )


@pytest.mark.parametrize("state", [VisitState.BROKEN, VisitState.INDETERMINATE, VisitState.TOOL_ERROR])
def test_a_visit_that_says_nothing_about_the_shop_is_an_error(
    state: VisitState, visit: Make, audit: Make, tmp_path: Path
) -> None:
    root = ET.fromstring(junit(audit([visit(None, state=state, reason="No button “Checkout”.")]), tmp_path))
    error = root.find(".//error")
    assert error is not None
    assert (error.get("type"), error.get("message")) == (state.value, "No button “Checkout”.")


def test_a_waiting_visit_is_skipped(visit: Make, audit: Make, tmp_path: Path) -> None:
    root = ET.fromstring(junit(audit([visit(None, state=VisitState.WAITING, reason="Waits for a refund.")]), tmp_path))
    assert [found.get("message") for found in root.findall(".//skipped")] == ["Waits for a refund."]


@pytest.mark.parametrize(
    ("changes", "tag", "beginning"),
    [
        ({}, "failure", "Too late."),
        ({"outcome": Outcome.REVIEW}, "skipped", "For a person to judge: Too late."),
        ({"outcome": Outcome.CANT_TELL}, "skipped", "Cannot be told: Too late."),
        ({"outcome": Outcome.PENDING}, "skipped", "Not due yet: Too late."),
    ],
)
def test_only_what_is_new_and_sure_fails(
    changes: dict[str, Any], tag: str, beginning: str, visit: Make, finding: Make, audit: Make, tmp_path: Path
) -> None:
    played = visit(None)
    text = junit(audit([played], [finding(played, sentence="Too late.", **changes)]), tmp_path)
    case = ET.fromstring(text).find(".//testcase[@name='Every mail comes in time (order_confirmation)']")
    assert case is not None
    assert [(child.tag, child.get("message")) for child in case] == [(tag, beginning)]


def test_what_is_accepted_passes_and_says_so(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    accepted = Acceptance(reason="It moves in January.", accepted=date(2026, 11, 1), until=date(2027, 1, 31))
    known = finding(played, id="3fa94c1be07d", sentence="Too late.", status="known", acceptance=accepted)
    root = ET.fromstring(junit(audit([played], [known]), tmp_path))
    assert root.get("failures") == root.get("skipped") == "0"
    case = root.find(".//testcase[@name='Every mail comes in time (order_confirmation)']")
    assert case is not None
    properties = {found.get("name"): found.get("value") for found in case.iter("property")}
    assert properties == {"known": "3fa94c1be07d", "until": "2027-01-31"}
    said = case.findtext("system-out")
    assert said == "Known and accepted: Too late.\nuntil 2027-01-31: It moves in January."


def test_what_was_accepted_and_has_expired_fails_and_says_so(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    over = Acceptance(reason="Later.", accepted=date(2026, 1, 1), until=date(2026, 3, 1))
    root = ET.fromstring(junit(audit([played], [finding(played, acceptance=over)]), tmp_path))
    assert "accepted until 2026-03-01, expired" in str(root.findtext(".//failure"))


def test_what_an_item_says_without_a_finding(visit: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    first = played.categories[0]
    unreached = first.model_copy(update={"items": (first.items[0].model_copy(update={"state": ItemState.UNREACHED}),)})
    played = played.model_copy(update={"categories": (unreached, *played.categories[1:])})
    root = ET.fromstring(junit(audit([played]), tmp_path))
    assert [found.get("message") for found in root.findall(".//skipped")] == ["Not reached"]
    assert root.find(".//testcase[@name='Every mail comes in time']") is not None


def test_repeated_visits_are_told_apart(visit: Make, audit: Make, tmp_path: Path) -> None:
    root = ET.fromstring(junit(audit([visit(None), visit(None, number=1), visit(None, device="phone")]), tmp_path))
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(cases)) == len(cases)
    assert ("ordering/guest_order/vi-VN/phone", "The journey can be played") in cases


def test_hostile_texts_leave_well_formed_xml(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None, reason="]]>\x00\x1b[2J</testsuite>", state=VisitState.BROKEN)
    bad = finding(played, title='"><x>\ud800', sentence="a\x08b & \ufffe<script>", about="\u202e", actual="]]>")
    text = junit(audit([played], [bad]), tmp_path)
    root = ET.fromstring(text.encode())
    assert root.find(".//script") is None and root.find(".//x") is None
    assert "ab & <script>" in {found.get("message") for found in root.iter("failure")}


def test_visits_in_several_voices_are_told_apart(visit: Make, audit: Make, tmp_path: Path) -> None:
    root = ET.fromstring(junit(audit([visit(None, voice="polite"), visit(None, voice="curt", number=1)], []), tmp_path))
    names = {str(case.get("classname")) for case in root.iter("testcase")}
    assert names == {f"ordering/guest_order/vi-VN/desktop/{voice}" for voice in ("polite", "curt")}
