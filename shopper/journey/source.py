"""A YAML file as plain data, with the place of every key and value.

Scalars are read as YAML 1.2's core schema reads them (`no`, `on` and `12:30` are text), but a number is only a number when it
would be written back the same: `007`, `+84 28 …` and `1.50` stay as typed, so that postcodes, phone numbers and prices keep
their zeros. A field that wants a number reads them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import yaml

from shopper.journey.mistakes import Mistakes, Span, say
from shopper.journey.secret_names import blacked_out, may_hold_a_secret

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
MAX_NODES = 100_000
"""After aliases are followed: an alias bomb of a few lines would otherwise grow to billions."""

TYPED_SHOWN = 300

Keys = tuple[str | int, ...]
"""The way to a node: keys of mappings and indices of lists, from the top."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_SPACE = re.compile(r"\s*-[A-Za-z_]+(?=:|$)")
"""A dash that makes no item of a list, as it is part of the word after it."""
_TAG = "tag:yaml.org,2002:"


class _Unreadable(yaml.MarkedYAMLError):
    pass


class _Loader(_Base):
    """Composes nodes with marks; never constructs objects."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way
    depth = 0

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Called by the composer on its way down. The C parser has no limit of its own and would end the process."""
        self.depth += 1
        if self.depth > MAX_DEPTH + 1:
            raise _Unreadable(problem="too deep", problem_mark=current_node.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(rf"^(?:{_pattern})$"), _first)


@dataclass
class Source:
    """A file that could be read. `file` is the name by which people know it."""

    file: str
    lines: list[str]
    data: Any = None
    _keys: dict[Keys, Span] = field(default_factory=dict, repr=False)
    _values: dict[Keys, Span] = field(default_factory=dict, repr=False)

    def holds(self, path: Keys) -> bool:
        """Whether something stands at this path."""
        return path in self._values

    def span(self, path: Keys, *, key: bool = False) -> Span:
        """Where the value at `path` stands, or its key; for what isn't there, the nearest thing around it."""
        while path and path not in self._values:
            path = path[:-1]
        return self._keys.get(path, self._values[path]) if key else self._values[path]

    def find(self, path: Keys, text: str) -> Span:
        """Where `text` stands within the value at `path`; the whole value if it is written in another way."""
        span = self.span(path)
        for number in range(span.line, min(span.end_line, len(self.lines)) + 1):
            line = self.lines[number - 1]
            begin = span.column - 1 if number == span.line else 0
            end = span.end_column - 1 if number == span.end_line else len(line)
            if (at := line.find(text, begin, end)) >= 0:
                return Span(number, at + 1, number, at + 1 + len(text))
        return span

    def typed(self, path: Keys) -> str:
        """The value at `path` as it was typed, on one line and without comments."""
        text = self._typed(path, self.data_at(path))
        return text if len(text) <= TYPED_SHOWN else text[: TYPED_SHOWN - 1] + "…"

    def data_at(self, path: Keys) -> Any:
        """The data at `path`, which must exist."""
        data = self.data
        for key in path:
            data = data[key]
        return data

    def hide(self, *keys: str, known: Collection[str] = (), names: int = 0, but: Collection[str] = ()) -> None:
        """Black out what stands under these keys, however deep, unless it is a reference (`${secret:NAME}`): mistakes quote
        the file.

        With `known`, the keys that may stand there, what stands under any other key is blacked out, too, if that is near to a
        secret's name (`pasword`). People choose the keys of the first `names` levels themselves, and those below `but`."""
        for path, span in self._values.items():
            unknown = [key for key in path[names:] if isinstance(key, str) and key not in known] if known else []
            near = not any(key in path for key in but) and any(map(may_hold_a_secret, unknown))
            if not near and not any(key in path for key in keys):
                continue
            value = self.data_at(path)
            if value is None or isinstance(value, dict | list) or "${" in str(value):
                continue
            for number in range(span.line, min(span.end_line, len(self.lines)) + 1):
                line = self.lines[number - 1]
                begin = span.column - 1 if number == span.line else 0
                end = span.end_column - 1 if number == span.end_line else len(line)
                self.lines[number - 1] = line[:begin] + "•" * len(line[begin:end]) + line[end:]

    def shown(self, line: int) -> Source:
        """The source for a mistake in this line of which nobody knows yet what it means: what looks like a secret there and in
        the line before is blacked out."""
        lines = self.lines.copy()
        lines[max(line - 2, 0) : line] = map(blacked_out, lines[max(line - 2, 0) : line])
        return Source(self.file, lines)

    def _typed(self, path: Keys, data: Any, top: bool = True) -> str:
        span = self._values[path]
        if not top and span.line == span.end_line:  # most are: as they stand, for speed
            return " ".join(self.lines[span.line - 1][span.column - 1 : span.end_column - 1].split())
        if isinstance(data, dict):
            body = ", ".join(f"{key}: {self._typed((*path, key), value, False)}" for key, value in data.items())
            return body if top else "{" + body + "}"
        if isinstance(data, list):
            return "[" + ", ".join(self._typed((*path, i), value, False) for i, value in enumerate(data)) + "]"
        lines = self.lines[span.line - 1 : span.end_line]
        lines[-1:] = [line[: span.end_column - 1] for line in lines[-1:]]
        lines[:1] = [line[span.column - 1 :] for line in lines[:1]]
        return " ".join(" ".join(lines).split())


