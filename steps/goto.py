"""Open a page of the shop.

- goto: /
- goto: https://track.vanchuyen.test/
"""

from typing import ClassVar

from shopper import Session, StepArgs, Text, step


class Goto(StepArgs):
    shorthand: ClassVar[str | None] = "url"

    url: Text
    """A path of the shop, or a whole address on one of its `hosts`."""


@step(repeatable=True)
async def goto(session: Session, args: Goto) -> None:
    await session.goto(args.url)
