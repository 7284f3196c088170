"""Customers' mails: what is read, what is dropped, and that nobody answers a machine."""

import asyncio
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from shopper.practice_shop.help_desk import MOST_CASES, MOST_NOTES
from shopper.practice_shop.letters import LARGEST, read

Open = Callable[..., Any]
LINH = "linh@mailbox.test"


def a_letter(
    text: str = "Giao hàng mất bao lâu ạ?", subject: str = "Hỏi về giao hàng", sender: str = LINH, **headers: str
) -> bytes:
    message = EmailMessage()
    message["From"] = f"Nguyễn Thùy Linh <{sender}>"
    message["To"] = "hello@gomsen.test"
    message["Subject"] = subject
    message["Message-ID"] = "<question@mailbox.test>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def test_a_letter_is_read_without_what_it_quotes() -> None:
    text = "Cảm ơn bạn.\n\nVào lúc 10:00, Gốm Sen đã viết:\n> Giao trong 3 ngày.\n> Thân mến\n"
    letter = read(a_letter(text, References="<a@x> <b@x>", In_Reply_To="<b@x>"), LINH)
    assert letter is not None
    assert (letter.name, letter.sender, letter.subject) == ("Nguyễn Thùy Linh", LINH, "Hỏi về giao hàng")
    assert letter.text == "Cảm ơn bạn."
    assert (letter.message_id, letter.references) == ("<question@mailbox.test>", "<a@x> <b@x>")


@pytest.mark.parametrize(
    "headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}, {"List_Id": "<potters.x>"}]
)
def test_what_a_machine_wrote_is_not_read(headers: dict[str, str]) -> None:
    assert read(a_letter(**headers), LINH) is None
    assert read(a_letter(Auto_Submitted="no"), LINH) is not None
    assert read(a_letter(), "") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00garbage",
        b"From: a@b\r\n\r\nno dot in the domain",
        b"From: <>\r\n\r\nnobody",
        b"From: a@x.test, b@x.test\r\n\r\ntwo people",
        b"From: linh@x.test\r\nContent-Type: text/plain; charset=klingon\r\n\r\nhello",
        b"From: linh@x.test\r\n\r\n" + b"x" * LARGEST,
    ],
)
def test_what_cannot_be_read_is_dropped(raw: bytes) -> None:
    assert read(raw, LINH) is None


def test_a_broken_letter_is_read_as_far_as_it_can_be() -> None:
    raw = b"From: linh@x.test\r\nSubject: =?utf-8?q?Xin=0Ach=C3=A0o?=\r\nMessage-ID: nonsense\r\n\r\nhello"
    letter = read(raw, LINH)
    assert letter is not None
    assert (letter.subject, letter.message_id, letter.text) == ("Xin chào", "", "hello")


def test_a_mail_is_acknowledged_at_once_and_answered_in_its_thread(open_shop: Open) -> None:
    async def write() -> None:
        async with open_shop() as world:
            world.shop.receive(a_letter(), "hello@gomsen.test", LINH)
            await world.later(hours=3)
            [(_, acknowledgement), (_, answer)] = world.from_system("help@gomsen.test")
            assert world.envelopes == ["", "help@gomsen.test"]
            assert acknowledgement["Auto-Submitted"] == "auto-replied" and answer["Auto-Submitted"] is None
            for mail in (acknowledgement, answer):
                assert mail["In-Reply-To"].strip() == mail["References"].strip() == "<question@mailbox.test>"
                assert "HD-30418" in mail["Subject"]
            text = answer.get_body(("plain",)).get_content()
            assert text.startswith("Chào Nguyễn Thùy Linh,") and "30.000" in text and "> Giao hàng mất bao lâu ạ?" in text
            assert answer["Subject"] == "Trả lời: Hỏi về giao hàng [HD-30418]"

    asyncio.run(write())


def test_an_addition_gets_a_persons_answer_and_no_second_acknowledgement(open_shop: Open) -> None:
    async def write() -> None:
        async with open_shop() as world:
            world.shop.receive(a_letter(), "hello@gomsen.test", LINH)
            await world.later(hours=3)
            [_, (_, answer)] = world.mails
            thanks = a_letter("Cảm ơn bạn!", "Re: Hỏi", In_Reply_To=answer["Message-ID"]).replace(b"<question", b"<thanks")
            world.shop.receive(thanks, "help@gomsen.test", LINH)
            await world.later(days=4)
            [*_, (_, reply)] = world.from_system("help@gomsen.test")
            assert len(world.from_system("help@gomsen.test")) == 3
            assert "Không có gì" in reply.get_body(("plain",)).get_content()
            assert reply["References"].split() == [answer["Message-ID"], "<thanks@mailbox.test>"]
            assert len(world.from_system("survey@gomsen.test")) == 1  # when her last word is answered

    asyncio.run(write())


def test_two_machines_do_not_answer_each_other_for_ever(open_shop: Open) -> None:
    async def loop() -> None:
        async with open_shop() as world:
            for _ in range(MOST_CASES + 5):
                world.shop.receive(a_letter(), "hello@gomsen.test", LINH)
            for _ in range(MOST_NOTES + 5):
                world.shop.receive(a_letter(subject="Re: x [HD-30418]"), "help@gomsen.test", LINH)
            world.shop.receive(a_letter(sender="orders@gomsen.test"), "hello@gomsen.test", "orders@gomsen.test")
            await world.later(hours=4)
            mails = world.from_system("help@gomsen.test")
            assert world.envelopes.count("") == MOST_CASES
            assert len(mails) == 2 * MOST_CASES + MOST_NOTES - 1

    asyncio.run(loop())


@pytest.mark.parametrize(
    "monster",
    [
        b"From: a@b.test\r\nContent-Type: text/plain" + b"; a=b" * 20_000 + b"\r\n\r\nx",
        b"From: a@b.test\r\nReferences:" + b"\r\n <a@b>" * 20_000 + b"\r\n\r\nx",
        b"From: a@b.test\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\n" * 5_000,
    ],
)
def test_a_mail_that_would_keep_the_parser_busy_is_dropped_unread(monster: bytes) -> None:
    assert read(monster, LINH) is None
