"""How a mail's elements are styled: inline styles, and the simple rules of its `<style>` elements (CSS Cascade 4).

Simple is what mail programs themselves understand: types, classes and ids, one within the other. Rules that hold for some
screens only (`@media`), or on pointing and clicking, say nothing about what an ordinary reader sees.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tinycss2
import tinycss2.color4
from selectolax.lexbor import LexborNode, SelectolaxError

from shopper.inbox.features import at_rule_features, declaration_features, selector_features

MOST_RULES = 1000
MOST_MATCHES = 100_000  # elements to which rules apply, in all
LARGEST_SHEET = 256 * 1024  # letters of all <style> elements
LARGEST_STYLE = 16 * 1024  # letters of a style attribute
MOST_COMPOUNDS = 3  # of a selector: `table.order td a`

_KEPT = frozenset({
    "background", "background-color", "color", "display", "font", "font-family", "font-size", "height", "max-height",
    "mso-hide", "opacity", "overflow", "visibility", "width",
})  # fmt: skip
_FONTS = ("font", "font-family")  # names are kept as they are written
_SIZE = re.compile(r"(?<![\w.#-])[\d.]{1,8}(?:px|pt|r?em|%)")
_EVERYWHERE = ("", "all", "screen", "only screen")

Declared = Mapping[str, tuple[str, bool]]
"""Property → (value, whether it is `!important`)."""
_NOTHING_DECLARED: Declared = {}


class Style:
    """How one element is styled. `values`: property → value; `changes`: what it changes of how its text looks."""

    def __init__(self, values: Mapping[str, str], declared: Declared | None = None) -> None:
        self.values = values
        self.declared = declared or _NOTHING_DECLARED
        self.changes = dict(_changes(values)) if values else {}


def _changes(values: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    if hides(values):
        yield "hidden", True
    if size := _size(values):
        yield "small", _is_too_small(size)
    if colour := hex_colour(values.get("color", "")):
        yield "colour", colour
    if font := first_font(values.get("font-family", "")) or shorthand_font(values.get("font", "")):
        yield "font", font
    background = hex_colour(values.get("background-color", "")) or background_colour(values.get("background", ""))
    if background:
        yield "background", background


@dataclass(frozen=True)
class _Rule:
    weight: tuple[int, int, int]  # ids, classes, types
    declared: Declared


@dataclass
class Styles:
    """The styles of one document. `features` are caniemail's slugs of all CSS that was met."""

    features: set[str] = field(default_factory=set)
    _rules: dict[int, list[_Rule]] = field(default_factory=dict)
    _inline: dict[str, Style] = field(default_factory=dict)
    _cascades: dict[tuple[Any, ...], Style] = field(default_factory=dict)
    _room: int = MOST_MATCHES
    _left: int = MOST_RULES

    @classmethod
    def of(cls, root: LexborNode) -> Styles:
        styles = cls()
        room = LARGEST_SHEET
        for sheet in root.css("style"):
            css = sheet.text()[:room]
            room -= len(css)
            with contextlib.suppress(RecursionError):  # brackets nested without end: no such rule is meant to be obeyed
                styles._read(tinycss2.parse_stylesheet(css, skip_whitespace=True), root)
        return styles

    def for_element(self, node: LexborNode, style: str) -> Style:
        """What the cascade makes of its style attribute and of all rules that apply to it."""
        rules = self._rules.get(node.mem_id) if self._rules else None
        if not rules:
            return self._inline_style(style) if style else _UNSTYLED
        key = (style, *(id(rule) for rule in rules))
        if key not in self._cascades:
            inline = self._inline_style(style).declared if style else _NOTHING_DECLARED
            found: dict[str, str] = {}
            for important in (False, True):
                for declared in (*(rule.declared for rule in rules), inline):
                    found.update({name: value for name, (value, strong) in declared.items() if strong is important})
            self._cascades[key] = Style(found)
        return self._cascades[key]

    def _inline_style(self, style: str) -> Style:
        """Mails repeat the same style attributes over and over: each is read once."""
        if style not in self._inline:
            try:
                declared = self._declarations(tinycss2.parse_blocks_contents(style[:LARGEST_STYLE]))
            except RecursionError:
                declared = _NOTHING_DECLARED
            self._inline[style] = Style({name: value for name, (value, _) in declared.items()}, declared)
        return self._inline[style]

    def _declarations(self, nodes: Iterable[Any]) -> Declared:
        declared: dict[str, tuple[str, bool]] = {}
        for node in nodes:
            if node.type == "declaration":
                self.features |= declaration_features(node.lower_name, node.value, node.important)
                if node.lower_name in _KEPT:
                    declared.pop(node.lower_name, None)
                    value = tinycss2.serialize(node.value).strip()
                    declared[node.lower_name] = (value if node.lower_name in _FONTS else value.lower(), node.important)
            elif node.type == "qualified-rule":
                self.features.add("css-nesting")
        return declared

    def _read(self, sheet: Sequence[Any], root: LexborNode, *, applies: bool = True) -> None:
        for node in sheet:
            if node.type == "comment":
                self.features.add("css-comments")
            elif node.type == "qualified-rule":
                self._rule(node, root, applies)
            elif node.type == "at-rule":
                self.features |= at_rule_features(node.lower_at_keyword, node.prelude)
                condition = tinycss2.serialize(node.prelude).strip().lower()
                if node.content is not None and node.lower_at_keyword in ("media", "supports"):
                    inner = tinycss2.parse_stylesheet(node.content, skip_whitespace=True)
                    everywhere = node.lower_at_keyword == "media" and condition in _EVERYWHERE
                    self._read(inner, root, applies=applies and everywhere)

    def _rule(self, node: Any, root: LexborNode, applies: bool) -> None:
        self.features |= selector_features(node.prelude)
        declared = self._declarations(tinycss2.parse_blocks_contents(node.content))
        if not (applies and declared and self._left):
            return
        self._left -= 1
        for selector in tinycss2.serialize(node.prelude).split(","):
            weight = _weight(selector.strip())
            if weight is None or self._room <= 0:
                continue
            rule = _Rule(weight, declared)
            for element in _matching(root, selector.strip()):
                self._room -= 1
                rules = self._rules.setdefault(element.mem_id, [])
                rules.append(rule)
                rules.sort(key=lambda rule: rule.weight)  # stable: of two that weigh the same, the later one wins


