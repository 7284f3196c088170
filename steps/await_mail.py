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
    within: Duration

    def mails(self) -> Iterable[str]:
        return (self.mail,)


@step(repeatable=True, kind="wait")
def await_mail(reached: Reached, args: Awaited) -> AwaitMail:
    return AwaitMail(kinds=(args.mail,), until=reached.at + args.within)
