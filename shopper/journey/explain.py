"""Reference in plain text, made of the docstrings and models of steps and checks: there is no second place to keep it."""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from shopper import registry
from shopper.errors import UsageError
from shopper.journey.mistakes import closest, one_of, say
from shopper.journey.script import MODIFIERS
from shopper.journey.values import Locator
from shopper.journey.wording import arms
from shopper.model import Money
from shopper.registry import CheckType, StepType

_WORDS: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    timedelta: "duration (30s, 5m, 3d)",
    Money: "money (50 EUR)",
    Locator: "locator",
    Any: "anything",
}
_EVERY_STEP = {
    "if": "play it only if this holds, such as `not order.returned`; asked once",
    "once": "irreversible: never done twice, whatever crashes",
    "done_if": "step or steps that find out, after a crash, whether it had happened; goes with `once`",
    "optional": "go on if it fails; the report shows it",
}


def explain(name: str) -> str:
    """Text for `steps`, `checks`, `defects`, or the name of one. Raises UsageError with a suggestion for anything else."""
    groups: dict[str, Callable[[], str]] = {"steps": explain_steps, "checks": explain_checks, "defects": explain_defects}
    if name in groups:
        return groups[name]()
    if name in registry.steps():
        return explain_step(name)
    if name.replace("_", "-") in registry.checks():
        return explain_check(name)
    defects = _defects()
    if name in defects:
        return _text(_defect(defects[name]))
    raise _unknown(name, "name", (*groups, *registry.steps(), *registry.checks(), *defects))


def as_json(name: str) -> str:
    """The same as `explain` for machines: an object for one thing, a list of objects for a group."""
    groups: dict[str, Callable[[], Any]] = {
        "steps": lambda: [_step(step) for step in registry.steps().values()],
        "checks": lambda: [_check(check) for check in registry.checks().values()],
        "defects": lambda: [_defect(defect) for defect in _defects().values()],
    }
    if name in groups:
        data = groups[name]()
    elif name in registry.steps():
        data = _step(registry.steps()[name])
    elif (id := name.replace("_", "-")) in registry.checks():
        data = _check(registry.checks()[id])
    elif name in (defects := _defects()):
        data = _defect(defects[name])
    else:
        raise _unknown(name, "name", (*groups, *registry.steps(), *registry.checks(), *defects))
    return json.dumps(data, ensure_ascii=False, indent=1)


def explain_steps() -> str:
    """A line for each verb, then what may stand beside any of them."""
    steps = {name: _first_sentence(step.doc) for name, step in sorted(registry.steps().items())}
    return "\n".join([*_table(steps), "", "Beside every step:", *_table(_EVERY_STEP), "", "More: shopper explain NAME"])


def explain_step(name: str) -> str:
    """A verb's help: what it does, examples, arguments. Raises UsageError with a suggestion for an unknown one."""
    if name not in registry.steps():
        raise _unknown(name, "step", registry.steps())
    kind = registry.steps()[name]
    step = _step(kind)
    rows = {
        argument["name"]: say(argument["type"], "(required)" if argument["required"] else _default(argument), argument["about"])
        for argument in step["arguments"]
    }
    modifiers = f"Beside every step: {', '.join(MODIFIERS)}." if kind.kind != "structure" else "Beside it: if."
    hint = f"A bare value means `{kind.args.shorthand}`." if kind.args.shorthand else ""
    hint = f"Its mapping is `{kind.args.whole}`." if kind.args.whole else hint
    return "\n".join([f"{name}: {kind.doc}", "", "Arguments", *_table(rows), "", say(hint, modifiers)])


def explain_checks() -> str:
    """A line for each check."""
    checks = {id: check.summary for id, check in registry.checks().items()}
    return "\n".join([*_table(checks), "", "More: shopper explain NAME"])


def explain_check(id: str) -> str:
    """A check's help: what it checks, why it matters, how to fix. Raises UsageError with a suggestion for an unknown one."""
    checks = registry.checks()
    if (name := id.replace("_", "-")) not in checks:
        raise _unknown(id, "check", checks)
    check = checks[name]
    category = registry.CATEGORIES[check.category][0]
    parts = [f"{check.id}: {check.summary}", f"{category}, impact {check.impact.value}, serves {', '.join(check.serves)}"]
    for title, text in (("What it checks", check.what), ("Why it matters", check.why), ("How to fix", check.fix)):
        if text:
            parts.append(f"{title}\n{textwrap.indent(text, '  ')}")
    return "\n\n".join(parts)


