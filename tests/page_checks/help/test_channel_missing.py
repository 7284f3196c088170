import pytest
from factories import a_page, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import FormField, Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.help.channel_missing import channel_missing
from shopper.testing import an_exploration

MAIL, PHONE = Link(text="hello@gomsen.test", href="mailto:hello@gomsen.test"), Link(text="1800 0108", href="tel:18000108")
FACEBOOK = Link(text="Facebook", href="https://www.facebook.com/gomsen")


def judged(*pages: PageView, complete: bool = True) -> list[Verdict]:
    return list(channel_missing(a_visit(steps=(), explorations=(an_exploration(*pages, complete=complete),))))


def found(*links: Link, **changes: object) -> list[tuple[Outcome, str]]:
    return [(one.outcome, one.sentence) for one in judged(a_page(links=links, **changes))]


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_do_not_fail(language: str) -> None:
    verdicts = list(channel_missing(a_tour(language)))
    assert verdicts and Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


@pytest.mark.parametrize(
    ("page", "ways"),
    [
        (a_page(links=(MAIL, PHONE)), "mail and phone"),
        (a_page(links=(MAIL, FACEBOOK), controls=("Chat with us",)), "chat, mail and social network"),
        (a_page(text="Hotline: 1900 1234\nEmail: hotro@shop.vn", controls=("Chat ngay",)), "chat, mail and phone"),
        (a_page(text="Rufen Sie uns an: Telefon 030 1234567", links=(MAIL,)), "mail and phone"),
        (
            a_page("/contact", title="Contact", text="Contact", links=(PHONE,), fields=(FormField(kind="textarea"),)),
            "form and phone",
        ),
        (
            a_page(text="Nhắn Zalo cho shop", links=(Link(text="Zalo", href="https://zalo.me/0912345678"), PHONE)),
            "phone and social network",
        ),
    ],
)
def test_the_ways_are_counted(page: PageView, ways: str) -> None:
    (verdict,) = judged(page)
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, ways)


def test_one_way_alone_is_for_a_person_to_look_at() -> None:
    assert found(MAIL) == [(Outcome.REVIEW, "Customers reach the shop by mail alone.")]
    assert found() == [(Outcome.REVIEW, "There is no way to reach the shop.")]
    assert judged(a_page(links=(MAIL,)), complete=False) == []


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (Link(text="Write to us", href="mailto:"), "The link “Write to us” on /vi opens a mail to nobody."),
        (Link(text="Call us", href="tel:"), "The link “Call us” on /vi calls no number."),
        (Link(text="Gọi ngay", href="tel:#"), "The link “Gọi ngay” on /vi calls no number."),
        (
            Link(text="Facebook", href="https://www.facebook.com/"),
            "The link “Facebook” on /vi leads to facebook.com itself and not to the shop.",
        ),
        (Link(text="Zalo", href="https://zalo.me"), "The link “Zalo” on /vi leads to zalo.me itself and not to the shop."),
    ],
)
def test_a_way_that_is_none_fails(link: Link, sentence: str) -> None:
    assert (Outcome.FAIL, sentence) in found(MAIL, PHONE, link)


def test_on_every_page_the_same_dead_way_is_one_finding() -> None:
    dead = Link(text="Call", href="tel:")
    verdicts = judged(a_page(links=(MAIL, FACEBOOK, dead)), a_page("/vi/lien-he", links=(dead,)))
    assert [one.outcome for one in verdicts] == [Outcome.PASS, Outcome.FAIL]
    assert verdicts[1].evidence == ("page:p1",)


@pytest.mark.parametrize(
    "link",
    [
        Link(text="Email a friend", href="mailto:?subject=Look at this&body=https://shop.test/mug"),
        Link(text="Share", href="https://www.facebook.com/sharer/sharer.php?u=https://shop.test"),
        Link(text="1-800-FLOWERS", href="tel:1-800-FLOWERS"),
        Link(text="0912 345 678", href="tel:+84%20912%20345%20678"),
        Link(text="Facebook", href="https://www.facebook.com/profile.php?id=100064"),
        Link(text="Log in with Facebook", href="https://www.facebook.com/v19.0/dialog/oauth"),
        Link(text="WhatsApp", href="https://api.whatsapp.com/send?phone=4930123456"),
        Link(text="Call us", href="tel:", visible=False),
    ],
)
def test_ordinary_links_do_not_fail(link: Link) -> None:
    assert [outcome for outcome, _ in found(MAIL, PHONE, link)] == [Outcome.PASS]
