"""The door that everybody's tests use: what it says when something is not there."""

from __future__ import annotations

import pytest

from shopper import Outcome, ShopperError
from shopper.testing import T0, a_mail, a_visit, an_expectation, minutes, verdicts


def test_a_check_is_asked_by_its_id() -> None:
    late = a_visit(expectations=(an_expectation(mail=a_mail(arrived=T0 + minutes(20))),))
    (verdict,) = verdicts("late-mail", late)
    assert verdict.outcome is Outcome.FAIL


def test_a_check_that_nobody_knows_is_named_with_one_that_is_known() -> None:
    with pytest.raises(ShopperError) as told:
        verdicts("late-mial", a_visit())
    assert "Did you mean `late-mail`?" in str(told.value) and "conftest.py" in str(told.value)
