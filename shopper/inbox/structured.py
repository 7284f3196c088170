"""What a mail says to machines: JSON-LD and microdata (schema.org), in one shape."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from shopper.inbox.decoding import clean

MOST_ITEMS = 50
LARGEST = 256 * 1024  # letters of a JSON-LD script
DEEPEST = 12
LONGEST_VALUE = 2000  # letters
MOST_VALUES = 2000  # of one item, in all

_ADDRESSES = {
    "a": "href", "area": "href", "audio": "src", "data": "value", "embed": "src", "iframe": "src", "img": "src", "link": "href",
    "meter": "value", "object": "data", "source": "src", "time": "datetime", "video": "src",
}  # fmt: skip
"""Elements whose value is an attribute (HTML, 5.2.4)."""


def structured_data(root: LexborNode) -> list[dict[str, Any]]:
    """The items of a document in their order, JSON-LD first. What is no JSON says nothing."""
    scripts = [script for script in root.css("script[type]") if _is_json_ld(script)]
    items = [item for script in scripts for item in json_ld(script.text()[:LARGEST])]
    if len(items) < MOST_ITEMS:
        items += [_microdata(scope, 0, [MOST_VALUES]) for scope in root.css("[itemscope]")[:MOST_ITEMS] if not _is_part(scope)]
    return items[:MOST_ITEMS]


def _is_json_ld(script: LexborNode) -> bool:
    return (script.attributes.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def json_ld(text: str) -> Iterator[dict[str, Any]]:
    """The items of a script, bounded: it holds one, a list of them, or a graph. What is no JSON says nothing."""
    try:
        said = json.loads(text, parse_float=_finite, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return
    for item in said if isinstance(said, list) else [said]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            for one in graph if isinstance(graph, list) else [item]:
                if isinstance(one, dict):
                    yield _tame(one, 0, [MOST_VALUES])


def _finite(digits: str) -> float | None:
    return number if math.isfinite(number := float(digits)) else None


def _tame(value: Any, depth: int, room: list[int]) -> Any:
    """The same value, of bounded depth and size, and without letters that disguise."""
    room[0] -= 1
    if isinstance(value, str):
        return clean(value[:LONGEST_VALUE])
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**63:
        return None
    if isinstance(value, dict) and depth < DEEPEST:
        return {clean(key[:200]): _tame(inner, depth + 1, room) for key, inner in value.items() if room[0] > 0}
    if isinstance(value, list) and depth < DEEPEST:
        return [_tame(inner, depth + 1, room) for inner in value if room[0] > 0]
    return None if isinstance(value, (dict, list)) else value


def _is_part(scope: LexborNode) -> bool:
    return "itemprop" in scope.attributes


def _microdata(scope: LexborNode, depth: int, room: list[int]) -> dict[str, Any]:
    """An item (HTML, 5.2) as JSON-LD would have it: its type, and its properties; several of one name are a list."""
    item: dict[str, Any] = {}
    kind = (scope.attributes.get("itemtype") or "").split()
    if kind:
        vocabulary, _, name = kind[0].rpartition("/")
        item = {"@context": clean(vocabulary), "@type": clean(name)}
    for node in _properties(scope):
        if room[0] <= 0:
            break
        room[0] -= 1
        value = _microdata(node, depth + 1, room) if "itemscope" in node.attributes and depth < DEEPEST else _value(node)
        for name in (node.attributes.get("itemprop") or "").split()[:5]:
            known = item.get(clean(name))
            item[clean(name)] = value if known is None else [*known, value] if isinstance(known, list) else [known, value]
    return item


def _properties(scope: LexborNode) -> Iterator[LexborNode]:
    """The elements that say something of this item, not of one within it."""
    todo = [child for child in scope.iter()][::-1]
    while todo:
        node = todo.pop()
        attributes = node.attributes
        if "itemprop" in attributes:
            yield node
        if "itemscope" not in attributes:
            todo += [child for child in node.iter()][::-1]


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    said = attributes.get("content") or attributes.get(_ADDRESSES.get(node.tag or "", "")) or node.text()
    return " ".join(clean(said or "")[:LONGEST_VALUE].split())
