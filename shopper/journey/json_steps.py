"""The JSON Schema of steps: an `if` for every verb, so that an editor's messages stay where the mistake is."""

from __future__ import annotations

from collections.abc import Mapping

from shopper import registry
from shopper.journey.docstrings import markdown
from shopper.journey.json_models import (
    Schema,
    conditions_of,
    definitions,
    has_value,
    or_null,
    rewritten,
    within_mapping,
)
from shopper.journey.script import _Modifiers
from shopper.journey.wording import known_keys, typed_as
from shopper.registry import StepType


def verbs() -> dict[str, Schema]:
    """The definitions `steps`, `step` and one for every verb."""
    kinds = registry.steps()
    bodies, defs = definitions({name: kind.args for name, kind in kinds.items()} | {"": _Modifiers}, in_steps=True)
    one_or_more = {"anyOf": [{"$ref": "#/$defs/step"}, {"$ref": "#/$defs/steps"}]}
    defs["modifiers"] = bodies.pop("")
    defs["modifiers"]["properties"]["if"] |= {"type": "string"}
    defs["modifiers"]["properties"]["done_if"] |= one_or_more
    modifiers = {key: {"$ref": f"#/$defs/modifiers/properties/{key}"} for key in defs["modifiers"]["properties"]}
    for name, kind in kinds.items():
        defs |= _verb(kind, bodies[name], modifiers)
    names = sorted(kinds)
    no_verb: Schema = {
        "if": {"propertyNames": {"enum": [*modifiers]}},
        "then": {"type": "null", "errorMessage": "this step has no verb; add one, such as `goto: /`"},
        "else": {"properties": {key: {} for key in (*names, *modifiers)}, "additionalProperties": False},
    }
    branch: Schema = {
        "properties": {
            "if": modifiers["if"],
            "then": {"description": "What is played if it holds.", **one_or_more},
            "else": {"description": "What is played if it does not.", **one_or_more},
        },
        "required": ["if", "then"],
        "additionalProperties": False,
    }
    defs["steps"] = {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 1}
    defs["branch"] = branch
    defs["step"] = {
        "type": "object",
        "errorMessage": "a step is a verb with what it needs, such as `goto: /`",
        "properties": {name: {"description": markdown(kinds[name])} for name in names},
        "if": {"anyOf": [{"required": ["then"]}, {"required": ["else"]}]},
        "then": {"$ref": "#/$defs/branch"},
        "else": {
            "if": {"anyOf": [{"required": [name]} for name in names]},
            "then": {"allOf": [{"if": _is_verb(name), "then": {"$ref": f"#/$defs/verb.{name}"}} for name in names]},
            "else": no_verb,
        },
    }
    return defs


def _is_verb(name: str) -> Schema:
    """That this key is the step's verb, and not an argument of another that stands beside it (`see` with its `wait`)."""
    others = [other for other, kind in registry.steps().items() if other != name and name in known_keys(kind.args)]
    none_of = {"not": {"anyOf": [{"required": [other]} for other in others]}} if others else {}
    return {"required": [name], **none_of}


def _verb(kind: StepType, body: Schema, modifiers: Mapping[str, Schema]) -> dict[str, Schema]:
    """A verb's arguments, and a step of it: the arguments under it or beside it, each in one place, and the modifiers."""
    verb, model, fields = kind.name, kind.args, body["properties"]
    whole, bare = typed_as(model, model.whole), typed_as(model, model.shorthand or model.whole)
    if model.block:
        fields[typed_as(model, model.block)] |= {"$ref": "#/$defs/steps"}
    defs: dict[str, Schema] = {f"args.{verb}": {"type": "object", "properties": fields, "additionalProperties": False}}

    def same(key: str) -> Schema:
        """What this argument must be, wherever it stands."""
        return {"$ref": f"#/$defs/args.{verb}/properties/{key}"}

    def under(key: str, found: Schema) -> list[Schema]:
        """The ways in which an argument can stand under the verb. `found`: what a mapping that holds it looks like."""
        ways: list[Schema] = [] if whole else [{"type": "object", **found}]
        ways += [{"type": "object"}] if key == whole else []
        ways += [{"not": {"type": ["object", "null"]}}] if key == bare else []
        return [within_mapping(verb, way) for way in ways]

    def has(key: str) -> Schema:
        found = has_value(key, fields)
        defs[f"has.{verb}.{key}"] = {"anyOf": [found, *under(key, found)]}
        return {"$ref": f"#/$defs/has.{verb}.{key}"}

    def within(key: str, inner: Schema) -> Schema:
        mapping = inner if key == whole else {} if whole else within_mapping(key, inner)
        value = {"if": {"type": "object"}, "then": mapping, **({"else": inner} if key == bare else {})}
        return {"properties": {key: inner, verb: value}}

    def once(key: str) -> Schema:
        return {"if": {"anyOf": under(key, {"required": [key]})}, "then": {"properties": {key: False}}}

    value = {
        "if": {"type": "object"},
        "then": same(whole) if whole else {"$ref": f"#/$defs/args.{verb}"},
        "else": or_null(fields[bare]) if bare else {"type": ["object", "null"]},
    }
    beside = modifiers if kind.kind != "structure" else {"if": modifiers["if"]}
    a_mapping = {"properties": {verb: {"type": "object"}}}
    rules: list[Schema] = [
        {"if": a_mapping, "then": has(key), "else": {"required": [key]} if key != bare else has(key)}
        for key in body.get("required", ())
    ]
    rules += [rewritten(conditions, has, within)] if (conditions := conditions_of(model)) else []
    rules += [once(key) for key in fields if under(key, {})]
    properties = {**{key: same(key) for key in fields}, verb: value, **beside}
    defs[f"verb.{verb}"] = {"properties": properties, "additionalProperties": False} | ({"allOf": rules} if rules else {})
    return defs
