"""Expect mails of certain kinds within a time. The visit goes on; each is judged when it is due.

- expect_mail: {order_confirmation: {within: 5m}, shipping_notice: {within: 3d}}
- expect_mail: {answer: {within: 24h, answers: {en: [microwave], vi: [lò vi sóng]}}}
"""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from shopper import Duration, Session, StepArgs, Text, step
from shopper import Model as Args


class Expected(Args):
    """When the mail is due, counted from the last submit."""

    within: Duration
    """How long from the last submit."""
    answers: list[Text] | dict[str, list[Text]] = Field(default=[])
    """Words of which its text must have one, to answer her question; or such words by language: `{en: [microwave]}`."""

    def words(self, language: str) -> tuple[str, ...]:
        """Those words in a language; none where the journey has none for it."""
        return tuple(self.answers.get(language, ()) if isinstance(self.answers, dict) else self.answers)


class ExpectMail(StepArgs):
    whole: ClassVar[str | None] = "kinds"

    kinds: dict[str, Expected]
    """Kind of mail, as the shop's file names it → when it is due."""

    def mails(self) -> Iterable[str]:
        return self.kinds


@step(repeatable=True, page=False)
async def expect_mail(session: Session, args: ExpectMail) -> None:
    for kind, expected in args.kinds.items():
        session.expect(kind, expected.within, expected.words(session.plan.language))
