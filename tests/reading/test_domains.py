import pytest
from factories import a_shop

from shopper.reading.domains import domain_of, is_public_name, is_the_shops_host, private_place, registrable, same_owner


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.gomsen.test", "gomsen.test"),
        ("mail.gomsen.com.vn", "gomsen.com.vn"),
        ("WWW.Shop.co.uk.", "shop.co.uk"),
        ("www.müller.de", "xn--mller-kva.de"),
        ("localhost", "localhost"),
        ("10.0.0.1", "10.0.0.1"),
        ("", ""),
    ],
)
def test_what_somebody_registered(host: str, domain: str) -> None:
    assert registrable(host) == domain


def test_the_domain_of_an_address() -> None:
    assert domain_of("<Orders@Mail.GomSen.test>") == "mail.gomsen.test"
    assert domain_of("gomsen.test") == domain_of("") == domain_of("<>") == ""


def test_one_owner() -> None:
    assert same_owner("bounce.gomsen.test", "gomsen.test")
    assert not same_owner("gomsen.test", "vanchuyen.test")
    assert not same_owner("shop.co.uk", "other.co.uk")
    assert not same_owner("", "")


def test_public_names() -> None:
    assert is_public_name("gomsen.vn") and is_public_name("www.gomsen.test")
    assert not any(map(is_public_name, ("vn", "com.vn", "z.b", "hoa-don.pdf", "1.2")))


def test_the_shop_s_own_hosts() -> None:
    shop = a_shop(hosts=("www.gomsen.vn", "*.gomsen.com"), trackers=("click.kit.io",))
    assert all(is_the_shops_host(host, shop) for host in ("gomsen.vn", "www.gomsen.vn", "m.gomsen.com", "click.kit.io"))
    assert not is_the_shops_host("gomsen.vn.top", shop)


@pytest.mark.parametrize(
    "url", ["", "http://[", "mailto:a@b.test", "https://www.gomsen.vn/", "https://gomsen.test/", "https://x.test/"]
)
def test_what_customers_reach_is_not_private(url: str) -> None:
    assert private_place(url, a_shop()) is None


@pytest.mark.parametrize(
    "url", ["http://[::ffff:10.0.0.1]/", "http://169.254.169.254/", "http://shop.localhost/", "http://printer/"]
)
def test_what_nobody_reaches_is_private(url: str) -> None:
    assert (private := private_place(url, a_shop())) and private[0]
