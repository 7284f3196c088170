"""The one door through which built-in and foreign steps, checks and reports come in.

A file declares itself with `@step`, `@check` or `@report`; nobody imports it by name, the registry hands it out.
File name = id = word in YAML (`steps/await_mail.py` is `await_mail:`); check ids only swap `_` for `-`.
They come from three places: what is built in, published extensions (entry points), and the project's own folders.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Literal, TypeVar

from shopper.errors import UsageError
from shopper.model import Impact, Verdict

CATEGORIES: Mapping[str, tuple[str, float]] = {
    "resolution": ("Resolution and accuracy", 20),
    "speed": ("Speed", 15),
    "transparency": ("Transparency", 15),
    "ease": ("Ease, self-service and dead ends", 15),
    "consistency": ("Consistency of brand, language and facts", 15),
    "communication": ("Communication", 10),
    "personal": ("Personal treatment", 5),
    "process": ("Process compliance", 5),
}
"""The score card's default categories and weights."""

FOLDERS = {"step": ("steps",), "check": ("inbox_checks", "page_checks"), "report": ("reports",)}
EXTENSIONS = {kind: f"mystery_shopper.{kind}s" for kind in FOLDERS}
"""Kind → the group of entry points by which a published extension brings its own: each names a module or a package."""

StepKind = Literal["act", "wait", "structure"]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class StepType:
    """A verb. `act` steps play in a browser session, `wait` steps say what to wait for, `structure` steps are unfolded
    when the plan is made. `once`, `page` and `looks`: see `step`. `origin`: the distribution that brought it, if one did."""

    name: str
    args: Any
    run: Callable[..., Any]
    kind: StepKind
    repeatable: bool
    once: bool
    page: bool
    looks: bool
    doc: str
    file: str
    origin: str = ""


Pack = Literal["", "eu", "vn"]
"""A set of legal rules that a shop may name in its file (`compliance`)."""


@dataclass(frozen=True)
class Law:
    """The legal rule that a check stands for: its `pack`, where it is written, and from when until when it holds (both days
    included; None: without end)."""

    pack: Pack
    source: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class CheckType:
    """A rule over evidence with everything that is said about it. `folder` tells what it judges, `inbox_checks` or
    `page_checks`; `group` is the folder within (`timing`). `origin`: the distribution that brought it, if one did.
    `law`: the legal rule that it stands for; None for those that need none."""

    id: str
    title: str
    failure: str
    category: str
    impact: Impact
    serves: tuple[str, ...]
    run: Callable[..., Iterable[Verdict]]
    summary: str
    what: str
    why: str
    fix: str
    example: str
    folder: str
    group: str
    file: str
    origin: str = ""
    law: Law | None = None


@dataclass(frozen=True)
class ReportType:
    """A report format: writes one file from an audit and its folder. `on_request`, and a `file_name` of `-`: see `report`."""

    id: str
    file_name: str
    run: Callable[..., Any]
    prepare: Callable[[], object]
    doc: str
    file: str
    on_request: bool = False
    origin: str = ""

    @property
    def is_printed(self) -> bool:
        return self.file_name == "-"


_steps: dict[str, StepType] = {}
_checks: dict[str, CheckType] = {}
_reports: dict[str, ReportType] = {}
_loaded: set[str] = set()
_origin = ""  # the distribution whose extension is being loaded


def _claim(table: Mapping[str, Any], name: str, function: Callable[..., Any], file: str, what: str) -> None:
    """Refuse a second owner of a name; the same file loaded again is no clash."""
    if name not in table:
        return
    first = table[name]
    if Path(first.file).resolve() != Path(file).resolve():
        brought = [f"{place} (of {of})" if of else place for place, of in ((first.file, first.origin), (file, _origin))]
        remedy = "Rename one of them." if not (first.origin or _origin) else "Rename yours, or uninstall the extension."
        raise UsageError(f"two files define the {what} `{name}`: {brought[0]} and {brought[1]}", remedy=remedy)
    if first.run.__qualname__ != function.__qualname__:
        raise UsageError(f"this file declares two {what}s", place=file, remedy="Give each a file of its own, named as it is.")


