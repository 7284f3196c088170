"""Answer a mail that a person at the shop wrote; it is quoted below. An automatic mail is never answered. Sent once.

- reply_mail: {mail: answer, text: {vi: "Cảm ơn bạn, tôi sẽ đặt hàng.", en: "Thank you, I shall order it."}}
"""

from collections.abc import Iterable

from shopper import ByLanguage, Session, StepArgs, Text, step


class ReplyMail(StepArgs):
    mail: str
    """A kind of mail, as the shop's file names it."""
    text: ByLanguage
    """What she answers."""
    attach: Text | None = None
    """A file beside this YAML file, or beside the one that uses the flow."""

    def mails(self) -> Iterable[str]:
        return (self.mail,)

    def opened(self) -> Iterable[str]:
        return (self.mail,)

    def answered(self) -> Iterable[str]:
        return (self.mail,)

    def files(self) -> Iterable[str]:
        return (self.attach,) if self.attach else ()


@step(once=True, page=False)
async def reply_mail(session: Session, args: ReplyMail) -> None:
    await session.letters.reply(args.mail, session.in_language(args.text), args.attach)
