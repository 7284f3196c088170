"""A journey's steps with the shop's flows put in their places: the flat steps of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopper import registry
from shopper.errors import StepFailed
from shopper.journey import language
from shopper.journey.files import find_file
from shopper.journey.items import Branch, Condition, Item, Step, read_holes, texts
from shopper.journey.language import FIXED_NAMES, MONEY_PARTS, ROOTS, Use
from shopper.journey.mistakes import Mistakes, Span, closest, did_you_mean, one_of
from shopper.journey.schema import FlowInput
from shopper.journey.source import Keys, Source
from shopper.journey.values import is_template, parse_duration, parse_money
from shopper.model import Guard, Place, PlanStep, Scope

_INPUT = re.compile(r"\$\{\s*inputs\.(\w+)\s*\}")
MAX_STEPS = 2000
"""In one plan, after unfolding: flows that use flows twice each would otherwise grow without end."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of a shop's file, read."""

    name: str
    source: Source
    path: Keys
    inputs: Mapping[str, FlowInput]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """What a journey's file says to play."""

    source: Source
    inputs: Mapping[str, Any]
    steps: tuple[Item, ...]
    cleanup: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The steps and scopes of a plan."""

    steps: tuple[PlanStep, ...]
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class _Where:
    """What holds for all steps of a block: see PlanStep."""

    scope: int = 0
    guards: tuple[Guard, ...] = ()
    chain: tuple[Place, ...] = ()
    flows: tuple[str, ...] = ()
    cleanup: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A name that is used when `moment` steps lie behind. `lenient`: it may be missing (in a condition)."""

    source: Source
    path: Keys
    use: Use
    chain: tuple[Place, ...]
    moment: int
    lenient: bool


class _TooLong(Exception):
    pass


def flows_used(items: Iterable[Item]) -> Iterator[tuple[Step, str]]:
    """Each `use` in these steps, wherever it stands, with the flow's name."""
    for item in items:
        if isinstance(item, Branch):
            yield from flows_used((*item.then, *item.otherwise))
        else:
            if registry.steps()[item.verb].kind == "structure" and isinstance(name := item.args.get("flow"), str):
                yield item, name
            yield from flows_used((*item.done_if, *item.block))


def unfold(
    script: Script, flows: Mapping[str, Flow], mails: Iterable[str], shop_file: str, home: Path, mistakes: Mistakes
) -> Unfolded:
    """The steps of a journey at one shop; what does not fit is noted. All flows that it uses must be in `flows`; `home` is
    the journeys' folder, where the files lie that the customer hands in."""
    work = _Unfolding(flows, tuple(mails), shop_file, home, mistakes)
    work.scopes.append(Scope(inputs=dict(script.inputs)))
    work.ask_inputs(script.source, ("inputs",), script.inputs, _Where())
    try:
        steps = [*work.items(script.steps, "", _Where()), *work.items(script.cleanup, "c", _Where(cleanup=True))]
    except _TooLong:
        problem = f"with its flows unfolded, this journey has more than {MAX_STEPS} steps"
        mistakes.add(script.source, script.source.span(("steps",), key=True), problem, "a flow uses others too often")
        return Unfolded((), ())
    work.check_names()
    return Unfolded(tuple(steps), tuple(work.scopes))


