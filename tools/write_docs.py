"""Write docs/steps.md, docs/keys.md and docs/checks.md from the code: `make docs`. A test fails when they have drifted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from shopper import registry
from shopper.journey.docstrings import examples, prose
from shopper.journey.explain import every_step, how_written, law_in_words, step_data
from shopper.journey.keys import FILES, Key, default_in_words, keys_of

DOCS = Path(__file__).resolve().parent.parent / "docs"
ORIGIN = "<!-- Written by `make docs` from the code; change the docstrings instead. -->\n"


def steps_page() -> str:
    """One section a verb: what it does, examples, its arguments, and what may stand beside it."""
    names = sorted(registry.steps())
    everywhere = _table(("key", "meaning"), ((f"`{key}`", about) for key, about in every_step().items()))
    parts = [
        f"# Steps\n\n{ORIGIN}\nOne file in `steps/` is one verb. On the command line: `shopper explain NAME`; "
        "in an editor, while you type: `shopper schema --write`.\n\n"
        f"{' · '.join(f'[`{name}`](#{name})' for name in names)}\n\n## Beside every step\n\n{everywhere}\n\n"
        "A step may have its arguments under the verb or beside it: `await_mail: delivered` with `within: 7d` beside it is "
        "`await_mail: {mail: delivered, within: 7d}`. [Locators](keys.md#locator) find things on the page.\n"
    ]
    for name in names:
        kind = registry.steps()[name]
        rows = (
            (f"`{a['name']}`", a["type"], "required" if a["required"] else _code(default_in_words(a["default"])), a["about"])
            for a in step_data(kind)["arguments"]
        )
        table = _table(("argument", "type", "default", "meaning"), rows)
        shown = "\n".join(examples(kind))
        parts.append(f"## `{name}`\n\n{prose(kind)}\n\n```yaml\n{shown}\n```\n\n{table}\n\n{how_written(kind)}\n")
    return "\n".join(parts)


def keys_page() -> str:
    """Every key of every file: type, default, meaning; then an example that has them all."""
    parts = [
        f"# Keys\n\n{ORIGIN}\nEvery key of every file. `NAME` is a name of your own. One value may stand where a list is "
        "asked for. On the command line: `shopper explain keys`, or `shopper explain shop`. In an editor: `shopper schema "
        "--write` writes JSON Schemas for the YAML language server, and says how your editor finds them.\n"
    ]
    for kind, (_, _, about) in FILES.items():
        table = _table(("key", "type", "default", "meaning"), (_row(key) for key in keys_of(kind)))
        parts.append(f"## {kind}\n\n{about}\n\n{table}\n")
        example = DOCS / "examples" / f"{kind}.yaml"
        if example.exists():
            parts.append(f"```yaml\n{example.read_text('utf-8').strip()}\n```\n")
    return "\n".join(parts)


def _row(key: Key) -> tuple[str, str, str, str]:
    return f"`{key.path}`", key.type, "required" if key.required else _code(key.default), key.about


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["-"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def checks_page() -> str:
    """An overview, group by group, then each check with its reason, its remedy and an example."""
    groups: dict[str, list[registry.CheckType]] = {}
    for _, check in sorted(registry.checks().items()):
        groups.setdefault(f"{check.folder}/{check.group}", []).append(check)
    parts = [
        f"# Checks\n\n{ORIGIN}\nA check says *pass*, *fail*, *review* (a person should look), *pending* (not due yet) or "
        "*can't tell*; where it has nothing to say it is silent. On the command line: `shopper explain NAME`.\n"
    ]
    for group, checks in sorted(groups.items()):
        rows = [(f"[`{c.id}`](#{c.id})", c.title, c.category, c.impact.value, ", ".join(c.serves)) for c in checks]
        table = _table(("check", "how a good shop looks", "category", "impact", "demands"), rows)
        parts.append(f"**`{group}/`**\n\n{table}\n")
    for _, checks in sorted(groups.items()):
        for check in checks:
            parts.append(
                f"## {check.id}\n\n{check.summary}\n\n**What it checks.** {_flow(check.what)}\n\n"
                f"**Why it matters.** {_flow(check.why)}\n\n**How to fix.** {_flow(check.fix)}\n\n"
                f"**Example.** {_flow(check.example)}\n" + (f"\n**The rule.** {law_in_words(check.law)}\n" if check.law else "")
            )
    return "\n".join(parts)


def _flow(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def pages() -> Mapping[Path, str]:
    return {DOCS / "steps.md": steps_page(), DOCS / "keys.md": keys_page(), DOCS / "checks.md": checks_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(DOCS.parent))
