"""Each defect that mails show by themselves is found by its check and by no other. `make truth` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.truth import LOCALES, is_rehearsed, practice_plans, rehearsed
from shopper.inbox.guard import Reader
from shopper.practice_shop import DEFECTS
from shopper.registry import checks


def test_every_check_has_a_defect_that_shows_it() -> None:
    assert {defect.finds for defect in DEFECTS.values()} == set(checks())


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


@pytest.mark.parametrize("name", [name for name in DEFECTS if is_rehearsed(name)])
def test_a_defect_in_mails_is_found_by_its_check_and_no_other(name: str, reader: Reader) -> None:
    trial = rehearsed(practice_plans(), name, reader)
    assert trial.found, f"{trial.wanted} did not fail; these did: {sorted(trial.failed)}"
    assert not trial.false_alarms


@pytest.mark.parametrize("locale", LOCALES.values())
def test_clean_mails_give_no_fail(locale: str, reader: Reader) -> None:
    assert rehearsed(practice_plans(), "", reader, locale).failed == frozenset()
