import pytest

from shopper import Brand
from shopper.model import Link, Outcome, Verdict
from shopper.page_checks.compliance.eu_imprint import eu_imprint
from shopper.testing import SHOP_URL, a_page, a_plan, a_shop, a_visit, an_exploration

GERMAN = (
    "Impressum\nTöpferei Ahrens GmbH\nHauptstraße 12\n50667 Köln\nE-Mail: post@ahrens.test\nUSt-IdNr.: DE123456789\nHRB 12345"
)
FRENCH = "Mentions légales\nAtelier Durand SARL\n12 rue des Lilas, 75011 Paris\nbonjour@durand.test\nRCS Paris 552 100 554"
ENGLISH = "Imprint\nClay Works Ltd\nAddress: 4 Mill Lane, Cork T12 AB34\nhello@clay.test\nCompany number 552100"
VIETNAMESE = (
    "Công ty TNHH Gốm Sen\n12 đường Gốm Sen, xã Bát Tràng, Hà Nội 10000, Việt Nam\nhello@gomsen.test\nSteuernummer: 0101234567"
)


def judged(text: str, *, complete: bool = True) -> list[Verdict]:
    page = a_page("/de/impressum", text=text, links=())
    plan = a_plan(locale="de-DE", shop=a_shop(brand=Brand()))
    first = an_exploration(page, language="de", complete=complete)
    return list(eu_imprint(a_visit(plan=plan, steps=(), explorations=(first,))))


@pytest.mark.parametrize("text", [GERMAN, FRENCH, ENGLISH, VIETNAMESE])
def test_ordinary_imprints_pass(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict.outcome is Outcome.PASS, verdict.sentence


def test_no_mail_address_fails_and_a_missing_number_goes_to_a_person() -> None:
    (verdict,) = judged(GERMAN.replace("E-Mail: post@ahrens.test\n", ""))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "No page that could be found names a mail address."
    (verdict,) = judged(GERMAN.partition("\nUSt")[0])
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == "No page that could be found names a register or VAT number."


def test_a_shop_that_was_not_wholly_looked_at_is_not_blamed() -> None:
    assert judged("Willkommen", complete=False) == []
    assert [one.outcome for one in judged("Willkommen")] == [Outcome.FAIL]


def test_an_imprint_that_is_a_file_or_closed_to_us_is_not_missing() -> None:
    home = a_page("/de/", text="Willkommen", links=(Link(text="Impressum", href=f"{SHOP_URL}/de/impressum.pdf"),))
    plan = a_plan(locale="de-DE", shop=a_shop(brand=Brand()))
    assert list(eu_imprint(a_visit(plan=plan, steps=(), explorations=(an_exploration(home, language="de"),)))) == []
