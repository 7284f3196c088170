"""What `baseline.yaml` says, what it does to findings, and what is said of its mistakes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from factories import a_visit
from judging import a_late_visit, judged, played

from shopper.errors import JourneyError
from shopper.history.baseline import Baseline, Entry, obey, parse, read_baseline
from shopper.model import Audit, VisitState

TODAY = date(2026, 11, 22)


def an_entry(audit: Audit, until: date = date(2026, 12, 22)) -> Entry:
    finding = audit.findings[0]
    return Entry(
        id=finding.id, check=finding.check, journey="guest_order", shop="gom_sen", locale="vi-VN", device="desktop",
        reason="The mail server moves.", accepted=date(2026, 11, 1), until=until,
    )  # fmt: skip


def test_what_is_accepted_is_known_with_its_reason() -> None:
    audit = judged(a_late_visit())
    obeyed = obey(audit, Baseline((an_entry(audit),)), TODAY)
    assert [finding.status for finding in obeyed.findings] == ["known"]
    assert obeyed.findings[0].acceptance and obeyed.findings[0].acceptance.reason == "The mail server moves."
    assert obeyed.score == audit.score, "accepting changes what fails, not what is scored"


@pytest.mark.parametrize(("until", "status"), [(TODAY, "known"), (date(2026, 11, 21), "new")])
def test_an_entry_holds_on_its_last_day_and_not_after(until: date, status: str) -> None:
    audit = judged(a_late_visit())
    finding = obey(audit, Baseline((an_entry(audit, until),)), TODAY).findings[0]
    assert finding.status == status
    assert finding.acceptance and finding.acceptance.until == until, "an expired one is still told"


def test_a_repeated_visit_s_occurrences_are_one_problem() -> None:
    audit = judged(a_late_visit(), a_late_visit(visit="v2"))
    obeyed = obey(audit, Baseline((an_entry(audit),)), TODAY)
    assert len(obeyed.findings) == 2 and {finding.status for finding in obeyed.findings} == {"known"}


def test_the_same_fault_elsewhere_is_not_accepted() -> None:
    entry = an_entry(judged(a_late_visit()))
    assert obey(judged(a_late_visit(plan=played(device="phone"))), Baseline((entry,)), TODAY).findings[0].status == "new"


def test_what_was_known_is_new_again_when_its_entry_is_gone() -> None:
    audit = judged(a_late_visit())
    known = obey(audit, Baseline((an_entry(audit),)), TODAY)
    assert obey(known, Baseline(), TODAY) == audit


def test_an_entry_that_is_met_no_more_is_named_as_long_as_it_is_there() -> None:
    entry = an_entry(judged(a_late_visit()))
    once = obey(judged(a_visit()), Baseline((entry,)), TODAY)
    assert [note for note in once.notes if entry.id in note and "--prune" in note]
    assert obey(once, Baseline((entry,)), TODAY) == once, "said once, however often the reports are written"
    assert obey(once, Baseline(), TODAY).notes == judged(a_visit()).notes


@pytest.mark.parametrize("now", [a_visit(state=VisitState.BROKEN), a_visit(plan=played("another"))])
def test_an_entry_that_nobody_could_look_for_stays(now: object) -> None:
    entry = an_entry(judged(a_late_visit()))
    assert not [note for note in obey(judged(now), Baseline((entry,)), TODAY).notes if entry.id in note]


def test_no_file_is_an_empty_baseline(tmp_path: Path) -> None:
    assert read_baseline(tmp_path) == Baseline()
    (tmp_path / "baseline.yaml").write_text("# nothing yet\n")
    assert read_baseline(tmp_path).entries == ()


WELL = """\
- id: 3fa94c1be07d
  check: late-mail
  journey: guest_order
  shop: gom_sen
  locale: vi-VN
  device: desktop
  reason: The mail server moves.
  accepted: 2026-11-22
  until: 2026-12-22
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: x\n", ("baseline.yaml:1:1", "a baseline is a list of entries")),
        (WELL.replace("  until: 2026-12-22\n", ""), ("baseline.yaml:1:3", "an entry needs `until`", "add `until:`")),
        (WELL.replace("  reason: The mail server moves.\n", "  reason: ' '\n"), ("baseline.yaml:7:11", "a reason is missing")),
        (WELL.replace("2026-12-22", "22.12.2026"), ("baseline.yaml:9:10", "`22.12.2026` is not a day", "2026-12-24")),
        (WELL.replace("2026-12-22", "2026-11-01"), ("baseline.yaml:1", "over before it began")),
        (WELL.replace("reason:", "because:"), ("baseline.yaml:7:3", "`because` is not a key of an entry")),
        (WELL + WELL, ("baseline.yaml:10:7", "`3fa94c1be07d` is here twice", "first in line 1")),
        (WELL.replace("- id", "  id"), ("baseline.yaml:1", "a list of entries")),
        ("- id: [\n", ("baseline.yaml:",)),
    ],
)  # fmt: skip
def test_mistakes_have_place_problem_and_remedy(text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(JourneyError) as caught:
        parse(text.encode(), "baseline.yaml")
    for piece in said:
        assert piece in str(caught.value)


def test_it_is_read_as_written() -> None:
    (entry,) = parse(WELL.encode(), "baseline.yaml").entries
    assert (entry.id, entry.reason, entry.until) == ("3fa94c1be07d", "The mail server moves.", date(2026, 12, 22))