def read(file: str, raw: bytes, mistakes: Mistakes) -> Source | None:
    """The YAML in `raw`, or None after noting what makes it unreadable. An empty file reads as None data."""
    if len(raw) > MAX_BYTES:
        mistakes.add_file(file, f"the file has more than {MAX_BYTES:,} bytes", "Journeys are small: split it.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = raw[: error.start].decode("utf-8-sig", "replace")
        source, span = _lines(file, text + "\ufffd"), _end(text)
        mistakes.add(source.shown(span.line), span, "this is not UTF-8 text", "save the file as UTF-8", kind="syntax")
        return None
    source = _lines(file, text)
    if match := _UNPRINTABLE.search(text):
        code = f"U+{ord(match[0]):04X}"
        span = _end(text[: match.start()])
        mistakes.add(
            source.shown(span.line),
            span,
            f"an invisible control character ({code}) stands here",
            "delete it",
            kind="syntax",
        )
        return None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        _syntax(source, error, mistakes)
        return None
    finally:
        loader.dispose()
    source._values[()] = Span(1, 1, 1, 1)
    if node is not None:
        try:
            source.data = _Builder(source, mistakes).build(node, ())
        except _Unreadable as error:
            _syntax(source, error, mistakes)
            return None
        source._values[()] = _span(node)
    return source


def _lines(file: str, text: str) -> Source:
    return Source(file, _BREAK.split(text))


def _end(text: str) -> Span:
    lines = _BREAK.split(text)
    return Span(len(lines), len(lines[-1]) + 1, len(lines), len(lines[-1]) + 2)


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class _Builder:
    """Nodes → plain data, with their places written into the source."""

    def __init__(self, source: Source, mistakes: Mistakes) -> None:
        self.source, self.mistakes = source, mistakes
        self.nodes = 0

    def build(self, node: yaml.Node, path: Keys) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            # Marks of an alias are those of its anchor: the depth can only be passed by one that holds itself.
            raise _Unreadable(problem="bomb", problem_mark=node.start_mark)
        self.source._values[path] = _span(node)
        if isinstance(node, yaml.MappingNode):
            self._plain(node, "map")
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            self._plain(node, "seq")
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Keys) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            span = _span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                hint = 'put quotes around `"${…}"`' if "${" in self.source.lines[span.line - 1] else "a key is a single word"
                self.mistakes.add(
                    self.source.shown(span.line), span, "a key cannot be a list or a mapping", hint, kind="syntax"
                )
                continue
            if key_node.value in data:
                first = self.source._keys[(*path, key_node.value)].line
                self.mistakes.add(
                    self.source.shown(span.line),
                    span,
                    f"`{key_node.value}` is here twice",
                    f"first in line {first}; keep one",
                    kind="syntax",
                )
                continue
            if _NO_SPACE.match(key_node.value) and not key_node.style:
                raise _Unreadable(problem="no space", problem_mark=key_node.start_mark)
            way = (*path, key_node.value)
            self.source._keys[way] = span
            data[key_node.value] = self.build(value_node, way)
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        match node.tag.removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" if len(text) < 19 and text != "-0":
                return int(text)
            case "float" if repr(float(text)) == text:
                return float(text)
        self._plain(node, "null", "bool", "int", "float", "str")
        return text

    def _plain(self, node: yaml.Node, *kinds: str) -> None:
        if node.tag.removeprefix(_TAG) not in kinds:
            tag = node.tag.replace(_TAG, "!!")
            span = Span(
                node.start_mark.line + 1, node.start_mark.column + 1, node.start_mark.line + 1, node.start_mark.column + 2
            )
            self.mistakes.add(
                self.source.shown(span.line),
                span,
                f"the tag `{tag}` has no meaning here",
                "write the value without a tag",
                kind="syntax",
            )


