"""The customer writes to the shop: what she may write, to whom, and how often."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopper.errors import StepFailed
from shopper.inbox.matching import is_the_shops
from shopper.inbox.sending import Attachment, Draft, is_address, reply_subject
from shopper.visit.files import Cabinet

if TYPE_CHECKING:
    from shopper.visit.session import Session


@dataclass(frozen=True)
class Post:
    """A visit's way to send a letter, once, and to write it down."""

    send: Callable[[Draft], Awaitable[None]]
    cabinet: Cabinet


class Letters:
    """A customer's correspondence with the shop, and with nobody else."""

    def __init__(self, session: Session, post: Post) -> None:
        self._session, self._post = session, post

    async def write(self, to: str, subject: str, text: str, attach: str | None = None) -> None:
        """Write to an address of the shop. Raises StepFailed for any other, before anything goes out."""
        await self._send(Draft(to.strip(), subject, text, self._attachment(attach)))

    async def reply(self, kind: str, text: str, attach: str | None = None) -> None:
        """Answer the latest mail of this kind. Raises StepFailed for an automatic one: programs that answer programs never end
        (RFC 3834, 2)."""
        mail = self._session.mail(kind)
        declared = self._session.plan.shop.mails.get(kind)
        if mail.reading.automatic or (declared and declared.reply == "automatic"):
            raise StepFailed(
                f"the mail `{kind}` (“{mail.reading.subject}”) was written by a program; such a mail is never answered",
                remedy="Answer a person's mail, or write to the shop's address: `write_mail`.",
            )
        to = mail.reading.reply_to or mail.reading.sender
        await self._send(Draft(to, reply_subject(mail.reading.subject), text, self._attachment(attach), mail))

    async def _send(self, draft: Draft) -> None:
        shop = self._session.plan.shop
        if not is_address(draft.to):
            raise StepFailed(f"“{draft.to}” is not a mail address", remedy="Write one, such as support@example.com.")
        if not is_the_shops(draft.to, shop):
            raise StepFailed(
                f"{draft.to} is not an address of the shop: its domain is none of the shop's hosts, and no mail comes from it",
                remedy=f"If it is, add its domain to `hosts`, or its mail to `mails`, in the file of shop `{shop.id}`.",
            )
        await self._post.send(draft)

    def _attachment(self, name: str | None) -> Attachment | None:
        if name is None:
            return None
        file = self._post.cabinet.take(name)
        return Attachment(file.name, file.type, file.content)
