"""The typed values that steps take from YAML: durations, days, texts with `${…}`, patterns, locators, names.

A journey is validated twice with the same models: when it is loaded (`context={"loading": True}`: a value that is wholly
or partly `${…}` is accepted as it stands) and when the step is played (everything filled in).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    ValidationInfo,
    WrapValidator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from shopper.clock import MOMENT
from shopper.model import Model, Money

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
LONGEST = 10 * 366 * 86400
"""Seconds that a duration may have: beyond it there are no dates to reckon with."""
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)(s|m|h|d|w)")
_MONEY = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,4})?) ?([A-Z]{3})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HOST = re.compile(r"(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_HOST_TYPED = HOST.pattern.replace("a-z", "A-Za-z")
_ATOM = r"[\w!#$%&'+/=?^`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*", re.ASCII)
"""RFC 5321, 4.1.2 (Dot-string), without its `*`, which is any name here."""
_FACT_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


def parse_duration(text: str) -> timedelta:
    """`90s`, `5m`, `1h30m`, `3d`, `2w` → timedelta. Raises ValueError with the remedy in it, OverflowError beyond ten years."""
    bare = text.replace(" ", "")
    pieces = _DURATION.findall(bare) if len(bare) <= 40 else []
    if not pieces or "".join(a + b for a, b in pieces) != bare:
        raise ValueError(f"`{text}` is not a duration; write a number with its unit, such as 30s, 5m, 24h, 3d or 2w")
    seconds = sum(float(number) * UNITS[unit] for number, unit in pieces)
    if seconds > LONGEST:
        raise OverflowError(f"`{text}` is longer than ten years; nobody waits for that")
    return timedelta(seconds=seconds)


def format_duration(value: timedelta) -> str:
    """The shortest exact form that `parse_duration` reads back: 5m, 1h30m, 2d."""
    seconds = round(value.total_seconds())
    if seconds == 0:
        return "0s"
    parts = []
    for unit in ("d", "h", "m", "s"):
        count, seconds = divmod(seconds, UNITS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts)


def parse_money(text: str) -> Money:
    """`50 EUR`, `389000 VND`, `19.90 EUR` → Money in major units. Raises ValueError with the remedy in it."""
    match = _MONEY.fullmatch(text.strip())
    if not match:
        raise ValueError(f"`{text}` is not an amount of money; write a number and the currency's three letters, such as 50 EUR")
    return Money(amount=Decimal(match[1]), currency=match[2])


def parse_day(text: str) -> date:
    """`2026-12-24` → date. Raises ValueError with the remedy in it, also for a day that no calendar has."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"`{text}` is not a day; write year, month and day, such as 2026-12-24")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LookupError(f"there is no {text} in the calendar; check month and day") from None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    import re2  # only where a journey has a pattern

    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


def fit(pattern: str, text: str) -> str | None:
    """The part of a text that fits a pattern: its first group if it has one, else all that fits; None if nothing does.

    By RE2, in time linear to the text, whatever the pattern. Raises ValueError with the remedy in it for what is no pattern.
    """
    try:
        found = _compiled(pattern).search(text)
    except Exception as error:  # re2.error, known only where re2 is
        raise ValueError(_pattern_problem(pattern, error)) from None
    if not found:
        return None
    part = found[1] if found.groups() else None
    return str(found[0] if part is None else part)


_LOOK_AROUND = re.compile(r"\(\?<?[=!]")
_BACKREFERENCE = re.compile(r"\\[1-9]|\(\?P=")


def _pattern_problem(pattern: str, error: Exception) -> str:
    """Why RE2 takes no such pattern, and what to write instead."""
    said = error.args[0] if error.args else ""
    said = said.decode() if isinstance(said, bytes) else str(said)
    if _LOOK_AROUND.search(pattern):
        return (
            f"`{pattern}` looks around (`(?=`, `(?!`), which can take for ever; "
            "write what stands around it too, and put what you want into ( )"
        )
    if _BACKREFERENCE.search(pattern):
        return f"`{pattern}` refers back (`\\1`), which can take for ever; write the same part out a second time"
    return f"`{pattern}` is not a regular expression: {said}; such as GS-[0-9]{{6}}"


def is_template(value: Any) -> bool:
    return isinstance(value, str) and "${" in value


def allow_template(value: Any, handler: Any, info: ValidationInfo) -> Any:
    """For WrapValidator: what holds `${…}` is checked when it is filled in."""
    if is_template(value) and info.context and info.context.get("loading"):
        return value
    return handler(value)


def _duration(value: Any) -> Any:
    if isinstance(value, str):
        typed = value
        try:
            value = parse_duration(value)
        except OverflowError as error:
            raise PydanticCustomError("too_long_to_wait", "{problem}", {"problem": str(error)}) from None
        except ValueError as error:
            raise PydanticCustomError("duration", "{problem}", {"problem": str(error)}) from None
        if not value:
            raise PydanticCustomError(
                "no_time", "`{typed}` is no time at all; write a longer one, or leave it out", {"typed": typed}
            )
    if isinstance(value, timedelta):
        return value
    raise PydanticCustomError("duration", "a duration needs its unit, such as 30s, 5m, 24h, 3d or 2w", {})


