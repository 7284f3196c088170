"""The small safe language inside `${…}` and `if:`.

Names with dots, comparisons, `and`, `or`, `not`, `in`, plain arithmetic, `a if b else c`, and a few filters
(`order.number | trim`). Parsed and compiled by Jinja2's sandbox, but narrower than it: no calls, no attributes of objects (a
dot looks a name up, nothing else), nothing that could grow without bounds. A value that is wholly one `${…}` keeps its
type; `$${` is a plain `${`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from shopper.model import Money, Persona

MAX_EXPRESSION = 300
MAX_DEPTH = 12
MAX_TEMPLATE = 20_000
MAX_TEXT = 100_000
"""Letters that a filled-in text may have."""

ROOTS: Mapping[str, tuple[str, ...]] = {
    "visit": ("id", "mail", "number"),
    "persona": (*(name for name in Persona.model_fields if name not in ("id", "voices")), "says"),
    "shop": ("name", "url"),
    "inputs": (),
    "locale": (),
    "language": (),
    "device": (),
}
"""Names that always exist, and what they hold; all others are facts that a step notes."""

SAYS = ("persona", "says")
"""What a persona says in the voice that she plays in: `persona.says.thanks`."""

FIXED_NAMES = tuple(
    f"{root}.{part}" if part else root for root, parts in ROOTS.items() for part in parts or ("",) if root != "inputs"
)
"""The same, with dots: `visit.mail`, `locale`."""

MONEY_PARTS = ("amount", "currency")

HOLE = re.compile(r"\$\$\{|\$\{((?:[^{}\"']|\"[^\"]*\"|'[^']*')*)\}")
_SECRET = re.compile(r"\s*secret:([A-Z][A-Z0-9_]*)\s*")

_ALLOWED = (
    nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos, nodes.Concat, nodes.CondExpr,
    nodes.Filter, nodes.Test, nodes.List, nodes.Tuple,
)  # fmt: skip
_NOT_ALLOWED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "a call",
    nodes.Pow: "a power (`**`)",
    nodes.Dict: "a mapping",
    nodes.Slice: "a slice",
}


class ExpressionError(ValueError):
    """An expression that cannot be read, in the reader's words; `hint` says what to do."""

    def __init__(self, problem: str, hint: str = "") -> None:
        self.problem, self.hint = problem, hint
        super().__init__(problem)


class TooMuch(TemplateError):
    """A value that must not be computed, or would grow too large."""


# --- filters: each bounded by the size of what it gets ----------------------------------------------------------------


def _as_text(value: Any) -> str:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return str(value)


def _replace(value: Any, old: str, new: str) -> str:
    text, old, new = _as_text(value), str(old), str(new)
    if len(text) + (text.count(old) if old else len(text) + 1) * len(new) > MAX_TEXT:
        raise TooMuch("the text grows too large")
    return text.replace(old, new)


def _default(value: Any, instead: Any = "") -> Any:
    return instead if isinstance(value, Undefined) else value


def _round(value: Any, digits: int = 0) -> Any:
    if not 0 <= digits <= 10:
        raise TooMuch("a number can be rounded to 0 … 10 digits")
    return round(value, digits)


def _length(value: Any) -> int:
    if isinstance(value, str | list | tuple):
        return len(value)
    raise TooMuch("only a text or a list has a length")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "lower": lambda value: _as_text(value).lower(),
    "upper": lambda value: _as_text(value).upper(),
    "trim": lambda value: _as_text(value).strip(),
    "replace": _replace,
    "default": _default,
    "length": _length,
    "round": _round,
    "int": lambda value: int(value),
}
TESTS: Mapping[str, Callable[..., bool]] = {
    "defined": lambda value: not isinstance(value, Undefined),
    "undefined": lambda value: isinstance(value, Undefined),
}


class _Language(SandboxedEnvironment):
    """Jinja2's sandbox with everything taken out that a journey has no use for."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%"})

    def __init__(self, undefined: type[Undefined]) -> None:
        super().__init__(undefined=undefined, autoescape=False)
        self.globals.clear()
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A dot looks a name up in our own tables; attributes of Python objects do not exist here."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Money) and attribute in MONEY_PARTS:
            return getattr(obj, attribute)
        prefix = f"{obj._undefined_name}." if isinstance(obj, Undefined) else getattr(obj, "path", "")
        return self.undefined(name=f"{prefix}{attribute}")

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else self.undefined(name=str(argument))
        return self.getattr(obj, str(argument))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic is for numbers; `+` also joins texts. A text times a number would fill the memory."""
        if isinstance(left, str) and isinstance(right, str) and operator == "+" and len(left) + len(right) <= MAX_TEXT:
            return left + right
        for value in (left, right):
            if isinstance(value, Undefined):
                value._fail_with_undefined_error()
            if not isinstance(value, int | float | Decimal):
                raise TooMuch(f"`{operator}` is for numbers")
        return super().call_binop(context, operator, left, right)


_STRICT = _Language(StrictUndefined)
_LENIENT = _Language(Undefined)


