"""Which findings are meant, and what happens to the file."""

from __future__ import annotations

from datetime import date

import pytest
from factories import a_visit, an_expectation
from judging import a_late_visit, judged, played

from shopper.errors import UsageError
from shopper.history.accepting import changed, entries_for, last_day, meant
from shopper.history.baseline import Baseline, Entry, obey, parse
from shopper.model import Audit

TODAY, LATER = date(2026, 11, 22), date(2026, 12, 22)


def accepted(audit: Audit, reason: str = "It moves: in January, “surely”.") -> tuple[Entry, ...]:
    return entries_for(audit, meant(audit, ()), reason, TODAY, LATER)


@pytest.fixture
def two() -> Audit:
    """Two problems: a late mail on the desktop, a missing one on the phone."""
    missing = a_visit(visit="v2", plan=played(device="phone"), mails=[], expectations=(an_expectation(),))
    return judged(a_late_visit(), missing)


@pytest.mark.parametrize(
    ("until", "lasting", "day"),
    [("", "", LATER), ("2027-01-31", "", date(2027, 1, 31)), ("", "2w", date(2026, 12, 6)), ("2026-11-22", "", TODAY)],
)
def test_until_when(until: str, lasting: str, day: date) -> None:
    assert last_day(until, lasting, TODAY) == day


@pytest.mark.parametrize(
    ("until", "lasting", "problem"),
    [
        ("2027-01-01", "2w", "twice"), ("31.1.2027", "", "is not a day"), ("2026-11-21", "", "is over"),
        ("", "two weeks", "is not a duration"),
    ],
)  # fmt: skip
def test_until_when_is_refused(until: str, lasting: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as caught:
        last_day(until, lasting, TODAY)
    assert caught.value.remedy or ";" in caught.value.problem


def test_findings_are_named_by_id_its_beginning_or_their_check(two: Audit) -> None:
    missing = next(finding for finding in two.findings if finding.check == "missing-mail")
    assert meant(two, [missing.id]) == meant(two, [missing.id[:6]]) == meant(two, ["missing-mail"]) == (missing,)
    assert len(meant(two, ())) == 2
    for word in ("nothing-like-it", missing.id[:3]):
        with pytest.raises(UsageError, match="no finding that fails is called"):
            meant(two, [word])


def test_without_names_only_what_is_new_is_meant(two: Audit) -> None:
    first = accepted(two)[:1]
    assert [finding.id for finding in meant(obey(two, Baseline(first), TODAY), ())] == [accepted(two)[1].id]


def test_a_reason_is_required(two: Audit) -> None:
    with pytest.raises(UsageError, match="a reason is missing"):
        accepted(two, " ")


def test_what_is_written_is_read_back_and_says_for_people_what_it_is(two: Audit) -> None:
    text = changed(Baseline(), add=accepted(two))
    assert parse(text.encode(), "baseline.yaml").entries == accepted(two)
    assert text.startswith("# What is known and accepted")
    assert "check: late-mail" in text and "until: 2026-12-22" in text and "“surely”" in text


def test_comments_and_other_entries_stay_as_they_were_written(two: Audit) -> None:
    first, second = accepted(two)
    mine = changed(Baseline(), add=[first]).replace("  reason:", "  # asked Hà on Monday\n  reason:") + "\n# for the release\n"
    both = changed(parse(mine.encode(), "baseline.yaml"), add=[second])
    assert both.startswith(mine)
    left = changed(parse(both.encode(), "baseline.yaml"), drop={second.id})
    assert left == mine
    assert "asked Hà" not in changed(parse(both.encode(), "baseline.yaml"), drop={first.id})


def test_accepting_again_renews_the_entry(two: Audit) -> None:
    (first, second) = accepted(two)
    text = changed(Baseline(), add=(first, second))
    longer = first.model_copy(update={"until": date(2027, 3, 1)})
    assert parse(changed(parse(text.encode(), ""), add=[longer]).encode(), "").entries == (second, longer)


def test_another_style_of_yaml_is_written_anew(two: Audit) -> None:
    first, second = accepted(two)
    body = ", ".join(f'{key}: "{value}"' for key, value in first.model_dump(exclude={"sentence", "reason"}).items())
    flow = f"[{{{body}, reason: Moves.}},\n {{{body.replace(first.id, 'abcdef123456')}, reason: Moves.}}]\n"
    text = changed(parse(flow.encode(), ""), add=[second], drop={first.id})
    assert [entry.id for entry in parse(text.encode(), "").entries] == ["abcdef123456", second.id]
