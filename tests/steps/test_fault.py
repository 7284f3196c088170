"""The verb hands the name on to the browser's faults, and names it for those who check the journey before it is played."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from shopper.registry import steps


def test_the_named_fault_is_switched_on() -> None:
    verb, switched = steps()["fault"], []

    async def switch(name: str) -> None:
        switched.append(name)

    session: Any = SimpleNamespace(faults=SimpleNamespace(switch=switch))
    for name in ("gateway_down", "none"):
        asyncio.run(verb.run(session, verb.args(name=name)))
    assert switched == ["gateway_down", "none"]
    assert list(verb.args(name="offline").faults()) == ["offline"]
    assert verb.repeatable and not verb.page, "after a crash it is simply switched again; the page is not touched"


def test_a_fault_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        steps()["fault"].args()
