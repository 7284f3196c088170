"""DKIM signatures: who claims to have signed, and whether it holds."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from shopper.inbox.guard import Reader
from shopper.inbox.signatures import MOST, Claim, claims
from shopper.model import Reading
from shopper.practice_shop.systems.signing import Dns, signed

KEY = Dns(["platform.gomsen.test"])["platform._domainkey.gomsen.test"]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=2, workers=1) as one:
        yield one


@pytest.fixture(scope="module")
def raw() -> bytes:
    mail = EmailMessage(email.policy.SMTP)
    for name, value in {"From": "orders@gomsen.test", "Subject": "Order", "Message-ID": "<1@platform.gomsen.test>"}.items():
        mail[name] = value
    mail.set_content("Thank you\n")
    return signed(mail)


def test_who_claims_to_have_signed(reader: Reader, raw: bytes) -> None:
    (claim,) = claims(reader.read(raw))
    assert claim == Claim("gomsen.test", "platform")
    assert claim.record == "platform._domainkey.gomsen.test"


def test_only_the_first_few_are_looked_at() -> None:
    assert len(claims(Reading(headers={"dkim-signature": ("d=a.test; s=b",) * 50}))) == MOST
    assert claims(Reading(headers={"dkim-signature": ("nonsense",)})) == [Claim("", "")]


def test_a_whole_mail_passes(reader: Reader, raw: bytes) -> None:
    assert reader.try_signature(raw, 0, KEY) == ("pass", "")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"Thank you", b"Thank me!", "the body was changed after it was signed"),
        (b"Subject: Order", b"Subject: Other", "a signed header was changed, or another key signed it"),
        (b"v=1; a=rsa", b"v=1; a=abc", "unknown signature algorithm"),
    ],
)
def test_a_changed_mail_fails_and_says_why(old: bytes, new: bytes, reason: str, reader: Reader, raw: bytes) -> None:
    assert old in raw
    outcome, why = reader.try_signature(raw.replace(old, new, 1), 0, KEY)
    assert outcome == "fail"
    assert why.startswith(reason)


def test_a_key_of_no_use_fails(reader: Reader, raw: bytes) -> None:
    assert reader.try_signature(raw, 0, "v=DKIM1; p=AAAA") == (
        "fail", "its key is of no use: could not parse RSA public key",
    )  # fmt: skip


def test_a_mail_that_would_take_for_ever_is_given_up(reader: Reader, raw: bytes) -> None:
    outcome, reason = reader.try_signature(raw + b" " * 3_000_000, 0, KEY)
    assert (outcome, reason[:27]) == ("unknown", "It could not be read within")
    assert reader.try_signature(raw, 0, KEY).outcome == "pass", "the next mail has a new worker"
