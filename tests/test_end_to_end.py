"""The whole way: the practice audit, played once for all tests of this file."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from running import ROOT, shopper

from shopper.audit import AuditRun, exit_code, judge_folder, write_reports
from shopper.bundle import verify
from shopper.journey.load import load
from shopper.model import Audit, Outcome, VisitState
from shopper.wanted import Wanted

PAGELESS = {"await_mail", "wait", "wait_until", "expect_mail", "write_mail", "reply_mail"}
ORDERS = {"guest_order", "account_order", "change_order", "cancel_order", "declined_card", "order_and_return"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clean practice audit: every journey in turns in one of both languages, desktop and phone; the mailbox's password."""
    folder = tmp_path_factory.mktemp("audits") / "clean"
    every = Wanted(practice_only=True).select(load([ROOT / "journeys"], root=ROOT).plans)
    turns = sorted({plan.journey for plan in every})
    plans = [plan for plan in every if plan.locale == ("vi-VN", "en-GB")[turns.index(plan.journey) % 2]]

    async def play() -> str:
        async with AuditRun(folder, {}) as run:
            await run.open(plans)
            await asyncio.gather(*(run.play(plan) for plan in plans))
            return next(iter(run.secrets.known()))

    password = asyncio.run(play())
    judge_folder(folder, ROOT)
    return folder, password


@pytest.fixture(scope="module")
def folder(played: tuple[Path, str]) -> Path:
    return played[0]


@pytest.fixture(scope="module")
def password(played: tuple[Path, str]) -> str:
    """The one of the practice mailbox."""
    return played[1]


@pytest.fixture(scope="module")
def audit(folder: Path) -> Audit:
    return Audit.model_validate_json((folder / "audit.json").read_bytes())


def test_every_journey_of_all_three_stages_finishes(audit: Audit) -> None:
    assert [(visit.title, visit.reason) for visit in audit.visits if visit.state is not VisitState.FINISHED] == []
    assert len(audit.visits) >= 26
    assert {visit.locale for visit in audit.visits} == {"vi-VN", "en-GB"}
    assert {visit.device for visit in audit.visits} == {"desktop", "phone"}
    asked = {"product", "payment", "delivery", "return", "warranty", "change", "complaint"}
    assert {visit.type for visit in audit.visits} == asked


def test_the_clean_shop_gives_no_fail_and_exit_code_0(audit: Audit) -> None:
    assert [finding.sentence for finding in audit.findings if finding.outcome is Outcome.FAIL] == []
    assert exit_code(audit, require_finished=True) == 0
    assert audit.passed
    assert audit.score.raw == pytest.approx(100)
    assert audit.score.coverage >= 0.7


def test_six_systems_write_and_every_mail_comes_at_its_own_time(audit: Audit) -> None:
    mails = [mail for visit in audit.visits for mail in visit.mails]
    assert {mail.system for mail in mails} == {"platform", "order_management", "shipping", "erp", "carrier", "help_desk"}
    assert len(mails) >= 60
    assert all(mail.kind and mail.solicited for mail in mails)
    for visit in audit.visits:
        if visit.journey == "guest_order":
            arrived = {mail.kind: mail.arrived for mail in visit.mails}
            hours = (arrived["shipping_notice"] - arrived["order_confirmation"]).total_seconds() / 3600
            assert 25.9 < hours < 26.1, "the clock jumps to the shop's own next event, and no further"


def test_customers_wrote_chatted_and_were_handed_files(audit: Audit) -> None:
    assert {visit.journey for visit in audit.visits if visit.letters} == {"ask_by_mail"}
    chats = [visit for visit in audit.visits if visit.journey == "ask_in_chat"]
    assert all({turn.who for turn in visit.chat} == {"customer", "bot", "person"} for visit in chats)
    files = [document for visit in audit.visits for document in visit.documents]
    assert files and all(document.pages and not document.problem for document in files)


def test_mails_are_not_mixed_up(audit: Audit, folder: Path) -> None:
    for visit in audit.visits:
        for mail in visit.mails:
            raw = (folder / mail.raw.path).read_bytes().decode()
            assert visit.address in raw
            assert not any(other.address in raw for other in audit.visits if other is not visit)


def test_a_picture_or_a_mail_stands_behind_every_entry(audit: Audit, folder: Path) -> None:
    for visit in audit.visits:
        for step in visit.steps:
            if step.outcome == "skipped" or step.verb in PAGELESS:
                continue
            assert step.picture, step.text
            assert (folder / step.picture.path).read_bytes().startswith(b"\xff\xd8")
            assert step.page_blob, step.text
        for mail in visit.mails:
            assert set(mail.pictures) == {"375", "600"}
            assert mail.probes


def test_facts_have_their_quotes(audit: Audit) -> None:
    for visit in audit.visits:
        if visit.journey not in ORDERS:
            continue
        names = {fact.name for fact in visit.facts if fact.source.startswith("step:")}
        assert {"order.number", "order.total"} <= names
        assert all(fact.quote for fact in visit.facts)
        stated = {fact.value for fact in visit.facts if fact.name == "order.number"}
        assert len(stated) == 1


def test_judging_again_without_browser_and_network_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    before = {path.name: path.read_bytes() for path in copy.iterdir() if path.is_file()}
    for name in before:
        (copy / name).unlink()
    nothing = {"SHOPPER_CHROMIUM": "/nowhere", "PATH": "/nowhere", "http_proxy": "http://127.0.0.1:9"}
    done = shopper("judge", copy, env=nothing)
    assert done.returncode == 0, done.stderr
    after = {path.name: path.read_bytes() for path in copy.iterdir() if path.is_file()}
    assert after == before


def test_verify_finds_one_flipped_byte(folder: Path, tmp_path: Path) -> None:
    assert verify(folder)[1] == []
    copy = tmp_path / "audit"
    shutil.copytree(folder, copy)
    files = sorted(path for path in copy.rglob("*") if path.is_file())
    for path in files[:: max(1, len(files) // 40)]:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 4]))
        assert shopper("verify", copy).returncode == 1 if path is files[0] else verify(copy)[1], path
        path.write_bytes(whole)
    assert shopper("verify", copy).returncode == 0


def test_audit_json_fits_its_published_schema(folder: Path) -> None:
    schema = json.loads((ROOT / "docs" / "audit.schema.json").read_text())
    jsonschema.validate(json.loads((folder / "audit.json").read_text()), schema)


def test_reports_can_be_written_again_from_audit_json_alone(folder: Path, audit: Audit, tmp_path: Path) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    (copy / "index.html").unlink()
    written = write_reports(audit, copy)
    assert (copy / "index.html") in written
    assert (copy / "index.html").read_bytes() == (folder / "index.html").read_bytes()


def test_no_mailbox_password_is_in_any_byte_that_was_written(folder: Path, password: str) -> None:
    assert len(password) >= 8
    for path in folder.rglob("*"):
        if path.is_file():
            assert password.encode() not in path.read_bytes(), path
