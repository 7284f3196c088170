"""A person's mail is answered in its thread, with its words below; a program's mail never is."""

from __future__ import annotations

import email
import email.policy
from typing import Any

import pytest

from shopper.model import Evidence, VisitState

pytestmark = pytest.mark.browser

ASK = [
    {"goto": "/"},
    {"fill": {"into": {"label": "Email"}, "text": "${visit.mail}"}},
    {"click": {"role": "button", "name": "Ask"}},
    {"await_mail": "answer", "within": "20s"},
]


@pytest.fixture(scope="module")
def played(play: Any) -> Any:
    reply = {"text": {"en": "Thank you."}}
    return play(
        {
            "thanks": {"steps": [*ASK, {"reply_mail": {"mail": "answer", **reply}}]},
            "to_a_robot": {"steps": [*ASK, {"reply_mail": {"mail": "${'acknowledgement'}", **reply}}]},
            "unasked": {"steps": [{"reply_mail": {"mail": "${'answer'}", **reply}}]},
        }
    )


def test_the_answer_stays_in_the_thread_and_quotes(played: Any) -> None:
    visit: Evidence = played.seen["thanks"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    (kept,) = visit.letters
    answered = next(mail for mail in visit.mails if mail.kind == "answer")
    assert (kept.answers, kept.to, kept.subject, kept.text) == (
        answered.id, "desk@tiny.test", "Re: About your question", "Thank you.",
    )  # fmt: skip
    (raw,) = played.letters
    said = email.message_from_bytes(raw, policy=email.policy.default)
    assert said["In-Reply-To"] == "<answer@tiny.test>"
    assert said["References"] == "<question@khach.test> <answer@tiny.test>"
    first, _, wrote, *quoted = said.get_content().splitlines()
    assert first == "Thank you." and wrote.startswith("On ") and wrote.endswith(", Hoa at Tiny wrote:")
    assert quoted == ["> Yes, it is.", "> Bring it to us."]


def test_an_attached_pdf_is_a_document_and_its_facts_are_read(played: Any) -> None:
    visit: Evidence = played.seen["thanks"]
    answered = next(mail for mail in visit.mails if mail.kind == "answer")
    (document,) = [document for document in visit.documents if document.source == f"mail:{answered.id}"]
    assert (document.source, document.name, document.type, document.pages, document.blob) == (
        f"mail:{answered.id}", "invoice.pdf", "application/pdf", 1, None,
    )  # fmt: skip
    assert "HD-2026-77" in document.text
    assert {fact.value for fact in visit.facts if fact.source == f"document:{document.id}"} >= {"GS-10023"}
    assert played.reopened("thanks") == visit


def test_a_programs_mail_is_never_answered(played: Any) -> None:
    visit: Evidence = played.seen["to_a_robot"]
    assert visit.state is VisitState.BROKEN
    assert "was written by a program; such a mail is never answered" in visit.reason
    assert next(mail for mail in visit.mails if mail.kind == "acknowledgement").reading.automatic
    assert visit.letters == ()


def test_what_has_not_come_cannot_be_answered(played: Any) -> None:
    assert "no mail `answer` has come yet" in played.seen["unasked"].reason
