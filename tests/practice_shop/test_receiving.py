"""What the practice mail server finds out about senders is true, and nobody else writes it in its name."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from shopper.practice_shop.receiving import POLICY, Records, results, sender_policy, without_results_of
from shopper.practice_shop.systems.signing import Dns, signed

RECORDS = Records({"gomsen.test": sender_policy("127.0.0.0/8"), "_dmarc.gomsen.test": POLICY}, Dns(["platform.gomsen.test"]))


def mail(author: str = "orders@gomsen.test", *, by: str = "platform.gomsen.test") -> bytes:
    """A mail from `author`, signed by the system whose host is named; unsigned without one."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = author, "v1@khach.test", "Xác nhận đơn hàng GS-41207"
    message["Message-ID"] = f"<1@{by}>"
    message.set_content("Cảm ơn chị đã đặt hàng.\n")
    return signed(message) if by else message.as_bytes()


def found(content: bytes, *, sender: str = "orders@gomsen.test", peer: str = "127.0.0.1", helo: str = "gomsen.test") -> str:
    said = results(content, server="mx.test", peer=peer, helo=helo, sender=sender, records=RECORDS)
    return " ".join(said.split())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            found(mail()),
            "mx.test; spf=pass smtp.mailfrom=orders@gomsen.test; dkim=pass header.d=gomsen.test; "
            "dmarc=pass header.from=gomsen.test",
            id="all is well",
        ),
        pytest.param(
            found(mail(), sender=""),
            "mx.test; spf=pass smtp.helo=gomsen.test; dkim=pass header.d=gomsen.test; dmarc=pass header.from=gomsen.test",
            id="an empty sender on the envelope",
        ),
        pytest.param(
            found(mail().replace(b"GS-41207", b"GS-41208"), peer="192.0.2.7"),
            "mx.test; spf=fail smtp.mailfrom=orders@gomsen.test; dkim=fail header.d=gomsen.test; "
            "dmarc=fail header.from=gomsen.test",
            id="changed on the way, from elsewhere",
        ),
        pytest.param(
            found(mail(), sender="bounces@post.example", peer="192.0.2.7"),
            "mx.test; spf=none smtp.mailfrom=bounces@post.example; dkim=pass header.d=gomsen.test; "
            "dmarc=pass header.from=gomsen.test",
            id="forwarded: the signature alone is enough",
        ),
        pytest.param(
            found(mail("orders@shop.gomsen.test", by="")),
            "mx.test; spf=pass smtp.mailfrom=orders@gomsen.test; dkim=none; dmarc=pass header.from=shop.gomsen.test",
            id="unsigned, the author below the domain",
        ),
        pytest.param(
            found(mail(by=""), sender="a@evil.test"),
            "mx.test; spf=none smtp.mailfrom=a@evil.test; dkim=none; dmarc=fail header.from=gomsen.test",
            id="forged",
        ),
        pytest.param(
            found(mail("a@evil.test", by="platform.evil.test"), sender='"a;b"@evil.test'),
            'mx.test; spf=none smtp.mailfrom="a;b@evil.test"; dkim=fail header.d=evil.test; dmarc=none header.from=evil.test',
            id="a domain that publishes nothing",
        ),
        pytest.param(
            found(b"Subject: x\r\n\r\n", sender="", helo="[127.0.0.1]"),
            'mx.test; spf=none smtp.helo="[127.0.0.1]"; dkim=none; dmarc=none',
            id="nobody's",
        ),
    ],
)
def test_what_is_found_out_about_a_sender(said: str, expected: str) -> None:
    assert said == expected


def test_results_in_the_servers_own_name_are_taken_off_and_others_stay() -> None:
    forged = b"authentication-results:\r\n MX.test; dkim=pass\r\n\theader.d=gomsen.test\r\n"
    others = b"Authentication-Results: mx.test.evil.test; dkim=pass\r\nX-Authentication-Results: mx.test; dkim=pass\r\n"
    body = b"\r\nAuthentication-Results: mx.test; dkim=pass\r\n"
    content = b"Subject: a\r\n" + forged + others + forged + b"To: b@x.test\r\n" + body
    assert without_results_of("mx.test", content) == b"Subject: a\r\n" + others + b"To: b@x.test\r\n" + body


def test_a_record_is_made_when_it_is_asked_for() -> None:
    asked: list[str] = []

    class Publisher(dict[str, str]):
        def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
            asked.append(name)
            return super().get(name, default)

    records = Records(Publisher(a="1"))
    records.add({"b": "2"})
    assert set(records) == {"a", "b"} and len(records) == 2 and not asked
    assert records["b"] == "2" and "c" not in records and asked == ["b", "c"]
