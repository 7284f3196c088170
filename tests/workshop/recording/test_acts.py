"""A page is a stranger: what it sends is checked, and no error quotes what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from shopper.workshop.recording.acts import Clicked, Filled, from_page


def test_what_our_script_sends_is_understood() -> None:
    act = from_page({"kind": "clicked", "at": "https://kiln.test/", "where": {"role": "button", "name": "Buy"}}, 1)
    assert isinstance(act, Clicked)
    assert (act.tab, act.where.describe()) == (1, "button “Buy”")


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "clicked",
        {"kind": "armed"},
        {"kind": "sent"},
        {"kind": "clicked", "where": {"role": "button", "css": "#b"}},
        {"kind": "clicked", "where": {"css": "#b"}, "once": True},
        {"kind": "filled", "where": {"css": "#b"}, "text": "x" * 20_001},
        {"kind": "chosen", "where": {"css": "#b"}, "option": "x" * 301},
    ],
)
def test_anything_else_is_refused(sent: Any) -> None:
    with pytest.raises(ValidationError):
        from_page(sent, 0)


def test_what_was_typed_prints_nowhere() -> None:
    act = from_page({"kind": "filled", "where": {"css": "#b"}, "text": "open sesame"}, 0)
    assert isinstance(act, Filled)
    assert act.text == "open sesame"
    assert "sesame" not in repr(act)
