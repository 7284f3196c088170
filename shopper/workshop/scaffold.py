"""Scaffolds: files of a project that run at once, with their tests. Nothing is ever overwritten."""

from __future__ import annotations

import ipaddress
import json
import keyword
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter, ValidationError

import shopper
from shopper import registry
from shopper.errors import UsageError
from shopper.hosts import read_host
from shopper.journey.json_schema import editor_settings
from shopper.journey.load import NOT_JOURNEYS, load_profiles
from shopper.journey.mistakes import did_you_mean, one_of, say
from shopper.journey.names import likely_name
from shopper.journey.plans import LOCALES
from shopper.journey.profiles import ShopBook
from shopper.journey.schema import SpokenLanguage, WebAddress
from shopper.journey.script import BLOCK, MODIFIERS
from shopper.model import Persona
from shopper.registry import CheckType, StepType
from shopper.workshop.names import checked_name

TEMPLATES = Path(__file__).parent / "templates"
BUILT_IN = Path(shopper.__file__).parent
COMES_ALONG = BUILT_IN / "journeys"
"""The practice audit's own journeys; a new project begins with their personas, mailboxes and score card."""
CI = {
    "github": ("github.yml", ".github/workflows/mystery_shopper.yml"),
    "gitlab": ("gitlab.yml", ".gitlab-ci.yml"),
    "jenkins": ("Jenkinsfile", "Jenkinsfile"),
}
REJECT = {"vi": "Từ chối", "en": "Reject", "de": "Ablehnen"}
CONFIRMATION = {"vi": "Xác nhận đơn hàng", "en": "Order confirmation", "de": "Bestellbestätigung"}

Files = Mapping[str, str]
"""Path from the project's folder on → content."""


def project(url: str, languages: Sequence[str], *, shop_name: str = "", ci: Sequence[str] = ()) -> Files:
    """A whole project with a first shop and a first journey. `ci`: keys of `recipes`.

    Raises UsageError for an address, a language or a name that is none.
    """
    name = checked_name("shop", shop_name or name_of(url))
    files = {
        **_shop(name, url, languages),
        "journeys/first_look.yaml": _fill(
            "journey.yaml.txt",
            title=f"Look around at {_title(name)}",
            locales=_locales(languages),
            persona=_persona(load_profiles(COMES_ALONG).personas, languages),
            shop=name,
            home=True,
            flows={},
            mails=(),
        ),
        **{
            f"journeys/{file}": (COMES_ALONG / file).read_text("utf-8")
            for file in ("mailboxes.yaml", "personas.yaml", "scorecard.yaml")
        },
        "tests/test_journeys.py": _fill("project/test_journeys.py.txt"),
        "conftest.py": _fill("project/conftest.py.txt"),
        "pyproject.toml": _fill("project/pyproject.toml.txt"),
        ".gitignore": _fill("project/gitignore.txt"),
        ".vscode/settings.json": json.dumps(editor_settings(), indent=2) + "\n",
        ".vscode/extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
        ".env.example": _fill("project/env.example.txt"),
        "README.md": _fill("project/README.md.txt", title=_title(name), url=url),
    }
    for word in ci:
        known = recipes()
        if word not in known:
            remedy = say(did_you_mean(word, known).capitalize(), f"One of: {one_of(known) or 'none'}.")
            raise UsageError(f"there is no recipe for `{word}`", remedy=remedy)
        recipe, place = known[word]
        files[place] = recipe.read_text("utf-8")
    if ci:
        files["requirements.txt"] = _fill("project/requirements.txt", version=version("mystery-shopper"))
    return files


def shop(name: str, url: str, languages: Sequence[str]) -> Files:
    """A shop's file. Raises UsageError for an address, a language or a name that is none."""
    return _shop(checked_name("shop", name), url, languages)


