from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from shopper.inbox.matching import assign, is_the_shops, recognise
from shopper.model import Authentication, Blob, Expectation, Mail, MailKind, Place, Reading, Shop, Signature

SHOP = Shop(
    id="gom_sen",
    name="Gốm Sen",
    url="https://www.gomsen.test",
    languages=("vi", "en"),
    hosts=("*.gomsen.test", "track.vanchuyen.test"),
    mails={
        "order_confirmation": MailKind(
            system="platform", sender="orders@gomsen.test", subject={"vi": "Xác nhận đơn hàng", "en": "Order confirmation"}
        ),
        "order_changed": MailKind(system="platform", sender="orders@gomsen.test", subject={"en": "Order confirmation changed"}),
        "shipping_notice": MailKind(
            system="shipping", sender="*@vanchuyen.test", subject={"vi": "Đơn hàng đang giao", "en": "On its way"}
        ),
        "welcome": MailKind(system="newsletter", sender="hello@gomsen.test", subject={}),
    },
)


@pytest.mark.parametrize(
    ("sender", "subject", "expected"),
    [
        ("orders@gomsen.test", "Xác nhận đơn hàng GS-1", ("order_confirmation", "platform", True)),
        ("Orders@GomSen.test", "RE: ORDER  CONFIRMATION", ("order_confirmation", "platform", True)),
        ("orders@gomsen.test", unicodedata.normalize("NFD", "XÁC NHẬN ĐƠN HÀNG"), ("order_confirmation", "platform", True)),
        ("orders@gomsen.test", "Order confirmation changed: GS-1", ("order_changed", "platform", True)),
        ("orders@gomsen.test", "Something new", ("", "platform", True)),
        ("post7@vanchuyen.test", "On its way", ("shipping_notice", "shipping", True)),
        ("hello@gomsen.test", "Whatever it says", ("welcome", "newsletter", True)),
        ("anyone@mail.gomsen.test", "Order confirmation", ("", "", True)),
        ("orders@gomsen.test.evil.test", "Order confirmation", ("", "", False)),
        ("orders@evil.test", "Order confirmation", ("", "", False)),
        ("", "Order confirmation", ("", "", False)),
    ],
)
def test_recognise(sender: str, subject: str, expected: tuple[str, str, bool]) -> None:
    found = recognise(Reading(sender=sender, subject=subject), SHOP)
    assert found[:3] == expected and bool(found.doubt) != found.solicited
    assert sender in found.doubt or found.solicited


SIGNED = SHOP.model_copy(
    update={"mails": {name: kind.model_copy(update={"dkim": "GomSen.test"}) for name, kind in SHOP.mails.items()}}
)
OURS = "mx.khach.test"


def confirmation(signed_by: str = "", said: str = "", server: str = OURS, topmost: bool = True) -> Reading:
    """An order confirmation, with a DKIM signature, and with what its last server said of it."""
    headers = {"dkim-signature": (f"v=1; a=rsa-sha256; d={signed_by}; s=platform; b=xx",)} if signed_by else {}
    result = Authentication(
        server=server, topmost=topmost, method="dkim", result=said, properties={"header.d": signed_by or "gomsen.test"}
    )
    return Reading(
        sender="orders@gomsen.test",
        subject="Order confirmation",
        headers=headers,
        authentication=(result,) if said else (),
    )


def tried(outcome: Literal["pass", "fail", "unknown", "untried"], domain: str = "gomsen.test") -> tuple[Signature, ...]:
    return (Signature(domain=domain, outcome=outcome, reason="body hash differs" if outcome == "fail" else ""),)


