"""A first audit of any shop, without a line of YAML: look, plan, explore, judge, report."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from shopper.audit import AuditRun, new_folder
from shopper.errors import Interrupted
from shopper.model import Audit, Evidence
from shopper.progress import Progress
from shopper.registry import load_project
from shopper.visit.browser import Browsers
from shopper.workshop.first_look import FirstLook, address_of, first_look, plan_of
from shopper.workshop.scaffold import languages_of


@dataclass(frozen=True)
class Explored:
    """What came of it."""

    look: FirstLook
    visits: tuple[Evidence, ...]
    audit: Audit
    folder: Path


async def explore(
    typed: str,
    *,
    root: Path,
    out: Path,
    browsers: Browsers,
    languages: Sequence[str] = (),
    pages: int = 60,
    defects: Collection[str] = (),
    probe_pages: bool = True,
) -> Explored:
    """Explore the shop at an address in each of these languages (left out: two that it offers), one after the other, and write
    the audit. `root`: the project whose checks, score card and baseline count. `defects`: of the practice shop.

    Raises UsageError for an address or a language that is none, Unreachable for a shop that is not there, Interrupted after
    Ctrl-C.
    """
    url, spoken = address_of(typed), languages_of(languages)
    load_project(root)
    browsers.start("chromium")
    look = await first_look(url, browsers, spoken, defects)
    plans = [plan_of(look.shop, language.split("-")[0], pages) for language in look.shop.languages]
    folder = new_folder(out)
    with Progress(Console(stderr=True), len(plans)) as progress:
        run = AuditRun(folder, {}, browsers=browsers, defects=defects, root=root, tell=progress.tell, probe_pages=probe_pages)
        visits: list[Evidence] = []
        try:
            await run.open(plans)
            for plan in plans:
                visits.append(await run.play(plan))
                progress.ended(visits[-1])
            return Explored(look, tuple(visits), await run.finish(root), folder)
        except asyncio.CancelledError:
            raise Interrupted(
                "interrupted", remedy=f"What was recorded is kept; go on with: shopper run --resume {folder}"
            ) from None
        finally:
            await run.close()
            with contextlib.suppress(OSError):
                folder.rmdir()  # succeeds only if nothing was recorded: no empty audit is left behind
