import pytest
from factories import a_mail, a_page, a_plan, a_shop, a_step, a_visit

from shopper import Brand, Link, Outcome
from shopper.inbox_checks.identity.support_contact_differs import support_contact_differs
from shopper.model import Verdict

BRAND = Brand(name="Gốm Sen", phone="1800 0108", email="hello@gomsen.test")


def judged(text: str, brand: Brand = BRAND, **changes: object) -> list[Verdict]:
    visit = a_visit(
        mails=[
            a_mail("invoice", text=text, links=changes.pop("links", ()), sender=changes.pop("sender", "invoices@gomsen.test"))
        ],
        plan=a_plan(shop=a_shop(brand=brand)),
        **changes,
    )
    return list(support_contact_differs(visit))


def outcome(text: str) -> Outcome:
    (verdict,) = judged(text)
    return verdict.outcome


@pytest.mark.parametrize(
    "text",
    ["Gọi 1800 0108 nếu cần.", "Please call 18000108.", "Rufen Sie uns an unter +84 1800 0108.", "Appelez-nous au 1800 0108."],
)
def test_the_shops_number_passes_however_it_is_written(text: str) -> None:
    assert outcome(text) is Outcome.PASS


def test_another_number_alone_fails() -> None:
    (verdict,) = judged("Cần giúp đỡ? Gọi 1800 0199.")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice gives 1800 0199 to call, which the shop names nowhere else."
    assert verdict.expected == "1800 0108"


def test_a_number_behind_a_link_counts() -> None:
    (verdict,) = judged("Xin chào", links=(Link(text="1800 0199", href="tel:+8418000199"),))
    assert verdict.outcome is Outcome.FAIL


def test_another_number_beside_the_right_one_goes_to_a_person() -> None:
    assert outcome("Gọi 1800 0108 hoặc\nHotline: 024 3874 1234") is Outcome.REVIEW


@pytest.mark.parametrize(
    "line",
    [
        "Questions about the delivery: call DHL on 1800 0199",
        "Hỏi đơn vị vận chuyển: gọi 1800 0199",
        "Fragen zur Zahlung beantwortet Klarna unter 1800 0199",
        "Le livreur : appelez le 1800 0199",
    ],
)
def test_a_carriers_or_a_banks_number_is_nobody_elses_business(line: str) -> None:
    assert judged(line) == []


def test_a_number_that_a_page_shows_is_the_shops() -> None:
    contact = a_step(page=a_page("/vi/lien-he", text="Hotline: 024 3874 1234"))
    (verdict,) = judged("Gọi 024 3874 1234.", steps=(contact,))
    assert verdict.outcome is Outcome.PASS


def test_order_numbers_are_no_phones() -> None:
    assert judged("Mã đơn hàng: GS-10023\nNuméro de commande : 1800019900\nBestellnummer 18000199") == []


@pytest.mark.parametrize("address", ["hello@gomsen.test", "returns@gomsen.test", "orders@gomsen.test"])
def test_addresses_of_the_shop_pass(address: str) -> None:
    assert outcome(f"Viết thư tới {address}.") is Outcome.PASS


def test_a_private_mailbox_alone_fails_and_an_unknown_address_goes_to_a_person() -> None:
    assert outcome("Viết thư tới gomsen.vn@gmail.com.") is Outcome.FAIL
    assert outcome("Viết thư tới help@kiln-support.test.") is Outcome.REVIEW
    assert outcome("Viết thư tới hello@gomsen.test hoặc gomsen.vn@gmail.com.") is Outcome.REVIEW


def test_her_own_data_partners_and_shops_that_give_nothing_are_left_alone() -> None:
    assert judged("Điện thoại: 0912 345 678, v1@inbox.test") == []
    assert judged("Gọi 1800 0199.", sender="notice@vanchuyen.test") == []
    assert judged("Gọi 1800 0199.", brand=Brand(name="Gốm Sen")) == []
