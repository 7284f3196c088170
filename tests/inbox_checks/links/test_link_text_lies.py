import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, Outcome
from shopper.inbox_checks.links.link_text_lies import link_text_lies
from shopper.model import Verdict


def judged(text: str, href: str, **shop: object) -> list[Verdict]:
    mail = a_mail(links=(Link(text=text, href=href),))
    return list(link_text_lies(a_visit(plan=a_plan(shop=a_shop(**shop)), mails=[mail])))


def test_a_shown_address_that_leads_elsewhere_fails() -> None:
    (verdict,) = judged("www.gomsen.test/orders", "https://www.gomsen-orders.test/en/")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation shows “www.gomsen.test/orders”, but the link leads to gomsen-orders.test."
    )
    assert (verdict.about, verdict.owner) == ("order_confirmation: gomsen.test", "platform")


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("https://www.gomsen.vn/don-hang", "https://gomsen.vn.dang-nhap.top/x"),
        ("porzellan-berg.de", "https://porzellan-berg-konto.de/"),
        ("help@gomsen.test", "mailto:help@gomsen-support.com"),
        ("fb.com/gomsen", "https://facebook.gomsen-konto.top/"),
        ("g.page/gomsen", "https://goo.gl/x1"),
        ("(www.terre-et-feu.fr)", "http://click.example-suivi.com/a"),
    ],
)
def test_lies_fail(text: str, href: str) -> None:
    assert [verdict.outcome for verdict in judged(text, href)] == [Outcome.FAIL]


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("www.gomsen.test", "https://www.gomsen.test/vi/"),
        ("gomsen.vn", "https://click.mail.gomsen.vn/ls/click?upn=abc"),
        ("https://www.terre-et-feu.fr/suivi", "https://news.terre-et-feu.fr/r/?id=h123"),
        ("müller-keramik.de", "https://www.xn--mller-keramik-wob.de/"),
        ("track.vanchuyen.test", "https://www.gomsen.test/go?to=parcel"),
        ("help@gomsen.test", "mailto:help@gomsen.test?subject=GS-10023"),
        ("www.shop.co.uk", "https://orders.shop.co.uk/1"),
        ("facebook.com/gomsen", "https://fb.com/gomsen"),
        ("g.page/gomsen", "https://maps.app.goo.gl/x1"),
        ("www.youtube.com/gomsen", "https://youtu.be/x1"),
        ("www.amazon.de/gomsen", "https://amzn.to/x1"),
    ],
)
def test_honest_links_pass(text: str, href: str) -> None:
    assert [verdict.outcome for verdict in judged(text, href)] == [Outcome.PASS]


def test_a_declared_tracker_may_stand_between() -> None:
    assert judged("www.gomsen.vn", "https://gomsen.sendkit.io/x", trackers=("gomsen.sendkit.io",))[0].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("www.gomsen.vn", "https://u1234.ct.sendgrid.net/ls/click?upn=x"),
        ("www.gomsen.vn", "https://gomsen.us1.list-manage.com/track/click"),
        ("www.zalando.com", "https://www.zalando.de/"),
    ],
)
def test_mailing_services_and_sisters_go_to_a_person(text: str, href: str) -> None:
    assert [verdict.outcome for verdict in judged(text, href)] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "text",
    [
        "Xem đơn hàng của bạn",
        "Track your parcel at www.gomsen.test",
        "Rechnung.zip",
        "Hoa-don-GS-10023.pdf",
        "z.B.",
        "12.03.2026",
        "1.290.000 ₫",
        "hello@gomsen.test",
        "",
    ],
)
def test_words_that_are_no_address_say_nothing(text: str) -> None:
    assert judged(text, "https://u1234.ct.sendgrid.net/x") == []
