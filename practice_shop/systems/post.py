"""The way out: each mail leaves by SMTP at its own time, by the shop's clock."""

from __future__ import annotations

import asyncio
import logging
import smtplib
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

from shopper.clock import Clock
from shopper.practice_shop.systems.signing import signed

log = logging.getLogger(__name__)

Write = Callable[[datetime], EmailMessage | None]
"""Writes a mail as it leaves at the given time; None: there is nothing to write any more (the order was cancelled)."""


class Post:
    """Signs and sends mails when they are due. `smtp` is (host, port), `name` what it calls itself there."""

    def __init__(self, clock: Clock, smtp: tuple[str, int], name: str) -> None:
        self._clock, self._smtp, self._name = clock, smtp, name
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
                    await asyncio.to_thread(self._deliver, message, envelope)

        task = asyncio.create_task(mailing(), name=f"mail due {due:%d %b %H:%M}")
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

    def _deliver(self, message: EmailMessage, envelope: str | None) -> None:
        sender = message["From"].addresses[0].addr_spec if envelope is None else envelope
        recipients = [address.addr_spec for address in message["To"].addresses]
        content = signed(message)
        with smtplib.SMTP(*self._smtp, local_hostname=self._name, timeout=20) as relay:
            relay.sendmail(sender, recipients, content)
