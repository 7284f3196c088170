"""DKIM signatures: who claims to have signed, and whether it holds."""

from __future__ import annotations

import asyncio
import base64
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from shopper.inbox.guard import Reader
from shopper.inbox.matching import recognise
from shopper.inbox.signatures import MOST, Claim, claims
from shopper.model import MailKind, Reading
from shopper.practice_shop.systems.signing import Dns, signed
from shopper.testing import a_shop
from shopper.visit.signatures import LARGEST, Signatures

RECORDS = Dns(["platform.gomsen.test"])
CLAIM = Claim("gomsen.test", "platform")
KEY = RECORDS[CLAIM.record]


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
    assert claims(Reading(headers={"dkim-signature": ("nonsense",)})) == [Claim("", "", 0, "it is malformed")]


def test_the_wanted_ones_are_among_those_that_are_looked_at() -> None:
    many = Reading(headers={"dkim-signature": ("d=evil.test; s=e",) * 7 + ("d=GomSen.test; s=s1;",)})
    assert claims(many, {"gomsen.test"})[-1] == Claim("gomsen.test", "s1", 7)


@pytest.mark.parametrize(
    ("value", "claim"),
    [
        ("d=gomsen.test; d=evil.test; s=e", Claim("", "e", 0, "it says d= twice")),
        ("d=gomsen.test; s=e; s=f", Claim("gomsen.test", "", 0, "it says s= twice")),
        ("d=gomsen.test; s=e; bh=1; bh=2", Claim("gomsen.test", "e", 0, "it says bh= twice")),
        ("d=gomsen.test; s=a..b", Claim("gomsen.test", "a..b", 0, "it names a key that cannot be in DNS")),
        ("d=gomsen.test", Claim("gomsen.test", "", 0, "it does not say who signed")),
    ],
)
def test_what_can_be_read_in_two_ways_or_not_at_all_is_a_flaw(value: str, claim: Claim) -> None:
    assert claims(Reading(headers={"dkim-signature": (value,)})) == [claim]


def test_words_in_a_signature_are_not_decoded(reader: Reader) -> None:
    said = reader.read(
        b"DKIM-Signature: v=1; =?utf-8?q?d=3Dgomsen.test?=; d=evil.test; s=e\r\nFrom: a@gomsen.test\r\n\r\nHi\r\n"
    )
    assert [claim.domain for claim in claims(said)] == ["evil.test"]


def test_a_whole_mail_passes(reader: Reader, raw: bytes) -> None:
    assert reader.try_signature(raw, CLAIM, KEY) == ("pass", "")


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
    outcome, why = reader.try_signature(raw.replace(old, new, 1), CLAIM, KEY)
    assert outcome == "fail"
    assert why.startswith(reason)


def test_a_key_of_no_use_fails(reader: Reader, raw: bytes) -> None:
    assert reader.try_signature(raw, CLAIM, "v=DKIM1; p=AAAA") == (
        "fail", "its key is of no use: could not parse RSA public key",
    )  # fmt: skip


def test_a_mail_that_would_take_for_ever_is_given_up(reader: Reader, raw: bytes) -> None:
    outcome, reason = reader.try_signature(raw + b" " * 3_000_000, CLAIM, KEY)
    assert (outcome, reason[:27]) == ("untried", "It could not be read within")
    assert reader.try_signature(raw, CLAIM, KEY).outcome == "pass", "the next mail has a new worker"


def test_the_key_of_another_name_proves_nothing(reader: Reader, raw: bytes) -> None:
    assert reader.try_signature(raw, Claim("evil.test", "platform"), KEY) == ("fail", "it can be read in two ways")


SHOP = a_shop(
    mails={"order": MailKind(system="platform", sender="orders@gomsen.test", subject={"en": "Order"}, dkim="gomsen.test")}
)
LETTER = b"From: orders@gomsen.test\r\nSubject: Order\r\nDate: Mon, 02 Mar 2026 03:00:00 +0000\r\n\r\nThank you\r\n"
JUNK = b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=from:subject; bh=AAAA; b=AAAA\r\n"
OURS, THEIRS = JUNK % (b"gomsen.test", b"platform"), JUNK % (b"evil.test", b"e")


def test_a_signature_of_a_part_of_the_body_holds_for_no_more(reader: Reader) -> None:
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
    header = dkim.sign(LETTER, b"platform", b"gomsen.test", private, include_headers=[b"from", b"subject"], length=True)
    assert reader.try_signature(header + LETTER, CLAIM, f"v=DKIM1; p={public}").outcome == "pass"
    outcome, reason = reader.try_signature(header + LETTER + b"And pay here\r\n", CLAIM, f"v=DKIM1; p={public}")
    assert (outcome, reason[:37]) == ("fail", "it is for the beginning of the body a")


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(LETTER, id="unsigned"),
        pytest.param(OURS + LETTER, id="junk"),
        pytest.param(THEIRS * 5 + OURS + LETTER, id="the sixth"),
        pytest.param(JUNK % (b"gomsen.test; d=evil.test", b"e") + LETTER, id="two domains"),
        pytest.param(JUNK % (b"evil.test; =?utf-8?q?d=3Dgomsen.test?=", b"e") + LETTER, id="an encoded word"),
        pytest.param(JUNK % (b"gomsen.test", b"a..b") + LETTER, id="no DNS name"),
        pytest.param(OURS.replace(b"rsa-sha256", b"ed25519-sha256") + LETTER, id="Ed25519"),
        pytest.param(OURS + LETTER + b"Long line\r\n" * (LARGEST // 11 + 1), id="too large"),
        pytest.param(OURS + LETTER + b"a" + b" " * 3_000_000 + b"b\r\n", id="too slow"),
    ],
)
def test_no_sender_can_keep_a_signature_from_being_tried(forged: bytes, reader: Reader) -> None:
    assert "signs such mails as gomsen.test" in doubt_of(forged, reader)


def test_what_is_added_to_a_signed_mail_makes_it_doubtful(reader: Reader, raw: bytes) -> None:
    assert doubt_of(raw, reader) == ""
    assert "more than one Subject" in doubt_of(b"Subject: Order, and your code\r\n" + raw, reader)
    assert "more than one Date" in doubt_of(b"Date: x\r\nDate: y\r\n" + raw, reader)


def doubt_of(raw: bytes, reader: Reader) -> str:
    reading = reader.read(raw)
    tried = asyncio.run(Signatures(reader, RECORDS).tried(raw, reading, {"gomsen.test"}))
    return recognise(reading, SHOP, tried).doubt
