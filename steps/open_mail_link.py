"""Open a link of a mail that has come, found by its words.

- open_mail_link: {mail: shipping_notice, text: {vi: Theo dõi đơn hàng, en: Track your parcel}}
"""

from collections.abc import Iterable

from shopper import ByLanguage, Session, StepArgs, step


class OpenMailLink(StepArgs):
    mail: str
    """A kind of mail, as the shop's file names it."""
    text: ByLanguage
    """The words of the link, or a part of them."""

    def mails(self) -> Iterable[str]:
        return (self.mail,)

    def opened(self) -> Iterable[str]:
        return (self.mail,)


@step(repeatable=True)
async def open_mail_link(session: Session, args: OpenMailLink) -> None:
    await session.open_mail_link(args.mail, session.in_language(args.text))