def journey(root: Path, name: str, *, shop_name: str = "", persona: str = "") -> Files:
    """A journey at a shop of the project, which may stand in folders (`ordering/buy_tea`). What the shop's file offers stands
    in its comments. Left out: the only shop; the first persona of the shop's country.

    Raises UsageError for a name that is taken or none, and where it must be said which shop is meant.
    """
    *folders, stem = (checked_name("journey", part) for part in name.removesuffix(".yaml").split("/"))
    path = "/".join(("journeys", *folders, f"{stem}.yaml"))
    if folders[:1] == ["shops"] or (not folders and stem in NOT_JOURNEYS):
        raise UsageError(f"{path} is no place for a journey", remedy="Choose another name.")
    for other in sorted((root / "journeys").rglob(f"{stem}.y*ml")):
        if (root / path) != other and other.parent.name != "shops":
            here = other.relative_to(root).as_posix()
            raise UsageError(f"two files would be the journey `{stem}`: {here} and {path}", remedy="Choose another name.")
    loaded = load_profiles(root)
    book = _meant(loaded.shops, shop_name)
    if persona and persona not in loaded.personas:
        known = f"Personas: {one_of(loaded.personas) or 'none'}."
        raise UsageError(
            f"there is no persona `{persona}`", remedy=say(did_you_mean(persona, loaded.personas).capitalize(), known)
        )
    languages = book.profile.languages
    text = _fill(
        "journey.yaml.txt",
        title=_title(stem),
        locales=_locales(languages),
        persona=persona or _persona(loaded.personas, languages),
        shop=book.profile.id,
        home="open_home" in book.flows and not book.flows["open_home"].inputs,
        flows={flow.name: {input: wanted.type for input, wanted in flow.inputs.items()} for flow in book.flows.values()},
        mails=tuple(book.profile.mails),
    )
    return {path: text}


def step(root: Path, name: str) -> Files:
    """A verb of the project's own, with its test. Raises UsageError for a name that is taken, naming both files."""
    name = _code_name("step", name)
    path = f"steps/{name}.py"
    registry.load_project(root)
    _refuse_taken(root, "step", name, registry.steps(), path)
    if name in (*MODIFIERS, *BLOCK):
        raise UsageError(f"`{name}` stands beside every step and cannot be one", remedy="Choose another name.")
    words = {"name": name, "class_name": "".join(map(str.capitalize, name.split("_")))}
    return {
        path: _fill("step.py.txt", **words),
        f"tests/steps/test_{name}.py": _fill("step_test.py.txt", **words),
        **_settings(root),
    }


def check(root: Path, name: str, *, group: str = "content", page: bool = False) -> Files:
    """A check of the project's own on mails, or with `page` on pages, with its test. `name`: its id or its file's name.

    Raises UsageError for a name that is taken, naming both files.
    """
    name, group = _code_name("check", name, dashes=True), checked_name("group", group)
    folder, kind = (f"page_checks/{group}", "page_check") if page else (f"inbox_checks/{group}", "inbox_check")
    id, path = name.replace("_", "-"), f"{folder}/{name}.py"
    registry.load_project(root)
    _refuse_taken(root, "check", id, registry.checks(), path)
    words = {"name": name, "id": id}
    test = _fill(f"{kind}_test.py.txt", **words)
    return {path: _fill(f"{kind}.py.txt", **words), f"tests/{folder}/test_{name}.py": test, **_settings(root)}


def groups(*, page: bool) -> list[str]:
    """The groups that checks on pages, or on mails, stand in so far; the project has to be loaded."""
    folder = "page_checks" if page else "inbox_checks"
    return sorted({check.group for check in registry.checks().values() if check.folder == folder})


def write(root: Path, files: Files) -> list[Path]:
    """Write the files below `root`, and return their paths. Raises UsageError if one of them is there already: then none is
    written."""
    paths = {root / path: text for path, text in files.items()}
    if taken := [str(path) for path in paths if path.exists() or path.is_symlink()]:
        raise UsageError(
            "this file is there already, and nothing is overwritten", place=", ".join(taken), remedy="Choose another name."
        )
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    return list(paths)


def recipes() -> Mapping[str, tuple[Path, str]]:
    """What `--ci` takes → the recipe's file, and where it belongs in a project."""
    return {word: (path, place) for word, (name, place) in CI.items() if (path := TEMPLATES / "ci" / name).is_file()}