@dataclass(frozen=True, slots=True)
class Hole:
    """One `${…}` of a text: what stands in it, and the whole as typed."""

    inner: str
    typed: str

    @property
    def secret(self) -> str:
        """The NAME of `${secret:NAME}`, or an empty text."""
        match = _SECRET.fullmatch(self.inner)
        return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Use:
    """A name that an expression uses: `order.number` as `("order", "number")`. `guarded`: it may be missing there."""

    path: tuple[str, ...]
    guarded: bool = False

    def __str__(self) -> str:
        return ".".join(self.path)


def holes(text: str) -> list[Hole]:
    """All `${…}` of a text. Raises ExpressionError if one is never closed."""
    if len(text) > MAX_TEMPLATE:
        raise ExpressionError(f"a text with `${{…}}` may have {MAX_TEMPLATE:,} letters; this one has {len(text):,}")
    found, rest = [], []
    end = 0
    for match in HOLE.finditer(text):
        rest.append(text[end : match.start()])
        end = match.end()
        if match[1] is not None:
            found.append(Hole(match[1], match[0]))
    rest.append(text[end:])
    if any("${" in piece for piece in rest):
        raise ExpressionError("a `${` is never closed", "add its `}`; a plain `${` is written `$${`")
    return found


def condition(text: str) -> str:
    """The expression of an `if:`, with or without `${…}` around it."""
    match = HOLE.fullmatch(text.strip())
    return match[1] if match and match[1] is not None else text


@lru_cache(maxsize=4096)
def names(expression: str) -> tuple[Use, ...]:
    """The names that an expression uses. Raises ExpressionError if it is not of this language."""
    return tuple(dict.fromkeys(_uses(_parse(expression))))


def _parse(expression: str) -> nodes.Expr:
    if not expression.strip():
        raise ExpressionError("an expression is missing here", "such as `${inputs.product}`")
    if len(expression) > MAX_EXPRESSION:
        raise ExpressionError(f"this expression is too long ({len(expression)} letters; {MAX_EXPRESSION} are allowed)")
    try:
        parser = Parser(_STRICT, expression, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise ExpressionError(f"`{expression.strip()}` cannot be read after `{parser.stream.current.value}`", _MEANT)
        _check(tree, expression.strip(), 0)
    except TemplateSyntaxError as error:
        raise ExpressionError(f"`{expression.strip()}` cannot be read: {_in_words(error)}", _MEANT) from None
    except (RecursionError, OverflowError, ValueError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError(f"`{expression.strip()[:60]}` is too deep or too large to be read") from None
    return tree


def _in_words(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    return "something is missing at its end" if "end of template" in message else message


_MEANT = "compare with ==, combine with and, or, not; texts stand in quotes"


def _check(node: nodes.Node, typed: str, depth: int) -> None:
    """Refuse what is not of the language, before anything is compiled."""
    if depth > MAX_DEPTH:
        raise ExpressionError(f"`{typed[:60]}` is nested too deeply")
    if not isinstance(node, _ALLOWED):
        what = _NOT_ALLOWED.get(type(node), "this")
        raise ExpressionError(f"{what} is not allowed in an expression: `{typed}`", "use names, comparisons and filters")
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise ExpressionError(f"`{node.attr}` is not a name here", "names begin with a letter")
    if isinstance(node, nodes.Name) and node.name.startswith("_"):
        raise ExpressionError(f"`{node.name}` is not a name here", "names begin with a letter")
    if isinstance(node, nodes.Getitem) and not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)):
        raise ExpressionError(f"only a number may stand in brackets: `{typed}`", "`order.number`, not `order['number']`")
    if isinstance(node, nodes.Filter | nodes.Test):
        _check_known(node)
    for child in node.iter_child_nodes():
        _check(child, typed, depth + 1)


def _check_known(node: nodes.Filter | nodes.Test) -> None:
    known: Mapping[str, Callable[..., Any]]
    known, what = (FILTERS, "filter") if isinstance(node, nodes.Filter) else (TESTS, "test")
    if node.name not in known:
        raise ExpressionError(f"`{node.name}` is not a {what}", f"known: {', '.join(known)}")
    try:
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise TypeError
        inspect.signature(known[node.name]).bind(node.node, *node.args)
    except TypeError:
        raise ExpressionError(f"`{node.name}` is given too much or too little", "such as `name | replace('a', 'b')`") from None


def _uses(node: nodes.Node, guarded: bool = False) -> Iterator[Use]:
    path: list[str] = []
    inner = node
    while isinstance(inner, nodes.Getattr):
        path.append(inner.attr)
        inner = inner.node
    if isinstance(inner, nodes.Name):
        yield Use((inner.name, *reversed(path)), guarded)
        return
    may_lack = isinstance(node, nodes.Test) or (isinstance(node, nodes.Filter) and node.name == "default")
    for child in inner.iter_child_nodes():
        yield from _uses(child, guarded or (may_lack and child is getattr(node, "node", None)))


@lru_cache(maxsize=4096)
def compiled(expression: str, *, lenient: bool) -> Callable[..., Any]:
    """A function of names → value. `lenient`: what is missing counts as no, instead of raising UndefinedError."""
    _parse(expression)
    language = _LENIENT if lenient else _STRICT
    return language.compile_expression(expression, undefined_to_none=False)
