"""Which mail leaves when: the whole life of an order by the shop's clock, and what a change or a cancellation does to it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.service_hours import is_open

OpenShop = Callable[..., Any]
A_MINUTE = timedelta(minutes=1)


def local(order: Order, days: int, hour: int) -> datetime:
    """A time of day at the shop, so many days after the order."""
    day = order.placed.astimezone(order.zone).replace(hour=hour, minute=0, second=0, microsecond=0)
    return day + timedelta(days=days)


def test_an_orders_mails_leave_in_their_order_and_in_time(open_shop: OpenShop) -> None:
    async def order() -> None:
        async with open_shop() as world:
            with world.clock.working():  # the clock waits for this test, too
                await world.client.order("en")
                await world.later(days=6)
                [placed] = world.shop.orders
                due = {
                    "orders": placed.placed,
                    "packing": placed.placed + timedelta(hours=24),
                    "ship": placed.placed + timedelta(hours=26),
                    "invoices": placed.placed + timedelta(hours=26, minutes=10),
                    "notice": local(placed, 3, 8),
                }
                senders = [mail["From"].addresses[0].username for _, mail in world.mails]
                assert senders == [*due, "notice"]
                for (at, _), wanted in zip(world.mails, [*due.values(), local(placed, 3, 14)], strict=True):
                    assert timedelta() <= at - wanted < A_MINUTE
                assert [mail["From"].addresses[0].domain for _, mail in world.mails][-2:] == ["vanchuyen.test"] * 2

    asyncio.run(order())


def test_after_a_cancellation_nothing_more_is_written(open_shop: OpenShop) -> None:
    async def cancel() -> None:
        async with open_shop() as world:
            with world.clock.working():  # the clock waits for this test, too
                await world.client.order("vi")
                await world.later(hours=5)
                [placed] = world.shop.orders
                await world.client.post(path("cancel_order", "vi", placed.secret), sure="yes")
                await world.later(days=6)
                assert [mail["From"].addresses[0].username for _, mail in world.mails] == ["orders", "orders"]
                (_, first), (at, second) = world.mails
                assert "Xác nhận" in first["Subject"] and "đã huỷ" in second["Subject"]
                assert world.shop.orders[0].cancelled and timedelta() <= at - world.shop.orders[0].cancelled < A_MINUTE

    asyncio.run(cancel())


def test_what_leaves_later_is_about_the_order_as_it_is_then(open_shop: OpenShop) -> None:
    async def change() -> None:
        async with open_shop() as world:
            with world.clock.working():  # the clock waits for this test, too
                await world.client.order("vi", {"mug": "1"})
                await world.later(hours=5)
                [before] = world.shop.orders
                fields = {name: getattr(before.address, name) for name in ("name", "phone", "postcode", "city")}
                fields |= {"street": "7 phố Hàng Bạc", "quantity-mug": "2"}
                await world.client.post(path("change_order", "vi", before.secret), **fields)
                await world.later(days=6)
                changed, *later = [mail.get_body(("plain",)).get_content() for _, mail in world.mails[1:]]
                assert "đã sửa" in changed and "778.000" in changed
                assert len(later) == 5
                assert all("2 × Cốc men ngọc Hồ Tây" in text for text in later[:2])
                assert all("7 phố Hàng Bạc" in later[number] for number in (1, 3, 4))

    asyncio.run(change())


def test_a_return_gets_its_label_at_once_and_its_money_when_somebody_is_there(open_shop: OpenShop) -> None:
    async def send_back() -> None:
        async with open_shop() as world:
            with world.clock.working():  # the clock waits for this test, too
                await world.client.order("en", {"mug": "2"})
                await world.later(days=4)
                await world.client.send_back("en", world.shop.orders[0], {"mug": "2"})
                await world.later(days=8)
                [(labelled, _), (refunded, _)] = world.from_system("returns@gomsen.test")
                [returned] = world.shop.returns
                assert timedelta() <= labelled - returned.booked < A_MINUTE
                assert refunded - returned.booked >= timedelta(days=2, hours=3)
                assert is_open(refunded, world.shop.orders[0].zone)

    asyncio.run(send_back())


def test_a_new_account_is_welcomed(open_shop: OpenShop) -> None:
    async def register() -> None:
        async with open_shop() as world:
            with world.clock.working():  # the clock waits for this test, too
                fields = {"name": "Nguyễn Thùy Linh", "email": "linh@mailbox.test", "password": "ba mươi sáu phố"}
                await world.client.post(path("register", "vi"), **fields)
                await world.later(minutes=2)
                [(_, mail)] = world.from_system("orders@gomsen.test")
                assert mail["Subject"] == "Chào mừng bạn đến với Gốm Sen"

    asyncio.run(register())
