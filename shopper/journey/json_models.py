"""The JSON Schema of a model, by pydantic's generator, made exact about what is taken from YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from shopper.journey.docstrings import field_docs
from shopper.journey.schema import _list
from shopper.journey.values import allow_template

Schema = dict[str, Any]
Has = Callable[[str], Schema]
"""What says that something has this key, with a value."""
Within = Callable[[str, Schema], Schema]
"""What says of the value at this key, if it is there, that it fits a schema."""

_TEMPLATE = r"\$\{"
_NOT_NULL: Schema = {"not": {"type": "null"}}
_WHOLE = r"^\s*[+-]?[0-9]+(_[0-9]+)*(\.0+)?\s*$"
_DECIMAL = r"^\s*[+-]?([0-9][0-9_]*\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$"
_SAID = ("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n")
_YES_NO = "^({}|0|1)$".format("|".join("".join(f"[{c}{c.upper()}]" for c in word) for word in _SAID))
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_CONDITIONS = ("oneOf", "anyOf", "allOf", "not", "if", "then", "else", "dependentRequired")


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, exact about what is taken from YAML: `1.50` where a number is wanted (it stays text), `yes` where
    a yes or no is; one where a list may stand; `${…}` in steps."""

    in_steps = False

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return super().int_schema(schema) | {"type": ["integer", "string"], "pattern": _WHOLE}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return super().float_schema(schema) | {"type": ["number", "string"], "pattern": _DECIMAL}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"type": ["boolean", "string", "integer"], "pattern": _YES_NO, "minimum": 0, "maximum": 1}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return or_null(self.generate_inner(schema["schema"]))

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that are known by name become properties: editors offer them."""
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        made: Schema = {"type": "object", "additionalProperties": values}
        if "enum" in keys:
            made = {"type": "object", "properties": dict.fromkeys(keys["enum"], values), "additionalProperties": False}
        elif "pattern" in keys:
            made["propertyNames"] = {"pattern": keys["pattern"]}
        self.update_with_validations(made, schema, self.ValidationsMapping.object)
        return made

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        made = super().function_before_schema(schema)
        return {"anyOf": [made["items"], made]} if schema["function"]["function"] is _list else made

    def function_wrap_schema(self, schema: core_schema.WrapValidatorFunctionSchema) -> JsonSchemaValue:
        made = super().function_wrap_schema(schema)
        return made | {"x-template": True} if schema["function"]["function"] is allow_template else made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model with the docstrings of its fields, and with conditions for which a key without a value does not count."""
        model: type[BaseModel] = schema["cls"]
        made = super().model_schema(schema)
        del made["title"]
        fields: Schema = made.get("properties", {})
        docs = field_docs(model)
        for name, field in model.model_fields.items():
            if about := docs.get(name):
                fields[field.alias or name]["description"] = about
        for key in conditions_of(model):
            del made[key]
        return made | rewritten(conditions_of(model), lambda key: has_value(key, fields), within_mapping)

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> JsonSchemaValue:
        """A type in somebody's own step that JSON Schema has no word for: to an editor, anything may stand there."""
        return {}


class _StepsGenerator(_Generator):
    in_steps = True


def conditions_of(model: type[BaseModel]) -> Schema:
    """What a model says in its `json_schema_extra` about keys that go together."""
    extra = model.model_config.get("json_schema_extra")
    return {key: extra[key] for key in _CONDITIONS if key in extra} if isinstance(extra, dict) else {}


def definitions(
    models: Mapping[str, type[BaseModel]], *, in_steps: bool = False
) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """The schema of each model, and the definitions that they refer to."""
    template = "#/$defs/in_steps.{model}" if in_steps else "#/$defs/{model}"
    generator = (_StepsGenerator if in_steps else _Generator)(by_alias=True, ref_template=template)
    inputs = [(name, "validation", model.__pydantic_core_schema__) for name, model in models.items()]
    refs, found = generator.generate_definitions(inputs)  # type: ignore[arg-type]
    defs = {template.format(model=name).removeprefix("#/$defs/"): _finished(body, in_steps) for name, body in found.items()}
    bodies = {name: refs[name, "validation"] for name in models}
    return {name: defs[_named(body)] if "$ref" in body else _finished(body, in_steps) for name, body in bodies.items()}, defs


