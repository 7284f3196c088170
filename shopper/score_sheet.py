"""What people answer: `score_sheet.yaml` in an audit's folder, a block for each task that a journey put on it (`ask_person`).

    - visit: k3m9x2ab
      step: "7"
      task: "Call 1800 0108 and ask how long delivery takes."
      channel: phone
      by: Lan
      answers:
        picked_up: yes          # Did somebody answer within five rings? (yes or no)
        polite: 8               # How polite was the answer? (1 to 10)
        words:                  # What did they say? (in words)

It is written once with the reports, and belongs to the person from then on: only blocks that it lacks are added at its end.
`shopper judge` reads it. It is no evidence, so the manifest does not name it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any, Literal

from pydantic import ValidationError

from shopper.bundle import SCORE_SHEET, write_atomically
from shopper.errors import UsageError
from shopper.journey.mistakes import Mistakes, MistakesFound, did_you_mean
from shopper.journey.source import Source, read
from shopper.journey.values import Text
from shopper.journey.wording import note_errors
from shopper.model import Audit, Evidence, Model, Question, Task

HEAD = """\
# Score sheet. Do what a task says, then answer its questions: yes or no; 1 to 10, where 10 is best; or in words. Sign with
# `by:`. Whatever is left empty is awaited. Then: shopper judge AUDIT
#
# Phiếu chấm điểm. Bạn làm từng việc rồi trả lời các câu hỏi: yes hoặc no (có hoặc không); từ 1 đến 10, 10 là tốt nhất; hoặc
# bằng lời. Ký tên ở `by:`. Câu nào để trống là còn chờ. Sau đó chạy: shopper judge AUDIT
"""

_HOW = {"yes_no": "yes or no", "scale": "1 to 10", "words": "in words"}
_YES, _NO = frozenset({"yes", "true", "có", "ja", "oui", "sí"}), frozenset({"no", "false", "không", "nein", "non"})

_MARK = re.compile(r"(10|[1-9])(?:\.0+)?")
_FIRST = re.compile(r"^( *)- ", re.MULTILINE)

Answer = str | int | bool


class Block(Model):
    """One task as the sheet has it. `task` and `channel` are there for the reader."""

    visit: Text
    step: Text
    task: Text | None = None
    channel: Literal["phone", "social", "store", "other"] | None = None
    by: Text | None = None
    answers: dict[str, Any] | None = None


def filled_in(evidence: Sequence[Evidence], folder: Path) -> list[Evidence]:
    """The evidence with the answers that stand on the audit's score sheet, if it has one. Raises MistakesFound with every
    mistake in it."""
    path = folder / SCORE_SHEET
    if not path.is_file():
        return list(evidence)
    tasks = {(visit.visit, task.step): task for visit in evidence for task in visit.tasks}
    answered = _read(path.read_bytes(), tasks)
    return [
        visit.model_copy(update={"tasks": tuple(answered.get((visit.visit, task.step), task) for task in visit.tasks)})
        for visit in evidence
    ]


def has_news(audit: Audit, folder: Path) -> bool:
    """Whether people have answered, or changed an answer, since the audit was judged. Raises MistakesFound."""
    path = folder / SCORE_SHEET
    known = {(visit.id, task.step): task for visit in audit.visits for task in visit.tasks}
    return path.is_file() and any(known[key] != task for key, task in _read(path.read_bytes(), known).items())


def write_sheet(audit: Audit, folder: Path) -> None:
    """Put the audit's tasks on its score sheet. What stands there already is left as it is.

    Raises MistakesFound for a sheet that cannot be read, UsageError for one that blocks cannot be added to."""
    path = folder / SCORE_SHEET
    tasks = {(visit.id, task.step): task for visit in audit.visits for task in visit.tasks}
    raw = path.read_bytes() if path.is_file() else HEAD.encode()
    known = _read(raw, tasks)
    missing = [_block(visit, task) for (visit, step), task in tasks.items() if (visit, step) not in known]
    if not missing:
        return
    there = raw.decode()
    begun = _FIRST.search(there)
    blocks = indent("\n".join(missing), begun[1] if begun else "")
    written = f"{there.rstrip()}\n\n{blocks}".encode()
    try:
        complete = _read(written, tasks).keys() == tasks.keys()
    except MistakesFound:  # in YAML's other styles nothing can be added at the end
        complete = False
    if not complete:
        problem = "tasks that it lacks cannot be added at the end of this sheet, as it is written"
        raise UsageError(problem, place=str(path), remedy="Add to it:\n" + "\n".join(missing))
    write_atomically(path, written)


def _block(visit: str, task: Task) -> str:
    lines = [f"- visit: {_text(visit)}", f"  step: {_text(task.step)}", f"  task: {_text(task.text)}"]
    lines += [f"  channel: {task.channel}", "  by:", "  answers:"]
    width = max((len(question.id) for question in task.questions), default=0) + 10
    lines += [f"    {question.id + ':':<{width}} # {_asked(question)}" for question in task.questions]
    return "\n".join(lines) + "\n"


def _asked(question: Question) -> str:
    return f"{' '.join(question.text.split())} ({_HOW[question.answers]})"


def _text(text: str) -> str:
    """A text as YAML takes it, whatever stands in it: JSON's strings are YAML's, too."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _read(raw: bytes, tasks: Mapping[tuple[str, str], Task]) -> dict[tuple[str, str], Task]:
    """The tasks on a sheet with their answers. Raises MistakesFound."""
    mistakes = Mistakes()
    source = read(SCORE_SHEET, raw, mistakes)
    if source and source.data is not None and not isinstance(source.data, list):
        mistakes.add(source, source.span(()), "a score sheet is a list of tasks", "begin each with `- visit:`", kind="shape")
    mistakes.raise_if_any()
    assert source
    found: dict[tuple[str, str], Task] = {}
    for index in range(len(source.data or ())):
        try:
            block = Block.model_validate(source.data[index])
        except ValidationError as error:
            note_errors(error, Block, source, mistakes, what="a task", base=(index,))
            continue
        key = (block.visit, block.step)
        if key not in tasks:
            hint = "keep `visit` and `step` as they were written"
            mistakes.add(source, source.span((index, "visit")), "this audit has no such task", hint)
        elif key in found:
            mistakes.add(source, source.span((index, "visit")), "this task is here twice", "keep one of the two")
        else:
            answers = dict(_answers(block, index, tasks[key], source, mistakes))
            if answers and not (block.by or "").strip():
                way = (index, "by") if source.holds((index, "by")) else (index, "visit")
                hint = "write who answered: `by: Lan`"
                mistakes.add(source, source.span(way, key=True), "nobody has signed these answers", hint)
            found[key] = tasks[key].model_copy(update={"answers": answers, "by": block.by or ""})
    mistakes.raise_if_any()
    return found


def _answers(block: Block, index: int, task: Task, source: Source, mistakes: Mistakes) -> Iterable[tuple[str, Answer]]:
    asked = {question.id: question for question in task.questions}
    for id, said in (block.answers or {}).items():
        way = (index, "answers", id)
        if id not in asked:
            hint = did_you_mean(id, asked) or f"this task asks: {', '.join(asked)}"
            mistakes.add(source, source.span(way, key=True), f"`{id}` is not asked here", hint)
        elif said is not None and str(said).strip():
            answer = _taken(said, asked[id])
            if answer is None:
                problem = f"`{source.typed(way)}` is no answer to `{id}`"
                mistakes.add(source, source.span(way), problem, f"answer with {_HOW[asked[id].answers]}")
            else:
                yield id, answer


def _taken(said: Any, question: Question) -> Answer | None:
    """An answer as the question wants it; None if it is none."""
    if question.answers == "words":
        return None if isinstance(said, dict | list) else str(said)
    if question.answers == "yes_no":
        word = str(said).strip().casefold()
        return True if word in _YES else False if word in _NO else None
    mark = _MARK.fullmatch(str(said).strip())
    return int(mark[1]) if mark else None