def explain_defects() -> str:
    """A line for each defect of the practice shop."""
    lines = _table({name: defect.title for name, defect in sorted(_defects().items())})
    return "\n".join([*lines, "", "Switch one on: shopper run --defect NAME"])


def _defects() -> Mapping[str, Any]:
    from shopper.practice_shop.defects import DEFECTS

    return DEFECTS


def _step(step: StepType) -> dict[str, Any]:
    docs = _attribute_docs(step.args)
    arguments = [
        {
            "name": field.alias or name,
            "type": type_in_words(field.annotation),
            "required": field.is_required(),
            "default": None if field.is_required() else field.get_default(call_default_factory=False),
            "about": field.description or docs.get(name, ""),
        }
        for name, field in step.args.model_fields.items()
    ]
    return {"name": step.name, "summary": _first_sentence(step.doc), "doc": step.doc, "kind": step.kind, "arguments": arguments}


def _check(check: CheckType) -> dict[str, Any]:
    names = ("id", "title", "failure", "category", "impact", "serves", "summary", "what", "why", "fix", "group")
    return {name: getattr(check, name) for name in names}


def _defect(defect: Any) -> dict[str, Any]:
    return {name: getattr(defect, name) for name in ("name", "title", "breaks", "finds", "follows", "medium")}


def _text(defect: dict[str, Any]) -> str:
    follows = f" May follow: {', '.join(defect['follows'])}." if defect["follows"] else ""
    return f"{defect['name']}: {defect['title']}.\n\n{defect['breaks']}\n\nFound by {defect['finds']}.{follows}"


def type_in_words(annotation: Any) -> str:
    """A field's type as a person says it: `text or mapping of text`."""
    words = []
    for arm in arms(annotation):
        origin, inner = get_origin(arm), get_args(arm)
        if arm is type(None):
            continue
        if origin is Literal:
            words.append(one_of(map(str, inner)))
        elif origin is dict:
            words.append(f"mapping of {type_in_words(inner[1])}")
        elif origin in (list, tuple):
            words.append(f"list of {type_in_words(inner[0])}")
        elif isinstance(arm, type) and issubclass(arm, BaseModel) and arm not in _WORDS:
            words.append("locator with " + one_of(_own(arm)) if issubclass(arm, Locator) else f"{{{one_of(_own(arm))}}}")
        else:
            words.append(_WORDS.get(arm, str(arm)))
    return " or ".join(dict.fromkeys(words))


def _own(model: type[BaseModel]) -> list[str]:
    """The keys of a model, without those that every locator has."""
    common = Locator.model_fields if issubclass(model, Locator) else {}
    return [field.alias or name for name, field in model.model_fields.items() if name not in common]


def _default(argument: dict[str, Any]) -> str:
    default = argument["default"]
    return "" if default in (None, {}, "") else f"(default {json.dumps(default, default=str)})"


def _attribute_docs(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings under a model's fields. Read here and not by pydantic, which would do so at every start (14 ms)."""
    docs: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not kind.__module__.startswith("shopper"):
            continue
        [definition] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        assert isinstance(definition, ast.ClassDef)
        for line, after in zip(definition.body, definition.body[1:], strict=False):
            match line, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = inspect.cleandoc(text)
    return docs


def _first_sentence(doc: str) -> str:
    paragraph = " ".join(doc.split("\n\n", 1)[0].split())
    return re.split(r"(?<=[.!?]) ", paragraph, maxsplit=1)[0]


def _table(rows: Mapping[str, str]) -> list[str]:
    """Rows of two columns, the second wrapped to 100 letters."""
    width = max(map(len, rows), default=0) + 2
    lines = []
    for name, text in rows.items():
        first, *rest = textwrap.wrap(text, 100 - width) or [""]
        lines += [f"  {name:<{width}}{first}".rstrip(), *(f"  {'':<{width}}{line}" for line in rest)]
    return lines


def _unknown(name: str, what: str, known: Any) -> UsageError:
    guess = closest(name, known)
    ways = {"step": "All steps: shopper explain steps", "check": "All checks: shopper explain checks"}
    lists = ways.get(what, "Lists: shopper explain steps, checks or defects")
    return UsageError(f"there is no {what} `{name}`", remedy=say(f"Did you mean `{guess}`?" if guess else "", lists))
