from collections.abc import Callable

import pytest

from shopper.journey.load import Loaded
from shopper.journey.mistakes import MistakesFound

Project = Callable[..., Loaded]

STEPS = "steps:\n  - goto: /\n"
SHOP = """
    shop: Gốm Sen
    scope: competitor
    url: https://www.gomsen.test
    languages: [vi, en]
    hosts: ["*.gomsen.test", track.vanchuyen.test]
    sign_in: {basic: "${secret:STAGING}"}
    consent: {role: button, name: {vi: Từ chối, en: Reject}}
    hours: {zone: Asia/Ho_Chi_Minh, mon-fri: 08:00-18:00, sat: closed, holidays: VN}
    brand: {name: Gốm Sen, tax: "0101234567", phone: +84 28 3822 0000, logos: [gom_sen.svg]}
    mails:
      order_confirmation: {system: platform, from: orders@gomsen.test, subject: {vi: Xác nhận, en: Confirmed}}
    standards: {order_confirmation: 5m, mail: 24h, handoffs: {simple: 1, complex: 3}}
    limits: {visits_at_once: 2, spend: 100 EUR}
    never_click: [unsubscribe, huỷ đăng ký]
    mailbox: practice
"""


def test_a_shops_file_becomes_its_profile(project: Project) -> None:
    shop = project(STEPS, shops__kiln=SHOP).plans[0].shop
    assert (shop.id, shop.name, shop.scope, shop.orders_allowed, shop.practice) == (
        "kiln",
        "Gốm Sen",
        "competitor",
        False,
        False,
    )
    assert shop.hosts == ("*.gomsen.test", "track.vanchuyen.test")
    assert shop.sign_in == {"basic": "${secret:STAGING}"}, "a reference until it is used"
    assert shop.consent == {"role": "button", "name": {"vi": "Từ chối", "en": "Reject"}}
    assert shop.zone == "Asia/Ho_Chi_Minh"
    assert shop.brand.phone == "+84 28 3822 0000"
    assert shop.mails["order_confirmation"].subject == {"vi": "Xác nhận", "en": "Confirmed"}
    assert shop.standards == {"order_confirmation": "5m", "mail": "1d", "handoffs": {"simple": 1, "complex": 3}}
    assert (shop.visits_at_once, str(shop.spend)) == (2, "100 EUR")
    assert shop.never_click == ("unsubscribe", "huỷ đăng ký")


def test_left_out_hosts_are_the_shop_alone(project: Project) -> None:
    shop = project(STEPS, shops__kiln="shop: A\nurl: https://a.test/vi\nlanguages: vi\norders: allowed\n").plans[0].shop
    assert (shop.hosts, shop.languages, shop.orders_allowed) == (("a.test",), ("vi",), True)


def test_a_real_mailbox(project: Project) -> None:
    mailbox = project(
        STEPS,
        mailboxes="""
            practice: {practice: true}
            audits:
              imap: imaps://imap.example.com
              smtp: smtp://smtp.example.com:587
              user: audits@example.com
              password: ${secret:AUDITS}
              address: audits+{visit}@example.com
              folders: [INBOX, Junk]
        """,
    ).mailboxes["audits"]
    assert (mailbox.name, mailbox.smtp, mailbox.folders) == ("audits", "smtp://smtp.example.com:587", ("INBOX", "Junk"))
    assert mailbox.password == "${secret:AUDITS}"
    assert "secret" not in repr(mailbox)


@pytest.mark.parametrize(
    "url", ["imap.example.com", "imaps://me:pw@imap.example.com", "imaps://", "imaps://h:x", "imap://[", "pop3://h"]
)
def test_what_is_no_mail_server(project: Project, url: str) -> None:
    box = (
        f"practice: {{practice: true}}\na: {{imap: '{url}', user: a, password: '${{secret:A}}', address: '{{visit}}@a.test'}}\n"
    )
    with pytest.raises(MistakesFound, match="is not a mail server"):
        project(STEPS, mailboxes=box)
