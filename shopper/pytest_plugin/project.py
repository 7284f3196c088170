"""The journeys below one folder, read as seldom as can be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopper.errors import ShopperError

if TYPE_CHECKING:
    from shopper.model import Mailbox, Plan


class Project:
    """`journeys`: the folder of that name. Files that were expected are read together; each alone if one has a mistake, so that
    every mistake is told at its own file."""

    def __init__(self, journeys: Path) -> None:
        self.root = journeys.parent
        self.mailboxes: dict[str, Mailbox] = {}
        self._journeys = journeys
        self._expected: list[Path] = []
        self._plans: dict[Path, Sequence[Plan]] = {}
        self._trouble: ShopperError | None = None
        self._ready = False

    def expect(self, path: Path) -> None:
        """This file will be asked for."""
        self._expected.append(path)

    def plans(self, path: Path) -> Sequence[Plan]:
        """The visits of a journey's file. Raises ShopperError; of what is wrong with the whole project, once at length."""
        self._prepare()
        if path not in self._plans:
            together = [expected for expected in self._expected if expected not in self._plans]
            try:
                self._read(together)
            except ShopperError:
                self._read([path])
        return self._plans[path]

    def _prepare(self) -> None:
        from shopper.history.baseline import read_baseline
        from shopper.registry import load_project

        if self._trouble:
            raise type(self._trouble)(f"not read: {self._trouble.problem.splitlines()[0]} (as said above)")
        if self._ready:
            return
        try:
            load_project(self.root)
            read_baseline(self.root)
        except ShopperError as error:
            self._trouble = error
            raise
        self._ready = True

    def _read(self, paths: Sequence[Path]) -> None:
        from shopper.journey.load import load

        loaded = load(paths, root=self._journeys)
        self.mailboxes.update(loaded.mailboxes)
        for path in paths:
            self._plans[path] = [plan for plan in loaded.plans if plan.journey == path.stem]
