"""Wait until a mail of this kind has come. The visit sleeps meanwhile, without a browser, for days if need be.

- await_mail: shipping_notice
  within: 3d
"""

from collections.abc import Iterable
from typing import ClassVar

from shopper import AwaitMail, Duration, Reached, StepArgs, step


class Awaited(StepArgs):
    shorthand: ClassVar[str | None] = "mail"

    mail: str
    """A kind of mail, as the shop's file names it."""
    within: Duration
    """How long to wait for it at most."""

    def mails(self) -> Iterable[str]:
        return (self.mail,)


@step(repeatable=True, kind="wait")
def await_mail(reached: Reached, args: Awaited) -> AwaitMail:
    return AwaitMail(kinds=(args.mail,), until=reached.at + args.within)
