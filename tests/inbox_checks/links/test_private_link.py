import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, Outcome, Verdict
from shopper.inbox_checks.links.private_link import private_link


def judged(*hrefs: str, **shop: object) -> list[Verdict]:
    links = tuple(Link(text="Xem đơn hàng", href=href) for href in hrefs)
    return list(private_link(a_visit(plan=a_plan(shop=a_shop(**shop)), mails=[a_mail("invoice", links=links, system="erp")])))


def test_the_reader_s_own_computer_fails() -> None:
    (verdict,) = judged("http://localhost:8069/vi/don-hang/CVV8LrNHKZdl")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The invoice links “Xem đơn hàng” to http://localhost:8069/vi/don-hang/CVV8LrNHKZdl: the reader's own computer."
    )
    assert (verdict.about, verdict.owner) == ("invoice: Xem đơn hàng", "erp")


@pytest.mark.parametrize(
    "href",
    [
        "http://127.0.0.1/x",
        "http://10.0.3.17:8080/x",
        "http://192.168.1.4/x",
        "http://[fd00::17]/x",
        "http://erp/x",
        "https://shop.internal/x",
        "https://nas.local/x",
        "https://www.example.com/x",
        "https://staging.gomsen.vn/x",
        "https://gomsen-staging.vendor.com/x",
        "https://uat-shop.gomsen.vn/x",
    ],
)
def test_places_that_customers_do_not_reach_fail(href: str) -> None:
    assert [verdict.outcome for verdict in judged(href)] == [Outcome.FAIL]


@pytest.mark.parametrize("href", ["https://8.8.8.8/x", "https://demo.gomsen.vn/x", "https://test.gomsen.vn/x"])
def test_what_may_be_meant_for_customers_goes_to_a_person(href: str) -> None:
    assert [verdict.outcome for verdict in judged(href)] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.gomsen.test/vi/don-hang/x",
        "https://track.vanchuyen.test/vi/kien-hang/x",
        "https://www.test.de/x",
        "https://tiki.vn/sales/order/view/123456789",
        "https://www.amazon.de/gp/css/order-history?ref_=x",
        "https://nolp.dhl.de/nextt-online-public/set_identcodes.do?lang=de&idc=00340434161094015902",
        "https://www.zalando.fr/myaccount/order-detail/10101234567890",
        "https://checkout.shopify.com/12345/orders/abcdef",
        "https://developer.gomsen.vn/x",
    ],
)
def test_ordinary_hosts_pass(href: str) -> None:
    assert [verdict.outcome for verdict in judged(href)] == [Outcome.PASS]


def test_a_staging_host_that_the_shop_lists_or_lives_on_is_its_own() -> None:
    assert judged("https://staging.gomsen.vn/x", hosts=("staging.gomsen.vn",))[0].outcome is Outcome.PASS
    staging = {"url": "https://staging.gomsen.vn", "hosts": ("*.gomsen.vn",)}
    assert judged("https://staging.gomsen.vn/x", **staging)[0].outcome is Outcome.PASS
    assert judged("https://staging.gomsen.vn/x", url="https://www.gomsen.vn", hosts=("*.gomsen.vn",))[0].outcome is Outcome.FAIL


def test_a_mail_without_links_and_a_stranger_s_say_nothing() -> None:
    assert judged() == []
    link = Link(text="x", href="http://localhost/")
    assert list(private_link(a_visit(mails=[a_mail(links=(link,), solicited=False)]))) == []
