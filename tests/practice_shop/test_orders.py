"""What an order costs, when it comes, and who may see it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from shopper.practice_shop.goods import goods
from shopper.practice_shop.orders import PACKING, Address, Bill, Order, OrderBook

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # already the 3rd in Hanoi
LINH = Address("Linh", "Linh@mailbox.test", "0168 000 0142", "25 Láng Hạ", "Hà Nội", "115 00", "VN")


def an_order(book: OrderBook, method: str = "standard") -> Order:
    return book.place({"mug": 1}, LINH, language="vi", placed=EVENING, zone=ZONE, method=method)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("pieces", [1, 2, 3, 7])
def test_a_bill_adds_up_to_the_minor_unit(language: str, pieces: int) -> None:
    bill = Bill.of({id: pieces for id in goods()}, language=language)
    minor = Decimal(1) if bill.currency == "VND" else Decimal("0.01")
    assert bill.total == sum(line.quantity * line.price for line in bill.lines) - bill.discount + bill.shipping
    assert all(amount % minor == 0 for amount in (bill.total, bill.discount, bill.tax, bill.shipping))
    assert abs(bill.tax - bill.total / 11) <= minor / 2


def test_three_pieces_get_a_discount_and_two_do_not() -> None:
    assert Bill.of({"mug": 2}, language="en").discount == 0
    assert Bill.of({"mug": 3}, language="en").discount == Decimal("4.77")


def test_europe_costs_more_than_vietnam() -> None:
    near, far = (Bill.of({"mug": 1}, language="en", country=country) for country in ("VN", "DE"))
    assert (near.total, far.total) == (Decimal("17.80"), Decimal("40.80"))


@pytest.mark.parametrize(("method", "arrives"), [("standard", date(2026, 3, 6)), ("express", date(2026, 3, 5))])
def test_days_are_counted_in_the_shops_zone(method: str, arrives: date) -> None:
    assert an_order(OrderBook(), method).delivery_date == arrives


@pytest.mark.parametrize("method", ["standard", "express"])
def test_stages_follow_each_other(method: str) -> None:
    order = an_order(OrderBook(), method)
    assert list(order.stages.values()) == sorted(order.stages.values())
    assert order.stage(EVENING + PACKING - timedelta(seconds=1)) == "placed"
    assert order.stage(EVENING + PACKING) == "shipped"
    assert order.stage(EVENING + timedelta(days=9)) == "delivered"


def test_guests_find_their_orders_by_mail_and_postcode_newest_first() -> None:
    book = OrderBook()
    first, second = an_order(book), an_order(book)
    assert book.of_customer(" linh@MAILBOX.test", "11500") == [second, first]
    assert book.of_customer("linh@mailbox.test", "10000") == []


def test_an_order_is_opened_by_its_secret_and_by_nothing_near_it() -> None:
    book = OrderBook()
    order = an_order(book)
    assert book.by_secret(order.secret) is order
    assert book.by_secret(order.number) is None
    assert book.by_tracking(order.tracking.lower()) is order
    assert book.by_tracking(order.tracking[:-6]) is None
