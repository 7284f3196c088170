"""Say something in the shop's chat. Where to type and how to send stands in the shop's file, under `chat:`.

- say: {vi: Chiếc cốc này dùng được trong lò vi sóng không?, en: Is this mug safe in a microwave?}
"""

from collections.abc import Iterable
from typing import ClassVar

from shopper import ByLanguage, Session, StepArgs, step


class Say(StepArgs):
    whole: ClassVar[str | None] = "text"

    text: ByLanguage
    """What she says."""

    def needs(self) -> Iterable[str]:
        return ("chat",)


@step()
async def say(session: Session, args: Say) -> None:
    await session.chat.say(session.in_language(args.text))
