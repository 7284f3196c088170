import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, Outcome
from shopper.inbox_checks.delivery.link_shortener import link_shortener
from shopper.model import Verdict


def judged(*hrefs: str, **shop: object) -> list[Verdict]:
    links = tuple(Link(text="Theo dõi kiện hàng", href=href) for href in hrefs)
    return list(link_shortener(a_visit(plan=a_plan(shop=a_shop(**shop)), mails=[a_mail("shipping_notice", links=links)])))


def test_a_shortened_link_fails() -> None:
    (verdict,) = judged("https://bit.ly/3gomsen", "https://www.gomsen.test/vi/")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The shipping notice links “Theo dõi kiện hàng” to bit.ly, which says nothing about where it leads."
    )


@pytest.mark.parametrize("href", ["http://tinyurl.com/x", "https://shorturl.at/x", "https://t.co/x", "https://www.bit.ly/x"])
def test_the_well_known_services_fail(href: str) -> None:
    assert [verdict.outcome for verdict in judged(href)] == [Outcome.FAIL]


@pytest.mark.parametrize(
    "href",
    ["https://amzn.eu/d/abc", "https://zalo.me/0912", "https://youtu.be/abc", "https://wa.me/84912", "https://gomsen.vn/x",
     "https://dhl.de/x", "https://www.jt.co/x", "https://click.mail.tiki.vn/x"],
)  # fmt: skip
def test_short_names_that_belong_to_somebody_pass(href: str) -> None:
    assert [verdict.outcome for verdict in judged(href)] == [Outcome.PASS]


def test_a_declared_tracker_passes() -> None:
    assert judged("https://t.ly/gomsen", trackers=("t.ly",))[0].outcome is Outcome.PASS


def test_a_mail_without_links_says_nothing() -> None:
    assert judged() == []
