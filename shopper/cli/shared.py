"""What all commands share: the app itself, how errors are said, how audits are named.

Heavy imports stand inside the commands: `shopper --help` answers at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from shopper.cli import completion

if TYPE_CHECKING:
    from rich.console import Console

    from shopper.model import Audit

app = typer.Typer(
    name="shopper",
    help="Plays a customer at an online shop, keeps the evidence, and turns it into an audit.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
)
Out = Annotated[Path, typer.Option("--out", help="Folder for audits.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AuditArgument = Annotated[Path, typer.Argument(help="An audit's folder.", metavar="AUDIT", autocompletion=completion.audits)]
AUDITS = Path("audits")
LATEST = AUDITS / "latest"


def project_root(*, practice: bool = False) -> Path:
    """The nearest folder upwards that has `journeys/`; else, where `practice` will do, the project that comes along.

    Raises UsageError if there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "journeys").is_dir() and folder.name != "shopper":
            return folder
    if practice:
        return Path(__file__).resolve().parents[1]
    from shopper.errors import UsageError

    raise UsageError("there is no folder journeys/ here or above", place=str(here), remedy="Go to your project's folder.")


def existing(folder: Path) -> Path:
    """An audit's folder, named by its path or by its name under audits/."""
    from shopper.errors import UsageError

    for path in (folder, AUDITS / folder):
        if path.is_dir():
            return path
    remedy = "Play one first: shopper run" if folder == LATEST else "Name an audit's folder, such as audits/latest."
    raise UsageError("there is no such audit", place=str(folder), remedy=remedy)


def read_audit(folder: Path) -> Audit:
    """The audit that lies in a folder."""
    from shopper.errors import UsageError
    from shopper.model import Audit

    path = folder / "audit.json"
    if not path.is_file():
        raise UsageError("this folder has no audit.json", place=str(folder), remedy="Judge it first: shopper judge")
    try:
        return Audit.model_validate_json(path.read_bytes())
    except ValueError:
        raise UsageError("this is no audit", place=str(path), remedy="Judge the evidence again: shopper judge") from None


def end(audit: Audit, folder: Path, code: Any, formats: Sequence[str] = (), defects: Sequence[str] = ()) -> NoReturn:
    """Say what an audit came to, in these formats too, and end with the exit code that `code` gives it. `defects` were on."""
    from shopper.reports.console import print_summary

    print_summary(audit, folder, console())
    say_unseen(defects, audit)
    if formats:
        say_in(audit, folder, formats)
    raise typer.Exit(code(audit))


def say_unseen(defects: Sequence[str], audit: Audit) -> None:
    """Say of which defects that were switched on nobody could have heard."""
    if defects:
        from shopper.journey.explain import unseen

        for sentence in unseen(defects, audit):
            typer.echo(f"Note: {sentence}", err=True)


def known_formats(names: Sequence[str], root: Path) -> Sequence[str]:
    """The report formats of these names, built in or the project's own. Raises UsageError for one that is not there."""
    if names:
        from shopper import registry
        from shopper.errors import UsageError

        registry.load_project(root)
        for name in names:
            if name not in registry.reports():
                raise UsageError(f"there is no report format `{name}`", remedy=f"One of: {', '.join(registry.reports())}.")
    return names


def say_in(audit: Audit, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the audit in these formats; print those that belong on the standard output. Returns the files."""
    from shopper import registry
    from shopper.audit import write_reports

    kinds = [registry.reports()[name] for name in formats]
    for kind in kinds:
        if kind.is_printed:
            typer.echo(kind.run(audit, folder), nl=False)
    written = [kind.id for kind in kinds if not kind.is_printed]
    return write_reports(audit, folder, written) if written else []


def console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=140)


def n(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


@contextlib.contextmanager
def errors(as_json: bool = False, *, format: str = "text") -> Iterator[None]:
    """Say what went wrong, where, and what to do; never a traceback for what a person can mend. `format`: what a machine reads
    of it on the standard output, one of `formats.FORMATS`."""
    from shopper.errors import JourneyError, ShopperError

    form = "json" if as_json else format
    try:
        yield
    except ShopperError as error:
        mistakes = isinstance(error, JourneyError)
        if mistakes or form not in ("text", "json"):
            from shopper.cli.formats import rendered

            typer.echo(rendered(error, form), nl=False)
        if not (mistakes and form == "json"):
            typer.echo(str(error) if mistakes else f"Error: {error}", err=True)
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:  # whoever read has had enough, as `head` does
        raise typer.Exit(0) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(f"Error: {place}{error.strerror or error}\n  Check that it is there, and its rights.", err=True)
        raise typer.Exit(2) from None
