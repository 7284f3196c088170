"""By which way a mail came, and what servers say about who sent it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shopper.inbox.parsing import read_mail
from shopper.model import Authentication, Hop, Reading


def mail(*headers: str) -> Reading:
    return read_mail("\r\n".join((*headers, "From: a@gomsen.test", "", "x")).encode())


def test_hops_in_the_order_of_travelling() -> None:
    said = mail(
        "Received: from out.gomsen.test (out.gomsen.test [203.0.113.5])\r\n by mx.inbox.test (Postfix) with ESMTPS id 4X;"
        " Mon, 2 Mar 2026 10:00:07 +0700 (ICT)",
        "Received: from web1 (from here [10.0.0.1]) by out.gomsen.test; Mon, 2 Mar 2026 03:00:01 +0000",
        "Received: by web1 (uid 33)",
    )
    at = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    assert said.hops == (
        Hop(by="web1", sender="", at=None),
        Hop(by="out.gomsen.test", sender="web1", at=at + timedelta(seconds=1)),
        Hop(by="mx.inbox.test", sender="out.gomsen.test", at=at + timedelta(seconds=7)),
    )


def test_what_servers_say_about_the_sender() -> None:
    said = mail(
        "Authentication-Results: MX.inbox.test 1; dkim=pass (2048-bit key) header.d=gomsen.test header.s=s1;\r\n"
        ' spf=softfail smtp.mailfrom="bounce@mail.gomsen.test"; dmarc=fail (p=none) header.from=gomsen.test',
        "Authentication-Results: evil.test; dkim=pass header.d=bank.test",
    ).authentication
    assert said[0] == Authentication(
        server="mx.inbox.test",
        topmost=True,
        method="dkim",
        result="pass",
        properties={"header.d": "gomsen.test", "header.s": "s1"},
    )
    assert [(one.method, one.result) for one in said] == [
        ("dkim", "pass"), ("spf", "softfail"), ("dmarc", "fail"), ("dkim", "pass"),
    ]  # fmt: skip
    assert said[1].properties == {"smtp.mailfrom": "bounce@mail.gomsen.test"}
    assert (said[3].server, said[3].topmost) == ("evil.test", False)


@pytest.mark.parametrize(
    "value", ["mx.test; none", "mx.test", "", "((((", "spf=pass smtp.mailfrom=x", "mx.test; dkim=", "; ; ;"]
)
def test_what_says_nothing_about_the_sender(value: str) -> None:
    assert mail(f"Authentication-Results: {value}").authentication == ()


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (["Return-Path: <bounce@gomsen.test>"], "bounce@gomsen.test"),
        (["Return-Path: <>"], "<>"),
        (["Return-Path: <a@x.test>", "Return-Path: <>"], "a@x.test"),
        (["Return-Path: nonsense"], ""),
        ([], ""),
    ],
)
def test_the_sender_on_the_envelope(headers: list[str], sender: str) -> None:
    assert mail(*headers).envelope_sender == sender
