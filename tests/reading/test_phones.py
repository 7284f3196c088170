import pytest
from factories import a_page, a_plan, a_shop, a_step, a_visit

from shopper import Brand, Link
from shopper.reading.phones import own_phones, phone, phones_in, region_of


@pytest.mark.parametrize(
    ("written", "region", "wanted"),
    [
        ("1800 0108", "VN", "+8418000108"),
        ("024.3874.1234", "VN", "+842438741234"),
        ("+44 20 7946 0958", "VN", "+442079460958"),
        ("030 901820", "DE", "+4930901820"),
        ("01 42 68 53 00", "FR", "+33142685300"),
        ("12345", "DE", ""),
        ("1800 0108", "", ""),
        ("x", "VN", ""),
    ],
)
def test_numbers_become_e164(written: str, region: str, wanted: str) -> None:
    assert phone(written, region) == wanted


def test_the_shops_zone_says_its_country() -> None:
    assert region_of(a_shop(zone="Asia/Ho_Chi_Minh")) == "VN"
    assert region_of(a_shop(zone="Europe/Berlin")) == "DE"
    assert region_of(a_shop(zone="UTC")) == ""


def test_numbers_in_words_and_behind_links_count_once() -> None:
    links = (Link(text="Gọi ngay", href="tel:+8418000108"), Link(text="x", href="https://www.gomsen.test/"))
    found = phones_in("Hotline: 1800 0108\nMã đơn hàng 18000199", links, "VN")
    assert [(one.number, one.written) for one in found] == [("+8418000108", "Gọi ngay")]
    assert phones_in("Hotline: 1800 0108", (), "VN") == [("+8418000108", "1800 0108")]


def test_the_shops_numbers_are_those_of_its_file_and_its_own_pages() -> None:
    steps = (
        a_step(page=a_page(text="Hotline: 024 3874 1234")),
        a_step("2", page=a_page("https://other.test/", text="Call 1800 0199")),
    )
    visit = a_visit(plan=a_plan(shop=a_shop(brand=Brand(phone="1800 0108"))), steps=steps)
    assert own_phones(visit) == {"+8418000108", "+842438741234"}
