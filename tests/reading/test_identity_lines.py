import pytest

from shopper.reading.identity_lines import company_in, identity_in, other_address, same_shape


@pytest.mark.parametrize(
    ("line", "name", "form"),
    [
        ("Công ty TNHH Gốm Sen", "gomsen", "limited"),
        ("CÔNG TY CỔ PHẦN GỐM SEN", "gomsen", "by shares"),
        ("Gom Sen Co., Ltd.", "gomsen", "limited"),
        ("Keramik Sommer GmbH, Lange Straße 5, 10243 Berlin, Deutschland", "keramiksommer", "limited"),
        ("Atelier Dubois SARL", "atelierdubois", "limited"),
        ("Atelier Dubois S.A.S.", "atelierdubois", "by shares"),
        ("Cerámica Ruiz S.L.", "ceramicaruiz", "limited"),
    ],
)
def test_companies_are_read_with_their_form(line: str, name: str, form: str) -> None:
    company = company_in(line)
    assert company and (company.name, company.form) == (name, form)


@pytest.mark.parametrize(
    "line",
    [
        "We are an independent company of potters.",
        "Your order is packed and will leave our limited edition workshop very soon now",
        "GmbH",
        "Gốm Sen",
        "Ltd means limited.",
    ],
)
def test_sentences_and_bare_names_are_no_companies(line: str) -> None:
    assert company_in(line) is None


def test_tax_numbers_are_read_by_their_labels_in_five_languages() -> None:
    lines = [
        "Mã số thuế: 0101234567",
        "VAT no. GB 123 4567 89",
        "USt-IdNr.: DE123456789",
        "N° TVA : FR 12 345678901",
        "CIF B12345678",
    ]
    assert identity_in("\n".join(lines)).taxes == ("0101234567", "GB123456789", "DE123456789", "FR12345678901", "B12345678")


def test_totals_with_tax_are_no_tax_numbers() -> None:
    assert identity_in("Total (incl. VAT) 36.80\nMwSt. 19 %: 5,88 €\nTVA 20 % : 7,36 €\nThuế VAT 73.455 ₫").taxes == ()


def test_another_house_number_is_another_address() -> None:
    address = "12 đường Gốm Sen, xã Bát Tràng, Hà Nội 10000, Việt Nam"
    assert other_address(("21 đường Gốm Sen, xã Bát Tràng, Hà Nội",), address) == "21 đường Gốm Sen, xã Bát Tràng, Hà Nội"
    assert other_address((address, "12 Gom Sen Street, Bat Trang, Hanoi", "25 ngõ 81 phố Láng Hạ, Hà Nội"), address) == ""


def test_two_kinds_of_tax_numbers_are_not_compared() -> None:
    assert same_shape("0101234567", "0109999999")
    assert not same_shape("DE123456789", "2712345678901")
    assert not same_shape("DE123456789", "27123456789")