def _money(value: Any) -> Any:
    if isinstance(value, Money):
        return value
    try:
        return parse_money(str(value))
    except ValueError as error:
        raise PydanticCustomError("money", "{problem}", {"problem": str(error)}) from None


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
        return parse_day(str(value))
    except LookupError as error:
        raise PydanticCustomError("calendar", "{problem}", {"problem": error.args[0]}) from None
    except ValueError as error:
        raise PydanticCustomError("day", "{problem}", {"problem": str(error)}) from None


_WHEN_OPEN = "write `open`, `closed`, or a time on the shop's clock, such as 20:30 or sat 02:00"


def _shop_time(text: str) -> str:
    if text in ("open", "closed") or re.fullmatch(MOMENT, text):
        return text
    raise PydanticCustomError("shop_time", "nobody knows when `{text}` is; {remedy}", {"text": text, "remedy": _WHEN_OPEN})


def _no_yes_or_no(value: Any) -> Any:
    """Python takes `true` for 1; nobody who writes it does."""
    if isinstance(value, bool):
        raise PydanticKnownError("int_type")
    return value


def _pattern(value: str) -> str:
    try:
        fit(value, "")
    except ValueError as error:
        raise PydanticCustomError("pattern", "{problem}", {"problem": str(error)}) from None
    return value


def _mail_pattern(text: str) -> str:
    local, _, host = text.rpartition("@")
    if (local == "*" or _LOCAL.fullmatch(local)) and HOST.fullmatch(host.lower()):
        return text
    raise PydanticCustomError("mail_pattern", "`{text}` is not a sender; {remedy}", {
        "text": text, "remedy": "write an address, *@example.com, or *@*.example.com for all hosts below it"
    })  # fmt: skip


def _mail_address(text: str) -> str:
    local, _, host = text.strip().rpartition("@")
    if _LOCAL.fullmatch(local) and "." in host and "*" not in host and HOST.fullmatch(host.lower()):
        return text.strip()
    raise PydanticCustomError("mail_address", "`{text}` is not a mail address; {remedy}", {
        "text": text, "remedy": "write one, such as support@example.com"
    })  # fmt: skip


def _text(value: Any) -> Any:
    """Numbers are ordinary text in a form: `text: 2`. `yes` and dates stay what the person typed, as YAML is read as text."""
    return str(value) if isinstance(value, int | float | Money) and not isinstance(value, bool) else value


def written(pattern: str, hint: str, *examples: str) -> Any:
    """What a JSON Schema says of a value with a form of its own: text of this form, what editors say about any other, and
    examples. `pattern` (of the whole text) must mean the same to Python and to ECMAScript (ECMA-262)."""
    said: dict[str, JsonValue] = {"type": "string", "format": None, "pattern": f"^({pattern})$", "patternErrorMessage": hint}
    return Field(json_schema_extra=said | ({"examples": [*examples]} if examples else {}))


Whole = Annotated[int, BeforeValidator(_no_yes_or_no)]
Number = Annotated[float, BeforeValidator(_no_yes_or_no)]
Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    WrapValidator(allow_template),
    PlainSerializer(format_duration, return_type=str),
    written(
        r"(?=.*[1-9]) *([0-9]+(\.[0-9]+)? *[smhdw] *)+",
        "write a number with its unit, such as 30s, 5m, 24h, 3d or 2w",
        "30s",
        "5m",
        "3d",
    ),
]
Sum = Annotated[
    Money,
    BeforeValidator(_money, json_schema_input_type=str),
    WrapValidator(allow_template),
    written(
        rf"\s*{_MONEY.pattern}\s*", "write a number and the currency's three letters, such as 50 EUR", "50 EUR", "389000 VND"
    ),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WrapValidator(allow_template),
    written(_DAY.pattern, "write year, month and day, such as 2026-12-24", "2026-12-24"),
]
ShopTime = Annotated[
    str,
    AfterValidator(_shop_time),
    WrapValidator(allow_template),
    written(rf"open|closed|{MOMENT}", _WHEN_OPEN, "open", "closed", "20:30", "sat 02:00"),
]
"""When the shop opens or closes, or what a clock there shows."""
Text = Annotated[str, BeforeValidator(_text), Field(json_schema_extra={"type": ["string", "number"]})]
Texts = Annotated[dict[str, Text], Field(min_length=1)]
"""Language (`vi`) → text."""
ByLanguage = Text | Texts
Pattern = Annotated[str, AfterValidator(_pattern), WrapValidator(allow_template)]
"""A regular expression of RE2: whatever it says, looking for it takes time linear to the text. It fits where it is found."""
MailPattern = Annotated[
    str,
    AfterValidator(_mail_pattern),
    written(
        rf"(\*|{_LOCAL.pattern})@{_HOST_TYPED}",
        "write an address, *@example.com, or *@*.example.com for all hosts below it",
        "orders@example.com",
        "*@example.com",
    ),
]
"""Mail addresses: `orders@example.com`, `*@example.com`, `*@*.example.com` (hosts below it, and itself)."""
MailAddress = Annotated[
    Text,
    AfterValidator(_mail_address),
    WrapValidator(allow_template),
    written(
        rf"\s*{_LOCAL.pattern}@(?=[^*]*\.)(?!\*){_HOST_TYPED}\s*",
        "write a mail address, such as support@example.com",
        "support@example.com",
    ),
]
FactName = Annotated[str, Field(pattern=rf"^{_FACT_NAME.pattern}$")]

