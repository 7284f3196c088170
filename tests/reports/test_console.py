"""The summary on the terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from shopper.model import Acceptance, Audit
from shopper.reports.console import print_summary

Make = Callable[..., Any]


def printed(audit: Audit, folder: Path = Path("audits/today"), **settings: Any) -> str:
    stream = io.StringIO()
    print_summary(audit, folder, Console(file=stream, width=120, **settings))
    return stream.getvalue()


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
