import pytest
from factories import a_mail, a_page, a_plan, a_shop, a_step, a_visit

from shopper import Brand, Outcome
from shopper.inbox_checks.identity.footer_identity_differs import footer_identity_differs
from shopper.model import Verdict

BRAND = Brand(
    name="Gốm Sen",
    legal="Công ty TNHH Gốm Sen",
    tax="0101234567",
    address="12 đường Gốm Sen, xã Bát Tràng, Hà Nội 10000, Việt Nam",
)
FOOT = "Công ty TNHH Gốm Sen\n12 đường Gốm Sen, xã Bát Tràng, Hà Nội 10000, Việt Nam\nMã số thuế: 0101234567"


def judged(text: str, brand: Brand = BRAND, **changes: object) -> list[Verdict]:
    mail = a_mail(
        "invoice", text=f"Xin chào Linh,\nHoá đơn của bạn.\n{text}", sender=changes.pop("sender", "invoices@gomsen.test")
    )
    return list(footer_identity_differs(a_visit(mails=[mail], plan=a_plan(shop=a_shop(brand=brand)), **changes)))


def outcome(text: str, brand: Brand = BRAND) -> Outcome:
    (verdict,) = judged(text, brand)
    return verdict.outcome


def test_the_shops_own_particulars_pass() -> None:
    assert outcome(FOOT) is Outcome.PASS
    assert outcome(FOOT.replace("0101234567", "0101234567-001")) is Outcome.PASS
    assert outcome("Công ty TNHH Gốm Sen · 12 đường Gốm Sen, Hà Nội · MST 0101234567") is Outcome.PASS


@pytest.mark.parametrize("label", ["Mã số thuế:", "MST", "Tax number:", "VAT No.", "USt-IdNr.:", "Numéro de TVA :", "NIF:"])
def test_another_tax_number_fails(label: str) -> None:
    (verdict,) = judged(FOOT.replace("Mã số thuế: 0101234567", f"{label} 0109999999"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice names the tax number 0109999999; the shop’s is 0101234567."


def test_another_legal_form_fails_and_a_translated_one_does_not() -> None:
    assert outcome(FOOT.replace("TNHH", "Cổ phần")) is Outcome.FAIL
    assert outcome("Gom Sen Co., Ltd.\nTax number: 0101234567") is Outcome.PASS
    assert outcome("Gom Sen Joint Stock Company") is Outcome.REVIEW


def test_another_house_number_fails_and_a_translated_address_does_not() -> None:
    assert outcome(FOOT.replace("12 đường", "21 đường")) is Outcome.FAIL
    assert outcome("Gom Sen Co., Ltd.\n12 Gom Sen Street, Bat Trang, Hanoi 10000, Vietnam") is Outcome.PASS


GERMAN = Brand(name="Keramik Sommer", legal="Keramik Sommer GmbH", tax="DE123456789", address="Lange Straße 5, 10243 Berlin")


@pytest.mark.parametrize(
    "foot",
    [
        "Keramik Sommer GmbH\nLange Straße 5\n10243 Berlin\nUSt-IdNr.: DE123456789\nSteuernummer: 27/123/45678",
        "Keramik Sommer GmbH, Lange Str. 5, 10243 Berlin, Amtsgericht Berlin HRB 12345",
        "Zahlungsabwicklung durch Klarna Bank AB\nKeramik Sommer GmbH\nVersand durch DHL Paket GmbH",
    ],
)
def test_ordinary_german_feet_pass(foot: str) -> None:
    assert outcome(foot, GERMAN) is Outcome.PASS


def test_a_number_of_another_kind_goes_to_a_person() -> None:
    assert outcome("Steuernummer: 27/123/45678", GERMAN) is Outcome.REVIEW


def test_what_the_imprint_says_is_right_too() -> None:
    imprint = a_step(page=a_page("/vi/thong-tin", text="Công ty TNHH Gốm Sen\nMã số thuế\t0109999999\nMST 0109999999"))
    (verdict,) = judged(FOOT.replace("0101234567", "0109999999"), steps=(imprint,))
    assert verdict.outcome is Outcome.PASS


def test_without_particulars_and_in_partners_mails_nothing_is_said() -> None:
    assert judged("Cảm ơn bạn.") == []
    assert judged(FOOT.replace("0101234567", "0109999999"), sender="notice@vanchuyen.test") == []
    assert judged(FOOT, Brand(name="Gốm Sen")) == []


def test_broken_letters_say_nothing_of_a_company() -> None:
    assert judged("CÃ´ng ty TNHH Gá»‘m Sen\nMã số thuế: 0109999999") == []
