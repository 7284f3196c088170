"""The end of a run on the terminal: verdict, score, visits, what to fix first and where the report lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from textwrap import indent

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shopper import Audit, VisitResult
from shopper.reports._failures import failures
from shopper.reports._text import Words, clean, day, span
from shopper.reports._view import Problem, View, mark

_MOST_VISITS = 20
_MOST_PROBLEMS = 5
_MOST_FAILURES = 3
_SIGNS: Mapping[str, tuple[str, str]] = {
    "pass": ("✓", "green"), "fail": ("✗", "yellow"), "must": ("✗", "bold red"), "review": ("?", "magenta"),
    "unknown": ("?", "dim"), "pending": ("…", "cyan"), "none": ("–", "dim"),
}  # fmt: skip


def print_summary(audit: Audit, folder: Path, console: Console) -> None:
    """Print what the audit found. The shop's texts reach the terminal neither as markup nor as commands."""
    view, words = View(audit), Words()
    console.print()
    console.print(_said(audit.verdict, "bold"))
    console.print(_figures(view, words))
    for title, visits in groupby(audit.visits[:_MOST_VISITS], key=lambda visit: visit.title):
        console.print()
        console.print(_said(title))
        console.print(_visits(visits, view, words))
    _more(console, words, "n_more_visits", len(audit.visits) - _MOST_VISITS)
    _failures(console, audit, folder, words)
    if urgent := view.fix_first(_MOST_PROBLEMS):
        console.print()
        console.print(Text(words("fix_first"), "bold"))
        for number, problem in enumerate(urgent, 1):
            console.print(_problem(number, problem, view, words))
        _more(console, words, "n_more_to_fix", view.count("fail") - len(urgent))
    _known(console, view, words)
    if view.notes:
        console.print()
    for note in view.notes:
        console.print(_said(f"{words('note')}: {note}", "dim"))
    if view.all_awaited:
        sheet = clean(folder / "score_sheet.yaml")
        said = words("awaited_in", n=view.all_awaited, sheet=sheet, audit=clean(folder))
        console.print()
        console.print(Text(said, "bold"), soft_wrap=True)
    console.print()
    console.print(Text.assemble((f"{words('report')}: ", "dim"), clean(folder / "index.html")), soft_wrap=True)


def _said(text: str, style: str = "") -> Text:
    """A text from outside: no markup, no control characters, on one line."""
    return Text(" ".join(clean(text).split()), style)


def _sign(kind: str, word: str) -> Text:
    symbol, style = _SIGNS[kind]
    return Text(f"{symbol} {word}", style)


def _more(console: Console, words: Words, what: str, left: int) -> None:
    """How many of what are not shown here."""
    if left > 0:
        console.print(Text(words(what, n=left), "dim"))


def _failures(console: Console, audit: Audit, folder: Path, words: Words) -> None:
    """Where visits came to a halt, once for all that did so alike, with the lines of YAML."""
    found = failures(audit.visits, folder)
    if found:
        console.print()
        console.print(Text(words("halted"), "bold"))
    for text, visits in list(found.items())[:_MOST_FAILURES]:
        labels = dict.fromkeys(_label(visit, words) for visit in visits)
        console.print(Text(clean(" · ".join(labels)), "dim"), soft_wrap=True)
        console.print(Text(indent(text, "  ")), soft_wrap=True)
    _more(console, words, "n_more_halted", len(found) - _MOST_FAILURES)


def _label(visit: VisitResult, words: Words) -> str:
    return " ".join(filter(None, (visit.journey, visit.locale, words(f"device_{visit.device}"), visit.voice)))


def _known(console: Console, view: View, words: Words) -> None:
    """What is accepted stays in sight, a line each."""
    known = [problem for problem in view.problems if problem.known]
    if known:
        console.print()
        console.print(Text(words("n_accepted", n=len(known)), "bold"))
    for problem in known[:_MOST_PROBLEMS]:
        console.print(Padding(_said(problem.first.sentence), (0, 0, 0, 2), expand=False))
        if accepted := problem.first.acceptance:
            reason = _said(words("accepted", until=day(accepted.until), reason=accepted.reason), "dim")
            console.print(Padding(reason, (0, 0, 0, 4), expand=False))
    _more(console, words, "n_more_accepted", len(known) - _MOST_PROBLEMS)


def _figures(view: View, words: Words) -> Text:
    score, target = view.audit.score, view.audit.target
    parts = [words(view.verdict, n=view.critical)]
    parts.append(words("too_little") if score.raw is None else f"{words('score')} {score.raw:.1f}")
    if target is not None:
        parts.append(words("target", target=f"{target:g}"))
    parts.append(f"{words('coverage')} {score.coverage:.0%}")
    parts += [words("n_to_fix", n=view.count("fail")), words("n_to_review", n=view.count("review"))]
    counts = {"n_valid": view.valid, "n_pending": view.pending, "n_excluded": len(view.excluded)}
    parts += [words(key, n=n) for key, n in counts.items() if n]
    return Text(" · ".join(parts))


def _visits(visits: Iterable[VisitResult], view: View, words: Words) -> Table:
    """One journey's visits, in columns that stay in line from journey to journey."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    voiced = [("voice", 7)] if any(visit.voice for visit in view.audit.visits) else []
    for key, width in (("locale", 6), ("device", 7), *voiced, ("state", 22)):
        table.add_column(words(key), min_width=width, no_wrap=True)
    for key, width in (("score", 6), ("findings", 8), ("lasted", 13)):
        table.add_column(words(key), min_width=width, justify="right", no_wrap=True)
    for visit in visits:
        table.add_row(
            _said(visit.locale),
            words(f"device_{visit.device}"),
            *([_said(visit.voice)] if voiced else []),
            _sign(mark(visit.state), words(f"state_{visit.state}")),
            "–" if visit.score.raw is None else f"{visit.score.raw:.1f}",
            str(view.asks(visit)),
            span(visit.ended - visit.started),
        )
    return table


def _points(problem: Problem, words: Words) -> str:
    """What mending it brings, or what it costs; nothing where that rounds to nothing."""
    for key, points in (("gains", problem.gain), ("costs", problem.share)):
        if (said := f"{points:.1f}") != "0.0":
            return words(key, points=said)
    return ""


def _problem(number: int, problem: Problem, view: View, words: Words) -> Table:
    """What is wrong, how to mend it and whose it is, under a hanging number."""
    finding = problem.first
    said = _said(finding.sentence)
    if problem.mark == "must":
        said = Text.assemble(_sign("must", words("must_broken")), "  ", said)
    aside = (
        finding.owner or words("owner_unknown"),
        words("in_n_visits", n=problem.visits, all=len(view.audit.visits)),
        _points(problem, words),
        finding.check,
        finding.id,
        words("expired", until=day(finding.acceptance.until)) if finding.acceptance else "",
    )
    table = Table.grid(padding=(0, 1))
    table.add_row(Text(f"{number}", "dim"), said)
    if finding.fix:
        table.add_row("", _said(finding.fix))
    table.add_row("", _said(" · ".join(part for part in aside if part), "dim"))
    return table
