"""Note what the shop states: a price, an order number, a date. Same name, other value later: a contradiction.

- note:
    order.number: {css: "#order-number"}
    order.total: {css: "#order-total", as: money}
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import Field

from shopper import FactName, Locator, Session, StepArgs, step


class Noted(Locator):
    """Where the value stands, and how to read it."""

    kind: Literal["text", "money"] = Field(default="text", alias="as")


class Note(StepArgs):
    whole: ClassVar[str | None] = "values"

    values: dict[FactName, Noted]

    def facts(self) -> Iterable[str]:
        return self.values


@step(repeatable=True, looks=True)
async def note(session: Session, args: Note) -> None:
    for name, where in args.values.items():
        await session.note(name, where, as_money=where.kind == "money")
