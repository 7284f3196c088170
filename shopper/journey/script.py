"""Reads steps: each item is one verb with its modifiers, or an `if` with `then` and `else`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import PydanticCustomError

from shopper import registry
from shopper.journey import language
from shopper.journey.items import Branch, Condition, Item, Step, texts
from shopper.journey.language import FIXED_NAMES, ROOTS, SAYS, ExpressionError, Use
from shopper.journey.mistakes import Kind, Mistakes, closest, did_you_mean, one_of, say
from shopper.journey.source import Keys, Source
from shopper.journey.values import Locator, StepArgs
from shopper.journey.wording import known_keys, note_errors, typed_as
from shopper.model import Model
from shopper.registry import StepType

MODIFIERS = ("if", "once", "done_if", "optional")
BLOCK = ("then", "else")
SURELY = 0.75
"""How like a verb a word must be (0 … 1) to be read as it."""


class _Modifiers(Model):
    """What may stand beside any verb."""

    condition: Any = Field(default=None, alias="if")
    """Play it only if this holds, such as `not order.returned`; asked once."""
    once: bool = False
    """Irreversible: never done twice, whatever crashes."""
    done_if: Any = None
    """Step or steps that find out, after a crash, whether it had happened; goes with `once`."""
    optional: bool = False
    """Go on if it fails; the report shows it."""


_PLAIN = _Modifiers()


class Reader:
    """Reads the steps of one file. `inputs`: the names that `${inputs.…}` may use where the steps stand."""

    def __init__(self, source: Source, mistakes: Mistakes, inputs: Mapping[str, Any]) -> None:
        self.source, self.mistakes, self.inputs = source, mistakes, inputs
        self.used_inputs: set[str] = set()
        self.steps = registry.steps()

    def items(self, value: Any, path: Keys) -> tuple[Item, ...]:
        """The items of a list of steps; a single step may stand without its dash. What is wrong is noted and left out."""
        if isinstance(value, list):
            read = [self._item(item, (*path, index)) for index, item in enumerate(value)]
            if not value:
                self._wrong(path, "a list of steps must not be empty", key=True)
            return tuple(item for item in read if item)
        item = self._item(value, path)
        return (item,) if item else ()

    def check_text(self, path: Keys, value: Any, *, inputs: bool = True) -> None:
        """Check the `${…}` of a value that is no step's: an input's default, say."""
        for way, text in texts(path, value):
            self._check_holes(way, text, inputs)

    def _item(self, value: Any, path: Keys) -> Item | None:
        if not isinstance(value, dict):
            self._not_a_step(value, path)
            return None
        if any(word in value for word in BLOCK):
            return self._branch(value, path)
        verb, typed = self._verb(value, path)
        return self._step(value, path, verb, typed) if verb else None

    def _branch(self, value: dict[str, Any], path: Keys) -> Item | None:
        for key in value:
            if key not in ("if", *BLOCK):
                what = "is a step of its own" if key in self.steps else "does not belong to an `if` with `then`"
                self._wrong((*path, key), f"`{key}` {what}", "put it into the list under `then:`", key=True)
        if "if" not in value or "then" not in value:
            missing, has = ("if", "then") if "if" not in value else ("then", "else")
            self._wrong(
                (*path, has if has in value else "else"), f"`{has}` needs its `{missing}`", f"add `{missing}:`", key=True
            )
            return None
        condition = self._condition(value["if"], (*path, "if"))
        then = self.items(value["then"], (*path, "then"))
        otherwise = self.items(value["else"], (*path, "else")) if "else" in value else ()
        return Branch(self.source, path, condition, then, otherwise)

    def _verb(self, value: dict[str, Any], path: Keys) -> tuple[str, str]:
        """The item's one verb and how it was typed, or two empty texts after noting why there is none."""
        verbs = [key for key in value if key in self.steps]
        if verbs:
            # A verb may also be another's argument: `see` has its `wait`, whichever stands first.
            taken = {key for verb in verbs if len(verbs) > 1 for key in known_keys(self.steps[verb].args) if key != verb}
            first, *more = [verb for verb in verbs if verb not in taken] or verbs
            for second in more:
                self._wrong((*path, second), f"`{second}` is a second verb in one step", "begin a new step with `- `", key=True)
                return "", ""
            return first, first
        others = [key for key in value if key not in MODIFIERS]
        if others:
            hint = say(did_you_mean(others[0], self.steps), "Steps: shopper explain steps")
            self._wrong((*path, others[0]), f"`{others[0]}` is not a step", hint, key=True)
            # Read on as what was surely meant: its other mistakes are to be seen now, and what it notes is known later.
            return closest(others[0], self.steps, likeness=SURELY), others[0]
        elif "if" in value:
            self._wrong((*path, "if"), "this `if` has nothing to do", "add a verb, or `then:` with steps", key=True)
        else:
            self._wrong(path, "this step has no verb", "Steps: shopper explain steps")
        return "", ""

    def _step(self, value: dict[str, Any], path: Keys, verb: str, typed: str) -> Step:
        kind = self.steps[verb]
        args, places = self._arguments(value, path, typed, kind)
        checked: StepArgs | None
        try:
            checked = kind.args.model_validate(args, context={"loading": True}, by_alias=True, by_name=False)
        except ValidationError as error:
            base = (*path, typed)
            if isinstance(value[typed], dict) or value[typed] is None or base in places.values():
                note_errors(error, kind.args, self.source, self.mistakes, what=f"`{verb}`", base=base, fields=places)
            # else a bare value where none belongs, which has been noted
            # What it names is known all the same: later steps are not to be blamed for this one.
            checked = _unchecked(kind.args, args)
        block = self._block(args, places, kind.args)
        for name, argument in args.items():
            for way, text in texts(places[name], argument):
                self._check_holes(way, text)
        modifiers = self._modifiers(value, path, kind)
        condition = self._condition(value["if"], (*path, "if")) if "if" in value else None
        done_if = self.items(value["done_if"], (*path, "done_if")) if "done_if" in value else ()
        once, optional = modifiers.once, modifiers.optional
        step = Step(self.source, path, kind, args, places, checked, condition, once, optional, done_if, block)
        self._check_facts(step)
        return step

    def _block(self, args: dict[str, Any], places: Mapping[str, Keys], model: type[StepArgs]) -> tuple[Item, ...]:
        """The steps that a verb holds, taken out of its arguments. They know the values that it names as inputs."""
        if not model.block or not args.get(model.block) or not isinstance(args[model.block], list):
            return ()
        named = args.get(model.whole or "")
        named = named if isinstance(named, dict) else {}
        for name in named:
            if name in self.inputs:
                span = self.source.span((*places[model.whole or ""], name), key=True)
                self.mistakes.add(self.source, span, f"`{name}` is an input here already", "give the value another name")
        inner = Reader(self.source, self.mistakes, {**self.inputs, **named})
        items = inner.items(args.pop(model.block), places[model.block])
        for name in named:
            if name not in inner.used_inputs and not closest(name, inner.used_inputs.difference(inner.inputs)):
                span = self.source.span((*places[model.whole or ""], name), key=True)
                hint = f"use it as `${{inputs.{name}}}`, or delete it"
                self.mistakes.add(self.source, span, f"`{name}` is used nowhere in this block", hint)
        self.used_inputs |= inner.used_inputs
        return items

    def _arguments(
        self, value: dict[str, Any], path: Keys, typed: str, kind: StepType
    ) -> tuple[dict[str, Any], dict[str, Keys]]:
        """The verb's arguments by field, and where each stands: under the verb (as it was typed), or beside it."""
        verb, model = kind.name, kind.args
        given, base = value[typed], (*path, typed)
        whole, short = typed_as(model, model.whole), typed_as(model, model.shorthand)
        args: dict[str, Any] = {}
        places: dict[str, Keys] = {}
        if isinstance(given, dict):
            if whole:
                args[whole], places[whole] = given, base
            else:
                args = dict(given)
                places = {name: (*base, name) for name in given}
        elif given is not None:
            field = short or whole
            if field:
                args[field], places[field] = given, base
            else:
                self._wrong(base, f"`{verb}` does not take a bare value", _instead_of(given, kind))
        if len(value) == 1:
            return args, places
        known = known_keys(model)
        for key in value:
            if key == typed or key in MODIFIERS:
                continue
            if key in args:
                self._wrong((*path, key), f"`{key}` is given twice, within `{verb}` and beside it", "keep one", key=True)
            elif key in known:
                args[key], places[key] = value[key], (*path, key)
            else:
                guess = closest(key, (*known, *MODIFIERS))
                hint = f"did you mean `{guess}`?" if guess else f"`{verb}` knows {one_of(known)}"
                problem = f"`{key}` belongs neither to `{verb}` nor to every step"
                self._wrong((*path, key), problem, hint, key=True)
                if guess in known and guess not in args:
                    args[guess], places[guess] = value[key], (*path, key)  # so that it is not missed as well
        return args, places

    def _modifiers(self, value: dict[str, Any], path: Keys, kind: StepType) -> _Modifiers:
        given = {key: value[key] for key in MODIFIERS if key in value}
        if not given:
            return _PLAIN
        try:
            modifiers = _Modifiers.model_validate(given, by_alias=True, by_name=False)
        except ValidationError as error:
            note_errors(error, _Modifiers, self.source, self.mistakes, what="a step", base=path)
            return _PLAIN
        if kind.kind == "structure":
            for key in ("once", "optional", "done_if"):
                if key in given:
                    self._wrong(
                        (*path, key),
                        f"`{key}` does not go with `{kind.name}`",
                        "write it at the step within the flow that acts",
                        key=True,
                    )
        elif "done_if" in given and not (modifiers.once or kind.once):
            hint = "add `once: true`: it finds out what a crash left open"
            self._wrong((*path, "done_if"), "`done_if` needs `once`", hint, key=True, kind="meaning")
        return modifiers

    def _condition(self, value: Any, path: Keys) -> Condition | None:
        if not isinstance(value, str):
            self._wrong(path, "a condition is an expression", "such as `if: not order.returned`", key=value is None)
            return None
        expression = language.condition(value).strip()
        try:
            used = language.names(expression)
        except ExpressionError as error:
            self._wrong(path, error.problem, error.hint, kind="meaning")
            return None
        if not used:
            self._wrong(path, f"`{expression}` is always the same", "a condition names what it depends on", kind="meaning")
            return None
        self._check_names(path, used)
        return Condition(expression, path)

    def _check_holes(self, path: Keys, text: str, inputs: bool = True) -> None:
        try:
            for hole in language.holes(text):
                if hole.secret:
                    continue
                if hole.inner.strip().startswith("secret:"):
                    raise ExpressionError(
                        f"`{hole.typed}` is not a secret's name", "capital letters, digits and `_`: ${secret:MAIL_PASSWORD}"
                    )
                self._check_names(path, language.names(hole.inner), inputs)
        except ExpressionError as error:
            span = self.source.find(path, _culprit(text, error))
            self.mistakes.add(self.source, span, error.problem, error.hint)

    def _check_names(self, path: Keys, used: tuple[Use, ...], inputs: bool = True) -> None:
        """Names that always exist must be right everywhere; facts are checked when it is known who notes them."""
        for use in used:
            root, *rest = use.path
            if root not in ROOTS:
                if rest and closest(root, ("inputs",), likeness=0.8):
                    self.used_inputs.add(rest[0])  # one mistake, not two
                continue
            known = (tuple(self.inputs) if inputs else ()) if root == "inputs" else ROOTS[root]
            if root == "inputs" and rest:
                self.used_inputs.add(rest[0])
            if not known and not rest and root != "inputs":
                continue
            word = ".".join((root, *rest[:1]))
            span = self.source.find(path, str(use))
            options = [f"{root}.{name}" for name in known]
            if not rest:
                self.mistakes.add(
                    self.source, span, f"`{root}` is a group of values, not a value", f"name one: {one_of(options)}"
                )
            elif (root, rest[0]) == SAYS and len(rest) == 2:
                continue  # what she says is known when it is known who she is
            elif (root, *rest) == SAYS:
                self.mistakes.add(
                    self.source, span, "`persona.says` is a group of values, not a value", "such as `persona.says.thanks`"
                )
            elif rest[0] not in known or len(rest) > 1:
                fixed = self._fixed(inputs) if root != "inputs" else ()  # inputs have names of one's own
                elsewhere = [name for name in fixed if name.partition(".")[2] == rest[0]]
                guess = word if rest[0] in known else "".join(elsewhere[:1]) or closest(word, options)
                hint = f"did you mean `{guess}`?" if guess else ""
                self.mistakes.add(self.source, span, f"`{use}` is not known here", hint or _known(root, options))

    def _fixed(self, inputs: bool) -> tuple[str, ...]:
        """The names that always exist here."""
        return (*FIXED_NAMES, *(f"inputs.{name}" for name in self.inputs if inputs))

    def _check_facts(self, step: Step) -> None:
        for name in step.said("facts"):
            root, _, rest = name.partition(".")
            if root in ROOTS:
                problem = f"`{name}` cannot be noted: `{root}` is a name of its own"
                self.mistakes.add(self.source, step.where(name), problem, f"such as `seen.{rest or name}`")

    def _not_a_step(self, value: Any, path: Keys) -> None:
        words = value.split() if isinstance(value, str) else []
        if words and words[0].rstrip(":") in self.steps:
            verb = words[0].rstrip(":")
            rest = " ".join(words[1:]) or "…"
            self._wrong(path, f"`{verb}` needs a colon and a space after it", f"did you mean `{verb}: {rest[:40]}`?")
        elif words:
            self._wrong(
                path,
                f"`{words[0][:40]}` is not a step",
                say(did_you_mean(words[0], self.steps), "Steps: shopper explain steps"),
            )
        else:
            self._wrong(path, "a step is a verb with what it needs", "such as `goto: /`  Steps: shopper explain steps")

    def _wrong(self, path: Keys, problem: str, hint: str = "", *, key: bool = False, kind: Kind = "shape") -> None:
        self.mistakes.add(self.source, self.source.span(path, key=key), problem, hint, kind=kind)


def _unchecked(model: type[StepArgs], args: Mapping[str, Any]) -> StepArgs | None:
    try:
        return model.model_construct(**args)
    except PydanticCustomError:
        return None


def _instead_of(given: Any, kind: StepType) -> str:
    """What to write in place of a bare value that a verb does not take."""
    if issubclass(kind.args, Locator) and isinstance(given, str | int | float):
        return f"such as {{role: button, name: {given}}}" if kind.name == "click" else f"such as {{label: {given}}}"
    known = known_keys(kind.args)
    return f"write a mapping with {one_of(f'`{name}`' for name in known)}" if known else f"write `- {kind.name}:` alone"


def _known(root: str, options: list[str]) -> str:
    return f"known here: {one_of(options)}" if options else f"there are no {root} here"


def _culprit(text: str, error: ExpressionError) -> str:
    """The part of a text that an error speaks of: the first `${…}` that cannot be read."""
    try:
        found = language.holes(text)
    except ExpressionError:
        return "${"
    for hole in found:
        if hole.typed in error.problem:
            return hole.typed
        try:
            language.names("visit" if hole.secret else hole.inner)
        except ExpressionError:
            return hole.typed
    return text
