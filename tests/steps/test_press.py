"""A key that no keyboard has is the journey's mistake, before any page is asked."""

import asyncio
from typing import Any, cast

import pytest
from pydantic import ValidationError

from shopper.errors import StepFailed
from shopper.steps.press import Press
from shopper.visit.session import Session


def test_an_unknown_key_is_refused_when_it_is_filled_in() -> None:
    loading = Press.model_validate({"key": "${inputs.key}"}, context={"loading": True})
    assert loading.key == "${inputs.key}"
    with pytest.raises(ValidationError, match="there is no key `Entr`; did you mean `Enter`"):
        Press.model_validate({"key": "Entr"})


def test_no_page_is_asked_for_an_unknown_key() -> None:
    nobody = cast(Any, None)
    with pytest.raises(StepFailed, match="there is no key `Entr`") as caught:
        asyncio.run(Session.press(nobody, "Entr", None))
    assert caught.value.remedy == "did you mean `Enter`?"