def step(
    *, repeatable: bool = False, once: bool = False, page: bool = True, looks: bool = False, kind: StepKind = "act"
) -> Callable[[F], F]:
    """Declare a verb. `repeatable`: doing it twice does no harm, so it may be tried again after a crash. `once`: it cannot be
    undone, so every such step is as if its YAML said `once: true`. `page`: false if it neither needs nor changes the page.
    `looks`: it changes nothing on the page.

    The function takes `(session, args)`; `args` is a `StepArgs` class of the same file. The file's docstring is its help.
    """

    def register(function: F) -> F:
        module = sys.modules[function.__module__]
        file = module.__file__ or ""
        name = Path(file).stem
        _claim(_steps, name, function, file, "step")
        parameters = list(inspect.signature(function).parameters.values())
        args = inspect.get_annotations(function, eval_str=True)[parameters[-1].name]
        doc = inspect.cleandoc(module.__doc__ or "")
        _steps[name] = StepType(name, args, function, kind, repeatable, once, page, looks, doc, file, _origin)
        return function

    return register


def check(
    *,
    title: str,
    failure: str,
    category: str,
    impact: str,
    serves: Iterable[str],
    group: str = "",
    pack: Pack = "",
    source: str = "",
    since: str = "",
    until: str = "",
) -> Callable[[F], F]:
    """Declare a check: how a good shop looks (`title`), what is wrong otherwise (`failure`), what it costs, whom it serves.
    `group`: the folder in which it would lie (`inbox_checks/timing`), for a file that lies elsewhere, in a published extension.
    `pack`: the check is a legal rule, written in `source` and in force from the day `since` to the day `until` (ISO 8601;
    left out: until further notice); it says nothing about shops that do not name the pack, nor before and after.

    The file's docstring: a first sentence, then `## What it checks`, `## Why it matters`, `## How to fix`, `## Example`.
    """

    def register(function: F) -> F:
        module = sys.modules[function.__module__]
        file = module.__file__ or ""
        id = Path(file).stem.replace("_", "-")
        _claim(_checks, id, function, file, "check")
        folder, within = _folder_and_group(file, group)
        doc = inspect.cleandoc(module.__doc__ or "")
        summary, *rest = doc.split("\n## ")
        sections = {head.strip().lower(): body.strip() for head, _, body in (part.partition("\n") for part in rest)}
        if category not in CATEGORIES:
            raise UsageError(f"{file}: category `{category}` is unknown", remedy=f"One of: {', '.join(CATEGORIES)}.")
        _checks[id] = CheckType(
            id=id,
            title=title,
            failure=failure,
            category=category,
            impact=Impact(impact),
            serves=tuple(serves),
            run=function,
            summary=" ".join(summary.split()),
            what=sections.get("what it checks", ""),
            why=sections.get("why it matters", ""),
            fix=sections.get("how to fix", ""),
            example=sections.get("example", ""),
            folder=folder,
            group=within,
            file=file,
            origin=_origin,
            law=_law(file, pack, source, since, until),
        )
        return function

    return register


def _law(file: str, pack: Pack, source: str, since: str, until: str) -> Law | None:
    if not pack:
        return None
    try:
        law = Law(pack, source, date.fromisoformat(since), date.fromisoformat(until) if until else None)
    except ValueError:
        law = None
    if law is None or not source:
        remedy = 'Say where it is written and since when: source="Directive 2011/83/EU, Art. 8(2)", since="2014-06-13".'
        raise UsageError("a legal rule needs its source and its first day", place=file, remedy=remedy)
    return law


def _folder_and_group(file: str, said: str) -> tuple[str, str]:
    """Where a check belongs: as its decorator says, or by the folder that it lies in."""
    folder, _, group = said.partition("/")
    if not said:
        folder = next((part for part in reversed(Path(file).parts) if part in FOLDERS["check"]), "")
        group = Path(file).parent.name
    if folder in FOLDERS["check"] and group:
        return folder, group
    problem = f"`{said}` is not a group of checks" if said else "this check lies in no folder that says what it judges"
    raise UsageError(problem, place=file, remedy='Say it: @check(…, group="inbox_checks/timing"), or page_checks/….')


