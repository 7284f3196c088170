"""Let something fail from now on, and see what the customer is told: the payment gateway, the carrier, her own line.

- fault: offline
- fault: gateway_down     # described under `faults:` in the shop's file or the journey
- fault: none             # all is well again
"""

from collections.abc import Iterable
from typing import ClassVar

from shopper import Session, StepArgs, Text, step


class Fault(StepArgs):
    shorthand: ClassVar[str | None] = "name"

    name: Text
    """`offline`, `slow_3g`, `no_third_parties`, one of the shop's or the journey's own, or `none`."""

    def faults(self) -> Iterable[str]:
        return (self.name,)


@step(repeatable=True, page=False)
async def fault(session: Session, args: Fault) -> None:
    await session.faults.switch(args.name)
