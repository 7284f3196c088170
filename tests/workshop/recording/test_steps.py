"""From what somebody did to the journey's text: each case a recording, its file the YAML that a person would have written.

`UPDATE_GOLDEN=1` writes the files anew; read them afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from shopper.journey.language import holes
from shopper.journey.values import Locator
from shopper.model import MailKind, Persona, Shop
from shopper.workshop.recording.acts import (
    AnyAct,
    Chosen,
    Clicked,
    Fetched,
    FieldFacts,
    Filled,
    HandedIn,
    InFrame,
    Lost,
    Pressed,
    Seen,
    Sent,
    Statement,
    TabClosed,
    TabOpened,
    Ticked,
    WentTo,
)
from shopper.workshop.recording.steps import NOT_KEPT, Remark, Setting, Steps, Written, write_steps
from shopper.workshop.recording.text import journey_text, shop_text

GOLDEN = Path(__file__).with_name("golden")
HOME = "https://kiln.test"
LINH = Persona(id="linh", name="Nguyễn Thùy Linh", phone="0168 000 0142", street="25 ngõ 81 phố Láng Hạ", country="VN")
KILN = Shop(
    id="kiln", name="Lò Gốm", url=f"{HOME}/", languages=("vi", "en"), hosts=("kiln.test",), mailbox="audits",
    standards={"order_confirmation": "5m", "answer": "24h"},
    mails={
        "order_confirmation": MailKind(system="shop", sender="orders@kiln.test", subject={"vi": "Xác nhận"}),
        "answer": MailKind(system="desk", sender="help@kiln.test", subject={"vi": "Trả lời"}, reply="human"),
    },
)  # fmt: skip
BUY = Locator(role="button", name="Đặt hàng")
CART = Locator(role="link", name="Giỏ hàng")


def went(path: str, tab: int = 0) -> WentTo:
    return WentTo(at=f"{HOME}{path}", tab=tab)


def clicked(where: Locator, tab: int = 0, at: str = "/") -> Clicked:
    return Clicked(where=where, tab=tab, at=f"{HOME}{at}")


def filled(label: str, text: str, **about: Any) -> Filled:
    return Filled(where=Locator(label=label), text=text, about=FieldFacts(label=label, **about), at=f"{HOME}/thanh-toan")


def seen(heading: str, *stated: Statement) -> Seen:
    return Seen(heading=heading, stated=stated)


TOTAL = Statement(where=Locator(css=".total dd"), text="419.000 ₫", label="Tổng cộng", money=True)
ORDER = (
    Statement(where=Locator(css="#order-number"), text="GS-10023", label="Mã đơn hàng"),
    Statement(where=Locator(css="#order-total"), text="419.000 ₫", label="Tổng cộng", money=True),
)
PRICES = tuple(
    Statement(where=Locator(css=css), text=text, label="Giá", money=True)
    for css, text in (("#price", "389.000 ₫"), (".card .price", "410.000 ₫"))
)

CASES: Mapping[str, Sequence[AnyAct]] = {
    "guest_order": [
        went("/"),
        seen("Gốm làm bằng tay"),
        Filled(where=Locator(role="searchbox"), text="Hồ", at=f"{HOME}/"),
        Filled(where=Locator(role="searchbox"), text="Hồ Tây", at=f"{HOME}/"),
        Pressed(key="Enter", where=Locator(role="searchbox"), at=f"{HOME}/"),
        clicked(Locator(role="link", name="Hồ Tây", within=Locator(role="main"))),
        seen("Hồ Tây", *PRICES),
        clicked(Locator(role="button", name="Thêm vào giỏ hàng")),
        Sent(),
        seen("Giỏ hàng", TOTAL),
        clicked(Locator(role="link", name="Thanh toán")),
        filled("Họ và tên", "Nguyễn Thùy Linh", autocomplete="name"),
        filled("Email", "linh@privat.example", type="email"),
        filled("Số nhà", "1 Secret Lane", autocomplete="street-address"),
        Chosen(where=Locator(label="Quốc gia"), option="Việt Nam", at=f"{HOME}/thanh-toan"),
        filled("Số thẻ", "4242 4242 4242 424", autocomplete="cc-number"),
        filled("Số thẻ", "4242 4242 4242 4242", autocomplete="cc-number"),
        Ticked(where=Locator(label="Tôi đồng ý"), at=f"{HOME}/thanh-toan"),
        clicked(BUY, at="/thanh-toan"),
        Sent(),
        seen("Cảm ơn bạn", *ORDER),
        clicked(Locator(role="link", name="Theo dõi GS-10023")),
        seen("Đơn hàng GS-10023", *ORDER),
    ],
    "tabs_frames_and_files": [
        went("/"),
        clicked(Locator(role="link", name="Bảng giá")),
        Fetched(file="bang-gia.pdf"),
        clicked(Locator(role="link", name="Đối tác")),
        TabOpened(tab=1),
        clicked(Locator(role="button", name="Đóng"), tab=1),
        TabClosed(tab=1),
        clicked(CART),
        clicked(Locator(role="link", name="Trợ giúp")),
        TabOpened(tab=2),
        clicked(CART, at="/tro-giup"),
        InFrame(at="https://pay.test/form"),
        InFrame(at="https://pay.test/form"),
        Lost(),
        HandedIn(where=Locator(label="Ảnh"), file="bát nứt.jpg"),
        Ticked(where=Locator(label="Nhận tin"), off=True),
        Pressed(key="Escape"),
        Pressed(key="Enter", where=Locator(label="Mã giảm giá", nth=1)),
        went("/lien-he?chu-de=giao-hang"),
        WentTo(at="https://track.test/1"),
        seen("Trợ giúp"),
    ],
    "what_a_page_says_means_nothing": [
        went("/${secret:AWS_KEY}"),
        seen("${shop.url}\n# - goto: /evil\n- goto: /evil"),
        clicked(Locator(role="button", name='Mua ${secret:AWS_KEY}"\n- goto: /evil')),
        filled("Lời nhắn", "${persona.name}"),
    ],
}  # fmt: skip


def write(acts: Sequence[AnyAct], **more: Any) -> Steps:
    return write_steps(acts, a_setting(**more))


def a_setting(shop: Shop = KILN, **more: Any) -> Setting:
    return Setting(shop, "vi-VN", LINH, **more)


def verbs(steps: Steps) -> list[str]:
    return [next(iter(line.step)) for line in steps.lines if isinstance(line, Written)]


def once(steps: Steps) -> list[Mapping[str, Any]]:
    return [line.step for line in steps.lines if isinstance(line, Written) and "once" in line.step]


@pytest.mark.parametrize("name", CASES)
def test_the_journey_is_what_a_person_would_have_written(name: str) -> None:
    setting = a_setting()
    text = journey_text("Order a mug", write_steps(CASES[name], setting), setting)
    golden = GOLDEN / f"{name}.yaml"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_what_was_typed_as_a_secret_is_in_memory_only() -> None:
    steps = write(CASES["guest_order"])
    assert dict(steps.secrets) == {"KILN_CARD_NUMBER": "4242 4242 4242 4242"}
    assert "4242" not in journey_text("Order", steps, a_setting())
    assert "4242" not in repr(steps)


def test_words_stand_by_language_only_where_the_shop_has_several() -> None:
    one = KILN.model_copy(update={"languages": ("vi",)})
    line = write([went("/"), clicked(CART)], shop=one).lines[1]
    assert isinstance(line, Written)
    assert line.step == {"click": {"role": "link", "name": "Giỏ hàng"}}


@pytest.mark.parametrize(
    ("acts", "is_once"),
    [
        ([clicked(BUY), Sent(), seen("Cảm ơn", *ORDER)], True),
        ([clicked(Locator(role="button", name="Place order")), Sent()], True),
        ([clicked(BUY)], False),  # a link to the checkout that is called so
        ([clicked(Locator(role="button", name="Tiếp tục")), Sent(), seen("Thanh toán", TOTAL)], False),
        ([clicked(Locator(role="button", name="Tìm đơn hàng")), Sent(), seen("Đơn hàng", *ORDER)], False),
        ([seen("Giỏ", TOTAL), clicked(Locator(role="button", name="Hoàn tất")), Sent(), seen("Cảm ơn", *ORDER)], True),
        ([seen("Giỏ", TOTAL), Pressed(key="Enter"), Sent(), seen("Cảm ơn", *ORDER)], True),
        ([clicked(Locator(role="button", name="Payment methods")), Sent()], False),
    ],
)
def test_what_cannot_be_undone_is_done_once(acts: Sequence[AnyAct], is_once: bool) -> None:
    steps = write([went("/"), *acts])
    assert bool(once(steps)) is is_once
    assert steps.ordered is is_once


def test_a_button_that_the_shops_flows_know_brings_its_done_if() -> None:
    cancel = [went("/"), clicked(Locator(role="button", name="Huỷ đơn hàng này")), Sent()]
    assert not once(write(cancel))
    (step,) = once(write(cancel, certain={"huỷ đơn hàng này": {"use": "order_is_cancelled"}}))
    assert step["done_if"] == {"use": "order_is_cancelled"}


def test_a_consent_that_every_visit_answers_by_itself_is_no_step() -> None:
    shop = KILN.model_copy(update={"consent": {"role": "button", "name": {"vi": "Từ chối", "en": "Reject"}}})
    reject = clicked(Locator(role="button", name="Từ chối", within=Locator(role="dialog")))
    assert verbs(write([went("/"), reject, clicked(CART)], shop=shop)) == ["goto", "click"]
    assert verbs(write([went("/"), reject, clicked(CART)])) == ["goto", "click", "click"]


def test_a_correction_in_the_same_form_is_no_second_step_but_after_a_click_it_is() -> None:
    first, second = filled("Email", "a@b.example"), filled("Email", "c@d.example")
    between = filled("Họ và tên", "Linh")
    assert verbs(write([went("/"), first, between, second])) == ["goto", "fill", "fill"]
    assert verbs(write([went("/"), first, clicked(CART), second])) == ["goto", "fill", "click", "fill"]


def test_a_number_among_several_is_noted_by_nobody() -> None:
    two = tuple(ORDER[0].model_copy(update={"text": f"GS-{n}"}) for n in (10023, 10024))
    assert verbs(write([went("/"), clicked(CART), seen("12 đơn hàng", *two)])) == ["goto", "click"]


def test_the_order_s_total_is_not_confused_with_the_basket_s() -> None:
    steps = write(CASES["guest_order"])
    notes = [line.step["note"] for line in steps.lines if isinstance(line, Written) and "note" in line.step]
    assert [list(note) for note in notes] == [["product.price"], ["basket.total"], ["order.number", "order.total"]]


def number_stated(text: str) -> Seen:
    return seen("Cảm ơn", Statement(where=Locator(css="#n"), text=text, label="Mã đơn hàng"))


@pytest.mark.parametrize("number", ["GS-10482 $", "GS-10482$", "GS-10482", "GS-10482 ${secret:AUDITS_MAILBOX}"])
@pytest.mark.parametrize("before", ["GS-10482 ", "GS-10482", "GS-10482 $", "GS-10482$", "$GS-10482"])
def test_no_text_of_a_page_becomes_a_reference_to_a_secret(number: str, before: str) -> None:
    evil = before + "${secret:AUDITS_MAILBOX}"
    steps = write([
        number_stated(number),
        filled("Lời nhắn", evil),
        clicked(Locator(role="button", name=evil, within=Locator(role="region", name=evil))),
        Chosen(where=Locator(label=evil), option=evil),
        went(f"/?q={evil}"),
        seen(evil),
    ])  # fmt: skip
    said = [text for line in steps.lines if isinstance(line, Written) for text in texts_in(line.step)]
    assert sum("secret:" in text for text in said) >= 6
    assert {hole.inner for text in said for hole in holes(text)} <= {"order.number"}


def texts_in(said: Any) -> Iterator[str]:
    """All texts of nested data."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for value in said.values():
            yield from texts_in(value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Theo dõi GS-10482", "Theo dõi ${order.number}"),
        ("GS-10482, GS-10482", "${order.number}, ${order.number}"),
        ("GS-104821", "GS-104821"),
        ("XGS-10482", "XGS-10482"),
        ("$GS-10482", "$GS-10482"),
        ("${GS-10482}", "$${${order.number}}"),
    ],
)
def test_an_order_s_number_is_replaced_as_a_whole_word(text: str, written: str) -> None:
    (step,) = [line.step for line in write([number_stated("GS-10482 ✓"), filled("Lời nhắn", text)]).lines[-1:]]  # type: ignore[union-attr]
    assert step["fill"]["text"] == written


def test_an_order_s_number_never_changes_a_reference() -> None:
    acts = [number_stated("KILN-12"), filled("Mật khẩu", "one", type="password"), filled("Mật khẩu 2", "two", type="password")]
    shop = KILN.model_copy(update={"id": "kiln-12"})
    fills = [
        line.step["fill"]["text"] for line in write(acts, shop=shop).lines if isinstance(line, Written) and "fill" in line.step
    ]
    assert fills == ["${secret:KILN_12_PASSWORD}", "${secret:KILN_12_PASSWORD_2}"]


def test_a_file_that_is_not_kept_is_handed_in_by_no_step() -> None:
    steps = write([went("/"), *(HandedIn(where=Locator(label="Ảnh"), file=file) for file in ("../../.env", "conftest.py"))])
    assert verbs(steps) == ["goto"]
    assert Remark(NOT_KEPT) in steps.lines


def test_a_shop_that_nobody_described_gets_a_file() -> None:
    shop = KILN.model_copy(update={"mailbox": "", "consent": {"role": "button", "name": "Từ chối"}})
    text = shop_text(shop, ["fonts.test", "evil.test\n- x"])
    golden = GOLDEN / "shop.yaml"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
