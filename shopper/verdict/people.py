"""What people answered on the score sheet, as items of the score card: yes and no score 1 and 0, an x on a scale (x − 1)/9."""

from __future__ import annotations

from collections.abc import Iterator

from shopper.model import Evidence, Impact, ItemState, Outcome, Question, Task, Verdict
from shopper.registry import CheckType
from shopper.verdict.running import EXCLUDED, Ran
from shopper.verdict.scoring import WEIGHTS, from_scale

_GOOD = 0.5
"""An answer on a scale that scores less is a fail to be mended."""


def answered(visit: Evidence) -> tuple[Ran, ...]:
    """An item for each question of a visit's tasks that is scored; what is still empty awaits its person."""
    if visit.state in EXCLUDED:
        return ()
    return tuple(_item(visit, task, question) for task, question in _scored(visit))


def _scored(visit: Evidence) -> Iterator[tuple[Task, Question]]:
    return ((task, question) for task in visit.tasks for question in task.questions if question.answers != "words")


def _item(visit: Evidence, task: Task, question: Question) -> Ran:
    answer = task.answers.get(question.id)
    if answer is None:
        return Ran(_as_check(visit, task, question), (), ItemState.AWAITING_HUMAN, weight=question.weight)
    points = float(answer) if isinstance(answer, bool) else from_scale(int(answer))
    good = points >= _GOOD
    said = ("yes" if answer else "no") if isinstance(answer, bool) else f"{answer} of 10"
    verdict = Verdict(
        outcome=Outcome.PASS if good else Outcome.FAIL,
        sentence=f"{task.by or 'A person'} was asked “{question.text}” and answered {said}.",
        expected="yes" if isinstance(answer, bool) else "10 of 10",
        actual=said,
        about=question.id,
        owner=task.channel,
        evidence=(f"step:{task.step}",),
    )
    check = _as_check(visit, task, question, said)
    return Ran(check, (verdict,), ItemState.PASS if good else ItemState.FAIL, weight=question.weight, points=points)


def _as_check(visit: Evidence, task: Task, question: Question, said: str = "") -> CheckType:
    """The question in the form in which everything else is judged. `said`: what it was answered with."""
    return CheckType(
        id=f"ask-person:{visit.plan.journey}:{task.step}:{question.id}",
        title=question.text,
        failure=f"A person answered {said} to “{question.text}”",
        category=question.category,
        impact=next(impact for impact in Impact if question.weight >= WEIGHTS[impact] or impact is Impact.MINOR),
        serves=(),
        run=lambda visit: (),
        summary=f"A person judged it: {task.text}",
        what="",
        why="A person who was there says so.",
        fix="Talk with whoever answered, and hear what was behind it.",
        example="",
        folder="page_checks",
        group="people",
        file="",
    )
