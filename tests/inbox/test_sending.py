"""Letters as they travel: what stands in them, what can never stand in them, and who refused them."""

from __future__ import annotations

import email
import email.policy
import re
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import trustme
from aiosmtpd.smtp import AuthResult
from factories import a_mail
from postmaster import Postmaster

from shopper.errors import Blocked, Unreachable, Unsure
from shopper.inbox.sending import Draft, Outbox, compose, is_address, reply_subject
from shopper.model import Mailbox, Reading

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2026, 3, 3, 9, 30, tzinfo=HANOI)


def composed(draft: Draft, name: str = "Nguyễn Thùy Linh", locale: str = "vi-VN", seed: str = "v1/3") -> EmailMessage:
    raw = compose(draft, name=name, address="v1@khach.test", seed=seed, at=AT, locale=locale).raw
    said = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(said, EmailMessage)
    return said


def body(letter: EmailMessage) -> list[str]:
    part = letter.get_body()
    assert part
    return list(part.get_content().splitlines())


def test_a_letter_has_its_writer_its_date_and_an_id_of_its_own() -> None:
    said = composed(Draft("hotro@gomsen.test", "Hỏi về cốc men ngọc", "Chiếc cốc này dùng được trong lò vi sóng không ạ?"))
    assert said["From"] == "Nguyễn Thùy Linh <v1@khach.test>" and said["Subject"] == "Hỏi về cốc men ngọc"
    assert said["Date"].datetime == AT and said["Date"].endswith("+0700")
    assert said["Content-Language"] == "vi-VN"
    assert body(said) == ["Chiếc cốc này dùng được trong lò vi sóng không ạ?"]
    again, other = (composed(Draft("hotro@gomsen.test", "x", "y"), seed=seed)["Message-ID"] for seed in ("v1/3", "v1/4"))
    assert said["Message-ID"] == again != other, "the same step of the same visit: the same letter"


@pytest.mark.parametrize("trick", ["\r\nBcc: all@gomsen.test", "\nX: y", "\r\rX: y", "\x00\u2028X: y", "\u0085X: y"])
def test_nothing_gets_into_the_headers(trick: str) -> None:
    answered = a_mail(subject="x").model_copy(
        update={"reading": Reading(message_id=f"a{trick}", in_reply_to=(f"b{trick}", "ü"), sender_name=f"Sen{trick}")}
    )
    said = composed(Draft("hotro@gomsen.test", f"Cốc{trick}", f"Xin chào{trick}", answers=answered), name=f"Linh{trick}")
    assert set(said.keys()) <= {
        "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Content-Language",
    }  # fmt: skip
    assert said["From"].addresses[0].addr_spec == "v1@khach.test" and len(said["From"].addresses) == 1


@pytest.mark.parametrize(
    ("locale", "wrote"),
    [
        ("vi-VN", "Vào 10:05 ngày 2 tháng 3, 2026, Gốm Sen đã viết:"),
        ("en-GB", "On 2 March 2026 at 10:05, Gốm Sen wrote:"),
        ("de-DE", "Am 2. März 2026 um 10:05 schrieb Gốm Sen:"),
        ("ja-JP", "On 2 March 2026 at 10:05, Gốm Sen wrote:"),
        ("en-XX", "On 2 March 2026 at 10:05, Gốm Sen wrote:"),
    ],
)
def test_an_answer_quotes_in_the_customers_language(locale: str, wrote: str) -> None:
    answered = a_mail(text="Chào bạn,\n\nDạ được ạ.", arrived=datetime(2026, 3, 2, 3, 5, tzinfo=UTC))
    said = composed(Draft("orders@gomsen.test", "Re: Cốc", "Cảm ơn bạn.", answers=answered), locale=locale)
    assert body(said) == ["Cảm ơn bạn.", "", wrote, "> Chào bạn,", ">", "> Dạ được ạ."]


def test_the_thread_is_kept_and_bounded() -> None:
    reading = Reading(message_id="last@x", in_reply_to=(*(f"{n}@x" for n in range(50)), "long" * 100))
    said = composed(Draft("a@gomsen.test", "x", "y", answers=a_mail().model_copy(update={"reading": reading})))
    assert said["In-Reply-To"] == "<last@x>"
    assert said["References"].split() == [f"<{n}@x>" for n in range(31, 50)] + ["<last@x>"]


def test_a_mail_without_an_id_is_answered_outside_of_any_thread() -> None:
    reading = Reading(in_reply_to=("first@x",))
    said = composed(Draft("a@gomsen.test", "x", "y", answers=a_mail().model_copy(update={"reading": reading})))
    assert said["References"] is None and said["In-Reply-To"] is None