def _finished(node: Any, in_steps: bool) -> Any:
    """Without the marks that only the models understand: `${…}` where it is accepted, steps where steps stand."""
    if isinstance(node, list):
        return [_finished(item, in_steps) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _finished(value, in_steps) for key, value in node.items() if key != "properties" and value is not None}
    if "properties" in node:
        made["properties"] = {name: _finished(value, in_steps) for name, value in node["properties"].items()}
    if made.pop("x-template", False) and in_steps and "pattern" in made:
        made["pattern"] += f"|{_TEMPLATE}"
    # Behind a validator of ours pydantic no longer knows what its bounds are about.
    for word, keyword in _BOUNDS.items():
        if word in made:
            made[keyword] = made.pop(word)
    if "minLength" in made and "string" not in types_of(made):
        made["minItems"] = made.pop("minLength")
    if made.pop("x-steps", False):
        made["items"] = {"$ref": "#/$defs/step"}
    if made.get("default") in ("", [], {}) or isinstance(made.get("default"), dict):
        del made["default"]
    return made


def has_value(key: str, fields: Schema) -> Schema:
    """That a mapping has this key, with a value."""
    return {"required": [key], **(within_mapping(key, _NOT_NULL) if _takes_null(fields[key]) else {})}


def within_mapping(key: str, schema: Schema) -> Schema:
    """That what a mapping has at this key, if anything, fits a schema."""
    return {"properties": {key: schema}}


def _takes_null(schema: Schema) -> bool:
    return "null" in types_of(schema) or any(_takes_null(arm) for arm in schema.get("anyOf", ()))


def types_of(schema: Schema) -> list[str]:
    """The JSON types that a schema names."""
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]


def rewritten(condition: Schema, has: Has, within: Within) -> Schema:
    """A condition on the keys of a mapping, said of something else that holds them: `has` and `within` say how."""
    made: Schema = {}
    parts: list[Schema] = []
    for word, value in condition.items():
        match word:
            case "required":
                parts += [has(key) for key in value]
            case "dependentRequired":
                parts += [{"if": has(key), "then": all_of([has(other) for other in others])} for key, others in value.items()]
            case "properties":
                parts += [within(key, inner) for key, inner in value.items()]
            case "oneOf" if all({*one} == {"required"} and len(one["required"]) == 1 for one in value):
                parts += _exactly_one([one["required"][0] for one in value], has, within)
            case "oneOf" | "anyOf" | "allOf":
                made[word] = [rewritten(one, has, within) for one in value]
            case "not" | "if" | "then" | "else":
                made[word] = rewritten(value, has, within)
    return all_of([*([made] if made else []), *parts])


def _exactly_one(keys: list[str], has: Has, within: Within) -> list[Schema]:
    """One of these keys and no other. An editor says so at the second, not of the whole mapping as it would of a `oneOf`."""
    no_second = {"type": "null", "errorMessage": f"only one of {', '.join(keys)} can stand here"}
    rules: list[Schema] = [{"anyOf": [has(key) for key in keys]}]
    for at, key in enumerate(keys[1:], 1):
        rules.append({"if": {"anyOf": [has(other) for other in keys[:at]]}, "then": within(key, no_second)})
    return rules


def all_of(parts: list[Schema]) -> Schema:
    """What fits every part."""
    return parts[0] if len(parts) == 1 else {"allOf": parts} if parts else {}


def _named(ref: Schema) -> str:
    return str(ref["$ref"]).removeprefix("#/$defs/")


def or_null(schema: Schema) -> Schema:
    """What fits a schema, or no value at all."""
    if "type" in schema and not {"enum", "const", "anyOf"} & {*schema}:
        return schema | {"type": [*dict.fromkeys([*types_of(schema), "null"])]}
    return {"anyOf": [*(schema["anyOf"] if {*schema} <= {"anyOf", "description", "default"} else [schema]), {"type": "null"}]}
