"""A person's score sheet: written once, kept, read back with every mistake named."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from factories import T0, a_visit

from shopper.bundle import SCORE_SHEET, Bundle, verify
from shopper.errors import UsageError
from shopper.journey.mistakes import MistakesFound
from shopper.model import Audit, Evidence, ItemState, Question, Task
from shopper.score_sheet import filled_in, has_news, write_sheet
from shopper.verdict.judge import judge

TASK = Task(
    step="7",
    text='Call 1800 0108: ask "how long"',
    channel="phone",
    since=T0,
    questions=(
        Question(id="picked_up", text="Did somebody answer?", weight=5),
        Question(id="polite", text="How polite was it?", answers="scale", weight=2),
        Question(id="words", text="What did they say?", answers="words"),
    ),
)


def visit(*tasks: Task) -> Evidence:
    return a_visit(tasks=tasks or (TASK,))


def judged(evidence: Evidence) -> Audit:
    return judge([evidence], audit="a", checks={})


def answer(folder: Path, **answers: str) -> None:
    """Fill the sheet in as a person would, a line each."""
    sheet = (folder / SCORE_SHEET).read_text("utf-8")
    lines = []
    for line in sheet.split("\n"):
        key, colon, rest = line.partition(":")
        said = answers.get(key.strip())
        lines.append(f"{key}: {said} {rest.lstrip()}" if colon and said is not None else line)
    (folder / SCORE_SHEET).write_text("\n".join(lines), "utf-8")


def test_it_has_a_block_for_each_task_with_empty_answers(tmp_path: Path) -> None:
    write_sheet(judged(visit()), tmp_path)
    sheet = (tmp_path / SCORE_SHEET).read_text("utf-8")
    assert sheet.startswith("# Score sheet.")
    assert 'task: "Call 1800 0108: ask \\"how long\\""' in sheet
    assert "# Did somebody answer? (yes or no)" in sheet
    (same,) = filled_in([visit()], tmp_path)
    assert same == visit()
    assert not has_news(judged(visit()), tmp_path)


def test_without_a_task_there_is_no_sheet(tmp_path: Path) -> None:
    write_sheet(judged(a_visit()), tmp_path)
    assert not (tmp_path / SCORE_SHEET).exists()
    assert filled_in([a_visit()], tmp_path) == [a_visit()]


def test_answers_become_items_of_the_score_card(tmp_path: Path) -> None:
    audit = judged(visit())
    write_sheet(audit, tmp_path)
    assert {item.state for item in audit.visits[0].categories[5].items} == {ItemState.AWAITING_HUMAN}
    assert audit.findings == ()
    answer(tmp_path, picked_up="yes", polite="7", words="Three days.", by="Lan")
    assert has_news(audit, tmp_path)
    (answered,) = filled_in([visit()], tmp_path)
    assert answered.tasks[0].answers == {"picked_up": True, "polite": 7, "words": "Three days."}
    assert answered.tasks[0].by == "Lan"
    category = judged(answered).visits[0].categories[5]
    assert [(item.title, item.state, item.points) for item in category.items] == [
        ("Did somebody answer?", ItemState.PASS, 1.0),
        ("How polite was it?", ItemState.PASS, 6 / 9),
    ]
    assert category.score == pytest.approx((5 * 1 + 2 * 6 / 9) / 7)
    assert not has_news(judged(answered), tmp_path)


def test_a_bad_answer_is_a_finding(tmp_path: Path) -> None:
    write_sheet(judged(visit()), tmp_path)
    answer(tmp_path, picked_up="no", polite="2", by="Lan")
    (answered,) = filled_in([visit()], tmp_path)
    findings = judged(answered).findings
    assert [(finding.impact, finding.sentence) for finding in findings] == [
        ("serious", "Lan was asked “Did somebody answer?” and answered no."),
        ("moderate", "Lan was asked “How polite was it?” and answered 2 of 10."),
    ]
    assert findings[0].owner == "phone"


def test_what_a_person_wrote_is_never_overwritten(tmp_path: Path) -> None:
    write_sheet(judged(visit()), tmp_path)
    answer(tmp_path, picked_up="yes", by="Lan")
    with (tmp_path / SCORE_SHEET).open("a", encoding="utf-8") as sheet:
        sheet.write("# she sounded tired\n")
    before = (tmp_path / SCORE_SHEET).read_bytes()
    write_sheet(judged(visit()), tmp_path)
    assert (tmp_path / SCORE_SHEET).read_bytes() == before
    write_sheet(judged(visit(TASK, TASK.model_copy(update={"step": "9"}))), tmp_path)
    assert (tmp_path / SCORE_SHEET).read_bytes().startswith(before.rstrip(b"\n"))
    assert len(filled_in([visit(TASK, TASK.model_copy(update={"step": "9"}))], tmp_path)[0].tasks) == 2


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("picked_up:", "picked_up: maybe", "`maybe` is no answer to `picked_up`"),
        ("polite:", "polite: 11", "`11` is no answer to `polite`"),
        ("polite:", "polite: very", "answer with 1 to 10"),
        ('visit: "v1"', "visit: nobody", "this audit has no such task"),
        ('step: "7"', "step: 8", "this audit has no such task"),
        ("picked_up:", "piked_up: yes", "`piked_up` is not asked here"),
    ],
)
def test_mistakes_name_place_problem_and_remedy(tmp_path: Path, written: str, instead: str, said: str) -> None:
    write_sheet(judged(visit()), tmp_path)
    path = tmp_path / SCORE_SHEET
    path.write_text(path.read_text("utf-8").replace(written, instead), "utf-8")
    with pytest.raises(MistakesFound, match=said) as caught:
        filled_in([visit()], tmp_path)
    assert f"{SCORE_SHEET}:" in str(caught.value)


@pytest.mark.parametrize("written", ["8", "8.0", '"8"', "'8'"])
def test_a_mark_counts_however_yaml_takes_it(tmp_path: Path, written: str) -> None:
    write_sheet(judged(visit()), tmp_path)
    answer(tmp_path, polite=written, by="Lan")
    assert filled_in([visit()], tmp_path)[0].tasks[0].answers == {"polite": 8}


TWO = (TASK, TASK.model_copy(update={"step": "9"}))
MINE = '- visit: v1\n  step: "7"\n  by: Lan\n  answers: {picked_up: yes}\n'


@pytest.mark.parametrize("sheet", [MINE, indent(MINE, "  "), MINE.replace("\n", "\r\n"), "\ufeff" + MINE])
def test_blocks_are_added_as_the_sheet_is_written(tmp_path: Path, sheet: str) -> None:
    (tmp_path / SCORE_SHEET).write_bytes(sheet.encode())
    write_sheet(judged(visit(*TWO)), tmp_path)
    assert (tmp_path / SCORE_SHEET).read_bytes().startswith(sheet.rstrip().encode())
    (filled,) = filled_in([visit(*TWO)], tmp_path)
    assert [task.answers for task in filled.tasks] == [{"picked_up": True}, {}]


@pytest.mark.parametrize("sheet", ['[{visit: v1, step: "7"}]\n', MINE + "...\n"])
def test_a_sheet_that_nothing_can_be_added_to_is_left_alone(tmp_path: Path, sheet: str) -> None:
    (tmp_path / SCORE_SHEET).write_text(sheet, "utf-8")
    with pytest.raises(UsageError, match='Add to it:\n- visit: "v1"\n  step: "9"'):
        write_sheet(judged(visit(*TWO)), tmp_path)
    assert (tmp_path / SCORE_SHEET).read_text("utf-8") == sheet


def test_a_sheet_that_is_no_utf_8_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / SCORE_SHEET).write_bytes((MINE + "  by: Lân\n").encode("latin-1"))
    with pytest.raises(MistakesFound, match="UTF-8"):
        write_sheet(judged(visit(*TWO)), tmp_path)


def test_answers_that_nobody_has_signed_are_not_taken(tmp_path: Path) -> None:
    write_sheet(judged(visit()), tmp_path)
    answer(tmp_path, picked_up="yes")
    with pytest.raises(MistakesFound, match="nobody has signed these answers"):
        filled_in([visit()], tmp_path)
    answer(tmp_path, by="Lan")
    assert filled_in([visit()], tmp_path)[0].tasks[0].by == "Lan"


@pytest.mark.parametrize("broken", ["just words", "- visit: [", "- {visit: v1}"])
def test_a_broken_sheet_is_no_crash(tmp_path: Path, broken: str) -> None:
    (tmp_path / SCORE_SHEET).write_text(broken, "utf-8")
    with pytest.raises(MistakesFound, match=SCORE_SHEET):
        filled_in([visit()], tmp_path)


def test_the_sheet_is_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text("{}", "utf-8")
    write_sheet(judged(visit()), tmp_path)
    Bundle(tmp_path).close()
    answer(tmp_path, picked_up="yes")
    assert verify(tmp_path)[1] == []
