"""Wait until the shop is open, or until a page shows something. Between two looks no browser is open.

- wait_until: open                          # the shop's next service hours, as its file has them
- wait_until:
    see: {text: {vi: Đã giao hàng, en: Delivered}}
    every: 6h                               # the page is opened again so often …
    within: 7d                              # … for so long; after that the customer is stuck: *blocked*
    unless: {text: {vi: Đã huỷ, en: Cancelled}}
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from shopper import Duration, Locator, Look, Reached, StepArgs, StepFailed, WaitUntil, step
from shopper.reading.hours import opening_hours

HOURLY = timedelta(hours=1)


class WaitedFor(StepArgs):
    shorthand: ClassVar[str | None] = "hours"

    hours: Literal["open"] | None = None
    """`open`: the shop's next service hours."""
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
            raise PydanticCustomError("wait_until", "write `wait_until: open`, or what to `see:` and `within:` which time", {})
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
    hours = opening_hours(reached.shop)
    opens = hours and (reached.at if hours.is_open(reached.at) else hours.next_opening(reached.at))
    if not opens:
        raise StepFailed(
            f"nobody knows when `{reached.shop.id}` is open", remedy="Write `hours:` in the shop's file, with zone and days."
        )
    return WaitUntil(at=opens)
