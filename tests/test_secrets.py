"""Secrets: found by name, redacted in every form."""

import base64
import html
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.errors import UsageError
from shopper.model import Mailbox
from shopper.secrets import MASK, Secrets

VALUE = 'pä ss"w&rd<1>/+='


def knowing(value: str) -> Secrets:
    secrets = Secrets()
    secrets.learn(value)
    return secrets


@pytest.mark.parametrize(
    "form",
    [VALUE, quote(VALUE), quote(VALUE, safe=""), quote_plus(VALUE), html.escape(VALUE), json.dumps(VALUE)[1:-1]],
)
def test_every_form_is_redacted(form: str) -> None:
    assert knowing(VALUE).redact(f"before {form} after") == f"before {MASK} after"


@given(st.binary(max_size=7), st.binary(max_size=7))
def test_base64_is_redacted_wherever_it_stands(before: bytes, after: bytes) -> None:
    secret = "correct horse battery"
    encoded = base64.b64encode(before + secret.encode() + after).decode()
    redacted = knowing(secret).redact(encoded)
    assert MASK in redacted
    assert base64.b64encode(b"horse bat").decode()[4:8] not in redacted


def test_it_is_found_in_environment_then_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "SHOP").write_text("from file\n")
    secrets = Secrets(tmp_path)
    assert secrets.get("SHOP") == "from file"
    monkeypatch.setenv("SHOP", "from environment")
    assert Secrets(tmp_path).get("SHOP") == "from environment"
    assert secrets.redact("from file") == MASK


@pytest.mark.parametrize(
    "form",
    [
        "geh*im%20m%E1%BA%ADt%3ck%22h%27%E1%BA%A9u/~+&z(9)!",  # a browser's query
        "geh*im+m%E1%BA%ADt%3Ck%22h%27%E1%BA%A9u%2F%7E%2B%26z%289%29%21",  # a form
        "geh*im mật&lt;k&#34;h&#39;ẩu/~+&amp;z(9)!",  # a template's entities
        "geh*im m\\u1eadt<k\\\"h'\\u1ea9u/~+&z(9)!",  # JSON
    ],
)
def test_browsers_and_templates_encode_in_their_own_ways(form: str) -> None:
    assert knowing("geh*im mật<k\"h'ẩu/~+&z(9)!").redact(f"a {form} b") == f"a {MASK} b"


def test_a_short_or_ordinary_secret_never_tears_the_evidence_apart() -> None:
    secrets = knowing("step")
    secrets.learn("2026")
    event = {"kind": "step", "at": "2026-10-09", "id": "step2026", "text": "a step in 2026", "inner": [{"url": "/2026"}]}
    assert secrets.redact_all(event) == {
        "kind": "step", "at": "2026-10-09", "id": "step2026", "text": f"a {MASK} in {MASK}", "inner": [{"url": f"/{MASK}"}],
    }  # fmt: skip


def test_the_password_of_a_pair_is_a_secret_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "STAGING").write_text("shop:opensesame")
    secrets = Secrets(tmp_path)
    secrets.get("STAGING")
    assert secrets.redact("you typed opensesame") == f"you typed {MASK}"


def test_a_mail_without_a_secret_stays_as_it_is_to_the_byte() -> None:
    raw = b"Subject: \xff\xfe caf\xc3\xa9\r\n\r\nhello"
    assert knowing("opensesame").redact_mail(raw) is raw
    assert b"opensesame" not in knowing("opensesame").redact_mail(raw + b" opensesame")


def test_a_missing_one_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"`NOWHERE` is not set(.|\n)*environment(.|\n)*NOWHERE(.|\n)*keyring"):
        Secrets(tmp_path).get("NOWHERE")


def test_it_does_not_print() -> None:
    secrets = knowing("opensesame")
    secrets.learn("opensesame", "DOOR")
    assert "opensesame" not in repr(secrets.get("DOOR"))


def test_a_mailbox_may_keep_its_user_secret_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_USER", "audits@gomsen.test")
    monkeypatch.setenv("MAIL_PASSWORD", "hunter2hunter2")
    secrets = Secrets()
    mailbox = secrets.fill(Mailbox(name="audits", user="${secret:MAIL_USER}", password="${secret:MAIL_PASSWORD}"))
    assert (mailbox.user, mailbox.password) == ("audits@gomsen.test", "hunter2hunter2")
    assert "hunter2hunter2" not in secrets.redact("the server said hunter2hunter2")
    open_one = secrets.fill(Mailbox(name="practice", user="mystery", password="written down"))
    assert (open_one.user, secrets.redact("written down")) == ("mystery", "•••")