def test_re_stands_once() -> None:
    assert reply_subject("Cốc") == "Re: Cốc" and reply_subject("Reif: 1 Cốc") == "Re: Reif: 1 Cốc"
    for subject in ("Re: Cốc", "RE[2]: Cốc", "Trả lời: Cốc", "AW: Cốc"):
        assert reply_subject(subject) == subject


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("support@gomsen.test", True), ("a.b+c@mail.gomsen.test", True), ("a@b@gomsen.test", False),
        ("gomsen.test", False),
        ("Sen <a@gomsen.test>", False), ("a@gomsen.test\r\nDATA", False), ("a@gomsen.test, b@x.test", False),
        ("ü@x.test", False),
    ],
)  # fmt: skip
def test_an_address_is_one_plain_address(text: str, good: bool) -> None:
    assert is_address(text) is good


# --- handing over -------------------------------------------------------------------------------------------------


def outbox(url: str, tls: ssl.SSLContext | None = None, **mailbox: Any) -> Outbox:
    return Outbox(Mailbox(name="post", smtp=url, **mailbox), tls)


def send(out: Outbox, recipient: str = "help@tiny.test") -> None:
    out.send(b"Subject: x\r\n\r\n.hidden dot\r\n", sender="v1@khach.test", recipient=recipient)


def test_a_letter_is_handed_over_as_it_is() -> None:
    with Postmaster() as server:
        server.may_answer.set()
        send(outbox(server.url, user="nobody", password="asked for"))
        assert server.taken == [(["help@tiny.test"], b"Subject: x\r\n\r\n.hidden dot\r\n")]


@pytest.mark.parametrize(
    ("answers", "error", "words"),
    [
        ({"RCPT": "550 5.1.1 No such user here"}, Blocked, "help@tiny.test takes no mail: 550 5.1.1 No such user here"),
        ({"RCPT": "554 5.7.1 Relay access denied"}, Unreachable, "does not pass mail on to help@tiny.test: 554 5.7.1 Relay"),
        ({"RCPT": "451 4.7.1 Come back later"}, Unreachable, "does not pass mail on"),
        ({"MAIL": "553 Not your address"}, Unreachable, "the server does not let v1@khach.test write: 553"),
        ({"DATA": "554 5.6.0 We do not like it"}, Unreachable, "the server does not take the letter to help@tiny.test: 554"),
    ],
)
def test_whose_refusal_it_is(answers: dict[str, str], error: type[Exception], words: str) -> None:
    with Postmaster(answers) as server:
        server.may_answer.set()
        with pytest.raises(error, match=re.escape(words)):
            send(outbox(server.url))


def test_a_connection_that_breaks_before_the_answer_leaves_nobody_knowing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopper.inbox.sending.ANSWER_WITHIN", 0.3)
    with Postmaster() as server:
        with pytest.raises(Unsure, match="nobody knows whether the letter"):
            send(outbox(server.url))
        assert len(server.taken) == 1


def test_no_server_no_name_and_no_smtp_are_said_in_words() -> None:
    with Postmaster() as server:
        gone = server.url
    with pytest.raises(Unreachable, match=r"mailbox post \(127.0.0.1:\d+\): the server cannot be reached: Connection refused"):
        send(outbox(gone))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_beyond_this_machine_everything_is_encrypted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopper.inbox.sending.is_loopback", lambda host: False)
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    with Postmaster() as server, pytest.raises(Unreachable, match="the server offers no encryption"):
        send(outbox(server.url))

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=session.ssl is not None and data.password == b"right", handled=False)

    options = {"tls_context": theirs, "require_starttls": True, "authenticator": known, "auth_required": True}
    with Postmaster(options=options) as server:
        server.may_answer.set()
        with pytest.raises(Unreachable, match="TLS certificate is not to be trusted"):
            send(outbox(server.url, ours))
        authority.configure_trust(ours)
        with pytest.raises(Unreachable, match="refused the login of linh") as refused:
            send(outbox(server.url, ours, user="linh", password="wrong-one"))
        assert "wrong-one" not in str(refused.value)
        send(outbox(server.url, ours, user="linh", password="right"))
        assert len(server.taken) == 1


def test_tls_from_the_start(authority: trustme.CA) -> None:
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    authority.configure_trust(ours)
    with Postmaster(options={"ssl_context": theirs}) as server:
        server.may_answer.set()
        send(outbox(server.url.replace("smtp:", "smtps:"), ours))
        assert len(server.taken) == 1


@pytest.mark.parametrize("hostile", ["=?utf-8?q?a=0D=0AReply-To:_evil@x.test?=", "=?utf-8?q?a=0D=0A=0D=0Aa_body_of_theirs?="])
def test_an_encoded_word_in_what_others_wrote_opens_no_header_and_no_body(hostile: str) -> None:
    raw = compose(
        Draft("hotro@gomsen.test", hostile, "x"), name=hostile, address="v1@khach.test", seed="s", at=AT, locale="vi-VN"
    ).raw
    plain = email.message_from_bytes(raw, policy=email.policy.compat32)
    assert "Reply-To" not in plain and "body_of_theirs" not in str(plain.get_payload())
    assert set(plain.keys()) <= {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
        "Content-Language",
    }  # fmt: skip
