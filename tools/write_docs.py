"""Write docs/steps.md and docs/checks.md from the code: `make docs`. A test fails when they have drifted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from shopper import registry
from shopper.journey.explain import explain_step

DOCS = Path(__file__).resolve().parent.parent / "docs"
ORIGIN = "<!-- Written by `make docs` from the code; change the docstrings instead. -->\n"


def steps_page() -> str:
    """One section a verb: what `shopper explain NAME` says."""
    parts = [f"# Steps\n\n{ORIGIN}\nOne file in `steps/` is one verb. On the command line: `shopper explain NAME`.\n"]
    for name in sorted(registry.steps()):
        parts.append(f"## `{name}`\n\n```text\n{explain_step(name).strip()}\n```\n")
    return "\n".join(parts)


def checks_page() -> str:
    """An overview, then each check with its reason and its remedy."""
    checks = registry.checks().values()
    rows = [f"| [`{c.id}`](#{c.id}) | {c.title} | {c.category} | {c.impact.value} | {', '.join(c.serves)} |" for c in checks]
    table = "| check | how a good shop looks | category | impact | demands |\n|-|-|-|-|-|\n" + "\n".join(rows)
    parts = [
        f"# Checks\n\n{ORIGIN}\nA check says *pass*, *fail*, *review* (a person should look), *pending* (not due yet) or "
        f"*can't tell*; where it has nothing to say it is silent.\n\n{table}\n"
    ]
    for check in checks:
        parts.append(
            f"## {check.id}\n\n{check.summary}\n\n**What it checks.** {_flow(check.what)}\n\n"
            f"**Why it matters.** {_flow(check.why)}\n\n**How to fix.** {_flow(check.fix)}\n"
        )
    return "\n".join(parts)


def _flow(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def pages() -> Mapping[Path, str]:
    return {DOCS / "steps.md": steps_page(), DOCS / "checks.md": checks_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(DOCS.parent))
