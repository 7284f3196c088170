"""What is new in a mail, and what it quotes of the mails before it, as mail programs of many languages write it."""

from __future__ import annotations

import time

import pytest

from shopper.inbox.parsing import read_mail


def plain(text: str) -> tuple[str, str]:
    said = read_mail(f"From: a@b.test\r\n\r\n{text}".encode())
    return said.reply, said.quoted


def html(body: str) -> tuple[str, str]:
    said = read_mail(f"From: a@b.test\r\nContent-Type: text/html\r\n\r\n{body}".encode())
    return said.reply, said.quoted


INTRODUCTIONS = {
    "English": "On Mon, 2 Mar 2026 at 10:00, Linh <linh@inbox.test> wrote:",
    "over two lines": "On Mon, 2 Mar 2026 at 10:00, Nguyễn Thùy Linh\n<linh@inbox.test> wrote:",
    "Vietnamese, Gmail": "Vào Th 2, 2 thg 3, 2026 vào lúc 10:00 Linh <linh@inbox.test> đã viết:",
    "Vietnamese, Thunderbird": "Vào 02/03/2026 10:00, Linh đã viết:",
    "Vietnamese, Apple": "Ngày 2 thg 3, 2026, lúc 10:00, Linh đã viết:",
    "German": "Am 02.03.2026 um 10:00 schrieb Linh <linh@inbox.test>:",
    "French": "Le lun. 2 mars 2026 à 10:00, Linh <linh@inbox.test> a écrit :",
    "Spanish": "El lun, 2 mar 2026 a las 10:00, Linh (<linh@inbox.test>) escribió:",
    "Italian": "Il giorno lun 2 mar 2026 alle 10:00 Linh ha scritto:",
    "Dutch": "Op ma 2 mrt 2026 om 10:00 schreef Linh <linh@inbox.test>:",
    "Danish": "Den man. 2. mar. 2026 kl. 10.00 skrev Linh <linh@inbox.test>:",
    "separator": "-----Original Message-----",
    "Vietnamese separator": "----- Thư gốc -----",
    "Outlook": "From: Linh <linh@inbox.test>\nSent: Monday, 2 March 2026 10:00\nTo: help@gomsen.test\nSubject: The mug",
    "Outlook, German": "Von: Linh\nGesendet: Montag, 2. März 2026\nAn: Hilfe\nBetreff: Die Tasse",
    "Outlook, French": "De : Linh\nEnvoyé : lundi 2 mars 2026\nÀ : aide\nObjet : La tasse",
    "Outlook, Vietnamese": "Từ: Linh\nĐã gửi: Thứ Hai, 2 tháng 3, 2026\nĐến: hotro@gomsen.test\nChủ đề: Cái cốc",
}


@pytest.mark.parametrize("name", INTRODUCTIONS)
def test_introductions(name: str) -> None:
    new, quoted = plain(f"Dạ được ạ.\n\n{INTRODUCTIONS[name]}\nCốc này dùng được trong lò vi sóng không?\n")
    assert new == "Dạ được ạ."
    assert quoted.endswith("Cốc này dùng được trong lò vi sóng không?")


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we wrote to you: your parcel is late.\nPlease wait.",
        "Your order\nFrom: Hà Nội\nTo: Huế\nTotal: 808.000 ₫",
        "Từ: Hà Nội\nĐến: Huế",
        "Cảm ơn bạn đã viết cho chúng tôi:\nChúng tôi sẽ trả lời trong 24 giờ.",
        "Subject: your question\nWe have got it.",
    ],
)
def test_what_merely_looks_like_one(text: str) -> None:
    assert plain(text) == (text, "")


def test_an_answer_below_what_it_quotes() -> None:
    assert plain("On 2 Mar 2026, Linh wrote:\n> May it go into a microwave?\n> Linh\nYes, it may.") == (
        "Yes, it may.",
        "On 2 Mar 2026, Linh wrote:\nMay it go into a microwave?\nLinh",
    )


def test_a_mail_that_is_a_quotation_says_what_it_quotes() -> None:
    assert plain("> Hello\n> Linh") == ("> Hello\n> Linh", "")


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote gmail_quote_container"><div class="gmail_attr">On Monday Linh wrote:</div>'
        "<blockquote>old</blockquote></div>",
        '<blockquote type="cite">old</blockquote>',
        "<p>On 2 Mar 2026, Linh wrote:</p><blockquote>old</blockquote>",
        '<hr><div id="divRplyFwdMsg">From: Linh</div><div>old</div>',
        '<div id="appendonsend"></div><p>old</p>',
        '<div class="moz-cite-prefix">Am 02.03.2026 schrieb Linh:</div><blockquote type="cite">old</blockquote>',
        '<div class="yahoo_quoted">old</div>',
    ],
)
def test_quotations_in_html(quote: str) -> None:
    new, quoted = html(f"<p>New</p>{quote}")
    assert new == "New" and quoted.endswith("old")


def test_a_customers_praise_in_a_blockquote_is_no_earlier_mail() -> None:
    assert html("<p>They say:</p><blockquote>The best mug!</blockquote>") == ("They say:\nThe best mug!", "")


def test_hostile_introductions_take_no_time() -> None:
    started = time.process_time()
    for words in ("On " * 20_000, "On x\n" * 20_000, "From: a\n" * 20_000, "\n\n" * 9000 + "_" * 31, "Am 1.1. <a@b>" * 5000):
        plain(words + "wrote")
    assert time.process_time() - started < 4