@dataclass
class _Unfolding:
    flows: Mapping[str, Flow]
    mails: tuple[str, ...]
    shop_file: str
    home: Path
    mistakes: Mistakes
    scopes: list[Scope] = field(default_factory=list)
    moment: int = 0
    noted: dict[str, tuple[int, Place]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    asked: list[_Asked] = field(default_factory=list)

    def items(self, items: tuple[Item, ...], prefix: str, where: _Where, first: int = 1) -> Iterator[PlanStep]:
        for number, item in enumerate(items, first):
            id = f"{prefix}{number}"
            if isinstance(item, Branch):
                guard = self._guard(id, item.source, item.condition, where)
                yield from self.items(item.then, f"{id}.", _with(where, guard))
                opposite = guard.model_copy(update={"negate": True})
                yield from self.items(item.otherwise, f"{id}.", _with(where, opposite), len(item.then) + 1)
            else:
                inner = _with(where, self._guard(id, item.source, item.condition, where)) if item.condition else where
                if item.block:
                    yield from self._loop(item, id, inner)
                elif registry.steps()[item.verb].kind == "structure":
                    yield from self._flow(item, id, inner)
                else:
                    yield self._step(item, id, inner)

    def _step(self, step: Step, id: str, where: _Where) -> PlanStep:
        if self.moment >= MAX_STEPS:
            raise _TooLong
        for path, _, used in step.holes():
            self._ask(step.source, path, used, where)
        self._check_mails(step, where)
        self._check_files(step, where)
        done_if = tuple(self.items(step.done_if, f"{id}.d", where))
        for name in step.facts():
            self._note(name, step, where)
        self.moment += 1
        return PlanStep(
            id=id,
            verb=step.verb,
            args=dict(step.args),
            text=step.source.typed(step.path),
            place=step.place,
            chain=where.chain,
            scope=where.scope,
            guards=where.guards,
            once=step.once or registry.steps()[step.verb].once,
            done_if=done_if,
            optional=step.optional,
            cleanup=where.cleanup,
        )

    def _flow(self, use: Step, id: str, where: _Where) -> Iterator[PlanStep]:
        name = use.args.get("flow")
        flow = self.flows.get(name) if isinstance(name, str) else None
        if flow is None:
            return  # noted where the flows of journey and shop were compared
        if flow.name in where.flows:
            way = " → ".join((*where.flows[where.flows.index(flow.name) :], flow.name))
            self._wrong(use, use.where(flow.name), f"`{flow.name}` uses itself without end: {way}", "", where)
            return
        inputs = self._inputs(use, flow, where)
        self.scopes.append(Scope(parent=where.scope, inputs=inputs, flow=flow.name))
        inner = _Where(len(self.scopes) - 1, where.guards, (*where.chain, use.place), (*where.flows, flow.name), where.cleanup)
        yield from self.items(flow.items, f"{id}.", inner)

    def _loop(self, step: Step, id: str, where: _Where) -> Iterator[PlanStep]:
        """The steps of a block once for each value, which they see as an input beside those of the place around them."""
        (name, given), *_ = step.args["values"].items()
        values = self._listed(given, where.scope)
        if not isinstance(values, list):
            self._wrong(step, step.where(name), f"`{name}` is no list", "write `[A, B]`, or an input that is a list", where)
            return
        around = {other: f"${{inputs.{other}}}" for other in self.scopes[where.scope].inputs}
        for number, value in enumerate(values, 1):
            for way, text in texts(step.places["values"], value):
                for _, _, used in read_holes(way, text):
                    self._ask(step.source, way, used, where)
            self.scopes.append(Scope(parent=where.scope, inputs={**around, name: value}))
            inner = _Where(len(self.scopes) - 1, where.guards, where.chain, where.flows, where.cleanup)
            yield from self.items(step.block, f"{id}.{number}.", inner)

    def _listed(self, value: Any, scope: int | None) -> Any:
        """A value with `${inputs.NAME}` looked up as far as it is known when the plan is made."""
        while isinstance(value, str) and scope is not None and (hole := _INPUT.fullmatch(value.strip())):
            value, scope = self.scopes[scope].inputs.get(hole[1]), self.scopes[scope].parent
        return value

    def _inputs(self, use: Step, flow: Flow, where: _Where) -> dict[str, Any]:
        """What the flow gets: what is given, in its declared type, and the defaults of the rest."""
        given = use.args.get("with") or {}
        if not isinstance(given, dict):
            return {}
        base = use.places.get("with", use.path)
        self.ask_inputs(use.source, base, given, where)
        for name, wanted in flow.inputs.items():
            if name not in given and is_template(wanted.default):
                self.ask_inputs(flow.source, (*flow.path, "inputs", name), {"default": wanted.default}, where)
        for name in given:
            if name not in flow.inputs:
                guess = did_you_mean(name, flow.inputs)
                hint = guess or (f"its inputs: {one_of(flow.inputs)}" if flow.inputs else "it has no inputs")
                self._wrong(
                    use, use.source.span((*base, name), key=True), f"`{name}` is not an input of `{flow.name}`", hint, where
                )
        missing = [name for name, wanted in flow.inputs.items() if name not in given and wanted.default is None]
        for name in missing:
            if closest(name, [other for other in given if other not in flow.inputs]):
                continue  # given, but misspelt
            problem = f"`{flow.name}` needs the input `{name}` ({flow.inputs[name].type})"
            self._wrong(use, use.where(flow.name), problem, f"add `with: {{{name}: …}}`", where)
        values: dict[str, Any] = {}
        for name, wanted in flow.inputs.items():
            try:
                values[name] = typed(given.get(name, wanted.default), wanted.type)
            except ValueError as error:
                if name in given:
                    self._wrong(use, use.source.span((*base, name)), f"`{name}` must be {wanted.type}", str(error), where)
        return values

    def ask_inputs(self, source: Source, base: Keys, inputs: Mapping[str, Any], where: _Where) -> None:
        """The facts that the values of inputs are made of."""
        for name, value in inputs.items():
            for path, text in texts((*base, name), value):
                for _, _, used in read_holes(path, text):
                    self._ask(source, path, used, where)

    def _guard(self, id: str, source: Source, condition: Condition, where: _Where) -> Guard:
        self._ask(source, condition.path, language.names(condition.expression), where, lenient=True)
        return Guard(id=id, expression=condition.expression, scope=where.scope)

    # --- names and mails ---

    def _ask(self, source: Source, path: Keys, used: Iterable[Use], where: _Where, *, lenient: bool = False) -> None:
        facts = (use for use in used if use.path[0] not in ROOTS)
        self.asked += (_Asked(source, path, use, where.chain, self.moment, lenient or use.guarded) for use in facts)

    def _note(self, name: str, step: Step, where: _Where) -> None:
        words = name.split(".")
        above = [".".join(words[:length]) for length in range(1, len(words))]
        if other := self.groups.get(name) or next((group for group in above if group in self.noted), ""):
            problem = f"`{name}` cannot be noted beside `{other}`: a value cannot hold another"
            self._wrong(step, step.where(name), problem, "give one of them another name", where)
        self.groups.update(dict.fromkeys(above, name))
        self.noted.setdefault(name, (self.moment, step.place))

    def check_names(self) -> None:
        """Every fact that is used must have been noted before; a condition may ask for one that is noted anywhere."""
        for asked in self.asked:
            fact = self.noted.get(str(asked.use))
            if not fact and asked.use.path[-1] in MONEY_PARTS:
                fact = self.noted.get(".".join(asked.use.path[:-1]))
            if not fact:
                self._unknown(asked)
            elif not asked.lenient and fact[0] >= asked.moment:
                later = fact[1]
                self._name_wrong(
                    asked, f"`{asked.use}` has no value yet", f"it is noted only later, in {later.file}:{later.line}"
                )

    def _unknown(self, asked: _Asked) -> None:
        word, dotted = str(asked.use), len(asked.use.path) > 1
        below = [name for name in self.noted if name.startswith(word + ".")]
        if below:
            self._name_wrong(asked, f"`{word}` is a group of values, not a value", f"name one: {one_of(below)}")
            return
        inputs = dict.fromkeys(f"inputs.{name}" for scope in self.scopes for name in scope.inputs)
        known = [*self.noted, *FIXED_NAMES, *inputs]
        if asked.lenient and dotted and not closest(word, known, likeness=0.85):
            return  # a plausible fact that no step notes here: it counts as no
        ending = [f"did you mean `{name}`?" for name in known if name.endswith("." + word)]
        guess = did_you_mean(word, known) or "".join(ending[:1])
        facts = f"noted: {one_of(self.noted)}" if self.noted else "no step notes anything yet"
        self._name_wrong(asked, f"`{word}` is not known here", guess or facts)

    def _name_wrong(self, asked: _Asked, problem: str, hint: str) -> None:
        span = asked.source.find(asked.path, str(asked.use))
        self.mistakes.add(asked.source, span, problem, hint, chain=asked.chain)

    def _check_mails(self, step: Step, where: _Where) -> None:
        for kind in step.mails():
            if kind not in self.mails and not is_template(kind):
                guess = did_you_mean(kind, self.mails)
                hint = guess or (f"it knows {one_of(self.mails)}" if self.mails else "add it under `mails:` there")
                self._wrong(step, step.where(kind), f"`{kind}` is no kind of mail in {self.shop_file}", hint, where)

    def _check_files(self, step: Step, where: _Where) -> None:
        """What is handed in must be there; a name that is known only when it is played is looked for then."""
        beside = [place.file for place in (step.place, *reversed(where.chain))]
        for name in step.files():
            named = self._listed(name, where.scope)
            for one in named.values() if isinstance(named, dict) else [named]:
                if isinstance(one, str) and not is_template(one):
                    try:
                        find_file(one, beside, self.home)
                    except StepFailed as error:
                        self._wrong(step, step.where(name), error.problem, error.remedy, where)

    def _wrong(self, step: Step, span: Span, problem: str, hint: str, where: _Where) -> None:
        self.mistakes.add(step.source, span, problem, hint, chain=where.chain)


def typed(value: Any, type: str) -> Any:
    """An input's value in its declared type; what holds `${…}` is filled in later. Raises ValueError with a remedy."""
    if is_template(value) or value is None:
        return value
    match type:
        case "text" if (
            isinstance(value, dict) and value and all(isinstance(text, str | int | float) for text in value.values())
        ):
            return {language: str(text) for language, text in value.items()}
        case "text" if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
        case "money" | "duration" if isinstance(value, str | int | float):
            try:
                (parse_money if type == "money" else parse_duration)(str(value))
            except ValueError as error:
                raise ValueError(str(error).partition("; ")[2]) from None
            return value
        case "number" if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        case "number" if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,9})?", value):
            return float(value)
        case "yes/no" if isinstance(value, bool):
            return value
        case "yes/no" if value in ("yes", "no"):
            return value == "yes"
    examples = {"text": "a text, or one by language: {vi: …, en: …}", "number": "such as 3 or 2.5", "yes/no": "yes or no"}
    raise ValueError(f"write {examples.get(type, f'a {type}')}")


def _with(where: _Where, guard: Guard) -> _Where:
    return _Where(where.scope, (*where.guards, guard), where.chain, where.flows, where.cleanup)
