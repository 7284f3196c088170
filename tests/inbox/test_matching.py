from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from shopper.inbox.matching import assign, is_the_shops, recognise
from shopper.model import Blob, Expectation, Mail, MailKind, Place, Reading, Shop

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
    assert recognise(Reading(sender=sender, subject=subject), SHOP) == expected


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
