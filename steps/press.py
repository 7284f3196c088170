"""Press a key, or a combination such as Control+A, where the cursor stands or in a field.

- press: Enter
- press: {key: Enter, in: {role: searchbox}}
"""

from typing import ClassVar

from pydantic import Field

from shopper import Key, Locator, Session, StepArgs, step


class Press(StepArgs):
    shorthand: ClassVar[str | None] = "key"

    key: Key
    """`Enter`, `Escape`, `ArrowDown`, `Control+A` …"""
    field: Locator | None = Field(default=None, alias="in")
    """The field that gets it; left out: where the cursor stands."""


@step()
async def press(session: Session, args: Press) -> None:
    await session.press(args.key, args.field)
