"""The typed values that steps take from YAML: durations, texts with `${…}`, locators, names.

A journey is validated twice with the same models: when it is loaded (`context={"loading": True}`: a value that is wholly
or partly `${…}` is accepted as it stands) and when the step is played (everything filled in).
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, WrapValidator
from pydantic_core import PydanticCustomError

from shopper.model import Model, Money

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
LONGEST = 10 * 366 * 86400
"""Seconds that a duration may have: beyond it there are no dates to reckon with."""
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(s|m|h|d|w)")
_MONEY = re.compile(r"(\d{1,15}(?:\.\d{1,4})?) ?([A-Z]{3})")
_FACT_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


def parse_duration(text: str) -> timedelta:
    """`90s`, `5m`, `1h30m`, `3d`, `2w` → timedelta. Raises ValueError with the remedy in it."""
    bare = text.replace(" ", "")
    pieces = _DURATION.findall(bare) if len(bare) <= 40 else []
    if not pieces or "".join(a + b for a, b in pieces) != bare:
        raise ValueError(f"`{text}` is not a duration; write a number with its unit, such as 30s, 5m, 24h, 3d or 2w")
    seconds = sum(float(number) * UNITS[unit] for number, unit in pieces)
    if seconds > LONGEST:
        raise ValueError(f"`{text}` is longer than ten years; nobody waits for that")
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


def is_template(value: Any) -> bool:
    return isinstance(value, str) and "${" in value


def _allow_template(value: Any, handler: Any, info: ValidationInfo) -> Any:
    if is_template(value) and info.context and info.context.get("loading"):
        return value
    return handler(value)


def _duration(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_duration(value)
        except ValueError as error:
            raise PydanticCustomError("duration", "{problem}", {"problem": str(error)}) from None
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


def _text(value: Any) -> Any:
    """Numbers are ordinary text in a form: `text: 2`. `yes` and dates stay what the person typed, as YAML is read as text."""
    return str(value) if isinstance(value, int | float | Money) and not isinstance(value, bool) else value


Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    WrapValidator(_allow_template),
    PlainSerializer(format_duration, return_type=str),
    Field(json_schema_extra={"type": "string", "format": None, "pattern": r"^(\d+(\.\d+)?[smhdw])+$"}),
]
Sum = Annotated[
    Money,
    BeforeValidator(_money),
    WrapValidator(_allow_template),
    Field(json_schema_extra={"type": "string", "pattern": r"^\d+(\.\d+)? ?[A-Z]{3}$"}),
]
Text = Annotated[str, BeforeValidator(_text)]
ByLanguage = Text | dict[str, Text]
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
    name: ByLanguage | None = None
    label: ByLanguage | None = None
    text: ByLanguage | None = None
    placeholder: ByLanguage | None = None
    test_id: str | None = None
    css: str | None = None
    exact: bool = False
    nth: int | None = Field(default=None, description="0: the first of several; negative: from the end")
    within: Locator | None = None

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
