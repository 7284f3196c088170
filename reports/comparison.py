"""Two audits side by side on the terminal: what is new, mended, still there, and what nobody can say."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from shopper import Comparison
from shopper.reports._text import Words, clean

_PARTS = (("new", "✗", "yellow"), ("fixed", "✓", "green"), ("still", "✗", "dim"), ("unknown", "?", "dim"))


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print what changed. The shop's texts reach the terminal neither as markup nor as commands."""
    words = Words()
    console.print()
    console.print(Text(clean(words("against", before=comparison.before, after=comparison.after)), "bold"))
    console.print(_scores(comparison, words))
    for part, symbol, style in _PARTS:
        found = getattr(comparison, part)
        console.print()
        console.print(Text(words(f"compared_{part}", n=len(found)), "bold" if found else "dim"))
        for met in found:
            finding = met.finding
            known = words("known") if finding.status == "known" else ""
            aside = (str(met.where), finding.owner or words("owner_unknown"), finding.check, finding.id, known)
            _print(console, f"{symbol} {finding.sentence}", style)
            _print(console, met.reason, "", 4)
            _print(console, " · ".join(part for part in aside if part), "dim", 4)
    if comparison.not_compared:
        console.print()
        console.print(Text(words("not_compared", n=len(comparison.not_compared)), "bold"))
    for silent in comparison.not_compared:
        _print(console, f"? {silent.where}: {words('silent_in', audit=silent.audit, reason=silent.reason)}", "dim")


def _scores(comparison: Comparison, words: Words) -> Text:
    before, after = comparison.score_before.raw, comparison.score_after.raw
    said = " → ".join(words("no_score") if raw is None else f"{raw:.1f}" for raw in (before, after))
    change = f" ({after - before:+.1f})" if before is not None and after is not None else ""
    return Text(f"{words('score')} {said}{change}")


def _print(console: Console, text: str, style: str, indent: int = 2) -> None:
    """One foreign text on its own lines: no markup, no control characters."""
    if text:
        console.print(Padding(Text(" ".join(clean(text).split()), style), (0, 0, 0, indent), expand=False))
