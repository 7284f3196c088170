"""The customer's clicks with what stood before her, what came of them, and whether she could go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shopper.model import Effect, Evidence, Link, PageView, StepRecord
from shopper.reading.pages import OPENS_A_PAGE, walked
from shopper.reading.text import normal

_ACTS = OPENS_A_PAGE | {"click", "press", "reload", "come_back", "say", "download", "wait", "wait_until", "await_mail"}


class Act(NamedTuple):
    """A click, or a key: the page before and after. `stopped`: what she looked for on that page was not there, and the visit
    ended. `opened`: the page before, as it was before she wrote anything."""

    step: StepRecord
    effect: Effect
    before: PageView
    after: PageView
    stopped: bool
    opened: PageView

    @property
    def said(self) -> list[str]:
        """What stands on the page now and did not before."""
        known = {normal(block.text) for block in self.before.in_sight.blocks} | set(self.before.alerts)
        now = (*(normal(block.text) for block in self.after.in_sight.blocks), *self.after.alerts)
        return [text for text in dict.fromkeys(now) if text not in known]


def acts(visit: Evidence) -> Iterator[Act]:
    """Every click of the visit that was made and of which it is known what it set off."""
    numbers = {step.id: number for number, step in enumerate(visit.steps)}
    before: PageView | None = None
    opened: PageView | None = None
    for step, page in walked(visit):
        if before and opened and step.effect and step.outcome == "passed" and step.verb in _ACTS and not step.cleanup:
            yield Act(step, step.effect, before, page, _is_stopped(visit.steps[numbers[step.id] + 1 :]), opened)
        before = page
        opened = page if step.verb in _ACTS or opened is None else opened


def _is_stopped(later: Sequence[StepRecord]) -> bool:
    """Whether the visit failed before anything else was done."""
    for step in later:
        if step.outcome == "failed":
            return not step.cleanup
        if step.verb in _ACTS and step.outcome != "skipped":
            return False
    return False


def link_clicked(page: PageView, effect: Effect) -> Link | None:
    """The link of a page that a click was on: by its own name, or by the words in quotes of what the journey calls it."""
    name = normal(effect.name)
    shown = [link for link in page.links if link.visible]
    if same := next((link for link in shown if normal(link.text) == name), None):
        return same
    quoted = re.search(r"“([^”]+)”", name)
    return next((link for link in shown if quoted and quoted[1].casefold() in normal(link.text).casefold()), None)
