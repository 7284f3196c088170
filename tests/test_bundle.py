"""An audit on disk: nothing is lost in a crash, nothing changes unseen."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopper.bundle import Bundle, Journal, read_journal, verify
from shopper.errors import UsageError
from shopper.model import Blob

NOW = datetime(2026, 10, 9, 12, tzinfo=UTC)


def an_audit(folder: Path) -> Bundle:
    bundle = Bundle(folder)
    journal = Journal(bundle.journal_path("v1"))
    journal.append("visit_started", NOW, plan={"name": "đặt hàng"})
    journal.append("step", NOW, id="1", picture=bundle.store(b"\xff\xd8 a picture", ".jpg").model_dump())
    journal.append("visit_ended", NOW, state="finished")
    journal.close()
    (folder / "audit.json").write_text("{}\n")
    bundle.close()
    return bundle


def test_an_untouched_audit_verifies(tmp_path: Path) -> None:
    an_audit(tmp_path)
    root, complaints = verify(tmp_path)
    assert len(root) == 64
    assert complaints == []


def test_one_flipped_byte_in_any_file_is_found(tmp_path: Path) -> None:
    an_audit(tmp_path)
    rng = random.Random(7)
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        whole = path.read_bytes()
        for place in {0, len(whole) - 1, *(rng.randrange(len(whole)) for _ in range(30))}:
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert verify(tmp_path)[1], f"{path.name}, byte {place}"
        path.write_bytes(whole)
    assert verify(tmp_path)[1] == []


def test_a_file_added_or_taken_away_is_found(tmp_path: Path) -> None:
    an_audit(tmp_path)
    extra = tmp_path / "evidence" / "blobs" / "extra.jpg"
    extra.write_bytes(b"x")
    assert any("added" in complaint for complaint in verify(tmp_path)[1])
    extra.unlink()
    next((tmp_path / "evidence").rglob("*.jpg")).unlink()
    assert any("missing" in complaint for complaint in verify(tmp_path)[1])


def test_what_a_new_manifest_would_bless_is_found_all_the_same(tmp_path: Path) -> None:
    bundle = an_audit(tmp_path)
    picture = next((tmp_path / "evidence").rglob("*.jpg"))
    picture.write_bytes(b"\xff\xd8 another")
    bundle.close()
    assert any("not what its name says" in complaint for complaint in verify(tmp_path)[1])
    an_audit(tmp_path / "two")
    (tmp_path / "two" / ".hidden").write_text("x")
    (tmp_path / "two" / "evidence" / "link").symlink_to(tmp_path)
    assert len(verify(tmp_path / "two")[1]) == 2


def test_a_blob_is_never_looked_for_elsewhere(tmp_path: Path) -> None:
    bundle = an_audit(tmp_path)
    with pytest.raises(UsageError, match="missing"):
        bundle.read(Blob(path="../../../etc/hostname", sha256="0" * 64, size=1))


def test_a_line_left_out_breaks_the_chain_even_with_a_new_manifest(tmp_path: Path) -> None:
    bundle = an_audit(tmp_path)
    path = bundle.journal_path("v1")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    bundle.close()
    assert any("chain" in complaint for complaint in verify(tmp_path)[1])


def test_judging_again_leaves_the_root_alone(tmp_path: Path) -> None:
    bundle = an_audit(tmp_path)
    root, _ = verify(tmp_path)
    (tmp_path / "audit.json").write_text('{"new": true}\n')
    bundle.close()
    assert verify(tmp_path) == (root, [])


def test_a_torn_last_line_is_cut_off_and_the_chain_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    journal.append("visit_started", NOW)
    journal.append("step", NOW, id="1")
    journal.close()
    path.write_bytes(path.read_bytes()[:-9])
    assert [event["kind"] for event in read_journal(path)] == ["visit_started"]
    again = Journal(path)
    again.append("resumed", NOW)
    again.close()
    events = read_journal(path)
    assert [event["kind"] for event in events] == ["visit_started", "resumed"]
    assert [event["n"] for event in events] == [0, 1]


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"kind": "visit_started"}\nnonsense\n')
    with pytest.raises(UsageError, match=r"journal\.jsonl:2"):
        read_journal(path)


def test_the_same_bytes_are_kept_once_and_text_is_redacted(tmp_path: Path) -> None:
    bundle = Bundle(tmp_path, lambda data: {"text": data["text"].replace("hunter2", "•••")})
    assert bundle.store(b"a", ".jpg") == bundle.store(b"a", ".jpg")
    assert json.loads(bundle.read(bundle.store_json({"text": "password hunter2"}))) == {"text": "password •••"}


def test_a_journal_is_redacted_and_private(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, lambda data: {"text": data["text"].replace("hunter2", "•••")})
    journal.append("step", NOW, text="fill hunter2")
    journal.close()
    assert "hunter2" not in path.read_text()
    assert json.loads(path.read_text())["text"] == "fill •••"
    assert path.stat().st_mode & 0o077 == 0


def test_a_visit_that_another_process_plays_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    with pytest.raises(UsageError, match="another process"):
        Journal(path)
    journal.close()
    Journal(path).close()
