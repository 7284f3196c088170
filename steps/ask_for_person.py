"""Ask in the chat for a person, in the customer's own language, and wait for one. If none comes, she is stuck: *blocked*.

- ask_for_person: 2m
- ask_for_person: {within: 2m, text: {vi: Tôi muốn nói chuyện với một người., en: I want to talk to somebody.}}
"""

from collections.abc import Iterable
from typing import ClassVar

from shopper import ByLanguage, Duration, Session, StepArgs, step


class AskForPerson(StepArgs):
    shorthand: ClassVar[str | None] = "within"

    within: Duration
    """How long to wait for a person at most."""
    text: ByLanguage | None = None
    """How she asks; left out: in ordinary words (vi, en, de, fr, es)."""

    def needs(self) -> Iterable[str]:
        return ("chat",)


@step()
async def ask_for_person(session: Session, args: AskForPerson) -> None:
    await session.chat.ask_for_person(args.text, args.within)