_UNSTYLED = Style({})


def _weight(selector: str) -> tuple[int, int, int] | None:
    """A selector's specificity (Selectors 4, 17); None if it is not a simple one."""
    compounds = selector.replace(">", " ").split()
    if not compounds or len(compounds) > MOST_COMPOUNDS or any(letter in selector for letter in ":[+~*\\"):
        return None
    ids, classes = selector.count("#"), selector.count(".")
    return ids, classes, sum(compound[0] not in "#." for compound in compounds)


def _matching(root: LexborNode, selector: str) -> list[LexborNode]:
    try:
        return root.css(selector)
    except SelectolaxError:
        return []


@lru_cache(maxsize=1024)
def hex_colour(value: str) -> str:
    """`#0b6b5d`; empty for what is no colour, or transparent."""
    if not value:
        return ""
    found = tinycss2.color4.parse_color(value)
    if found is None or isinstance(found, str) or found.space == "currentcolor" or not found.alpha:
        return ""
    red, green, blue = (min(255, max(0, round((part or 0) * 255))) for part in found.to("srgb").coordinates)
    return f"#{red:02x}{green:02x}{blue:02x}"


def legacy_colour(value: str) -> str:
    """The colour of an attribute such as `bgcolor`, where the `#` is often left out."""
    return hex_colour(value) or hex_colour(f"#{value}")


@lru_cache(maxsize=1024)
def background_colour(value: str) -> str:
    """The colour within a `background` shorthand."""
    parts = tinycss2.parse_component_value_list(value)
    colours = (hex_colour(tinycss2.serialize([part])) for part in parts if part.type in ("ident", "hash", "function"))
    return next(filter(None, colours), "")


@lru_cache(maxsize=1024)
def first_font(families: str) -> str:
    """The first font of a list, without its quotes."""
    return families.partition(",")[0].strip().strip("'\"").strip()


@lru_cache(maxsize=1024)
def shorthand_font(value: str) -> str:
    """The first font of a `font` shorthand: it follows the size, and perhaps the height of a line."""
    parts = [part for part in tinycss2.parse_component_value_list(value) if part.type != "whitespace"]
    sizes = [number for number, part in enumerate(parts) if part.type in ("dimension", "percentage")]
    if not sizes:
        return ""
    names = parts[sizes[-1] + 1 :]
    return first_font(tinycss2.serialize(names[2:] if names[:1] == ["/"] else names))


def hides(style: Mapping[str, str]) -> bool:
    """Whether nobody sees an element of this style, nor anything in it."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or _is_nothing(style.get("opacity", ""))
        or _is_nothing(style.get("max-height", ""))
        or (_is_nothing(style.get("height", "")) and style.get("overflow") == "hidden")
    )


def _size(style: Mapping[str, str]) -> str:
    """The size of an element's letters, where that does not follow from the one around it."""
    size = style.get("font-size", "") or next(iter(_SIZE.findall(style.get("font", ""))), "")
    return "" if size.endswith(("em", "%")) and not size.endswith("rem") and not _is_nothing(size) else size


def _is_too_small(size: str) -> bool:
    return _is_nothing(size) or size in ("1px", "0.1px", ".1px")


@lru_cache(maxsize=1024)
def _is_nothing(value: str) -> bool:
    number = value.rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        return bool(number) and float(number) == 0
    except ValueError:
        return False
