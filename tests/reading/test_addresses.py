import pytest

from shopper.model import Outcome
from shopper.reading.addresses import delivery_address, same_address

HERS = "Nguyễn Thùy Linh, 25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Việt Nam"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Giao đến\nNguyễn Thùy Linh\n25 ngõ 81 phố Láng Hạ\nHà Nội 11500\nViệt Nam\nThanh toán\nThẻ có số cuối 4242",
            HERS,
        ),
        ("Deliver to\t25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Vietnam", "25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Vietnam"),
        (
            "Lieferadresse:\nAnna Kern\nLange Str. 5\n10115 Berlin\nDeutschland\nZahlungsart: PayPal",
            "Anna Kern, Lange Str. 5, 10115 Berlin, Deutschland",
        ),
        ("Adresse de livraison : 3 rue des Lilas, 75020 Paris", "3 rue des Lilas, 75020 Paris"),
        (
            "Lieferung an\n25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Vietnam\nBestellnummer\nGS-41207\nAbsender",
            "25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Vietnam",
        ),
        ("Dirección de envío\nCalle Mayor 4\n28013 Madrid\nTotal: 36,80 €", "Calle Mayor 4, 28013 Madrid"),
    ],
)  # fmt: skip
def test_the_address_below_its_label(text: str, address: str) -> None:
    assert delivery_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We deliver to 27 countries.",
        "Delivery: 5 March",
        "Billing address\tShipping address\nLinh\tLinh\n25 Lang Ha\t25 Lang Ha",
        "Deliver to:\n1 Old Road, 10115 Berlin\nDeliver to:\n2 New Road, 20095 Hamburg",
    ],
)
def test_unsure_addresses_are_left_alone(text: str) -> None:
    assert delivery_address(text) == ""


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        ("25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Vietnam", Outcome.PASS),
        ("25 NGO 81 LANG HA, HANOI", Outcome.PASS),
        ("Linh Nguyen, Số 25 ngõ 81 P. Láng Hạ, TP. Hà Nội", Outcome.PASS),
        ("52 ngõ 81 phố Láng Hạ, Hà Nội 11500, Việt Nam", Outcome.FAIL),
        ("25 ngõ 81 phố Láng Hạ, Hà Nội 70000", Outcome.FAIL),
        ("25 ngõ 81 phố Thái Thịnh, Hà Nội 11500", Outcome.REVIEW),
    ],
)
def test_an_address_in_other_dress_is_the_same(other: str, outcome: Outcome) -> None:
    assert same_address(other, HERS, names=("Nguyễn Thùy Linh",)) is outcome
    assert same_address(HERS, other, names=("Nguyễn Thùy Linh",)) is outcome


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lange Straße 5, 10115 Berlin, Deutschland", "Lange Str. 5\n10115 Berlin\nGermany"),
        ("3 rue des Lilas, 75020 Paris, France", "3, Rue des lilas\nParis 75020"),
        ("Calle Mayor 4, 28013 Madrid", "C/ Mayor, 4 - 28013 MADRID, España"),
        ("10 Downing St, London SW1A 2AA", "10 Downing Street, London, SW1A 2AA, United Kingdom"),
        ("Müllerstr. 7, 80469 München", "Müllerstraße 7, 80469 Munchen"),
    ],
)
def test_the_same_house_in_four_countries(one: str, other: str) -> None:
    assert same_address(one, other) is Outcome.PASS
