"""Write a mail to the shop, as the customer. It is sent once, whatever crashes.

- write_mail:
    to: hotro@gomsen.test
    subject: {vi: Hỏi về cốc men ngọc, en: A question about the celadon mug}
    text: {vi: "Chiếc cốc này dùng được trong lò vi sóng không ạ?", en: "Is this mug safe in a microwave?"}
    attach: broken_bowl.jpg
"""

from collections.abc import Iterable

from shopper import ByLanguage, MailAddress, Session, StepArgs, Text, step


class WriteMail(StepArgs):
    to: MailAddress
    """An address at one of the shop's `hosts`, or one that its `mails` come from."""
    subject: ByLanguage
    """Its subject."""
    text: ByLanguage
    """What she writes."""
    attach: Text | None = None
    """A file beside this YAML file, or beside the one that uses the flow."""

    def addresses(self) -> Iterable[str]:
        return (self.to,)

    def files(self) -> Iterable[str]:
        return (self.attach,) if self.attach else ()


@step(once=True, page=False)
async def write_mail(session: Session, args: WriteMail) -> None:
    await session.letters.write(args.to, session.in_language(args.subject), session.in_language(args.text), args.attach)