def _syntax(source: Source, error: yaml.MarkedYAMLError, mistakes: Mistakes) -> None:
    """Say what the parser stumbled over in words for people who don't know its grammar."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None
    line, column = min(mark.line + 1, len(source.lines)), mark.column + 1
    opened = f"it began in line {error.context_mark.line + 1}" if error.context_mark else ""
    character = source.lines[line - 1][column - 1 : column]
    source = source.shown(line)
    text = source.lines[line - 1]
    quotes = 'put quotes around `"${…}"`' if _bare_template(text) else ""
    # The two parsers of PyYAML, with libyaml and without, say the same in slightly different words.
    problem, hint = error.problem or "", ""
    match problem:
        case "too deep":
            problem, hint = f"this is nested more than {MAX_DEPTH} levels deep", "move the inner part into a flow"
        case "bomb":
            problem, hint = (
                f"followed through its aliases, this file grows beyond {MAX_NODES:,} values",
                "write it out instead of `*`",
            )
        case said if "mapping values are not allowed" in said:
            problem, hint = "a `:` has no place here", "put quotes around a text with a colon, or mend the indentation"
        case "no space":
            problem, hint = "a space is missing after the `-`", f"write `- {text[column:].strip()[:40]}`"
        case said if "violates indentation" in said or ("cannot start any token" in said and character == "\t"):
            problem, hint = "a tab stands here; YAML is indented with spaces", "replace it by spaces"
        case said if "cannot start any token" in said:
            problem, hint = f"a value cannot begin with `{character}`", "put quotes around it"
        case said if "unexpected end of stream" in said and error.context_mark:
            line, column = error.context_mark.line + 1, error.context_mark.column + 1
            problem, hint = "this quote is never closed", "add the quote at its end"
        case said if "expected ',' or ']'" in said:
            problem, hint = "a `,` or `]` is missing before this", say(quotes, f"the list is still open: {opened}")
        case said if "expected ',' or '}'" in said:
            problem, hint = "a `,` or `}` is missing before this", say(quotes, f"the mapping is still open: {opened}")
        case said if any(word in said for word in ("expected key", "expected '-' indicator", "expected <block end>")):
            dashed = next((number for number in (line, line - 1) if number and _NO_SPACE.match(source.lines[number - 1])), 0)
            if dashed:
                source, line = source.shown(dashed), dashed
                text = source.lines[dashed - 1]
                column = text.index("-") + 1
                problem, hint = "a space is missing after the `-`", f"write `- {text[column:].strip()[:40]}`"
            else:
                problem, hint = "this line does not fit the lines above it", "indent it like its neighbours"
        case said if "expected node content" in said or "expected the node content" in said:
            problem, hint = "a value is missing here", say(quotes or "something is closed or ended too early")
        case said if "undefined alias" in said:
            problem, hint = (
                "this `*` names nothing that was marked with `&` before",
                "put quotes around a text that begins with `*`",
            )
        case said if "another document" in said:
            problem, hint = "a second document begins here (`---`)", "one file holds one journey: make it a file of its own"
        case said if "unknown escape character" in said:
            problem, hint = "this backslash is no known escape", "use single quotes: backslashes are ordinary letters in them"
        case _:
            hint = say(f"while reading what began in line {error.context_mark.line + 1}" if error.context_mark else "")
    mistakes.add(source.shown(line), Span(line, column, line, column + 1), problem, hint, kind="syntax")


def _bare_template(line: str) -> bool:
    """Whether a `${` stands outside quotes, where YAML takes its brace for a mapping."""
    return "${" in re.sub(r"\"[^\"]*\"|'[^']*'", "", line)
