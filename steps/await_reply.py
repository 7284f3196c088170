"""Wait in the chat for an answer to what was said last: a bot's, a person's, or anyone's. The browser stays open.

- await_reply: person
  within: 2m
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import Field

from shopper import Duration, Session, StepArgs, step


class AwaitedReply(StepArgs):
    shorthand: ClassVar[str | None] = "sender"

    after: ClassVar[str | None] = "say"

    sender: Literal["anyone", "bot", "person"] = Field(default="anyone", alias="from")
    """Whose answer: `bot`, `person`, or `anyone`'s."""
    within: Duration
    """How long to wait for it at most; after that the customer is stuck: *blocked*."""

    def needs(self) -> Iterable[str]:
        return ("chat",)


@step(repeatable=True)
async def await_reply(session: Session, args: AwaitedReply) -> None:
    await session.chat.await_reply(args.sender, args.within)
