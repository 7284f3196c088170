"""Wait until the shop is open, or until a page shows something. Between two looks no browser is open.

- wait_until: open                          # the shop's next service hours, as its file has them
- wait_until:
    see: {text: {vi: Đã giao hàng, en: Delivered}}
    every: 6h                               # the page is opened again so often …
    within: 7d                              # … for so long; after that the customer is stuck: *blocked*
    unless: {text: {vi: Đã huỷ, en: Cancelled}}
"""

from datetime import timedelta
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from shopper import Duration, Locator, Look, Reached, StepArgs, StepFailed, WaitUntil, step
from shopper.reading.hours import opening_hours

HOURLY = timedelta(hours=1)


class WaitedFor(StepArgs):
    shorthand: ClassVar[str | None] = "hours"

    hours: Literal["open"] | None = None
    see: Locator | None = None
    unless: Locator | None = None
    every: Duration | None = None
    """1h if left out."""
    within: Duration | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "WaitedFor":
        if (self.hours is None) is (self.see is None):
            raise PydanticCustomError("wait_until", "write `wait_until: open`, or what to `see:` and `within:` which time", {})
        if self.see and self.within is None:
            raise PydanticCustomError("wait_until", "`see` needs `within:`, after which nobody waits any longer", {})
        return self


@step(repeatable=True, kind="wait")
def wait_until(reached: Reached, args: WaitedFor) -> WaitUntil | Look:
    if args.see and args.within:
        see, unless = (where and where.model_dump(exclude_unset=True) for where in (args.see, args.unless))
        return Look(see=see, unless=unless, every=args.every or HOURLY, within=args.within)
    hours = opening_hours(reached.shop)
    opens = hours and (reached.at if hours.is_open(reached.at) else hours.next_opening(reached.at))
    if not opens:
        raise StepFailed(
            f"nobody knows when `{reached.shop.id}` is open", remedy="Write `hours:` in the shop's file, with zone and days."
        )
    return WaitUntil(at=opens)
