"""Open a page of the shop.

- goto: /
- goto: https://track.vanchuyen.test/
"""

from collections.abc import Iterable
from typing import ClassVar

from shopper import Session, StepArgs, Text, step


class Goto(StepArgs):
    shorthand: ClassVar[str | None] = "url"

    url: Text
    """A path of the shop, or a whole address on one of its `hosts`."""

    def pages(self) -> Iterable[str]:
        return (self.url,)


@step(repeatable=True)
async def goto(session: Session, args: Goto) -> None:
    await session.goto(args.url)
