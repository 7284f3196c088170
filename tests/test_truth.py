"""Each defect of the practice shop is found by its check and by no other. `make truth` does the same in full, and prints it."""

from __future__ import annotations

import pytest

from benchmarks.truth import pick, play, practice_plans
from shopper.practice_shop import DEFECTS
from shopper.registry import checks


def test_every_check_has_a_defect_that_shows_it() -> None:
    assert {defect.finds for defect in DEFECTS.values()} == set(checks())


@pytest.mark.browser
@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_by_its_check_and_no_other(name: str) -> None:
    trial = play(pick(practice_plans(), name), [name], name)
    assert trial.troubles == ()
    assert trial.found, f"{trial.wanted} did not fail; these did: {sorted(trial.failed)}"
    assert not trial.false_alarms
