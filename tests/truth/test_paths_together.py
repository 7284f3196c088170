"""Defects on the path that can be there together, in a few audits. `make truth` tries each alone."""

from __future__ import annotations

import pytest
from playing_defects import assert_found

from benchmarks.truth import batches


@pytest.mark.browser
@pytest.mark.parametrize("names", [names for names in batches() if len(names) > 1], ids=lambda names: names[0])
def test_each_is_found_by_its_check_and_no_other(names: tuple[str, ...]) -> None:
    assert_found(names)
