"""The repository polices itself. A rule that fails says what to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("steps", "inbox_checks", "page_checks", "reports")
TOP_LEVEL = {*FOLDERS, "practice_shop", "journeys", "tests"}


def files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if not path.name.startswith("_")]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def imports(path: Path) -> Iterator[str]:
    """Absolute names of all modules that a file imports; relative imports as they stand (`.other`)."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def check_call(path: Path) -> ast.Call | None:
    """The call of `@check(…)` in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "check":
                    return decorator
    return None


CHECKS = files("inbox_checks", "page_checks")
each_check = pytest.mark.parametrize("path", CHECKS, ids=named)
each_step = pytest.mark.parametrize("path", files("steps"), ids=named)
each_part = pytest.mark.parametrize("path", files(*FOLDERS), ids=named)


def test_there_is_something_to_police() -> None:
    assert CHECKS, "There is no check in inbox_checks/ or page_checks/: these tests look in the wrong place."
    assert files("steps"), "There is no step in steps/: these tests look in the wrong place."


@each_check
def test_a_check_declares_everything(path: Path) -> None:
    call = check_call(path)
    assert call, f"{named(path)}: decorate its function with @check(title=…, failure=…, category=…, impact=…, serves=[…])."
    given = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    for key in ("title", "failure", "category", "impact", "serves"):
        assert given.get(key), f"{named(path)}: give @check a `{key}`."
    for row in given["serves"]:
        assert re.fullmatch(r"\d-\d\d", row), f"{named(path)}: `{row}` in `serves` is no requirement row; write it like 0-40."
    for key in ("title", "failure"):
        assert not given[key].endswith("."), f"{named(path)}: `{key}` is a heading; leave out its full stop."


@each_check
def test_a_checks_function_is_named_as_its_file(path: Path) -> None:
    functions = [node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    assert path.stem in functions, f"{named(path)}: call the function `{path.stem}`, as the file is called."


@each_check
def test_a_check_explains_itself(path: Path) -> None:
    summary, *sections = docstring(path).split("\n## ")
    first = " ".join(summary.split())
    assert first.endswith("."), (
        f"{named(path)}: begin the docstring with one sentence that a CX lead understands, with a full stop."
    )
    heads = [section.partition("\n")[0].strip() for section in sections]
    wanted = ["What it checks", "Why it matters", "How to fix", "Example"]
    assert heads == wanted, f"{named(path)}: the docstring needs the sections {', '.join(f'## {head}' for head in wanted)}."
    for section in sections:
        head, _, body = section.partition("\n")
        assert len(body.split()) >= 10, f"{named(path)}: say more under `## {head}`; a reader has to act on it."


@each_check
def test_a_check_lies_in_a_group_and_has_its_test(path: Path) -> None:
    assert path.parents[2] == ROOT, f"{named(path)}: put it into a group folder, such as {path.parent.name}/timing/."
    test = ROOT / "tests" / path.relative_to(ROOT).with_name(f"test_{path.name}")
    assert test.is_file(), f"{named(path)}: write {named(test)} with evidence that passes, fails and cannot be told."


@each_step
def test_a_step_explains_itself_with_an_example(path: Path) -> None:
    text = docstring(path)
    first = text.split("\n\n")[0]
    assert re.search(r"[.?!]$", first.strip()), f"{named(path)}: begin the docstring with a sentence, with a full stop."
    assert re.search(rf"^\s+- {path.stem}:", text, re.MULTILINE), (
        f"{named(path)}: show an example, indented: `- {path.stem}: …`."
    )


@each_part
def test_steps_checks_and_reports_import_only_the_public_face(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        assert not name.startswith("."), f"{named(path)}: `{name}` is relative; import from `shopper`."
        assert top not in TOP_LEVEL, f"{named(path)}: `{name}` is another part's file; the registry hands those out."
        public = name == "shopper" or name.startswith("shopper.reading.") or name.startswith("shopper.reports._")
        assert top != "shopper" or public, f"{named(path)}: import from `shopper` or `shopper.reading`, not from `{name}`."


@pytest.mark.parametrize("path", files("shopper/verdict", "shopper/reading"), ids=named)
def test_judging_never_reaches_for_browser_network_or_clock(path: Path) -> None:
    forbidden = {"playwright", "imapclient", "socket", "urllib.request", "http", "asyncio", "random", "time"}
    for name in imports(path):
        far = name.startswith(("shopper.visit", "shopper.inbox", "shopper.practice_shop")) and "inbox_checks" not in name
        assert not far and name not in forbidden and name.split(".")[0] not in forbidden, (
            f"{named(path)}: judging is offline and repeatable; take `{name}` out and let the visit record what is needed."
        )


@pytest.mark.parametrize("path", files("shopper", "practice_shop", *FOLDERS), ids=named)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    assert docstring(path), f"{named(path)}: begin with a docstring, one sentence on what the file is for."


@pytest.mark.parametrize("path", files("shopper", "practice_shop", *FOLDERS), ids=named)
def test_nothing_imports_the_top_level_folders(path: Path) -> None:
    for name in imports(path):
        assert name.split(".")[0] not in TOP_LEVEL, (
            f"{named(path)}: import `shopper.{name}`; `{name}` exists in this checkout only."
        )


def test_the_public_face_is_whole() -> None:
    import shopper

    for name in shopper.__all__:
        assert hasattr(shopper, name), f"shopper/__init__.py names `{name}`, which is not there any more."
