"""Look whether everything is fit for an audit: YAML, browsers, mailboxes and their clocks."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from shopper.errors import ShopperError
from shopper.model import Mailbox, Model


class Row(Model):
    """One thing that was looked at."""

    what: str
    ok: bool
    says: str
    remedy: str = ""
    exit_code: int = 0


def _failed(what: str, error: ShopperError) -> Row:
    says = f"{error.place}: {error.problem}" if error.place else error.problem
    return Row(what=what, ok=False, says=says, remedy=error.remedy, exit_code=error.exit_code)


async def examine(root: Path, only: Sequence[str] = ()) -> list[Row]:
    """A row for each thing looked at: journeys, browsers, mailboxes (`only` these)."""
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
    names = only or [name for name, box in loaded.mailboxes.items() if not box.practice]
    for name in names:
        rows.append(await _mailbox(name, loaded.mailboxes))
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
            return _failed(what, error)
        return Row(what=what, ok=True, says=f"not there ({error.problem}); needed only for journeys that name it")


async def _mailbox(name: str, mailboxes: Mapping[str, Mailbox]) -> Row:
    from shopper.clock import RealClock
    from shopper.errors import UsageError
    from shopper.inbox.harvest import Harvester
    from shopper.secrets import Secrets

    what = f"Mailbox {name}"
    if name not in mailboxes:
        return _failed(
            what, UsageError("not described", remedy=f"There are: {', '.join(mailboxes)} (journeys/mailboxes.yaml).")
        )
    if mailboxes[name].practice:
        return Row(what=what, ok=True, says="the practice shop's own: it is started together with the shop")
    try:
        async with Harvester(mailboxes[name], RealClock(), secrets=Secrets()) as harvester:
            probe = await harvester.probe()
    except ShopperError as error:
        return _failed(what, error)
    skew, around = probe.skew.total_seconds(), probe.error.total_seconds()
    if not probe.alive:
        return Row(what=what, ok=False, says="a probe mail did not appear", remedy="May the user write to it?", exit_code=4)
    return Row(what=what, ok=True, says=f"login works; its clock is {skew:+.1f} s off ours (± {around:.1f} s)")
