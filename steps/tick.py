"""Tick a checkbox or a radio button (or clear a checkbox with `off: true`).

- tick: {label: {vi: Tôi đồng ý, en: I agree}}
"""

from shopper import Locator, Session, StepArgs, step


class Tick(Locator, StepArgs):
    off: bool = False
    """Clear it instead."""


@step(repeatable=True)
async def tick(session: Session, args: Tick) -> None:
    await session.find(args).set_checked(not args.off)
