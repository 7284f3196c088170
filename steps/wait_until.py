"""Wait until the shop is open or closed, for a time of the day, or until a page shows something. Meanwhile no browser is open.

- wait_until: open                          # the shop's next service hours, as its file has them
- wait_until: closed                        # the end of the hours that run; at once, if it is closed already
- wait_until: 20:30                         # the next time that the shop's clock shows it, in the zone of its `hours:`
- wait_until: sat 02:00                     # on that day of the week: mon, tue, wed, thu, fri, sat, sun
- wait_until:
    see: {text: {vi: Đã giao hàng, en: Delivered}}
    every: 6h                               # the page is opened again so often …
    within: 7d                              # … for so long; after that the customer is stuck: *blocked*
    unless: {text: {vi: Đã huỷ, en: Cancelled}}
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from shopper import Duration, Locator, Look, Reached, ShopTime, StepArgs, StepFailed, WaitUntil, step
from shopper.reading.hours import next_moment, opening_hours

HOURLY = timedelta(hours=1)


class WaitedFor(StepArgs):
    shorthand: ClassVar[str | None] = "hours"

    hours: ShopTime | None = None
    """`open`: the shop's next service hours; `closed`: their end; or a time on the shop's clock: `20:30`, `sat 02:00`."""
    see: Locator | None = Field(default=None, validate_default=True)
    """What the page must show."""
    unless: Locator | None = None
    """What ends the wait at once: the customer is stuck."""
    within: Duration | None = Field(default=None, validate_default=True)
    """With `see`: how long to go on looking."""
    every: Duration | None = None
    """1h if left out."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["hours"]}, {"required": ["see"]}], "dependentRequired": {"see": ["within"]}}
    )

    # One rule a field, so that none of them hides another.
    @field_validator("see")
    @classmethod
    def _one_of_two(cls, see: Locator | None, info: ValidationInfo) -> Locator | None:
        if "hours" in info.data and (info.data["hours"] is None) is (see is None):
            raise PydanticCustomError(
                "wait_until", "write `wait_until: open`, `closed` or a time, or what to `see:` and `within:` which time", {}
            )
        return see

    @field_validator("within")
    @classmethod
    def _an_end(cls, within: timedelta | None, info: ValidationInfo) -> timedelta | None:
        if info.data.get("see") and within is None:
            raise PydanticCustomError("wait_until", "`see` needs `within:`, after which nobody waits any longer", {})
        return within

    @field_validator("every")
    @classmethod
    def _more_than_once(cls, every: timedelta | None, info: ValidationInfo) -> timedelta | None:
        within = info.data.get("within")
        if isinstance(every, timedelta) and isinstance(within, timedelta) and every > within:
            raise PydanticCustomError("compared", "`every` is longer than `within`; nobody would look a second time", {})
        return every

    def needs(self) -> Iterable[str]:
        return ("hours",) if self.hours else ()


@step(repeatable=True, kind="wait")
def wait_until(reached: Reached, args: WaitedFor) -> WaitUntil | Look:
    if args.see and args.within:
        see, unless = (where and where.model_dump(exclude_unset=True) for where in (args.see, args.unless))
        return Look(see=see, unless=unless, every=args.every or HOURLY, within=args.within)
    if args.hours and args.hours not in ("open", "closed"):
        return WaitUntil(at=next_moment(args.hours, reached.shop.zone, reached.at))
    if at := _change(reached, args.hours == "open"):
        return WaitUntil(at=at)
    raise StepFailed(
        f"nobody knows when `{reached.shop.id}` is {args.hours}",
        remedy="Write `hours:` in the shop's file, with zone and days.",
    )


def _change(reached: Reached, to_open: bool) -> datetime | None:
    """When the shop opens, or closes: at once, if it is so already."""
    hours = opening_hours(reached.shop)
    if hours is None:
        return None
    if not to_open:
        return hours.closing(reached.at)
    return reached.at if hours.is_open(reached.at) else hours.next_opening(reached.at)
