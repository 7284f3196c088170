import pytest
from factories import SHOP_URL, a_mail, a_visit

from shopper import Link, LinkProbe, Outcome
from shopper.inbox_checks.links.insecure_link import insecure_link
from shopper.model import Verdict

PLAIN = SHOP_URL.replace("https", "http")


def judged(href: str, lands: str = "") -> list[Verdict]:
    probes = (LinkProbe(href=href, outcome="opened", status=200, url=lands),) if lands else ()
    return list(insecure_link(a_visit(mails=[a_mail("invoice", links=(Link(text="Xem", href=href),), probes=probes)])))


def test_an_order_s_key_without_encryption_fails_wherever_it_lands() -> None:
    (verdict,) = judged(f"{PLAIN}/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w", lands=f"{SHOP_URL}/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The invoice links “Xem” to http://www.gomsen.test/vi/don-hang/…, "
        "which is not encrypted and holds a key or number of hers."
    )


@pytest.mark.parametrize(
    ("href", "lands", "outcome"),
    [
        (f"{SHOP_URL}/vi/", "", Outcome.PASS),
        (f"{PLAIN}/vi/", "", Outcome.FAIL),
        (f"{PLAIN}/vi/", f"{PLAIN}/vi/", Outcome.FAIL),
        (f"{PLAIN}/vi/", f"{SHOP_URL}/vi/", Outcome.REVIEW),
        (f"{PLAIN}/vi/?utm_source=mail2026", f"{SHOP_URL}/vi/", Outcome.REVIEW),
        ("http://track.vanchuyen.test/vi/kien-hang/VC123456789VN", "", Outcome.FAIL),
        ("http://ec.europa.eu/consumers/odr", "", Outcome.REVIEW),
        ("http://online.gov.vn/Home/WebDetails/12345", "", Outcome.REVIEW),
        ("http://localhost:8069/my/orders/7", "", Outcome.PASS),
    ],
)
def test_what_is_said_of_a_link(href: str, lands: str, outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in judged(href, lands)] == [outcome]


def test_a_hidden_link_is_nobody_s() -> None:
    link = Link(text="Xem", href=f"{PLAIN}/vi/", visible=False)
    assert list(insecure_link(a_visit(mails=[a_mail(links=(link,))]))) == []
