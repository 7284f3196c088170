"""The summary on the terminal."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from shopper.model import Acceptance, Audit, Blob, Impact, Outcome, Place, Question, Task, VisitResult, VisitState
from shopper.reports.console import print_summary

Make = Callable[..., Any]


def printed(audit: Audit, folder: Path = Path("audits/today"), **settings: Any) -> str:
    stream = io.StringIO()
    print_summary(audit, folder, Console(file=stream, width=120, **settings))
    return stream.getvalue()


def broken(played: VisitResult, **changes: Any) -> VisitResult:
    """The visit as if its last step had found no button."""
    step = played.steps[-1].model_copy(update={
        "outcome": "failed",
        "place": Place(file="journeys/order.yaml", line=17, column=5),
        "problem": "button “Thanh toán”: not found on the page within 10 s",
        "excerpt": '  16 |   - goto: /\n  17 |   - click: {role: button, name: "${inputs.button}"}\n     |     ^^^^^',
        "chain": (Place(file="journeys/guest.yaml", line=4, column=5),),
        "resolved": {"role": "button", "name": "Thanh toán"},
        "url": "https://www.gomsen.test/vi/cart",
        "instead": "Did you mean “Tiến hành thanh toán”?",
        "picture": None,
        **changes,
    })  # fmt: skip
    return played.model_copy(update={"steps": (*played.steps[:-1], step), "state": VisitState.BROKEN, "reason": step.problem})


def test_it_says_what_to_fix_first_and_where_to_read_on(troubled: Audit) -> None:
    text = printed(troubled)
    assert text.index("One must-pass is broken") < text.index("Score 59.1") < text.index("Fix first")
    assert "ERP · in 1 of 4 visits · +6.1 points · total-differs" in text
    assert "4 to fix · 1 to review · 3 valid · 1 excluded" in text
    assert "audits/today/index.html" in text


def test_a_known_finding_stays_in_sight_with_its_reason_and_is_not_to_be_fixed_first(troubled: Audit) -> None:
    text = printed(troubled)
    assert text.index("Fix first") < text.index("1 known and accepted") < text.index("The help link of the shipping notice")
    assert "until 31 Jan 2027: The help pages move in January." in text


def test_an_acceptance_that_has_expired_is_told(visit: Make, finding: Make, audit: Make) -> None:
    played = visit(None)
    over = Acceptance(reason="Later.", accepted=date(2026, 1, 1), until=date(2026, 3, 1))
    text = printed(audit([played], [finding(played, acceptance=over)]))
    assert "accepted until 1 Mar 2026, expired" in " ".join(text.split())


def test_nothing_to_fix(clean: Audit) -> None:
    text = printed(clean)
    assert "Fix first" not in text and text.count("✓ Finished") == 4


def test_nothing_passes_over_a_critical_fault(visit: Make, finding: Make, audit: Make) -> None:
    played = visit(None)
    grave = finding(played, impact=Impact.CRITICAL)
    known = grave.model_copy(update={"status": "known"})
    doubted = grave.model_copy(update={"outcome": Outcome.REVIEW})
    figures = {one: printed(audit([played], [one], passed=True)).split("\n")[2] for one in (grave, known, doubted)}
    assert figures[grave].startswith("1 critical fault to fix · Score 100.0 · target 85")
    assert figures[known].startswith("Passed") and figures[doubted].startswith("Passed")
    assert printed(audit([played], [grave], passed=False)).split("\n")[2].startswith("Not passed")


def test_answers_of_people_are_asked_for(visit: Make, audit: Make) -> None:
    questions = (Question(id="polite", text="How polite?", answers="scale"), Question(id="quick", text="Quick?"))
    task = Task(step="1", text="Call.", questions=questions, since=datetime(2026, 11, 22, tzinfo=UTC), answers={"quick": True})
    said = "1 answer of a person is awaited in audits/today/score_sheet.yaml; then: shopper judge audits/today"
    assert said in printed(audit([visit(None, tasks=(task,))]))
    assert "awaited" not in printed(audit([visit(None)]))


def test_no_colours_off_a_terminal(troubled: Audit) -> None:
    assert "\x1b" not in printed(troubled)
    assert "\x1b[" in printed(troubled, force_terminal=True)


def test_a_shop_cannot_drive_the_terminal(visit: Make, finding: Make, audit: Make) -> None:
    played = visit(None, title="[red]x[/red]\x1b[2J")
    hostile = finding(played, sentence="\x1b]0;owned\x07[bold]late\u202e\nsecond line", owner="\x9b31m[/]", fix="[link=x]")
    text = printed(audit([played], [hostile]))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "[red]x[/red]" in text and "[bold]late" in text and "[link=x]" in text


def test_a_large_audit_stays_on_one_screen(large: Audit) -> None:
    assert printed(large).count("\n") < 50


def test_what_is_not_shown_is_told_by_its_name(large: Audit, visit: Make, finding: Make, audit: Make) -> None:
    assert re.search(r"… and \d+ more visits in the report", printed(large))
    played = visit(None)
    kinds = ("late-mail", "wrong-mail-language", "total-differs", "order-number-differs", "broken-mail-link", "odd", "strange")
    assert "… and 2 more problems in the report" in printed(audit([played], [finding(played, check=kind) for kind in kinds]))


def test_points_that_round_to_nothing_are_not_told(visit: Make, finding: Make, audit: Make) -> None:
    played = visit(None)
    text = printed(audit([played], [finding(played, gain=0.0, share=0.04)]))
    assert "points" not in text
    assert "costs 0.1 points" in printed(audit([played], [finding(played, gain=0.01, share=0.06)]))


def test_where_visits_came_to_a_halt_is_shown_with_its_lines_once_for_all(visit: Make, audit: Make) -> None:
    halted = [broken(visit(None, locale=locale)) for locale in ("vi-VN", "en-GB")]
    lines = printed(audit(halted, [])).partition("Where visits came to a halt\n")[2].splitlines()
    assert lines[:11] == [
        "ordering/guest_order vi-VN Desktop · ordering/guest_order en-GB Desktop",
        "  journeys/order.yaml:17:5: button “Thanh toán”: not found on the page within 10 s",
        "    16 |   - goto: /",
        '    17 |   - click: {role: button, name: "${inputs.button}"}',
        "       |     ^^^^^",
        "    used from journeys/guest.yaml:4",
        "    role: button",
        "    name: Thanh toán",
        "    page: https://www.gomsen.test/vi/cart",
        "    Did you mean “Tiến hành thanh toán”?",
        "",
    ]


def test_a_failure_cannot_drive_the_terminal(visit: Make, audit: Make) -> None:
    hostile = broken(visit(None), instead="\x1b[2J[red]", resolved={"name": "x\u202e" + "y" * 900}, excerpt="\x9b31m")
    text = printed(audit([hostile], []))
    assert not {"\x1b", "\x9b", "\u202e"} & set(text) and "[red]" in text
    assert max(map(len, text.splitlines())) < 400


def test_visits_in_several_voices_are_told_apart(visit: Make, audit: Make, clean: Audit) -> None:
    text = printed(audit([broken(visit(None, voice="polite")), visit(None, voice="curt")], []))
    head, polite, curt = text[text.index("Locale") :].splitlines()[:3]
    assert (polite.index("polite"), curt.index("curt")) == (head.index("Voice"),) * 2
    assert "ordering/guest_order vi-VN Desktop polite" in text
    assert "Voice" not in printed(clean)


def test_a_failure_s_picture_is_named_from_where_the_reader_stands(visit: Make, audit: Make) -> None:
    picture = Blob(path="evidence/blobs/ab/ab.jpg", sha256="ab", size=9)
    assert "  picture: audits/today/evidence/blobs/ab/ab.jpg\n" in printed(audit([broken(visit(None), picture=picture)], []))