@pytest.mark.parametrize(
    ("reading", "signatures", "doubt"),
    [
        pytest.param(confirmation("gomsen.test"), tried("pass"), "", id="it holds"),
        pytest.param(confirmation("gomsen.test", "pass"), (), "", id="our server says so"),
        pytest.param(confirmation("gomsen.test", "pass"), tried("unknown"), "", id="no key here, our server had it"),
        pytest.param(confirmation("gomsen.test"), (), "", id="signed, nobody had the key"),
        pytest.param(confirmation("gomsen.test"), tried("unknown"), "", id="signed, no key at hand"),
        pytest.param(confirmation("gomsen.test", "temperror"), tried("unknown"), "", id="the name service failed"),
        pytest.param(confirmation("gomsen.test"), tried("untried"), "could not be tried", id="too large, too slow"),
        pytest.param(confirmation("gomsen.test", "neutral"), tried("unknown"), f"{OURS} found", id="our server cannot read it"),
        pytest.param(confirmation("gomsen.test"), tried("fail"), "does not hold: body hash differs", id="changed"),
        pytest.param(confirmation("gomsen.test", "fail"), tried("unknown"), f"{OURS} found", id="our server refuses it"),
        pytest.param(confirmation(), (), "is not signed so", id="not signed"),
        pytest.param(confirmation("evil.test"), tried("pass", "evil.test"), "is not signed so", id="another's signature"),
        pytest.param(confirmation("evil.test", "pass"), (), "is not signed so", id="another's, says our server"),
        pytest.param(confirmation(said="pass", server="mx.evil.test"), (), "is not signed so", id="a stranger's word"),
        pytest.param(confirmation(said="pass", topmost=False), (), "is not signed so", id="our name, but written by another"),
    ],
)
def test_a_mail_of_a_shop_that_signs_must_be_signed(reading: Reading, signatures: tuple[Signature, ...], doubt: str) -> None:
    found = recognise(reading, SIGNED, signatures, OURS)
    if doubt:
        assert found[:3] == ("", "", False) and doubt in found.doubt and "GomSen.test" in found.doubt
    else:
        assert found == ("order_confirmation", "platform", True, "")


def test_without_its_servers_name_no_word_of_it_is_believed() -> None:
    assert recognise(confirmation(said="pass", server=""), SIGNED, (), "").doubt


def test_an_unknown_subject_from_a_sender_that_always_signs_is_doubted_too() -> None:
    unknown = confirmation().model_copy(update={"subject": "Your one-time code"})
    assert "is not signed so" in recognise(unknown, SIGNED).doubt
    sometimes = SIGNED.mails | {"order_changed": SHOP.mails["order_changed"]}
    assert recognise(unknown, SIGNED.model_copy(update={"mails": sometimes})) == ("", "platform", True, "")


NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def mail(id: str, kind: str, after: float, solicited: bool = True) -> Mail:
    at = NOON + timedelta(seconds=after)
    raw = Blob(path=id, sha256=id, size=1)
    return Mail(id=id, arrived=at, noticed=at, raw=raw, reading=Reading(), kind=kind, solicited=solicited)


@pytest.mark.parametrize(
    ("address", "hers"),
    [
        ("orders@gomsen.test", True),
        ("Anyone@Mail.GomSen.test", True),
        ("post7@vanchuyen.test", True),
        ("a@track.vanchuyen.test", True),
        ("a@mail.vanchuyen.test", False),
        ("orders@gomsen.test.example.com", False),
        ("gomsen.test", False),
        ("orders@", False),
        ("", False),
    ],
)
def test_whose_address_it_is(address: str, hers: bool) -> None:
    assert is_the_shops(address, SHOP) is hers


def wanted(kind: str, since: float = 0) -> Expectation:
    place = Place(file="journey.yaml", line=1)
    return Expectation(kind=kind, since=NOON + timedelta(seconds=since), within=timedelta(minutes=5), place=place)


@pytest.mark.parametrize(
    ("expectations", "mails", "given"),
    [
        pytest.param([wanted("a")], [mail("late", "a", 60), mail("early", "a", 30)], ["early"], id="the earliest"),
        pytest.param([wanted("a")], [mail("m", "b", 1), mail("n", "", 1)], [None], id="only its kind"),
        pytest.param([wanted("a")], [mail("old", "a", -10)], [None], id="not from before"),
        pytest.param([wanted("a", 0.9)], [mail("m", "a", 0)], ["m"], id="whole seconds forgiven"),
        pytest.param([wanted("a")], [mail("m", "a", 1, solicited=False)], [None], id="not a stranger's"),
        pytest.param([wanted("a", 50), wanted("a")], [mail("1", "a", 9), mail("2", "a", 60)], ["2", "1"], id="each once"),
        pytest.param([wanted("a"), wanted("a")], [mail("1", "a", 9)], ["1", None], id="one for two"),
        pytest.param([wanted("a")], [mail("m", "a", 1e6)], ["m"], id="however late"),
    ],
)
def test_assign(expectations: list[Expectation], mails: list[Mail], given: list[str | None]) -> None:
    assert [one.mail.id if one.mail else None for one in assign(expectations, mails)] == given
