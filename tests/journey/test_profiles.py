from collections.abc import Callable

import pytest

from shopper.journey.load import Loaded
from shopper.journey.mistakes import MistakesFound
from shopper.secrets import Secrets

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


def test_a_host_beyond_ascii_is_one_shop_however_it_is_written(project: Project) -> None:
    shop = "shop: Gốm\nurl: https://gốm.test/vi\nlanguages: vi\nhosts: [gốm.test, '*.trà.test']\n"
    steps = "steps: [{goto: 'https://gốm.test/vi/bát'}, {goto: 'https://xn--gm-j9s.test/'}, {goto: 'https://www.trà.test/'}]"
    read = project(steps, shops__kiln=shop).plans[0].shop
    assert (read.url, read.hosts) == ("https://xn--gm-j9s.test/vi", ("xn--gm-j9s.test", "*.xn--tr-kia.test"))


def test_who_else_sends_and_counts_for_a_shop(project: Project) -> None:
    mail = "{system: platform, from: news@a.test, subject: {vi: Tin}, purpose: marketing, dkim: a.test}"
    shop = "shop: A\nurl: https://a.test/vi\nlanguages: vi\ntrackers: click.a.test\npartners: [post.test]\n"
    read = project(STEPS, shops__kiln=f"{shop}mails: {{news: {mail}}}\n").plans[0].shop
    assert (read.trackers, read.partners) == (("click.a.test",), ("post.test",))
    assert (read.mails["news"].purpose, read.mails["news"].dkim) == ("marketing", "a.test")


def test_budgets_are_times_in_milliseconds_and_a_weight_in_bytes(project: Project) -> None:
    shop = "shop: A\nurl: https://a.test/vi\nlanguages: vi\nbudgets: {lcp: 2.5s, cls: 0.1, weight: 800 KB}\n"
    assert project(STEPS, shops__kiln=shop).plans[0].shop.budgets == {"lcp": 2500, "cls": 0.1, "weight": 800_000}
    with pytest.raises(MistakesFound, match="write a number and its unit"):
        project(STEPS, shops__kiln=shop.replace("800 KB", "800"))


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


TOKENS = """
            practice: {practice: true}
            audits:
              imap: imaps://outlook.office365.com
              user: audits@example.com
              address: audits+{visit}@example.com
              folders: [INBOX, \\Junk]
              oauth:
                endpoint: https://login.microsoftonline.com/common/oauth2/v2.0/token
                client_id: mystery-shopper
                client_secret: ${secret:AUDITS_CLIENT}
                refresh_token: ${secret:AUDITS_REFRESH}
                scope: https://outlook.office.com/IMAP.AccessAsUser.All offline_access
"""


def test_a_mailbox_with_tokens(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox = project(STEPS, mailboxes=TOKENS).mailboxes["audits"]
    assert mailbox.oauth and mailbox.oauth.client_id == "mystery-shopper" and mailbox.folders == ("INBOX", "\\Junk")
    assert "secret" not in repr(mailbox)
    monkeypatch.setenv("AUDITS_CLIENT", "the-clients-secret")
    monkeypatch.setenv("AUDITS_REFRESH", "the-refresh-token")
    secrets = Secrets()
    filled = secrets.fill(mailbox).oauth
    assert filled and (filled.client_secret, filled.refresh_token) == ("the-clients-secret", "the-refresh-token")
    assert "the-" not in secrets.redact("the-clients-secret the-refresh-token")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("${secret:AUDITS_REFRESH}", "1//0g-open-to-all", "a password never stands in a file"),
        ("${secret:AUDITS_CLIENT}", "GOCSPX-open-to-all", "a password never stands in a file"),
        ("https://login", "http://login", "is no token endpoint"),
        ("                client_id: mystery-shopper\n", "", "client_id"),
        ("              oauth:", "              password: ${secret:A}\n              oauth:", "cannot both be meant"),
    ],
)
def test_what_is_wrong_with_tokens(project: Project, old: str, new: str, said: str) -> None:
    with pytest.raises(MistakesFound) as caught:
        project(STEPS, mailboxes=TOKENS.replace(old, new))
    assert said in str(caught.value) and "open-to-all" not in str(caught.value)


def test_a_mailbox_without_password_and_tokens(project: Project) -> None:
    box = "practice: {practice: true}\na: {imap: 'imaps://h.test', user: a, address: '{visit}@a.test'}\n"
    with pytest.raises(MistakesFound, match="needs `password`"):
        project(STEPS, mailboxes=box)


@pytest.mark.parametrize(
    "url", ["imap.example.com", "imaps://me:pw@imap.example.com", "imaps://", "imaps://h:x", "imap://[", "pop3://h"]
)
def test_what_is_no_mail_server(project: Project, url: str) -> None:
    box = (
        f"practice: {{practice: true}}\na: {{imap: '{url}', user: a, password: '${{secret:A}}', address: '{{visit}}@a.test'}}\n"
    )
    with pytest.raises(MistakesFound, match="is not a mail server"):
        project(STEPS, mailboxes=box)
