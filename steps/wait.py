"""Let time pass, as a customer does: days between a parcel and its return. No browser is open meanwhile.

- wait: 2d
"""

from datetime import datetime
from typing import ClassVar

from shopper import Duration, StepArgs, WaitUntil, step


class Wait(StepArgs):
    shorthand: ClassVar[str | None] = "time"

    time: Duration


@step(repeatable=True, kind="wait")
def wait(reached: datetime, args: Wait) -> WaitUntil:
    return WaitUntil(at=reached + args.time)
