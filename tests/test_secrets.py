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


def test_a_missing_one_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"`NOWHERE` is not set(.|\n)*environment(.|\n)*NOWHERE(.|\n)*keyring"):
        Secrets(tmp_path).get("NOWHERE")


def test_it_does_not_print() -> None:
    secrets = knowing("opensesame")
    secrets.learn("opensesame", "DOOR")
    assert "opensesame" not in repr(secrets.get("DOOR"))
