"""The way out: each mail leaves by SMTP at its own time, by the shop's clock."""

from __future__ import annotations

import asyncio
import logging
import smtplib
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from shopper.clock import Clock
from shopper.practice_shop.defects.declaring import Defect
from shopper.practice_shop.systems.frame import ShopMail
from shopper.practice_shop.systems.signing import signed

log = logging.getLogger(__name__)

Write = Callable[[datetime], ShopMail | None]
"""Writes a mail as it leaves at the given time; None: there is nothing to write any more (the order was cancelled)."""


class Post:
    """Signs and sends mails when they are due. `smtp` is (host, port), `name` what it calls itself there; `defects` are what
    it does wrong with mails of their kinds."""

    def __init__(self, clock: Clock, smtp: tuple[str, int], name: str, defects: Sequence[Defect] = ()) -> None:
        self._clock, self._smtp, self._name, self._defects = clock, smtp, name, defects
        self._mailings: set[asyncio.Task[None]] = set()

    def at(self, due: datetime, write: Write, *, envelope: str | None = None) -> None:
        """Send a mail at `due` to its To. `envelope`: the sender on the envelope (an empty one for automatic replies,
        RFC 3834); the From address if left out.

        The task takes hold of the clock before the end of the request that asked for it lets go of it: tasks that are
        ready run in the order in which they became so.
        """

        async def mailing() -> None:
            with self._clock.working():
                await self._clock.sleep_until(due)
                message = write(self._clock.now())
                if message is not None:
                    await asyncio.to_thread(self.deliver, message, envelope)
                    for after, more in further(message, self._defects):
                        self._send(due + after, more, envelope)

        self._start(mailing(), due)

    def _send(self, due: datetime, message: ShopMail, envelope: str | None) -> None:
        """Send a mail that is written already."""

        async def mailing() -> None:
            with self._clock.working():
                await self._clock.sleep_until(due)
                await asyncio.to_thread(self.deliver, message, envelope)

        self._start(mailing(), due)

    def _start(self, mailing: Coroutine[Any, Any, None], due: datetime) -> None:
        task = asyncio.create_task(mailing, name=f"mail due {due:%d %b %H:%M}")
        self._mailings.add(task)
        task.add_done_callback(self._done)

    async def close(self) -> None:
        """Forget what is not sent yet."""
        for task in list(self._mailings):
            task.cancel()
        await asyncio.gather(*self._mailings, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._mailings.discard(task)
        if not task.cancelled() and (problem := task.exception()):
            log.error("%s could not be sent: %s", task.get_name(), problem)

    def deliver(self, message: ShopMail, envelope: str | None) -> None:
        """Sign a mail and hand it over by SMTP, with all that is wrong with it. Blocks: never called in the event loop."""
        sender, recipients, content = posted(message, self._defects, envelope)
        with smtplib.SMTP(*self._smtp, local_hostname=self._name, timeout=20) as relay:
            relay.sendmail(sender, recipients, content)


def posted(message: ShopMail, defects: Sequence[Defect] = (), envelope: str | None = None) -> tuple[str, list[str], bytes]:
    """A mail as it goes over the wire, with all that is wrong with it: sender and recipients on the envelope, and its bytes.

    Further mails that a defect brings are `further`'s matter. This changes `message`, once.
    """
    wrong = [defect for defect in defects if message.kind in defect.kinds]
    for defect in wrong:
        if defect.spoil and not message.is_spoilt:
            defect.spoil(message)
    message.is_spoilt = True
    envelope = message.envelope if message.envelope is not None else envelope
    sender = message["From"].addresses[0].addr_spec if envelope is None else envelope
    recipients = [address.addr_spec for address in message["To"].addresses]
    content = signed(message)
    for defect in wrong:
        if defect.tamper:
            content = defect.tamper(content)
    return sender, recipients, content


def further(message: ShopMail, defects: Sequence[Defect]) -> list[tuple[timedelta, ShopMail]]:
    """The mails that defects bring after this one, each so long after it; nothing is wrong with them but that they come."""
    return [more for defect in defects if message.kind in defect.kinds and defect.also for more in defect.also(message)]
