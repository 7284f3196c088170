"""Note what the shop states: a price, an order number, a date. Same name, other value later: a contradiction.

- note:
    order.number: {css: "#order-number"}
    order.total: {css: "#order-total", as: money}
- note: {order.number: {role: status, match: "GS-[0-9]{6}"}}     # only what fits; with ( ), the part in them
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import Field

from shopper import FactName, Locator, Pattern, Session, StepArgs, step


class Noted(Locator):
    """Where the value stands, and how to read it."""

    kind: Literal["text", "money"] = Field(default="text", alias="as")
    """`money` is an amount with its currency; everything else is text."""
    match: Pattern | None = None
    """A regular expression: only what fits it is noted."""


class Note(StepArgs):
    whole: ClassVar[str | None] = "values"

    values: dict[FactName, Noted]
    """What to call it (`order.total`) → where it stands."""

    def facts(self) -> Iterable[str]:
        return self.values


@step(repeatable=True, looks=True)
async def note(session: Session, args: Note) -> None:
    for name, where in args.values.items():
        await session.note(name, where, as_money=where.kind == "money", match=where.match)
