"""Plays what was recorded, to see whether it plays. Nothing real is ever bought a second time."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shopper.audit import AuditRun
from shopper.errors import UsageError
from shopper.journey.load import load
from shopper.journey.plans import digest
from shopper.model import Evidence, Plan, VisitState
from shopper.reports._failures import failure_view
from shopper.secrets import Secrets
from shopper.visit.browser import Browsers


@dataclass(frozen=True)
class Verified:
    """`problem`: why it did not play, with the step's place and lines; empty if it did. `left_out`: steps from the first
    irreversible one on, which were not played."""

    played: int
    left_out: int = 0
    problem: str = ""


class _TypedOnly(Secrets):
    """Gives steps what was typed while recording, and nothing else: a page had a hand in what they say."""

    def __init__(self, root: Path, typed: Mapping[str, str]) -> None:
        super().__init__(root)
        self._project, self._typed = Secrets(root), typed
        for name, text in typed.items():
            self.learn(text, name)
            self._project.learn(text, name)

    def get(self, name: str, place: str = "") -> str:
        if name not in self._typed:
            raise UsageError(
                f"the secret `{name}` was not typed in this recording, so it is not given away here",
                place=place or None,
                remedy="Read the journey. If the secret belongs there, play it with `shopper run`.",
            )
        return super().get(name, place)

    def look_up(self, text: str, place: str = "") -> str:
        """For the project's own files, such as a mailbox or a staging shop: no page has written them."""
        found = self._project.look_up(text, place)
        for value in self._project.known():
            self.learn(value)
        return found


async def verify(
    file: Path, root: Path, secrets: Mapping[str, str], *, browsers: Browsers | None = None, really: bool = False
) -> Verified:
    """Play a journey's file at its shop. `secrets`: name → text, as they were typed: they are found nowhere else yet.

    Where the shop is a real one, playing stops before the first step that cannot be undone, unless `really`. Raises
    MistakesFound if the file has mistakes, ShopperError for what stands in the way of playing at all.
    """
    loaded = load([file], root=root)
    plan, left_out = _harmless(loaded.plans[0], really)
    if not plan.steps:
        return Verified(0, left_out)
    keeper = _TypedOnly(root, secrets)
    with tempfile.TemporaryDirectory(prefix="shopper-") as folder:
        run = AuditRun(Path(folder) / "audit", loaded.mailboxes, secrets=keeper, browsers=browsers, root=root)
        await run.open([plan])
        try:
            seen = await run.play(plan)
        finally:
            await run.close()
    return Verified(len(seen.steps), left_out, _problem(seen))


def _harmless(plan: Plan, really: bool) -> tuple[Plan, int]:
    """The plan up to its first irreversible step, and how many steps that leaves out."""
    first = next((index for index, step in enumerate(plan.steps) if step.once), len(plan.steps))
    if plan.shop.practice or really or first == len(plan.steps):
        return plan, 0
    shorter = plan.model_copy(update={"steps": plan.steps[:first]})
    return shorter.model_copy(update={"digest": digest(shorter)}), len(plan.steps) - first


def _problem(seen: Evidence) -> str:
    if seen.state is VisitState.FINISHED:
        return ""
    lines = (failure_view(seen) or seen.reason).splitlines()
    return "\n".join(line for line in lines if not line.startswith("  picture: "))  # which went with its folder