Role = Literal[
    "alert", "article", "banner", "button", "cell", "checkbox", "combobox", "complementary", "contentinfo", "dialog",
    "form", "group", "heading", "img", "link", "list", "listbox", "listitem", "log", "main", "menu", "menuitem",
    "navigation", "option", "progressbar", "radio", "radiogroup", "region", "row", "rowheader", "search", "searchbox",
    "slider", "spinbutton", "status", "switch", "tab", "table", "tabpanel", "textbox", "tooltip",
]  # fmt: skip


class Locator(Model):
    """Something on the page, found as a person finds it: by role and name, label, text, placeholder; else test id or CSS.

    Texts may differ by language: `name: {vi: Thanh toán, en: Checkout}`. `within` narrows the search to another locator.
    """

    role: Role | None = None
    """What it is to a screen reader (WAI-ARIA): `button`, `link`, `heading`, `textbox` …"""
    name: ByLanguage | None = None
    """With `role`: what it is called, as a screen reader says it; a part of it will do."""
    label: ByLanguage | None = None
    """A form field, by the words that label it."""
    text: ByLanguage | None = None
    """Anything, by the words that it shows."""
    placeholder: ByLanguage | None = None
    """A form field, by the hint that stands in it while it is empty."""
    test_id: str | None = None
    """By its attribute `data-testid`."""
    css: str | None = None
    """By a CSS selector, where nothing else will do."""
    exact: bool = False
    """The words are the whole name, label or text, letter by letter."""
    nth: Whole | None = None
    """Which of several: 0 is the first, -1 the last."""
    within: Locator | None = None
    """Look for it in here only: a locator too."""
    frame: str | None = None
    """The frame of the page (`<iframe>`) that it stands in, by a CSS selector."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [way]} for way in ("role", "label", "text", "placeholder", "test_id", "css")],
            "dependentRequired": {"name": ["role"]},
        }
    )

    def model_post_init(self, _: Any) -> None:
        ways = [w for w in ("role", "label", "text", "placeholder", "test_id", "css") if getattr(self, w) is not None]
        if len(ways) != 1:
            said = f"this one has {' and '.join(ways)}" if ways else "this one has none"
            raise PydanticCustomError(
                "locator", "a locator needs exactly one of role, label, text, placeholder, test_id, css; {said}", {"said": said}
            )
        if self.name is not None and self.role is None:
            raise PydanticCustomError("locator", "`name` goes with `role`", {})

    def describe(self, language: str = "") -> str:
        """How a person would say it: button “Checkout”."""

        def pick(value: ByLanguage | None) -> str:
            if isinstance(value, dict):
                return str(value.get(language) or next(iter(value.values()), ""))
            return value or ""

        if self.role:
            said = f"{self.role} “{pick(self.name)}”" if self.name else self.role
        elif self.label:
            said = f"field “{pick(self.label)}”"
        elif self.text:
            said = f"text “{pick(self.text)}”"
        elif self.placeholder:
            said = f"field with hint “{pick(self.placeholder)}”"
        else:
            said = f"test id {self.test_id}" if self.test_id else f"`{self.css}`"
        return said + (f" in {self.within.describe(language)}" if self.within else "")


class StepArgs(Model):
    """What a verb takes. `shorthand`: the argument that a bare value means (`goto: /`); others may stand beside the verb
    (`await_mail: delivered` with `within: 7d`). `whole`: the argument that the verb's whole mapping is (`note: {…}`).
    `block`: the one that holds steps (`do: […]`)."""

    shorthand: ClassVar[str | None] = None
    whole: ClassVar[str | None] = None
    block: ClassVar[str | None] = None

    after: ClassVar[str | None] = None
    """A verb without which this one cannot be done: it must have been played before."""

    def facts(self) -> Iterable[str]:
        """Names that the step gives a value to."""
        return ()

    def mails(self) -> Iterable[str]:
        """Kinds of mail that it names."""
        return ()

    def opened(self) -> Iterable[str]:
        """Those of them that must have come before."""
        return ()

    def answered(self) -> Iterable[str]:
        """Those of them that it answers."""
        return ()

    def addresses(self) -> Iterable[str]:
        """Mail addresses that it writes to."""
        return ()

    def pages(self) -> Iterable[str]:
        """Addresses of pages that it opens: a path of the shop, or a whole one."""
        return ()

    def files(self) -> Iterable[str]:
        """Names of files that it hands in."""
        return ()

    def faults(self) -> Iterable[str]:
        """Names of faults that it switches on."""
        return ()

    def needs(self) -> Iterable[str]:
        """Keys that the shop's file must have: `chat`, `hours`."""
        return ()
