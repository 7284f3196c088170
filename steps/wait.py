"""Let time pass, as a customer does: days between a parcel and its return. No browser is open meanwhile.

- wait: 2d
"""

from typing import ClassVar

from shopper import Duration, Reached, StepArgs, WaitUntil, step


class Wait(StepArgs):
    shorthand: ClassVar[str | None] = "time"

    time: Duration
    """How long."""


@step(repeatable=True, kind="wait")
def wait(reached: Reached, args: Wait) -> WaitUntil:
    return WaitUntil(at=reached.at + args.time)
