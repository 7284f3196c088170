"""What the customer did, said in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shopper.model import Place, StepRecord
from shopper.registry import steps
from shopper.reports._steps import said
from shopper.reports._text import Words

AT = datetime(2026, 11, 22, tzinfo=UTC)


def step(text: str) -> StepRecord:
    verb = text.partition(":")[0]
    return StepRecord(id="1", verb=verb, text=text, place=Place(file="a.yaml"), outcome="passed", started=AT, ended=AT)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("goto: /gio_hang", "Open /gio_hang"),
        ("press: Enter", "Press Enter"),
        ("reload:", "Load the page again"),
        ("come_back:", "Close the browser and come back"),
        ("click: {role: button, name: {vi: Thêm vào giỏ, en: Add to cart}}", "Click button “Thêm vào giỏ”"),
        ("click: {role: link, name: Cart, within: {role: main}}, once: true", "Click link “Cart” in main"),
        ("fill: {into: {label: {vi: Họ và tên, en: Name}}, text: '${persona.name}'}", "Fill in field “Họ và tên”"),
        ("fill: {into: {label: Expiry}, text: 12/34}", "Fill field “Expiry” with “12/34”"),
        ("choose: {in: {label: Country}, option: {vi: Việt Nam, en: Vietnam}}", "Choose “Việt Nam” in field “Country”"),
        ("tick: {label: Standard, off: true}", "Tick field “Standard”"),
        ("see: GS-20417", "Look for text “GS-20417”"),
        ("note: {order.number: {css: '#n'}, order.total: {css: '#t', as: money}}", "Note order.number, order.total"),
        ("expect_mail: {order_confirmation: {within: 5m}}", "Expect mail: order_confirmation"),
        ("await_mail: delivered, within: 7d", "Wait for mail: delivered"),
        ("open_mail_link: {mail: delivered, text: {vi: Theo dõi, en: Track}}", "Open the link “Theo dõi” in mail: delivered"),
        ("wait: 2d", "Wait 2d"),
        ("wait_until: open", "Wait until the shop is open"),
        ("wait_until: closed", "Wait until the shop is closed"),
        ("wait_until: 20:30", "Wait until it is 20:30 at the shop"),
        ("wait_until: sat 02:00", "Wait until it is sat 02:00 at the shop"),
        ("wait_until: {see: {text: {vi: Đã giao, en: Delivered}}, within: 7d}", "Wait until the page shows text “Đã giao”"),
        ("say: {vi: Chào shop, cốc này bao nhiêu ạ?}", "Say in the chat"),
        ("await_reply: person, within: 2m", "Wait in the chat for a person's answer"),
        ("upload: {into: {label: Photo}, file: bowl.jpg}", "Choose the file “bowl.jpg” for field “Photo”"),
        ("download: {role: link, name: {vi: Tải hóa đơn}, as: invoice}", "Download link “Tải hóa đơn”"),
        ("fault: gateway_down", "Let something fail: gateway down"),
        ("fault: none", "Let all be well again"),
        ("write_mail: {to: a@b.test, subject: Hỏi, text: '…'}", "Write a mail"),
    ],
)  # fmt: skip
def test_said_in_the_visits_language(written: str, sentence: str) -> None:
    assert said(step(written), "vi", Words()) == sentence


@pytest.mark.parametrize(
    "written",
    ["shake: {hard: true}", "click: {role: dragon}", "fill: {into: {label: A}}", "click: {", "click: []", "goto", "see: {}"],
)
def test_what_cannot_be_said_is_shown_as_written(written: str) -> None:
    assert said(step(written), "vi", Words()) == written


def test_every_verb_that_leaves_a_record_has_a_sentence() -> None:
    verbs = {name for name, kind in steps().items() if kind.kind != "structure"}
    missing = {verb for verb in verbs if f"do_{verb}" not in Words().keys}
    assert not missing, f"add do_… to reports/templates/en.yaml for {missing}"
