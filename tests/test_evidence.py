"""A visit's journal, read back: what newer visits recorded, and older ones did not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factories import T0, a_plan, a_shop

from shopper.bundle import Bundle, Journal
from shopper.evidence import open_visit
from shopper.inbox.guard import Reader
from shopper.model import Evidence, MailKind

RAW = (
    b"From: orders@gomsen.test\r\nSubject: Order confirmation GS-1\r\n"
    b"DKIM-Signature: v=1; d=gomsen.test; s=a; b=x\r\n\r\nHi\r\n"
)
SIGNED = MailKind.model_validate(
    {"system": "platform", "from": "orders@gomsen.test", "subject": {"en": "Order confirmation"}, "dkim": "gomsen.test"}
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(workers=1) as one:
        yield one


def opened(folder: Path, reader: Reader, *, mail: dict[str, Any], begun: dict[str, Any], probes: dict[str, Any]) -> Evidence:
    bundle = Bundle(folder)
    journal = Journal(bundle.journal_path("v1"))
    plan = a_plan(shop=a_shop(mails={"order_confirmation": SIGNED})).model_dump(mode="json", by_alias=True)
    about = {"plan": plan, "address": "v1@inbox.test", "browser": "Chromium", "sandbox": True, "clock": "real"}
    journal.append("visit_started", T0, **about, **begun)
    at = T0.isoformat()
    raw = bundle.store(RAW, ".eml").model_dump()
    journal.append("mail", T0, id="m1", key="1/INBOX/1", arrived=at, noticed=at, folder="INBOX", raw=raw, **mail)
    journal.append("probes", T0, mail="m1", links=[], pictures={}, **probes)
    journal.close()
    return open_visit(bundle, "v1", reader)


def test_signatures_and_drawings_are_read_back(tmp_path: Path, reader: Reader) -> None:
    signature = {"domain": "gomsen.test", "selector": "a", "outcome": "pass", "reason": ""}
    visit = opened(
        tmp_path, reader, mail={"signatures": [signature]}, begun={"authserv_id": "mx.inbox.test"},
        probes={"renderings": [{"width": 600, "letters": 2}]},
    )  # fmt: skip
    (mail,) = visit.mails
    assert visit.authserv_id == "mx.inbox.test"
    assert (mail.kind, mail.solicited, mail.doubt) == ("order_confirmation", True, "")
    assert [one.outcome for one in mail.signatures] == ["pass"]
    assert [(one.width, one.letters) for one in mail.renderings] == [(600, 2)]


def test_a_forged_signature_makes_a_mail_unsolicited(tmp_path: Path, reader: Reader) -> None:
    signature = {"domain": "gomsen.test", "selector": "a", "outcome": "fail", "reason": "the body was changed"}
    (mail,) = opened(tmp_path, reader, mail={"signatures": [signature]}, begun={}, probes={}).mails
    assert not mail.solicited
    assert "the body was changed" in mail.doubt


def test_an_older_journal_opens_as_it_did(tmp_path: Path, reader: Reader) -> None:
    visit = opened(tmp_path, reader, mail={}, begun={}, probes={})
    (mail,) = visit.mails
    assert (visit.authserv_id, mail.signatures, mail.renderings) == ("", (), ())
    assert mail.solicited, "nobody tried its signature, which is no reason for doubt"
