"""Secrets: found by name in one of four places, well kept, and never printed."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest

from shopper.errors import UsageError
from shopper.model import Mailbox
from shopper.secrets import MASK, Secrets, SecretWarning, redact_output

DOTENV = """
# a comment
PLAIN=first
export EXPORTED="with blanks # and no comment"   # a comment
SINGLE='as $PLAIN it ${PLAIN} is'
OPEN=open $PLAIN ${PLAIN}
EMPTY=
MULTI="two
lines"
"""


def knowing(value: str) -> Secrets:
    secrets = Secrets()
    secrets.learn(value)
    return secrets


def kept(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o600)
    return path


def test_it_is_found_in_the_environment_then_dotenv_then_a_file_then_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = SimpleNamespace(get_password=lambda service, name: f"{service}'s keyring" if name == "SHOP" else None)
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert Secrets(tmp_path).get("SHOP") == "mystery-shopper's keyring"
    kept(tmp_path / ".secrets" / "SHOP", "from file\n")
    assert Secrets(tmp_path).get("SHOP") == "from file"
    kept(tmp_path / ".env", "SHOP=from dotenv\n")
    assert Secrets(tmp_path).get("SHOP") == "from dotenv"
    monkeypatch.setenv("SHOP", "from environment")
    secrets = Secrets(tmp_path)
    assert secrets.get("SHOP") == "from environment"
    assert secrets.redact("it came from environment") == f"it came {MASK}"
    assert secrets.where("SHOP") == "the environment variable SHOP"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLAIN", "first"),
        ("EXPORTED", "with blanks # and no comment"),
        ("SINGLE", "as $PLAIN it ${PLAIN} is"),
        ("OPEN", "open $PLAIN ${PLAIN}"),
        ("MULTI", "two\nlines"),
    ],
)
def test_dotenv_is_read_as_it_is_written(name: str, value: str, tmp_path: Path) -> None:
    kept(tmp_path / ".env", DOTENV)
    assert Secrets(tmp_path).get(name) == value


def test_the_project_counts_not_the_folder_one_happens_to_be_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / "project" / ".env", "SHOP=the right one\n")
    kept(tmp_path / "elsewhere" / ".env", "SHOP=the wrong one\n")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert Secrets(tmp_path / "project").get("SHOP") == "the right one"


def test_another_folder_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / "vault" / "SHOP", "from the vault")
    monkeypatch.setenv("SHOPPER_SECRETS", str(tmp_path / "vault"))
    assert Secrets(tmp_path).get("SHOP") == "from the vault"


def test_a_missing_one_names_every_place_and_where_it_is_used(tmp_path: Path) -> None:
    kept(tmp_path / ".env", "NOWHERE=\n")
    with pytest.raises(UsageError) as caught:
        Secrets(tmp_path).get("NOWHERE", "journeys/a.yaml:3:5")
    said = str(caught.value)
    assert said.startswith("journeys/a.yaml:3:5: the secret `NOWHERE` is not set")
    for place in (
        "environment variable NOWHERE",
        f"{tmp_path / '.env'}",
        f"{tmp_path / '.secrets' / 'NOWHERE'}",
        "keyring set",
    ):
        assert place in said


@pytest.mark.parametrize("file", [".env", ".secrets/SHOP"])
def test_a_file_that_others_may_read_is_warned_of(file: str, tmp_path: Path) -> None:
    kept(tmp_path / file, "SHOP=opensesame").chmod(0o644)
    with pytest.warns(SecretWarning, match=f"{file} may be read by others(.|\\n)*chmod 600"):
        Secrets(tmp_path).get("SHOP")
    (tmp_path / file).chmod(0o600)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Secrets(tmp_path).get("SHOP")


@pytest.mark.parametrize("file", [".env", ".secrets/SHOP"])
def test_a_file_that_git_keeps_is_refused(file: str, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    kept(tmp_path / file, "SHOP=opensesame")
    git("init")
    assert Secrets(tmp_path).get("SHOP")
    git("add", "--force", file)
    with pytest.raises(UsageError, match=r"git keeps it(.|\n)*git rm --cached"):
        Secrets(tmp_path).get("SHOP")


def test_one_too_short_to_be_redacted_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVC", "123")
    secrets = Secrets()
    with pytest.warns(SecretWarning, match="`CVC` has fewer than 4 letters"):
        secrets.get("CVC")
    assert secrets.redact("1234") == "1234"


def test_the_password_of_a_pair_may_be_too_short_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGING", "user:abc")
    with pytest.warns(SecretWarning, match="the password in the secret `STAGING` has fewer than 4 letters"):
        Secrets().get("STAGING")


@pytest.mark.parametrize("file", [".env", ".secrets/SHOP"])
@pytest.mark.parametrize("charset", ["latin-1", "utf-16"])
def test_a_file_that_is_not_utf8_is_named(charset: str, file: str, tmp_path: Path) -> None:
    kept(tmp_path / file, "").write_bytes("SHOP=opensésame\n".encode(charset))
    with pytest.raises(UsageError, match=f"{file}: this file is not UTF-8: byte [0-9]+ (.|\n)*Save it as UTF-8") as caught:
        Secrets(tmp_path).get("SHOP")
    assert caught.value.__cause__ is None, "it would show the secret"


@pytest.mark.parametrize(("file", "text"), [(".env", "SHOP=opensésame\n"), (".secrets/SHOP", "opensésame\n")])
def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_it(file: str, text: str, tmp_path: Path) -> None:
    kept(tmp_path / file, "").write_bytes(text.encode("utf-8-sig"))
    assert Secrets(tmp_path).get("SHOP") == "opensésame"


def test_several_may_stand_in_a_longer_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER_NAME", "linh")
    monkeypatch.setenv("DOOR", "opensesame")
    secrets = Secrets()
    assert secrets.look_up("${secret:USER_NAME}:${ secret:DOOR } $$") == "linh:opensesame $$"
    assert secrets.redact("linh, opensesame") == f"{MASK}, {MASK}"


def test_what_is_printed_goes_through_without_any_known_secret() -> None:
    secrets, others = knowing("opensesame"), knowing("hunter2hunter2")
    assert redact_output("opensesame and hunter2hunter2") == f"{MASK} and {MASK}"
    assert secrets is not others


def test_a_short_or_ordinary_secret_never_tears_the_evidence_apart() -> None:
    secrets = knowing("step")
    secrets.learn("2026")
    event = {"kind": "step", "at": "2026-10-09", "id": "step2026", "text": "a step in 2026", "inner": [{"url": "/2026"}]}
    assert secrets.redact_all(event) == {
        "kind": "step", "at": "2026-10-09", "id": "step2026", "text": f"a {MASK} in {MASK}", "inner": [{"url": f"/{MASK}"}],
    }  # fmt: skip


def test_the_password_of_a_pair_is_a_secret_of_its_own(tmp_path: Path) -> None:
    kept(tmp_path / ".secrets" / "STAGING", "shop:opensesame")
    secrets = Secrets(tmp_path)
    secrets.get("STAGING")
    assert secrets.redact("you typed opensesame") == f"you typed {MASK}"


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
