"""Schema and validator are made of one model, and agree on every error of shape."""

import copy
import json
import operator
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from running import shopper

from shopper import registry
from shopper.errors import UsageError
from shopper.history import baseline
from shopper.journey.docstrings import examples
from shopper.journey.json_schema import FOLDER, NAMES, editor_settings, schema, write_schemas
from shopper.journey.load import load
from shopper.journey.mistakes import Mistakes, MistakesFound
from shopper.journey.rulebook import EntryShape, ScoreCardFile
from shopper.journey.schema import FlowShape, JourneyFile, MailboxShape, PersonaShape, ShopFile
from shopper.journey.source import read
from shopper.journey.values import Locator
from shopper.journey.wording import arms
from shopper.model import Money
from shopper.verdict.scorecard import parse_card

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROJECT = HERE / "a_project"
PLACES = {"journey": "buy.yaml", "shop": "shops/kiln.yaml", "mailboxes": "mailboxes.yaml", "personas": "personas.yaml"}
READERS: Mapping[str, Callable[[bytes, str], Any]] = {
    "baseline": baseline.parse,
    "scorecard": lambda raw, file: parse_card(raw, file, registry.checks()),
}
VALIDATORS = {name: Draft202012Validator(schema(name)) for name in NAMES}


def data_of(text: str) -> Any:
    """What stands in a file, as it is read; raises AssertionError if it cannot be."""
    source = read("a.yaml", text.encode(), mistakes := Mistakes())
    assert source and not len(mistakes)
    return source.data


def by_schema(kind: str, data: Any) -> list[str]:
    """What the schema finds wrong: places and messages."""
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATORS[kind].iter_errors(data)]


def by_loading(kind: str, text: str, folder: Path) -> list[str]:
    """The mistakes of shape that loading finds in this file, put into a small project, or reading it where it stands alone."""
    if kind in READERS:
        try:
            READERS[kind](text.encode(), f"{kind}.yaml")
        except MistakesFound as found:
            return [str(mistake) for mistake in found.mistakes if mistake.kind == "shape"]
        return []
    home = folder / "journeys"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(PROJECT, home)
    (home / PLACES[kind]).write_text(text, encoding="utf-8")
    try:
        load([], root=folder)
    except MistakesFound as found:
        return [str(m) for m in found.mistakes if m.kind == "shape" and m.place.file == f"journeys/{PLACES[kind]}"]
    return []


def check_agreement(kind: str, text: str, folder: Path) -> bool:
    """Whether the file has the right shape; fails if schema and loading are of two minds."""
    refused, noted = by_schema(kind, data_of(text)), by_loading(kind, text, folder)
    assert bool(refused) == bool(noted), f"{text}\n\nschema: {refused}\n\nloading: {noted}"
    return not refused


# --- the schemas themselves ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_refuses_every_unknown_key(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    objects = {way: node for way, node in _nodes(made) if node.get("type") == "object" and "properties" in node}
    conditions = ("if", "not", "anyOf", "oneOf", "allOf")
    for way, node in objects.items():
        if not any(part in conditions for part in way) and way != ("$defs", "step"):
            assert node.get("additionalProperties") is False, way


