"""What an order costs, when it comes, and who may see it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from shopper.practice_shop.goods import goods
from shopper.practice_shop.orders import PACKED, PACKING, SURCHARGE, Address, Bill, Order, OrderBook
from shopper.practice_shop.paths import LANGUAGES

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # already the 3rd in Hanoi
LINH = Address("Linh", "Linh@mailbox.test", "0168 000 0142", "25 Láng Hạ", "Hà Nội", "115 00", "VN")


def an_order(book: OrderBook, method: str = "standard") -> Order:
    return book.place({"mug": 1}, LINH, language="vi", placed=EVENING, zone=ZONE, method=method)


@pytest.mark.parametrize("language", LANGUAGES)
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
    assert order.stage(EVENING + PACKED - timedelta(seconds=1)) == "placed"
    assert order.stage(EVENING + PACKING - timedelta(seconds=1)) == "packed"
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


# --- changing, cancelling, sending back ---------------------------------------------------------------------------

BASKET = {"mug": 2, "cups": 1}


def a_delivered_order(book: OrderBook, basket: dict[str, int] = BASKET, language: str = "en", **other: str) -> Order:
    return book.place(basket, LINH, language=language, placed=EVENING, zone=ZONE, **other)


def send_back(book: OrderBook, order: Order, pieces: dict[str, int]) -> Decimal:
    return book.take_back(order, pieces, "unsaid", booked=order.delivered, refunded=order.delivered).refund


def test_an_order_can_be_changed_until_it_is_packed_and_keeps_its_prices_and_its_place() -> None:
    book = OrderBook()
    order, other = a_delivered_order(book), an_order(book)
    assert order.can_be_changed(order.packed - timedelta(seconds=1)) and not order.can_be_changed(order.packed)
    changed = book.change(order, replace(LINH, street="27 Láng Hạ"), {"mug": 1}, EVENING)
    assert book.orders == [changed, other] and book.by_secret(order.secret) is changed
    assert (changed.bill.pieces, changed.total) == ({"mug": 1}, Decimal("17.80"))
    assert changed.total_before == order.total and changed.bill.lines[0].price == order.bill.lines[0].price


def test_a_cancelled_order_goes_no_further() -> None:
    book = OrderBook()
    order = book.cancel(an_order(book), EVENING + timedelta(hours=1))
    late = EVENING + timedelta(days=9)
    assert order.stage(late) == "cancelled"
    assert not (order.can_be_changed(EVENING) or order.can_be_returned(late) or order.has_invoice(late))
    assert book.by_tracking(order.tracking) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", ["standard", "express"])
def test_a_full_return_gives_back_all_but_the_dearer_delivery(language: str, method: str) -> None:
    book = OrderBook()
    order = a_delivered_order(book, language=language, method=method)
    standard = Bill.of(BASKET, language=language).shipping
    assert send_back(book, order, BASKET) == order.total - order.bill.shipping + standard
    assert book.left(order) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("basket", [BASKET, {"bowl": 3}, {"mug": 7, "plate": 2, "jar": 1}])
def test_pieces_sent_back_one_by_one_give_back_exactly_what_was_paid(language: str, basket: dict[str, int]) -> None:
    book = OrderBook()
    order = a_delivered_order(book, basket, language)
    refunds = [send_back(book, order, {id: 1}) for id, pieces in basket.items() for _ in range(pieces)]
    assert sum(refunds) == order.total and min(refunds) > 0
    assert len({returned.number for returned in book.returns_of(order)}) == len(refunds)


def test_a_return_can_be_booked_for_thirty_days_counted_in_the_shops_zone() -> None:
    order = an_order(OrderBook())
    midnight = datetime(2026, 4, 6, 0, 0, tzinfo=ZONE)
    assert order.return_by == date(2026, 4, 5)
    assert not order.can_be_returned(order.delivered - timedelta(seconds=1))
    assert order.can_be_returned(order.delivered) and order.can_be_returned(midnight - timedelta(seconds=1))
    assert not order.can_be_returned(midnight)


def test_a_surcharge_is_in_every_price() -> None:
    assert Bill.of({"mug": 1}, language="en", surcharge=SURCHARGE).lines[0].price == Decimal("17.49")
