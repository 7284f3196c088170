"""Open the shop's chat, and wait until one can type. What opens it stands in the shop's file, under `chat:`.

- open_chat:
"""

from collections.abc import Iterable

from shopper import Session, StepArgs, step


class OpenChat(StepArgs):
    def needs(self) -> Iterable[str]:
        return ("chat",)


@step(repeatable=True)
async def open_chat(session: Session, args: OpenChat) -> None:
    await session.chat.open()