def _nodes(node: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(node, dict):
        yield way, node
        for key, value in node.items():
            yield from _nodes(value, (*way, key))
    elif isinstance(node, list):
        for item in node:
            yield from _nodes(item, way)


def test_every_verb_and_argument_has_its_help() -> None:
    defs = schema("journey")["$defs"]
    for name, kind in registry.steps().items():
        about = defs["step"]["properties"][name]["description"]
        assert about.startswith(kind.doc.split(".")[0]) and "```yaml" in about
    assert defs["args.goto"]["properties"]["url"]["description"].startswith("A path of the shop")


def test_an_unknown_schema_gets_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean `journey`"):
        schema("journeys")


def test_schemas_are_written_where_editors_are_told_to_look(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    paths = write_schemas(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [f"journeys/{FOLDER}/{name}.json" for name in NAMES]
    assert json.loads(paths[0].read_text("utf-8")) == schema("journey")
    assert {tmp_path / way for way in editor_settings()["yaml.schemas"]} == set(paths)


# --- files that exist ---------------------------------------------------------------------------------------------


def kind_of(path: Path) -> str:
    word = path.stem.split("_")[0]
    if path.parent.name == "mistakes":
        return word if word in PLACES else "journey"
    return "shop" if path.parent.name == "shops" else path.stem if path.stem in NAMES else "journey"


REAL = sorted({*(ROOT / "journeys").rglob("*.yaml"), *PROJECT.rglob("*.yaml"), *(ROOT / "benchmarks").rglob("*.yaml")})
MISTAKEN = sorted((HERE / "mistakes").glob("*.yaml"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_files_have_the_right_shape(path: Path) -> None:
    assert not by_schema(kind_of(path), data_of(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MISTAKEN, ids=lambda path: path.stem)
def test_of_every_mistake_the_schema_says_what_loading_says(path: Path, tmp_path: Path) -> None:
    source = read("a.yaml", path.read_bytes(), mistakes := Mistakes())
    if source is None or len(mistakes):
        return  # no YAML: there is nothing to have a shape
    noted = by_loading(kind_of(path), path.read_text("utf-8"), tmp_path)
    assert bool(by_schema(kind_of(path), source.data)) == bool(noted), noted


# --- files that nobody wrote --------------------------------------------------------------------------------------

WRONG = [
    None, True, "", "yes", "no", 0, -1, 3, 1.5, "007", "1.50", "5 mins", "5", "0s", "3d", "50 EUR", "€50", "vi_VN",
    "${inputs.a}", "${", "Mũ", "a b", "*@x", "https://", "2026-02-30", "desktop", "open", [], {}, ["a"], [["a"]], {"a": 1},
    {"vi": "x"}, {"role": "link"}, [{"goto": "/"}], {"goto": "/"}, {"css": None}, {"label": "x", "css": "y"}, [None],
]  # fmt: skip
"""Values of another type or form than the one that is wanted, mostly."""

TEXTS = st.sampled_from(["Celadon mug", "Tôi đồng ý", "${inputs.product}", "Order ${order.number}", "", 2, 1.5, "true"])
GOOD: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.sampled_from([True, False, "yes", "no"]),
    int: st.sampled_from([0, 1, 4, 300]),
    float: st.sampled_from([1, 0.5, "1.50"]),
    timedelta: st.sampled_from(["30s", "5m", "1h 30m", "2.5d", "${inputs.wait}"]),
    Money: st.sampled_from(["50 EUR", "389000 VND", "19.90EUR"]),
    date: st.sampled_from(["2026-12-24", "${inputs.day}"]),
}
KEYS = st.sampled_from(["vi", "en", "order.total", "order_confirmation", "simple", "product", "mon-fri", "Not a key"])


def values(annotation: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that a field may have, and now and then one that it may not."""
    fitting = [_of_arm(arm, depth) for arm in arms(annotation)]
    return st.integers(0, 40).flatmap(lambda dice: st.one_of(fitting) if dice else st.sampled_from(WRONG))


def _of_arm(arm: Any, depth: int) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(arm), get_args(arm)
    if arm is type(None):
        return st.none()
    if arm in GOOD:
        return GOOD[arm]
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is dict:
        return st.dictionaries(KEYS, values(inner[1], depth + 1), max_size=2)
    if origin in (list, tuple):
        return st.lists(values(inner[0], depth + 1), max_size=2)
    if isinstance(arm, type) and issubclass(arm, BaseModel):
        return st.deferred(lambda: models(arm, depth + 1))
    return st.one_of(TEXTS, st.deferred(lambda: STEPS)) if depth < 3 else TEXTS


def models(model: type[BaseModel], depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings made of a model's fields; few of those that may be left out."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    wanted = {key: values(field.annotation, depth) for key, field in fields.items() if field.is_required()}
    free = {key: values(field.annotation, depth) for key, field in fields.items() if not field.is_required()}
    if issubclass(model, Locator):
        ways = {key: free.pop(key) for key in ("role", "label", "text", "placeholder", "test_id", "css")}
        wanted_one = st.sampled_from(sorted(ways)).flatmap(lambda way: st.fixed_dictionaries({**wanted, way: ways[way]}))
        rest = st.sets(st.sampled_from(sorted(free)), max_size=1) if depth < 3 else st.just(set())
        return st.builds(
            operator.or_, wanted_one, rest.flatmap(lambda keys: st.fixed_dictionaries({key: free[key] for key in keys}))
        )
    some = st.sets(st.sampled_from(sorted(free)), max_size=2) if free and depth < 3 else st.just(set())
    return some.flatmap(lambda keys: st.fixed_dictionaries({**wanted, **{key: free[key] for key in sorted(keys)}}))


def _beside(verb: str, args: dict[str, Any], keys: set[str], bare: bool) -> dict[str, Any]:
    """A step, with some of its arguments beside the verb."""
    model = registry.steps()[verb].args
    if model.whole:
        inner = args.pop(model.whole, None)
        return {verb: inner, **args}
    outer = {key: args.pop(key) for key in sorted(keys) if key in args}
    if bare and (field := model.shorthand) and len(args) == 1 and next(iter(args)) in (field, model.model_fields[field].alias):
        return {verb: next(iter(args.values())), **outer}
    return {verb: args or None, **outer}


STEPS = st.sampled_from(sorted(registry.steps())).flatmap(
    lambda verb: st.builds(
        _beside,
        st.just(verb),
        models(registry.steps()[verb].args),
        st.sets(st.sampled_from(sorted({"within", "text", "if", *registry.steps()[verb].args.model_fields})), max_size=3),
        st.booleans(),
    )
)
ITEMS = st.lists(
    st.one_of(
        STEPS, STEPS, st.fixed_dictionaries({"if": TEXTS, "then": st.lists(STEPS, max_size=2)}, optional={"else": STEPS})
    ),
    min_size=1,
    max_size=3,
)


def _changes(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all values."""
    if way:
        yield way
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _changes(value, (*way, key))


def mutated(data: Any, draw: st.DrawFn) -> Any:
    """A copy with a key dropped, renamed, doubled by another, or a value that is of another type or form."""
    data = copy.deepcopy(data)
    way = draw(st.sampled_from([*_changes(data)]))
    holder = data
    for key in way[:-1]:
        holder = holder[key]
    match draw(st.sampled_from(["drop", "rename", "add", "wrap", "replace", "replace"])):
        case "drop":
            del holder[way[-1]]
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from([f"{way[-1]}s", str(way[-1]).upper(), "optional", "text", "within"]))] = holder.pop(
                way[-1]
            )
        case "add" if isinstance(holder, dict):
            another = draw(st.sampled_from(["css", "url", "once", "if", "goto", "then", "name", "wait", "nonsense"]))
            holder.setdefault(another, draw(st.sampled_from(WRONG)))
        case "wrap":
            holder[way[-1]] = [holder[way[-1]]]
        case _:
            holder[way[-1]] = draw(st.sampled_from(WRONG))
    return data


BODIES: dict[str, list[Any]] = {kind: [] for kind in (*PLACES, *READERS)}
for _path in REAL:
    if kind_of(_path) in BODIES:
        BODIES[kind_of(_path)].append(data_of(_path.read_text("utf-8")))
BODIES["mailboxes"].append(data_of((ROOT / "docs/your_shop.md").read_text("utf-8").split("```yaml")[1].split("```")[0]))
ENTRY = {"id": "3fa94c1be07d", "check": "late-mail", "journey": "guest_order", "shop": "gom_sen", "locale": "vi-VN",
         "device": "desktop", "reason": "It moves.", "accepted": "2026-11-22", "until": "2026-12-22"}  # fmt: skip
BODIES["baseline"].append([ENTRY])
BODIES["journey"] += [
    {"journey": "Example", "persona": "linh", "steps": data_of(example)}
    for kind in registry.steps().values()
    for example in examples(kind)
]
SHAPES: dict[str, Any] = {
    "journey": JourneyFile, "shop": ShopFile, "mailboxes": MailboxShape, "personas": PersonaShape,
    "baseline": EntryShape, "scorecard": ScoreCardFile,
}  # fmt: skip
HOLDS: dict[str, Any] = {"mailboxes": lambda x: {"audits": x}, "personas": lambda x: {"linh": x}, "baseline": lambda x: [x]}


@st.composite
def documents(draw: st.DrawFn, kind: str) -> Any:
    """A file of this kind: a real one, or one made of its model; as it is, or with one or two changes."""
    if draw(st.booleans()):
        data = draw(st.sampled_from(BODIES[kind]))
    else:
        data = draw(models(SHAPES[kind]))
        if kind == "journey":
            data["steps"] = draw(ITEMS)
        elif kind == "shop":
            data["flows"] = {"pay": {"steps": draw(ITEMS)}}
        data = HOLDS.get(kind, lambda x: x)(data)
    for _ in range(draw(st.integers(0, 2))):
        if data:
            data = mutated(data, draw)
    return data


@pytest.mark.parametrize("kind", BODIES)
def test_schema_and_validator_agree_on_every_error_of_shape(kind: str, tmp_path: Path) -> None:
    seen: set[bool] = set()

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(kind))
    def agree(data: Any) -> None:
        fits = check_agreement(kind, json.dumps(data, ensure_ascii=False), tmp_path)
        event("fits" if fits else "does not fit")
        seen.add(fits)

    agree()
    assert seen == {True, False}, "a test that sees only one of the two proves nothing"


def test_flows_are_of_the_same_steps() -> None:
    assert schema("shop")["$defs"]["FlowShape"]["properties"].keys() == FlowShape.model_fields.keys()
    assert schema("shop")["$defs"]["step"] == schema("journey")["$defs"]["step"]


def test_steps_of_one_s_own_are_in_the_schema_that_the_command_writes(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps/hover.py").write_text(
        '"""Hover over something.\n\n- hover: {role: button, name: Menu}\n"""\n\n'
        "from shopper import Locator, Session, StepArgs, step\n\n\n"
        "class Hover(Locator, StepArgs):\n    seconds: int = 1\n\n\n"
        "@step()\nasync def hover(session: Session, args: Hover) -> None: ...\n"
    )
    done = shopper("schema", "--write", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Wrote journeys/.schemas/journey.json" in done.stdout and "# yaml-language-server: $schema=" in done.stdout
    written = Draft202012Validator(json.loads((tmp_path / "journeys/.schemas/journey.json").read_text("utf-8")))
    journey = {"journey": "A", "persona": "linh", "steps": [{"hover": {"css": "#menu"}, "seconds": 3}]}
    assert written.is_valid(journey)
    assert not written.is_valid({**journey, "steps": [{"hover": {"css": "#menu"}, "second": 3}]})
    assert not VALIDATORS["journey"].is_valid(journey), "elsewhere nobody knows it"
