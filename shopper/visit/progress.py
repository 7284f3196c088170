"""What comes next: a pure function of plan and evidence. No clock, no browser, no mailbox.

`Progress` is what a journal says so far; `whats_next` answers with `PlayLeg`, `AwaitMail`, `WaitUntil` or `Done`. Whoever
re-enters a visit after a crash gets the same answer from the same journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shopper import registry
from shopper.journey.expressions import Values
from shopper.model import AwaitMail, Done, Fact, Look, Money, Next, Plan, PlanStep, PlayLeg, Reached, VisitState, WaitUntil

Event = Mapping[str, Any]


@dataclass
class Checkpoint:
    """Where a leg can be taken up again: before it no step is ever repeated. `login` names the file of its cookies, `fault`
    is as in `Progress`."""

    url: str = ""
    login: str = ""
    fault: str | None = None


@dataclass
class Looks:
    """How often a page was looked at in vain: when first and last, and whether the time for another look has come."""

    first: datetime
    last: datetime
    again: bool = False


@dataclass
class Progress:
    """The journal of one visit, folded. `fault`: the one that a step switched on; None: none has touched it yet."""

    started: datetime | None = None
    last: datetime | None = None
    outcomes: dict[str, str] = field(default_factory=dict)
    since_checkpoint: list[str] = field(default_factory=list)
    branches: dict[str, bool] = field(default_factory=dict)
    waits: dict[str, datetime] = field(default_factory=dict)
    looks: dict[str, Looks] = field(default_factory=dict)
    armed: set[str] = field(default_factory=set)
    letters: list[str] = field(default_factory=list)
    values: dict[str, Money | str] = field(default_factory=dict)
    expected: dict[tuple[str, str], tuple[datetime, timedelta]] = field(default_factory=dict)
    arrived: list[str] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)
    checkpoint: Checkpoint = field(default_factory=Checkpoint)
    last_act: datetime | None = None
    covered: datetime | None = None
    fault: str | None = None
    stopped: tuple[VisitState, str] | None = None
    ended: bool = False

    @classmethod
    def of(cls, events: Iterable[Event]) -> Progress:
        progress = cls()
        for event in events:
            progress.add(event)
        return progress

    def add(self, event: Event) -> None:
        """Take one event in."""
        at = datetime.fromisoformat(event["at"])
        self.last = at
        match event["kind"]:
            case "visit_started":
                self.started = at
            case "resumed":
                for step in self.since_checkpoint:  # a page is gone with its browser: play again what led to it
                    self.outcomes.pop(step, None)
                self.since_checkpoint.clear()
                self.fault = self.checkpoint.fault
            case "checkpoint":
                self.checkpoint = Checkpoint(event["url"], event["login"], self.fault)
                self.since_checkpoint.clear()
            case "fault":
                self.fault = event["name"]
            case "branch":
                self.branches[event["guard"]] = event["holds"]
            case "wait":
                self.waits[event["step"]] = datetime.fromisoformat(event["until"])
            case "looked_in_vain":
                known = self.looks.get(event["step"])
                self.looks[event["step"]] = Looks(known.first if known else at, at)
            case "woke":
                self.looks[event["step"]].again = True
            case "armed":
                self.armed.add(event["step"])
                self.last_act = at
            case "acted":
                self.last_act = at
            case "letter":
                self.letters.append(event["step"])
                self.last_act = at
            case "step":
                self.outcomes[event["id"]] = event["outcome"]
                self.since_checkpoint.append(event["id"])
            case "fact":
                self.values[event["name"]] = Fact.model_validate({key: event[key] for key in Fact.model_fields}).value
            case "expected":
                since, within = datetime.fromisoformat(event["since"]), timedelta(seconds=event["within"])
                self.expected[event["step"], event["mail"]] = (since, within)
            case "mail":
                self.arrived.append(event["mail_kind"])
            case "awaited":
                self.awaited.append(event["mail"])
            case "looked" | "blind":  # waited until here: the mailbox was seen, or it stayed out of reach
                self.covered = at
            case "stopped":
                self.stopped = (VisitState(event["state"]), event["reason"])
            case "visit_ended":
                self.ended = True

    def missing(self) -> list[tuple[str, datetime]]:
        """Expected kinds of mail that have not come, with the time each is due."""
        left = list(self.arrived)
        missing = []
        for (_, kind), (since, within) in self.expected.items():
            if kind in left:
                left.remove(kind)
            else:
                missing.append((kind, since + within))
        return missing

    def unawaited(self, kind: str) -> bool:
        """Whether a mail of this kind is there that no earlier step has waited for."""
        return self.arrived.count(kind) > self.awaited.count(kind)


def guards_hold(step: PlanStep, progress: Progress, values: Values) -> bool:
    """Whether the step is to be played. A block's condition is decided once, when its first step is reached."""
    for guard in step.guards:
        holds = progress.branches.get(guard.id)  # of the condition itself: its `else` has the same id, and negates it
        if holds is None:
            holds = values.holds(guard.expression, guard.scope)
        if holds is guard.negate:
            return False
    return True


def next_step(plan: Plan, progress: Progress) -> PlanStep | None:
    """The first step that has no outcome yet; only cleanup once the visit was stopped."""
    for step in plan.steps:
        if step.id not in progress.outcomes and (step.cleanup or progress.stopped is None):
            return step
    return None


def wait_of(step: PlanStep, plan: Plan, values: Values, at: datetime) -> AwaitMail | WaitUntil | Look:
    """What a wait that is reached at this time waits for."""
    verb = registry.steps()[step.verb]
    args = verb.args.model_validate(values.resolve(step.args, step.scope))
    wanted: AwaitMail | WaitUntil | Look = verb.run(Reached(at=at, shop=plan.shop), args)
    return wanted


def _look_again(step: PlanStep, wanted: Look, looks: Looks | None) -> Next:
    if looks is None or looks.again:
        return PlayLeg(step=step.id)
    return WaitUntil(at=min(looks.last + wanted.every, looks.first + wanted.within), step=step.id)


def whats_next(plan: Plan, progress: Progress, values: Values) -> Next:
    """What to do now. Waits that were already begun keep the wake time that was written before sleeping."""
    if step := next_step(plan, progress):
        verb = registry.steps()[step.verb]
        if verb.kind != "wait" or not guards_hold(step, progress, values):
            return PlayLeg(step=step.id)
        assert progress.last is not None
        wanted = wait_of(step, plan, values, progress.last)
        if isinstance(wanted, Look):
            return _look_again(step, wanted, progress.looks.get(step.id))
        until = progress.waits.get(step.id)
        if isinstance(wanted, AwaitMail):
            return wanted.model_copy(update={"step": step.id, "until": until or wanted.until})
        return wanted.model_copy(update={"step": step.id, "at": until or wanted.at})
    if progress.stopped is None or progress.stopped[0] is VisitState.BLOCKED:  # the others are not judged: why wait
        open = [(kind, due) for kind, due in progress.missing() if progress.covered is None or progress.covered < due]
        if open:
            return AwaitMail(kinds=tuple(kind for kind, _ in open), until=max(due for _, due in open))
    if progress.stopped:
        return Done(state=progress.stopped[0], reason=progress.stopped[1])
    return Done(state=VisitState.FINISHED)