def name_of(url: str) -> str:
    """A name for the shop at an address: `corner_shop` for https://www.corner-shop.example; `shop` where the host has none."""
    host = urlsplit(url).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        label = read_host(host).removeprefix("www.").split(".")[0]
        word = likely_name(label, before_digit="shop")
        return "shop" if word in ("", "localhost") else word
    return "shop"


def _shop(name: str, url: str, languages: Sequence[str]) -> Files:
    url = _checked(WebAddress, url)
    if not languages:
        raise UsageError(
            "nobody said which languages the shop speaks", remedy="Say it, the main one first: --language vi --language en"
        )
    spoken = languages_of(languages)
    text = _fill(
        "shop.yaml.txt",
        name=name,
        title=_title(name),
        url=url,
        host=urlsplit(url).hostname,
        languages=spoken,
        reject=_by_language(REJECT, spoken),
        confirmation=_by_language(CONFIRMATION, spoken),
    )
    return {f"journeys/shops/{name}.yaml": text}


def languages_of(typed: Iterable[str]) -> list[str]:
    """The languages that somebody typed, each once. Raises UsageError for a code that is none."""
    return list(dict.fromkeys(_checked(SpokenLanguage, code) for code in typed))


def _meant(shops: Mapping[str, ShopBook], name: str) -> ShopBook:
    if name and name not in shops:
        known = f"Shops: {one_of(shops) or 'none'}."
        raise UsageError(f"there is no shop `{name}`", remedy=say(did_you_mean(name, shops).capitalize(), known))
    if not name and len(shops) != 1:
        remedy = f"Say which: --shop {one_of(shops)}." if shops else "Describe one first: shopper new shop NAME --url URL"
        raise UsageError(f"this project has {len(shops) or 'no'} shops", remedy=remedy)
    return shops[name] if name else next(iter(shops.values()))


def _persona(personas: Mapping[str, Persona], languages: Iterable[str]) -> str:
    """Who lives where the shop's first language is spoken; else the first."""
    if not personas:
        raise UsageError("this project has no persona", remedy="Describe one in journeys/personas.yaml: who plays?")
    country = _locales(languages)[0].rpartition("-")[2]
    return next((id for id, persona in personas.items() if persona.country == country), next(iter(personas)))


def _refuse_taken(root: Path, what: str, name: str, known: Mapping[str, StepType] | Mapping[str, CheckType], path: str) -> None:
    """Raises UsageError where a step or a check has this name already."""
    if name in known:
        file = Path(known[name].file)
        problem = f"two files would define the {what} `{name}`: {file} and {path}"
        if (root / path).exists():
            problem = f"the {what} `{name}` is there already: {path}"
        elif file.is_relative_to(BUILT_IN):
            problem = f"`{name}` is a built-in {what}"
        raise UsageError(problem, remedy="Choose another name.")


def _settings(root: Path) -> Files:
    """What makes a project's own files known to its tests, where it has no conftest.py yet."""
    return {} if (root / "conftest.py").exists() else {"conftest.py": _fill("project/conftest.py.txt")}


def _locales(languages: Iterable[str]) -> list[str]:
    return [LOCALES.get(language, language) for language in languages]


def _by_language(texts: Mapping[str, str], languages: Iterable[str]) -> str:
    return "{" + ", ".join(f"{language}: {texts.get(language, '…')}" for language in languages) + "}"


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _code_name(what: str, text: str, *, dashes: bool = False) -> str:
    name = checked_name(what, text, dashes=dashes)
    if keyword.iskeyword(name):
        raise UsageError(f"`{name}` is a word of Python's and no name for a {what}", remedy=f"Such as `{name}_it`.")
    return name


def _checked(kind: Any, text: str) -> str:
    """A value as YAML would have it. Raises UsageError in the words that `shopper check` has for it."""
    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError as error:
        problem, _, remedy = error.errors()[0]["msg"].partition("; ")
        raise UsageError(problem, remedy=remedy[:1].upper() + remedy[1:]) from None


def _fill(template: str, **words: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML and Python, no HTML
    )
    environment.filters["scalar"] = scalar
    return environment.get_template(template).render(**words)


def scalar(text: str) -> str:
    """A text as YAML writes it after a key, with quotes where it needs them."""
    return str(yaml.safe_dump(text, allow_unicode=True, width=10**6)).splitlines()[0]
