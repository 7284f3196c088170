"""YAML as a person would write it: locators in one line, quotes only where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 120
"""Columns that a step may take in one line."""

_PLAIN = re.compile(r"[^\W\d_][\w ./()'+%–…!·-]*|/[\w./%=?&+-]*|https?://[\w./%=?&+-]+|\d+[smhdw]")
_KEY = re.compile(r"[a-z_]+(?:[.-][a-zA-Z_]+)*")
_NOT_TEXT = re.compile(r"null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
"""What no YAML file may hold, escaped or not (YAML 1.2.2, 5.1), or no UTF-8: it becomes U+FFFD, the replacement character."""

_UNPRINTABLE = re.compile("[\x7f-\x9f\u00ad\u2028\u2029\ufeff]")


def scalar(value: Any) -> str:
    """A text, a number, true or false, in one line."""
    if not isinstance(value, str):
        return json.dumps(value)
    plain = _PLAIN.fullmatch(value) and value == value.strip() and value.isprintable() and not _NOT_TEXT.fullmatch(value)
    return value if plain else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes: JSON's escapes are YAML's, too."""
    escaped = json.dumps(_IMPOSSIBLE.sub("\ufffd", text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def flow(value: Any) -> str:
    """A value in one line: `{role: button, name: {vi: Đặt hàng}}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def _key(key: str) -> str:
    """A key as it is written everywhere: `off` is one, and no text."""
    return key if _KEY.fullmatch(key) else scalar(key)


def step(said: Mapping[str, Any], remark: str = "") -> list[str]:
    """The lines of one step, as an item of a list that is indented by two columns."""
    (verb, value), *beside = said.items()
    deep = isinstance(value, Mapping) and ((verb == "note" and len(value) > 1) or len(flow(value)) + len(verb) > WIDTH - 6)
    lines = [f"  - {verb}:", *(f"      {_key(key)}: {flow(item)}" for key, item in value.items())] if deep else []
    lines = lines or [f"  - {verb}: {flow(value)}"]
    at = len(lines)  # a remark speaks of the first thing beside the verb, or else of the step
    lines += [f"    {key}: {flow(item)}" for key, item in beside]
    return _with_remark(lines, min(at, len(lines) - 1), remark) if remark else lines


def _with_remark(lines: list[str], at: int, remark: str) -> list[str]:
    """A remark at the end of a line, or above the step where it would be too far to the right."""
    line = f"{lines[at]}  # {comment(remark)}"
    return [*lines[:at], line, *lines[at + 1 :]] if len(line) <= WIDTH else [*comments(remark), *lines]


def comments(text: str, indent: int = 2) -> list[str]:
    return [f"{' ' * indent}# {comment(text)}"]


def comment(text: str) -> str:
    """A text that stays within its line, whoever wrote it."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def mapping(pairs: Iterable[tuple[str, Any]]) -> list[str]:
    """Keys of the top level, each with its value in one line."""
    return [f"{key}: {flow(value)}" for key, value in pairs]
