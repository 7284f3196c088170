"""Look around without a goal: follow the shop's links through its pages, help first, and find out what can be found.

Nothing is sent but a search, nothing bought, signed or put into a cart. What `robots.txt` closes stays closed.

- explore: {pages: 60}
- explore: {pages: 20, within: 1m, pause: 1s}
"""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shopper import Duration, Session, StepArgs, step


class Explore(StepArgs):
    most: Annotated[int, Field(ge=1, le=500)] = Field(default=60, alias="pages")
    """How many pages it looks at, at most."""
    within: Duration = timedelta(minutes=2)
    """How long it takes, at most."""
    pause: Duration = timedelta(seconds=0.2)
    """How long it waits between two pages; longer where `robots.txt` asks for it."""


@step(repeatable=True)
async def explore(session: Session, args: Explore) -> None:
    await session.explore(args.most, args.within, args.pause)
