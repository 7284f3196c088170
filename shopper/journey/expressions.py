"""`${…}` and conditions, worked out while a visit is played."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from jinja2 import TemplateError, Undefined

from shopper.errors import StepFailed
from shopper.journey.language import HOLE, MAX_TEXT, ROOTS, Hole, TooMuch, compiled, condition
from shopper.model import Plan, Scope


class _Branch(Mapping[str, Any]):
    """The facts under a name: `order` of `order.number` and `order.total`."""

    def __init__(self, facts: Mapping[str, Any], path: str) -> None:
        self._facts, self.path = facts, path

    def __getitem__(self, name: str) -> Any:
        full = self.path + name
        if full in self._facts:
            return self._facts[full]
        if any(fact.startswith(full + ".") for fact in self._facts):
            return _Branch(self._facts, full + ".")
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        below = (fact.removeprefix(self.path) for fact in self._facts if fact.startswith(self.path))
        return iter(dict.fromkeys(name.partition(".")[0] for name in below))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Inputs(Mapping[str, Any]):
    """The inputs of a scope; each is filled in where the flow was used, when it is asked for."""

    path = "inputs."

    def __init__(self, values: Values, scope: int) -> None:
        self._values, self._scope = values, values.plan.scopes[scope]

    def __getitem__(self, name: str) -> Any:
        return self._values._input(self._scope, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._scope.inputs)

    def __len__(self) -> int:
        return len(self._scope.inputs)


class Values:
    """Fills in `${…}` while a visit is played.

    `facts`: name → value, read anew each time, so that what a step notes is known to the next; `visit`: `id`, `mail`,
    `number`; `secret(name)` gives a secret's text.
    """

    def __init__(self, plan: Plan, *, facts: Mapping[str, Any], visit: Mapping[str, Any], secret: Callable[[str], str]) -> None:
        self.plan = plan
        self._facts, self._secret = facts, secret
        # Inputs of inputs are worked out once per question: a flow within a flow may use each of them many times.
        self._inputs: dict[tuple[int, str], Any] = {}
        self._fixed: dict[str, Any] = {
            "visit": dict(visit),
            "persona": {name: getattr(plan.persona, name) for name in ROOTS["persona"] if name != "says"}
            | {"says": self._said()},
            "shop": {"name": plan.shop.name, "url": plan.shop.url},
            "locale": plan.locale,
            "language": plan.language,
            "device": plan.device,
        }

    def resolve(self, value: Any, scope: int | None = 0) -> Any:
        """`value` (text, list, mapping, …) with everything filled in that the scope of this index sees (None: no inputs).

        Raises StepFailed if a name has no value yet or an expression cannot be worked out.
        """
        self._inputs.clear()
        return self._fill(value, scope)

    def holds(self, expression: str, scope: int | None = 0) -> bool:
        """Whether a condition is true. A fact that was never noted counts as no, and a comparison with it as untrue."""
        self._inputs.clear()
        try:
            return bool(compiled(condition(expression), lenient=True)(self._names(scope)))
        except TemplateError as error:
            if isinstance(error, TooMuch):
                _fail(expression, error)
            return False
        except (ArithmeticError, TypeError, ValueError) as error:
            _fail(expression, error)

    def in_language(self, texts: Mapping[str, Any]) -> Any:
        """Of language → text the customer's own, else the shop's first."""
        languages = (self.plan.language, *self.plan.shop.languages, *texts)
        return next(texts[language] for language in languages if language in texts)

    def _said(self) -> dict[str, str]:
        """What she says, in her voice and in her language."""
        said = self.plan.persona.voices.get(self.plan.voice, {})
        return {name: text if isinstance(text, str) else self.in_language(text) for name, text in said.items()}

    def _fill(self, value: Any, scope: int | None) -> Any:
        if isinstance(value, str):
            return self._text(value, scope) if "${" in value else value
        if isinstance(value, dict):
            return {key: self._fill(item, scope) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._fill(item, scope) for item in value]
        return value

    def _input(self, scope: Scope, name: str) -> Any:
        key = (id(scope), name)
        if key not in self._inputs:
            value = scope.inputs[name]
            self._inputs[key] = self._fill(self.in_language(value) if isinstance(value, dict) else value, scope.parent)
        return self._inputs[key]

    def _text(self, text: str, scope: int | None) -> Any:
        whole = HOLE.fullmatch(text)
        if whole and whole[1] is not None:
            return self._hole(Hole(whole[1], text), scope)

        def fill(match: re.Match[str]) -> str:
            return "${" if match[1] is None else str(self._hole(Hole(match[1], match[0]), scope))

        filled = HOLE.sub(fill, text)
        if len(filled) > MAX_TEXT:
            raise StepFailed(f"`{text[:60]}` grows beyond {MAX_TEXT:,} letters when it is filled in.")
        return filled

    def _hole(self, hole: Hole, scope: int | None) -> Any:
        if hole.secret:
            return self._secret(hole.secret)
        try:
            value = compiled(hole.inner, lenient=False)(self._names(scope))
            if isinstance(value, Undefined):
                value._fail_with_undefined_error()
        except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
            _fail(hole.typed, error)
        if isinstance(value, Mapping):
            raise StepFailed(f"`{hole.typed}` is no value but a group of them: {', '.join(value)}.", remedy="Name one of them.")
        return value

    def _names(self, scope: int | None) -> dict[str, Any]:
        facts = _Branch(self._facts, "")
        inputs = {} if scope is None else {"inputs": _Inputs(self, scope)}
        return {**{root: facts[root] for root in facts}, **self._fixed, **inputs}


def _fail(typed: str, error: Exception) -> NoReturn:
    match = re.search(r"'([\w.]+)' is undefined", str(error))
    if match:
        problem = f"`{match[1]}` has no value yet, so `{typed}` cannot be filled in."
        raise StepFailed(problem, remedy="A step before this one must note it.") from None
    mixed = "text, numbers and money do not mix (the number of money is its `amount`)"
    why = mixed if isinstance(error, TypeError) else str(error)
    raise StepFailed(f"`{typed}` cannot be worked out: {why}.") from None
