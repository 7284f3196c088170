"""Good mails of ordinary shops in five languages, each by itself and as visits: not one of them may fail a check."""

from __future__ import annotations

from collections import Counter

import pytest
from ordinary_mails.judged import MAILS, STORIES, alone, visit_of
from ordinary_mails.writing import Story

from shopper import Outcome
from shopper.registry import checks
from shopper.verdict.running import CRASHED, run_checks

_MOST_REVIEWS = 0.1  # of all mails, by one check
_OFTEN = {"layout-table-without-role", "tracking-pixel"}
"""What many shop systems really do: a person looks at it oftener."""


@pytest.mark.parametrize("name", MAILS)
def test_a_good_mail_fails_nothing(name: str) -> None:
    judged = alone(name)
    fails = [f"{one.check.id}: {one.verdict.sentence}" for one in judged.said if one.verdict.outcome is not Outcome.REVIEW]
    assert not fails
    assert not judged.mail.reading.problem and judged.mail.reading.text and len(judged.passed) >= 10


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_good_visit_fails_nothing(story: Story) -> None:
    visit = visit_of(story)
    known = {id: check for id, check in checks().items() if check.folder == "inbox_checks"}
    assert not [
        f"{ran.check.id}: {verdict.sentence}"
        for ran in run_checks(visit, known)
        for verdict in ran.verdicts
        if verdict.outcome is Outcome.FAIL or verdict.actual == CRASHED
    ]


def test_no_check_calls_a_person_too_often() -> None:
    heard = Counter(one.check.id for name in MAILS for one in alone(name).said)
    assert {id: count for id, count in heard.items() if count > len(MAILS) * _MOST_REVIEWS}.keys() <= _OFTEN


def test_the_mails_are_many_and_in_every_language() -> None:
    languages = Counter(story.language for story, _, _ in MAILS.values())
    assert languages.keys() == {"vi", "en", "de", "fr", "es"} and min(languages.values()) >= 12
    assert len(STORIES) >= 20 and len({mail.subject for _, mail, _ in MAILS.values()}) >= 60
