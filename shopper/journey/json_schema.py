"""JSON Schemas (draft 2020-12) of the YAML files, for editors: made of the models that validate the files, and of the verbs.

What a schema refuses is what loading calls a mistake of *shape*; what compares one value with another is left to `shopper
check`. Conditions are plain `if`/`then` and `required`: the YAML language server obeys them, and its messages stay local.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from shopper.errors import UsageError
from shopper.journey.files import home_of
from shopper.journey.json_models import Schema, definitions
from shopper.journey.json_steps import verbs
from shopper.journey.load import NOT_JOURNEYS
from shopper.journey.mistakes import did_you_mean, one_of, say
from shopper.journey.rulebook import EntryShape, ScoreCardFile
from shopper.journey.schema import JourneyFile, MailboxShape, PersonaShape, ShopFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schemas"
"""Where a project keeps its schemas, within `journeys/`."""

_FILES: Mapping[str, tuple[type[BaseModel], str, str]] = {
    "journey": (JourneyFile, "", "A journey: what a customer sets out to do."),
    "shop": (ShopFile, "", "A shop: the audited company's profile, and how flows are done there."),
    "mailboxes": (MailboxShape, "object", "Mailboxes by name: where the mails of visits arrive."),
    "personas": (PersonaShape, "object", "Personas by name: who plays."),
    "scorecard": (ScoreCardFile, "", "The score card: what counts how much, what must pass, what is aimed at."),
    "baseline": (EntryShape, "array", "The baseline: findings that are known and accepted for a while."),
}
NAMES = tuple(_FILES)
"""The files that have a schema."""


def schema(name: str) -> Schema:
    """The JSON Schema of a kind of file, one of `NAMES`; of a journey's and a shop's with all verbs that are registered.

    Raises UsageError with a suggestion for another name.
    """
    if name not in _FILES:
        raise UsageError(f"there is no schema `{name}`", remedy=say(did_you_mean(name, NAMES), f"Schemas: {one_of(NAMES)}."))
    model, container, title = _FILES[name]
    bodies, defs = definitions({name: model})
    body = bodies[name]
    if name in ("journey", "shop"):
        defs |= verbs()
    if container:
        defs[name] = body
        inner = {"$ref": f"#/$defs/{name}"}
        body = {"type": "object", "additionalProperties": inner}
        if container == "array":
            body = {"type": "array", "items": inner}
    if name in ("scorecard", "baseline"):
        body["type"] = [body["type"], "null"]  # all of it may be left out
    whole = {"$schema": DIALECT, "title": title, **body}
    made: Schema = _for_editors({**whole, "$defs": _reachable(whole, defs)})
    return made


def _for_editors(node: Any) -> Any:
    """With each description as Markdown too: the YAML language server shows `description` with its marks escaped."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _for_editors(value) for key, value in node.items()}
    if isinstance(about := made.get("description"), str) and "`" in about:
        made["markdownDescription"] = about
    return made


def schema_text(name: str) -> str:
    """The same as it is written to a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


def write_schemas(root: Path) -> list[Path]:
    """Write all schemas into `journeys/.schemas/` of the project at `root`; returns their paths, in the order of `NAMES`.

    Its own verbs are in them if they were loaded (`registry.load_project`).
    """
    folder = home_of(root) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.json" for name in NAMES]
    for name, path in zip(NAMES, paths, strict=True):
        path.write_text(schema_text(name), encoding="utf-8")
    return paths


def editor_settings() -> dict[str, Any]:
    """The part of `.vscode/settings.json` by which the YAML language server finds the schemas: schema → the files it is for."""
    home = f"journeys/{FOLDER}"
    beside = [f"journeys/{name}.yaml" for name in NOT_JOURNEYS]
    return {
        "yaml.schemas": {
            f"./{home}/journey.json": ["journeys/**/*.yaml", "!journeys/shops/*.yaml", *(f"!{path}" for path in beside)],
            f"./{home}/shop.json": ["journeys/shops/*.yaml"],
            f"./{home}/mailboxes.json": ["journeys/mailboxes.yaml"],
            f"./{home}/personas.json": ["journeys/personas.yaml"],
            f"./{home}/scorecard.json": ["journeys/scorecard.yaml"],
            f"./{home}/baseline.json": ["baseline.yaml"],
        }
    }


def for_editors() -> str:
    """How editors are told of the schemas that `write_schemas` wrote."""
    return f"""
Editors with the YAML language server (VS Code, Neovim, Zed …) complete, explain and check with them. Tell them so by a first
line in the file, from where it lies,
    # yaml-language-server: $schema=../{FOLDER}/journey.json
or once for all files, for VS Code in .vscode/settings.json:
{textwrap.indent(json.dumps(editor_settings(), indent=2), "    ")}
Write them again after a step of your own has changed: shopper schema --write"""


def _reachable(schema: Schema, defs: Mapping[str, Schema]) -> dict[str, Schema]:
    """Those definitions that a schema needs, and that they need."""
    found: dict[str, Schema] = {}
    rest = [schema]
    while rest:
        names = re.findall(r'"\$ref": "#/\$defs/([^"/]+)', json.dumps(rest.pop(), ensure_ascii=False))
        for name in names:
            if name not in found:
                found[name] = defs[name]
                rest.append(defs[name])
    return dict(sorted(found.items()))
