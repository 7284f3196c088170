"""Defects on the path that hide others, each in an audit of its own."""

from __future__ import annotations

import pytest
from playing_defects import assert_found

from benchmarks.truth import batches


@pytest.mark.browser
@pytest.mark.parametrize("names", [names for names in batches() if len(names) == 1], ids=lambda names: names[0])
def test_it_is_found_by_its_check_and_no_other(names: tuple[str, ...]) -> None:
    assert_found(names)
