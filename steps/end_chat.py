"""End the conversation in the shop's chat, as its file says under `chat:`. Whatever is said after that begins a new one.

- end_chat:
"""

from collections.abc import Iterable

from shopper import Session, StepArgs, step


class EndChat(StepArgs):
    def needs(self) -> Iterable[str]:
        return ("chat",)


@step()
async def end_chat(session: Session, args: EndChat) -> None:
    await session.chat.end()
