"""A letter goes to the shop alone, once, as the customer's mail program would write it, and is kept."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta
from typing import Any

import pytest
from postmaster import Postmaster

from shopper.model import Evidence, VisitState

pytestmark = pytest.mark.browser

PHOTO = b"\xff\xd8\xff\xe0 a broken bowl"


def letter(to: str = "help@tiny.test", **more: Any) -> dict[str, Any]:
    fields = {"to": to, "subject": {"en": "About the mug\nBcc: all@tiny.test"}, "text": "Is it safe?"}
    return {"write_mail": {**fields, **more}}


JOURNEYS: dict[str, dict[str, Any]] = {
    "asked": {
        "steps": [letter(attach="bowl.jpg"), {"expect_mail": {"answer": {"within": "1s"}}}, {"goto": "/"}],
    },
    # What is typed as it stands is refused when the journey is loaded; these are known only when it is played.
    "stranger": {"steps": [letter("${'someone@example.com'}")]},
    "two_addresses": {"steps": [letter("${'help@tiny.test, someone@example.com'}")]},
    "too_many": {"limits": {"mails": 1}, "steps": [{**letter(), "optional": True}, letter()]},
    "unsent": {"steps": [{"goto": "/"}, {"wait": "1s"}, letter(), {"see": "Tiny shop"}]},
}


@pytest.fixture(scope="module")
def played(play: Any) -> Any:
    return play(JOURNEYS, files={"bowl.jpg": PHOTO})


def test_the_shop_gets_what_she_wrote(played: Any) -> None:
    visit: Evidence = played.seen["asked"]
    assert visit.state is VisitState.FINISHED, visit.reason
    (kept,) = visit.letters
    raw = next(raw for raw in played.letters if visit.address.encode() in raw)
    said = email.message_from_bytes(raw, policy=email.policy.default)
    assert said["From"] == f"Nguyễn Thùy Linh <{visit.address}>"
    assert (said["To"], said["Subject"]) == ("help@tiny.test", "About the mug Bcc: all@tiny.test") and said["Bcc"] is None
    assert said["Message-ID"] == f"<{kept.message_id}>" and kept.message_id.endswith("@khach.test")
    assert said.get_body().get_content().splitlines() == ["Is it safe?"]
    (photo,) = said.iter_attachments()
    assert (photo.get_filename(), photo.get_content_type(), photo.get_content()) == ("bowl.jpg", "image/jpeg", PHOTO)
    assert (played.folder / kept.raw.path).read_bytes() == raw
    assert (kept.to, kept.subject, kept.text, kept.answers) == ("help@tiny.test", said["Subject"], "Is it safe?", "")


def test_it_needs_no_page_and_time_is_counted_from_it(played: Any) -> None:
    visit: Evidence = played.seen["asked"]
    wrote = visit.steps[0]
    assert (wrote.verb, wrote.picture, wrote.page_blob) == ("write_mail", None, None)
    assert visit.expectations[0].since == visit.letters[0].at
    assert visit.steps[2].picture, "later steps have their pictures"
    assert visit.letters[0].at - wrote.started < timedelta(seconds=5)


def test_it_is_armed_although_the_yaml_does_not_say_so(played: Any) -> None:
    assert [event["step"] for event in played.events("asked", "armed")] == ["1"]
    assert played.reopened("asked").letters == played.seen["asked"].letters


def test_the_page_that_was_open_is_there_again_after_it(played: Any) -> None:
    visit: Evidence = played.seen["unsent"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("stranger", "someone@example.com is not an address of the shop"),
        ("two_addresses", "is not a mail address"),
        ("too_many", "this would be letter 2 of the visit, and `limits: mails` allows 1"),
    ],
)
def test_what_she_may_not_write_is_not_sent(played: Any, name: str, problem: str) -> None:
    visit: Evidence = played.seen[name]
    assert visit.state is VisitState.BROKEN
    assert problem in visit.reason and f"journeys/{name}.yaml:" in visit.reason
    mine = [raw for raw in played.letters if visit.address.encode() in raw]
    assert len(mine) == len(visit.letters) == (1 if name == "too_many" else 0)


@pytest.mark.parametrize(
    ("answers", "state", "reason"),
    [
        ({"RCPT": "550 5.1.1 No such user"}, VisitState.BLOCKED, "help@tiny.test takes no mail: 550 5.1.1 No such user"),
        ({"MAIL": "421 Closed for today"}, VisitState.TOOL_ERROR, "the server does not let"),
    ],
)
def test_a_refusal_is_the_recipients_or_our_own(play: Any, answers: dict[str, str], state: VisitState, reason: str) -> None:
    with Postmaster(answers) as server:
        visit: Evidence = play({"refused": {"steps": [letter(), {"goto": "/"}]}}, smtp=server.url).seen["refused"]
    assert (visit.state, len(visit.steps), visit.letters) == (state, 1, ())
    assert reason in visit.reason


def test_when_nobody_knows_whether_it_went_out_it_is_not_tried_again(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopper.inbox.sending.ANSWER_WITHIN", 0.3)
    with Postmaster() as server:
        visit: Evidence = play({"unsure": {"steps": [letter(), {"goto": "/"}]}}, smtp=server.url).seen["unsure"]
        assert len(server.taken) == 1
    assert visit.state is VisitState.INDETERMINATE and "nobody knows whether the letter" in visit.reason


def test_without_a_way_out_the_journey_says_so(play: Any) -> None:
    visit: Evidence = play({"mute": {"steps": [letter()]}}, mailbox=None).seen["mute"]
    assert "has no mailbox that a customer could write from" in visit.reason
