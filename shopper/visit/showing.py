"""A step as whoever mends its journey wants to see it: its lines of YAML, its arguments filled in, and what stands on the
page instead of what it looks for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.async_api import Error as PlaywrightError
from pydantic import BaseModel, ValidationError

from shopper.errors import ShopperError, StepFailed
from shopper.journey.expressions import Values
from shopper.journey.language import ExpressionError, condition, names
from shopper.journey.mistakes import closest
from shopper.journey.values import Locator
from shopper.model import PlanStep
from shopper.registry import StepType
from shopper.visit.session import Session

UNKNOWN = "(no value yet)"
_LONGEST_VALUE = 200
_WIDTH = 140
_LINES_SHOWN = 3
_NAMED = 6
_PATIENCE = 3.0  # seconds: a page that hangs is not waited for again
_NAMED_ENTRY = re.compile(r"""^\s*- '?([a-z]+) ("(?:[^"\\]|\\.)*")""", re.MULTILINE)
"""`- button "Checkout"`, a line of an ARIA snapshot."""
_FIELDS = frozenset({"textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "switch", "spinbutton", "slider"})


def excerpt(step: PlanStep, home: Path, expression: str = "") -> str:
    """The step's lines in its file, with the line before and a caret under the verb; those of its condition, where that is
    what it is about. Empty if it stands there no more. `home`: the journeys' folder.
    """
    line, indent = step.place.line, step.place.column - 1
    try:
        lines = (home.parent / step.place.file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    if line > len(lines) or not lines[line - 1].startswith(step.verb, indent):
        return ""
    own = extent(lines, line, indent)
    if expression:
        for asked_on in (*own, *range(line - 1, 0, -1)):  # beside the verb, or before the block that it stands in
            if "if:" in (text := lines[asked_on - 1]) and expression in text:
                return _drawn(lines, asked_on, text.index(expression), len(expression), asked_on)
    return _drawn(lines, line, indent, len(step.verb), min(own[-1], line + _LINES_SHOWN - 1))


def _drawn(lines: list[str], line: int, indent: int, width: int, last: int) -> str:
    """Lines up to `last`, from the one before `line` on, with a caret under this one."""
    gutter = len(str(last)) + 2
    drawn = []
    for number in range(max(1, line - 1), last + 1):
        drawn.append(f"{number:>{gutter}} | {lines[number - 1][:_WIDTH]}".rstrip())
        if number == line:
            drawn.append(f"{'':>{gutter}} | {' ' * indent}{'^' * width}")
    return "\n".join(drawn)


def extent(lines: list[str], line: int, indent: int) -> range:
    """The lines (from 1) that a step takes which begins on `line`: what follows is indented at least as far."""
    end = line
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) >= indent:
        end += 1
    return range(line, end + 1)


def resolved(step: PlanStep, verb: StepType, values: Values) -> dict[str, str]:
    """Argument → its value, filled in and in the customer's language. `values` must not know secrets."""
    whole = verb.args.whole
    args = step.args[whole] if whole and isinstance(step.args.get(whole), dict) else step.args
    return {name: value[:_LONGEST_VALUE] for name, value in _leaves(args, "", step.scope, values)}


def asked(step: PlanStep, values: Values) -> dict[str, str]:
    """Name → value, of the names that the step's conditions use."""
    said = {}
    for guard in step.guards:
        with contextlib.suppress(ExpressionError):
            for use in names(condition(guard.expression)):
                said[str(use)] = _filled(f"${{{use}}}", guard.scope, values)[:_LONGEST_VALUE]
    return said


def _leaves(value: Any, name: str, scope: int, values: Values) -> Iterator[tuple[str, str]]:
    match value:
        case dict() if value and all(str(key).split("-")[0] in values.plan.shop.languages for key in value):
            yield name, _filled(values.in_language(value), scope, values)
        case dict():
            for key, inner in value.items():
                yield from _leaves(inner, f"{name}.{key}" if name else str(key), scope, values)
        case list() | tuple():
            yield name, ", ".join(_filled(item, scope, values) for item in value)
        case _:
            yield name, _filled(value, scope, values)


def _filled(value: Any, scope: int, values: Values) -> str:
    try:
        filled = values.resolve(value, scope)
    except (StepFailed, ShopperError):
        return UNKNOWN
    return str(filled).lower() if isinstance(filled, bool) else str(filled)


# --- what stands there instead ------------------------------------------------------------------------------------


def locators(step: PlanStep, verb: StepType, values: Values) -> list[Locator]:
    """The things on the page that a step is about; none if its arguments cannot be filled in."""
    try:
        args = verb.args.model_validate(values.resolve(step.args, step.scope))
    except (StepFailed, ShopperError, ValidationError):
        return []
    return list(_within(args))


def _within(value: Any) -> Iterator[Locator]:
    if isinstance(value, Locator):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _within(getattr(value, field))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _within(item)


async def missing(session: Session, wanted: Iterable[Locator]) -> Locator | None:
    """The first thing that the page does not show, the outermost of those that it is to be found within."""
    with contextlib.suppress(PlaywrightError, TimeoutError, StepFailed):
        async with asyncio.timeout(_PATIENCE):
            for locator in wanted:
                if locator.within and (outer := await missing(session, (locator.within,))):
                    return outer
                if not await session.shows(locator):
                    return locator
    return None


async def instead(session: Session, wanted: Locator | None, known: str = "") -> str:
    """What the page has in place of `wanted`, and what it tells in an alert unless that is `known`, in sentences."""
    said: list[str] = []
    with contextlib.suppress(PlaywrightError, TimeoutError, StepFailed):
        async with asyncio.timeout(_PATIENCE):
            if (alert := await session.alert()) and alert not in known:
                said.append(f"The page says “{alert}”.")
            if wanted:
                tree = await session.page.locator("body").aria_snapshot()
                named = dict.fromkeys((role, str(json.loads(name))) for role, name in _NAMED_ENTRY.findall(tree))
                said.append(_nearest(session, wanted, list(named)))
    return " ".join(filter(None, said))


def _nearest(session: Session, wanted: Locator, entries: list[tuple[str, str]]) -> str:
    text = wanted.name or wanted.label or wanted.text
    name = session.in_language(text) if text is not None else ""
    roles = {wanted.role} if wanted.role else _FIELDS if wanted.label else {role for role, _ in entries if wanted.text}
    others = [role for role, other in entries if name and other.casefold() == name.casefold() and role not in roles]
    if others:
        return f"“{name}” is a {others[0]} here."
    kin = [other for role, other in entries if role in roles and other]
    if guess := closest(name, kin, likeness=0.5) if name else "":
        return f"Did you mean “{guess}”?"
    if wanted.text or not roles:
        return ""
    plural = "Fields" if wanted.label else f"{wanted.role}s".capitalize()
    more = f" and {len(kin) - _NAMED} more" if len(kin) > _NAMED else ""
    return f"{plural} here: {', '.join(f'“{other}”' for other in kin[:_NAMED])}{more}." if kin else f"{plural} here: none."
