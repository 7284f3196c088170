"""A journey's steps with the shop's flows put in their places: the flat steps of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shopper.journey import language
from shopper.journey.items import Branch, Condition, Item, Step, named_by_language, names_used
from shopper.journey.language import FIXED_NAMES, MONEY_PARTS, ROOTS, SAYS, Use
from shopper.journey.mistakes import Mistakes, Span, closest, did_you_mean, one_of
from shopper.journey.needs import Needs, Stage
from shopper.journey.reach import Asked, Reach
from shopper.journey.schema import BUILT_IN_FAULTS, FlowInput
from shopper.journey.source import Keys, Source
from shopper.journey.values import is_template, parse_day, parse_duration, parse_money
from shopper.model import Guard, Place, PlanStep, Scope

_INPUT = re.compile(r"\$\{\s*inputs\.(\w+)\s*\}")
MAX_STEPS = 2000
"""In one plan, after unfolding: flows that use flows twice each would otherwise grow without end."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of a shop's file, read. `sure`: its inputs could be read."""

    name: str
    source: Source
    path: Keys
    inputs: Mapping[str, FlowInput]
    items: tuple[Item, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Script:
    """What a journey's file says to play."""

    source: Source
    inputs: Mapping[str, Any]
    steps: tuple[Item, ...]
    cleanup: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The steps and scopes of a plan. `blocks`: for each condition of the journey's own file, and each `else`, why it can never
    be reached at this shop; an empty text if it can."""

    steps: tuple[PlanStep, ...]
    scopes: tuple[Scope, ...]
    blocks: Mapping[Keys, str]


@dataclass(frozen=True, slots=True)
class _Where:
    """What holds for all steps of a block: see PlanStep."""

    scope: int = 0
    guards: tuple[Guard, ...] = ()
    chain: tuple[Place, ...] = ()
    flows: tuple[str, ...] = ()
    cleanup: bool = False
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class _Used:
    """A name that is used when `moment` steps lie behind. `lenient`: it may be missing (in a condition)."""

    source: Source
    path: Keys
    use: Use
    chain: tuple[Place, ...]
    moment: int
    lenient: bool


class _TooLong(Exception):
    pass


def steps_in(items: Iterable[Item]) -> Iterator[Step]:
    """Each step in these items, wherever it stands."""
    for item in items:
        if isinstance(item, Branch):
            yield from steps_in((*item.then, *item.otherwise))
        else:
            yield item
            yield from steps_in((*item.done_if, *item.block))


def flows_used(items: Iterable[Item]) -> Iterator[tuple[Step, str]]:
    """Each `use` in these items, wherever it stands, with the flow's name."""
    for step in steps_in(items):
        if step.type.kind == "structure" and isinstance(name := step.args.get("flow"), str):
            yield step, name


def unfold(script: Script, flows: Mapping[str, Flow], stage: Stage, mistakes: Mistakes) -> Unfolded:
    """The steps of a journey on one stage; what does not fit is noted, but for flows that are not there."""
    data = script.source.data
    work = _Unfolding(flows, stage, mistakes)
    work.faults = tuple(dict.fromkeys((*stage.shop.faults, *_keys(data, "faults"), *BUILT_IN_FAULTS, "none")))
    work.slow_fits = not set(_browsers(data)) - {"chromium"}
    if isinstance(fault := data.get("fault"), str):
        work.check_fault(script.source, script.source.span(("fault",)), fault, ())
    work.scopes.append(Scope(inputs=dict(script.inputs)))
    work.ask_inputs(script.source, ("inputs",), script.inputs, _Where())
    work.needs.check_languages(script.source, inputs_by_language(script.inputs))
    try:
        steps = [*work.items(script.steps, "", _Where()), *work.items(script.cleanup, "c", _Where(cleanup=True))]
    except _TooLong:
        problem = f"with its flows unfolded, this journey has more than {MAX_STEPS} steps"
        mistakes.add(script.source, script.source.span(("steps",), key=True), problem, "a flow uses others too often")
        return Unfolded((), (), {})
    work.check_names()
    mistakes.partial |= work.reach.blurred
    return Unfolded(tuple(steps), tuple(work.scopes), work.blocks)


def inputs_by_language(inputs: Mapping[str, Any]) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """The inputs of a journey that are texts by language, alone or in lists."""
    return named_by_language(("inputs",), inputs)


@dataclass
class _Unfolding:
    flows: Mapping[str, Flow]
    stage: Stage
    mistakes: Mistakes
    scopes: list[Scope] = field(default_factory=list)
    moment: int = 0
    faults: tuple[str, ...] = ()
    slow_fits: bool = True
    noted: dict[str, tuple[int, Place]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    asked: list[_Used] = field(default_factory=list)
    blocks: dict[Keys, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.needs = Needs(self.stage, self.mistakes)
        self.reach = Reach(self.stage, lambda name, scope: self._listed(f"${{inputs.{name}}}", scope))

    def items(self, items: tuple[Item, ...], prefix: str, where: _Where, first: int = 1) -> Iterator[PlanStep]:
        for number, item in enumerate(items, first):
            id = f"{prefix}{number}"
            if isinstance(item, Branch):
                then, otherwise = self._sides(item, id, where)
                yield from self.items(item.then, f"{id}.", then)
                yield from self.items(item.otherwise, f"{id}.", otherwise, len(item.then) + 1)
            else:
                inner = where
                if item.condition:
                    inner = self._with(where, self._guard(id, item.source, item.condition, where))
                    self._reachable((*item.path, "if"), where, inner)
                if item.block:
                    yield from self._loop(item, id, inner)
                elif item.type.kind == "structure":
                    yield from self._flow(item, id, inner)
                else:
                    yield self._step(item, id, inner)

    def _sides(self, item: Branch, id: str, where: _Where) -> tuple[_Where, _Where]:
        if not item.condition:
            return where, where
        guard = self._guard(id, item.source, item.condition, where)
        then = self._with(where, guard)
        otherwise = self._with(where, guard.model_copy(update={"negate": True}))
        self._reachable((*item.path, "if"), where, then)
        if item.otherwise:
            self._reachable((*item.path, "else"), where, otherwise)
        return then, otherwise

    def _with(self, where: _Where, guard: Guard) -> _Where:
        return replace(where, guards=(*where.guards, guard), asked=(*where.asked, Asked(guard, self.moment)))

    def _reachable(self, block: Keys, where: _Where, inner: _Where) -> None:
        """Write down whether a block of the journey's own can be reached. What stands in one that cannot is not asked again;
        a flow is written for many journeys."""
        if not where.flows and not (where.asked and self.reach.why_not(where.asked)):
            why_not = self.reach.why_not(inner.asked)
            self.blocks[block] = why_not and self.blocks.get(block, why_not)

    def _step(self, step: Step, id: str, where: _Where) -> PlanStep:
        if self.moment >= MAX_STEPS:
            raise _TooLong
        self._ask_all(step, where)
        self._check_needs(step, where)
        for fault in step.said("faults"):
            self.check_fault(step.source, step.where(fault), fault, where.chain)
        done_if = tuple(self.items(step.done_if, f"{id}.d", where))
        for name in step.said("facts"):
            self._note(name, step, where)
            self.reach.noted[name] = self.moment
        self.moment += 1
        return PlanStep(
            id=id,
            verb=step.verb,
            args=dict(step.args),
            text=step.text,
            place=step.place,
            chain=where.chain,
            scope=where.scope,
            guards=where.guards,
            once=step.once or step.type.once,
            done_if=done_if,
            optional=step.optional,
            cleanup=where.cleanup,
        )

    def _flow(self, use: Step, id: str, where: _Where) -> Iterator[PlanStep]:
        name = use.args.get("flow")
        flow = self.flows.get(name) if isinstance(name, str) else None
        if flow is None:  # noted where the flows of journey and shop were compared
            self.needs.blurred = self.reach.blurred = True
            return
        if flow.name in where.flows:
            way = " → ".join((*where.flows[where.flows.index(flow.name) :], flow.name))
            self._wrong(use, use.where(flow.name), f"`{flow.name}` uses itself without end: {way}", "", where)
            return
        inputs = self._inputs(use, flow, where)
        self.scopes.append(Scope(parent=where.scope, inputs=inputs, flow=flow.name))
        chain, flows = (*where.chain, use.place), (*where.flows, flow.name)
        inner = replace(where, scope=len(self.scopes) - 1, chain=chain, flows=flows)
        yield from self.items(flow.items, f"{id}.", inner)

    def _loop(self, step: Step, id: str, where: _Where) -> Iterator[PlanStep]:
        """The steps of a block once for each value, which they see as an input beside those of the place around them."""
        named = step.args.get("values")
        if not isinstance(named, dict) or len(named) != 1:
            return  # noted where its arguments were read
        [(name, given)] = named.items()
        values = self._listed(given, where.scope)
        if not isinstance(values, list):
            self._wrong(step, step.where(name), f"`{name}` is no list", "write `[A, B]`, or an input that is a list", where)
            return
        self.needs.check_languages(step.source, step.by_language, where.chain)
        around = {other: f"${{inputs.{other}}}" for other in self.scopes[where.scope].inputs}
        for number, value in enumerate(values, 1):
            for way, used in names_used(step.places["values"], value):
                self._ask(step.source, way, used, where)
            self.scopes.append(Scope(parent=where.scope, inputs={**around, name: value}))
            inner = replace(where, scope=len(self.scopes) - 1)
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
        self._ask_all(use, where)
        self.needs.check_languages(use.source, use.by_language, where.chain)
        if not flow.sure:
            return dict(given)
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
            for path, used in names_used((*base, name), value):
                self._ask(source, path, used, where)

    def _ask_all(self, step: Step, where: _Where) -> None:
        """The facts that the arguments of a step are made of, and what the persona says there."""
        for path, used in step.uses:
            self._ask(step.source, path, used, where)

    def _check_needs(self, step: Step, where: _Where) -> None:
        certain = not where.guards and not where.cleanup and not step.optional
        self.needs.check(step, where.chain, certain=certain, lookup=lambda value: self._listed(value, where.scope))

    def _guard(self, id: str, source: Source, condition: Condition, where: _Where) -> Guard:
        self._ask(source, condition.path, language.names(condition.expression), where, lenient=True)
        return Guard(id=id, expression=condition.expression, scope=where.scope)

    # --- names and mails ---

    def _ask(self, source: Source, path: Keys, used: Iterable[Use], where: _Where, *, lenient: bool = False) -> None:
        facts = [use for use in used if use.path[0] not in ROOTS]
        for use in used:
            if use.path[:2] == SAYS and len(use.path) == 3:
                self.needs.check_said(source, path, use.path[2], where.chain)
            elif use.path == ("visit", "mail") and not (lenient or use.guarded or where.guards):
                self.needs.check_mailbox(source, path, where.chain)
        self.asked += (_Used(source, path, use, where.chain, self.moment, lenient or use.guarded) for use in facts)

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

    def _unknown(self, asked: _Used) -> None:
        word, dotted = str(asked.use), len(asked.use.path) > 1
        below = [name for name in self.noted if name.startswith(word + ".")]
        if below:
            self._name_wrong(asked, f"`{word}` is a group of values, not a value", f"name one: {one_of(below)}")
            return
        inputs = dict.fromkeys(f"inputs.{name}" for scope in self.scopes for name in scope.inputs)
        known = [*self.noted, *FIXED_NAMES, *inputs]
        if self.reach.blurred and not closest(word, known, likeness=0.85):
            return  # whatever could not be read may have noted it
        if asked.lenient and dotted and not closest(word, known, likeness=0.85):
            return  # a plausible fact that no step notes here: it counts as no
        ending = [f"did you mean `{name}`?" for name in known if name.endswith("." + word)]
        guess = did_you_mean(word, known) or "".join(ending[:1]) or _misspelt_root(asked.use)
        facts = f"noted: {one_of(self.noted)}" if self.noted else "no step notes anything yet"
        self._name_wrong(asked, f"`{word}` is not known here", guess or facts)

    def _name_wrong(self, asked: _Used, problem: str, hint: str) -> None:
        span = asked.source.find(asked.path, str(asked.use))
        self.mistakes.add(asked.source, span, problem, hint, chain=asked.chain)

    def check_fault(self, source: Source, span: Span, name: str, chain: tuple[Place, ...]) -> None:
        """A fault must be known, and every browser of the journey's matrix must be able to do it."""
        if name not in self.faults and not is_template(name):
            hint = did_you_mean(name, self.faults) or f"known here: {one_of(self.faults)}"
            self.mistakes.add(source, span, f"there is no fault `{name}` here or in {self.stage.file}", hint, chain=chain)
        elif name == "slow_3g" and not self.slow_fits:
            hint = "leave the other browsers out of `matrix`"
            self.mistakes.add(source, span, "`slow_3g` works in Chromium only", hint, chain=chain)

    def _wrong(self, step: Step, span: Span, problem: str, hint: str, where: _Where) -> None:
        self.mistakes.add(step.source, span, problem, hint, chain=where.chain)


def _misspelt_root(use: Use) -> str:
    """`input.product`, where no such input is known: its first word may be a slip all the same."""
    root = closest(use.path[0], ROOTS, likeness=0.8) if len(use.path) > 1 else ""
    return f"did you mean `{'.'.join((root, *use.path[1:]))}`?" if root else ""


_PARSERS: Mapping[str, Callable[[str], Any]] = {"money": parse_money, "duration": parse_duration, "date": parse_day}


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
        case "money" | "duration" | "date" if isinstance(value, str | int | float):
            try:
                _PARSERS[type](str(value))
            except (LookupError, OverflowError) as error:
                raise ValueError(error.args[0]) from None
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


def _keys(data: Any, key: str) -> tuple[str, ...]:
    """The keys of a mapping within a file that may be wrong in every respect."""
    inner = data.get(key)
    return tuple(inner) if isinstance(inner, dict) else ()


def _browsers(data: Any) -> tuple[str, ...]:
    """The browsers of a journey's matrix, as they are written."""
    matrix = data.get("matrix")
    named = matrix.get("browser") if isinstance(matrix, dict) else None
    return tuple(one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str))