def report(*, file: str, prepare: Callable[[], object] = lambda: None, on_request: bool = False) -> Callable[[F], F]:
    """Declare a report format; `file` is the name it writes in the audit's folder, or `-`: its text is printed. The function
    takes `(audit, folder)`.

    `prepare`: work that needs no audit (compiling templates); it is done while the visits are still being played.
    `on_request`: written only when it is asked for (`--format`), and from then on with the others.
    """

    def register(function: F) -> F:
        module = sys.modules[function.__module__]
        source = module.__file__ or ""
        name = Path(source).stem
        _claim(_reports, name, function, source, "report")
        doc = inspect.cleandoc(module.__doc__ or "")
        _reports[name] = ReportType(name, file, function, prepare, doc, source, on_request, _origin)
        return function

    return register


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if not path.name.startswith(("_", "test_", "conftest")))


def _load(kind: str) -> None:
    """Import what is built in of this kind, then what extensions bring, once."""
    root = Path(__file__).parent
    for name in FOLDERS[kind]:
        if (key := f"shopper.{name}") in _loaded:
            continue
        for path in _files(root / name):
            importlib.import_module(".".join(("shopper", *path.relative_to(root).with_suffix("").parts)))
        _loaded.add(key)
    if (group := EXTENSIONS[kind]) not in _loaded:
        for extension in sorted(entry_points(group=group), key=lambda one: (one.name, one.value)):
            _load_extension(extension)
        _loaded.add(group)


def _load_extension(extension: EntryPoint) -> None:
    """Import the module, or every module of the package, that an entry point names."""
    global _origin
    _origin = f"{extension.dist.name} {extension.dist.version}" if extension.dist else extension.name
    name = extension.module
    try:
        module = importlib.import_module(name)
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}.", onerror=_raise):
            name = found.name
            if not name.rpartition(".")[2].startswith(("_", "test_", "conftest")):
                importlib.import_module(name)
    except UsageError:
        raise
    except (Exception, SystemExit) as error:  # whatever a stranger's package does wrong
        dist = _origin.partition(" ")[0]
        problem = f"{name} of the extension {_origin} cannot be loaded: {type(error).__name__}: {error}"
        remedy = f"Bring it up to date (pip install -U {dist}), or take it away (pip uninstall {dist})."
        raise UsageError(problem, remedy=remedy) from None
    finally:
        _origin = ""


def _raise(name: str) -> None:
    raise  # called by walk_packages while it handles the error of a package that it cannot import


def load_project(root: Path) -> None:
    """Load a user's own `steps/`, `inbox_checks/`, `page_checks/` and `reports/` by path, through the same door."""
    ours = Path(__file__).parent
    for kind, names in FOLDERS.items():
        for name in names:
            folder = (root / name).resolve()
            if not folder.is_dir() or folder == (ours / name).resolve() or str(folder) in _loaded:
                continue
            _load(kind)
            for path in _files(folder):
                _load_file(path, "_".join(("shopper_project", name, *path.relative_to(folder).with_suffix("").parts)))
            _loaded.add(str(folder))


def _load_file(path: Path, module_name: str) -> None:
    spec = importlib.util.spec_from_file_location(module_name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except UsageError:
        raise
    except (Exception, SystemExit) as error:  # whatever a user's file does wrong
        line = error.lineno if isinstance(error, SyntaxError) else _line_in(path, error)
        problem = f"this file cannot be loaded: {type(error).__name__}: {error.args[0] if error.args else error}"
        raise UsageError(problem, place=f"{path}:{line}", remedy="Mend it, or take it away.") from None


def _line_in(path: Path, error: BaseException) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return (lines[-1] if lines else None) or 1


def steps() -> Mapping[str, StepType]:
    """All verbs by name."""
    _load("step")
    return _steps


def checks() -> Mapping[str, CheckType]:
    """All checks by id."""
    _load("check")
    return dict(sorted(_checks.items()))


def reports() -> Mapping[str, ReportType]:
    """All report formats by id."""
    _load("report")
    return _reports
