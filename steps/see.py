"""See something that the shop must show here. If it does not, the customer is stuck and the visit is *blocked*.

- see: {role: heading, name: {vi: Cảm ơn bạn, en: Thank you}}
- see: "GS-"
- see: {role: status, matches: "GS-[0-9]{6}"}     # and a text that fits
"""

from typing import ClassVar

from shopper import Duration, Locator, Pattern, Session, StepArgs, step


class See(Locator, StepArgs):
    shorthand: ClassVar[str | None] = "text"

    matches: Pattern | None = None
    """A regular expression that its text must fit, somewhere in it."""
    wait: Duration | None = None
    """How long to wait for it; the visit's usual patience if left out."""


@step(repeatable=True, looks=True)
async def see(session: Session, args: See) -> None:
    await session.see(args, matches=args.matches, wait=args.wait)
