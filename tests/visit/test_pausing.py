"""A person looks on: the visit pauses where she asks, tells what it is about to do, and obeys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from factories import a_plan, a_plan_step

from shopper.audit import AuditRun, unfinished
from shopper.errors import UsageError
from shopper.journey.load import load
from shopper.model import Evidence, Place, Plan, StepRecord, VisitState
from shopper.visit.pausing import Choice, Moment, Watch, stops_of
from shopper.visit.session import Session
from shopper.visit.visit import Visit


class Puppet:
    """Stands in for the person: answers in order, and keeps what she was shown."""

    def __init__(self, *answers: Choice, close: bool = False) -> None:
        self._answers, self._close = list(answers), close
        self.moments: list[Moment] = []
        self.looked: list[StepRecord] = []
        self.while_looking: Callable[[], Any] = lambda: None

    async def choose(self, moment: Moment) -> Choice:
        self.moments.append(moment)
        await asyncio.sleep(0.05)
        return self._answers.pop(0)

    async def look(self, plan: Plan, failed: StepRecord, closed: asyncio.Event) -> None:
        self.looked.append(failed)
        self.while_looking()


JOURNEY = {
    "journey": "Buy a cup",
    "persona": "linh",
    "inputs": {"thing": "Cup"},
    "steps": [
        {"goto": "/"},
        {"click": {"role": "link", "name": "${inputs.thing}"}},
        {"note": {"price": {"role": "status"}}},
        {"wait": "1s"},
        {"see": "${secret:STAGING}"},
        {"goto": "/product"},
    ],
    "cleanup": [{"goto": "/"}],
}
LINES = {"goto": 6, "click": 7, "note": 10, "wait": 13, "see": 14}


@pytest.fixture
def project(tmp_path: Path, tiny_shop: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STAGING", "hunter-two")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    files: Mapping[str, Any] = {
        "shops/tiny.yaml": {"shop": "Tiny", "url": tiny_shop.url, "languages": ["en"], "hosts": ["127.0.0.1"]},
        "personas.yaml": {"linh": {"name": "Linh"}},
        "buy.yaml": JOURNEY,
    }
    for name, data in files.items():
        path = tmp_path / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return tmp_path


def play(project: Path, person: Puppet, *lines: str, keep_open: bool = False) -> Evidence:
    plans = load([], root=project).plans
    watch = Watch(person, stops_of(lines, plans, project), keep_open=keep_open)

    async def run() -> Evidence:
        async with AuditRun(project / "audit", {}, root=project, watch=watch, probe_pages=False) as audit:
            await audit.open(plans)
            return await audit.play(plans[0])

    return asyncio.run(run())


@pytest.mark.browser
def test_it_pauses_shows_the_step_filled_in_and_obeys(project: Path) -> None:
    person = Puppet(Choice.NEXT, Choice.GO_ON, Choice.GO_ON, Choice.STOP)
    seen = play(project, person, "7", "journeys/buy.yaml:13", "14")
    click, note, wait, see = person.moments
    assert [moment.step.verb for moment in person.moments] == ["click", "note", "wait", "see"], "`n` pauses at the next"
    assert click.resolved == {"role": "link", "name": "Cup"}
    assert "7 | - click:" in click.excerpt and click.url.endswith("/")
    assert note.facts == {} and wait.facts == {"price": "19,90 €"}
    assert see.resolved == {"text": "•••"}, "a secret is never shown"
    assert (seen.state, [step.verb for step in seen.steps]) == (VisitState.WAITING, ["goto", "click", "note", "wait"])
    assert seen.reason == "stopped before journeys/buy.yaml:14:3 by the person who looked on"
    assert [visit for visit, _ in unfinished(project / "audit")] == [seen.visit], "it can be gone on with"


@pytest.mark.browser
def test_it_stays_at_the_page_that_failed_and_all_is_written_by_then(project: Path) -> None:
    person = Puppet()
    journals: list[str] = []
    person.while_looking = lambda: journals.extend(path.read_text() for path in project.glob("audit/evidence/*/journal.jsonl"))
    seen = play(project, person, keep_open=True)
    (failed,) = person.looked
    assert (failed.verb, failed.place.line) == ("see", 14)
    assert '"kind":"stopped"' in journals[0] and "hunter-two" not in journals[0]
    assert seen.state is VisitState.BLOCKED and seen.steps[-1].cleanup, "afterwards it goes on as ever"


def test_a_line_must_belong_to_a_step() -> None:
    plan = a_plan(steps=(a_plan_step("1", "goto"), a_plan_step("2", "click")))
    with pytest.raises(UsageError, match="line 99") as error:
        stops_of(["99"], [plan], Path("/nowhere"))
    assert "Steps stand on 11, 12." in str(error.value)
    for wrong in ("guest_order.yaml", "9" * 5000, "٣"):
        with pytest.raises(UsageError, match="is no line"):
            stops_of([wrong], [plan], Path("/nowhere"))
    with pytest.raises(UsageError, match=r"Steps stand in journeys/ordering/guest_order\.yaml"):
        stops_of(["elsewhere.yaml:11"], [plan], Path("/nowhere"))


@pytest.mark.parametrize(
    "text", ["12", "guest_order.yaml:12", "./ordering/guest_order.yaml:12", "/x/journeys/ordering/guest_order.yaml:12"]
)
def test_a_file_is_named_as_people_name_it(text: str) -> None:
    plan = a_plan(steps=(a_plan_step("1", "goto"), a_plan_step("2", "click")))
    assert stops_of([text], [plan], Path("/nowhere")) == {plan.id: {"2"}}


def test_the_line_of_a_use_stands_for_the_first_step_of_its_flow() -> None:
    use = Place(file="journeys/ordering/guest_order.yaml", line=20, column=5)
    shop = Place(file="journeys/shops/tiny.yaml", line=7, column=9)
    steps = (
        a_plan_step("1", "goto"),
        a_plan_step("2", "click", chain=(use,), place=shop),
        a_plan_step("3", "see", chain=(use,), place=shop.model_copy(update={"line": 8})),
    )
    plan = a_plan(steps=steps)
    assert stops_of(["20"], [plan], Path("/nowhere")) == {plan.id: {"2"}}
    assert stops_of(["tiny.yaml:8"], [plan], Path("/nowhere")) == {plan.id: {"3"}}


@pytest.mark.browser
def test_a_window_that_she_closes_leaves_the_visit_what_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def close(visit: Visit, session: Session) -> None:
        await session.page.close()

    monkeypatch.setattr(Visit, "_stay", close)
    seen = play(project, Puppet(), keep_open=True)
    assert (seen.state, seen.reason) == (VisitState.BLOCKED, "the page does not show text “•••”")
    assert [(step.verb, step.outcome) for step in seen.steps if step.cleanup] == [("goto", "passed")]
