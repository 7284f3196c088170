"""The practice shop played with defects, for tests."""

from __future__ import annotations

from benchmarks.truth import pick, play, practice_plans


def assert_found(names: tuple[str, ...]) -> None:
    """Each of these defects, there together, must be found by its check, and no other check may fail."""
    plans = pick(practice_plans(), names[0])
    trial = play(plans, names, names[0])
    if trial.missed:  # a busy machine may lose a probe or a page; a rule that does not work fails twice
        trial = play(plans, names, names[0])
    assert trial.troubles == ()
    assert not trial.missed, f"these failed: {sorted(trial.failed)}"
    assert not trial.false_alarms
