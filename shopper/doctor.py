"""Look whether everything is fit for an audit: YAML, browsers, mailboxes and their clocks."""

from __future__ import annotations

import platform
from pathlib import Path

from shopper.errors import ShopperError, StepFailed, Unreachable
from shopper.model import Mailbox, Model


class Row(Model):
    """One thing that was looked at."""

    what: str
    ok: bool
    says: str
    remedy: str = ""
    exit_code: int = 0


def failed_row(what: str, error: ShopperError | StepFailed) -> Row:
    """What was looked at, and why it is not as it must be."""
    place = error.place if isinstance(error, ShopperError) else None
    exit_code = error.exit_code if isinstance(error, ShopperError) else Unreachable.exit_code
    says = f"{place}: {error.problem}" if place else error.problem
    return Row(what=what, ok=False, says=says, remedy=error.remedy, exit_code=exit_code)


async def examine(root: Path) -> list[Row]:
    """A row for each thing looked at: journeys, browsers, mailboxes."""
    from shopper.journey.load import load
    from shopper.registry import load_project

    rows = [Row(what="Python", ok=True, says=f"{platform.python_version()} on {platform.system()}")]
    rows.append(await _browser("chromium", needed=True))
    rows.append(await _browser("firefox", needed=False))
    try:
        load_project(root)
        loaded = load([], root=root)
    except ShopperError as error:
        return [*rows, Row(what="Journeys", ok=False, says=str(error), remedy="Mend the YAML.", exit_code=error.exit_code)]
    rows.append(Row(what="Journeys", ok=True, says=f"{len(loaded.plans)} visits can be played"))
    names = [name for name, box in loaded.mailboxes.items() if not box.practice]
    for name in names:
        rows.append(await _mailbox(name, loaded.mailboxes[name], root))
    if not names:
        rows.append(
            Row(what="Mailboxes", ok=True, says="only the practice shop's own; describe yours in journeys/mailboxes.yaml")
        )
    return rows


async def _browser(kind: str, *, needed: bool) -> Row:
    from shopper.visit.browser import Browsers

    what = kind.capitalize()
    try:
        async with Browsers() as browsers:
            browser = await browsers.get(kind)
            without = kind == "chromium" and not browsers.sandboxed
            sandbox = "; without its sandbox: this is root, or the system allows none" if without else ""
            return Row(what=what, ok=True, says=f"{browser.version}{sandbox}")
    except ShopperError as error:
        if needed:
            return failed_row(what, error)
        return Row(what=what, ok=True, says=f"not there ({error.problem}); needed only for journeys that name it")


async def _mailbox(name: str, mailbox: Mailbox, root: Path) -> Row:
    from shopper.clock import RealClock
    from shopper.inbox.harvest import Harvester
    from shopper.secrets import Secrets

    what = f"Mailbox {name}"
    try:
        async with Harvester(mailbox, RealClock(), secrets=Secrets(root)) as harvester:
            probe = await harvester.probe()
    except ShopperError as error:
        return failed_row(what, error)
    skew, around = probe.skew.total_seconds(), probe.error.total_seconds()
    if not probe.alive:
        return Row(what=what, ok=False, says="a probe mail did not appear", remedy="May the user write to it?", exit_code=4)
    says = f"login works; its clock is {skew:+.1f} s off ours (± {around:.1f} s)"
    return Row(what=what, ok=True, says=f"{says}. Is its address proven? shopper doctor --mailbox {name}")
