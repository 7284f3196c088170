import pytest
from factories import a_plan
from ordinary_shops import SHOPS, a_tour

from shopper import Block, Evidence, Outcome, Verdict
from shopper.page_checks.help.policy_missing import policy_missing
from shopper.testing import a_page, a_visit, an_exploration


def small(*texts: tuple[str, str], foot: str = "", locale: str = "de-DE") -> Evidence:
    """A shop of a first page with a footer and these pages: heading and text."""
    language = locale[:2]
    first = a_page("/", blocks=(Block(text="Hier"), Block(text=foot or "©", where="footer")), links=())
    pages = [
        a_page(f"/{n}", title=title, headings=(title,), text=f"{title}\n{text}", links=())
        for n, (title, text) in enumerate(texts)
    ]
    tour = an_exploration(first, *pages, language=language)
    return a_visit(steps=(), explorations=(tour,), plan=a_plan(locale=locale))


def not_passed(visit: Evidence) -> list[Verdict]:
    return [one for one in policy_missing(visit) if one.outcome is not Outcome.PASS]


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(policy_missing(a_tour(language)))
    assert verdicts and {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("language", "path"),
    [
        ("en", "/policies/privacy-policy"),
        ("de", "/datenschutz"),
        ("vi", "/pages/chinh-sach-bao-mat"),
        ("fr", "/content/confidentialite"),
    ],
)
def test_what_is_missing_fails_where_everything_was_looked_at(language: str, path: str) -> None:
    (verdict,) = [one for one in policy_missing(a_tour(language, without=path)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about, verdict.owner) == (Outcome.FAIL, "privacy", "web shop")
    assert verdict.evidence == ("page:p1",)


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    language, path = ("en", "/policies/privacy-policy")
    verdicts = list(policy_missing(a_tour(language, without=path, complete=False)))
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in verdicts}
    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


def test_far_away_fails() -> None:
    (verdict,) = [
        one for one in policy_missing(a_tour("fr", deeper="/content/confidentialite")) if one.outcome is not Outcome.PASS
    ]
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "4 clicks")


def test_what_only_the_faq_mentions_is_for_a_person_to_look_at() -> None:
    (verdict,) = [
        one for one in policy_missing(a_tour("vi", without="/pages/chinh-sach-bao-hanh")) if one.outcome is not Outcome.PASS
    ]
    assert (verdict.outcome, verdict.about) == (Outcome.REVIEW, "warranty")
    assert "bảo hành" in verdict.sentence


GERMAN = (
    ("Widerrufsrecht", "Sie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen."),
    ("Versand", "Wir liefern in zwei bis vier Tagen nach ganz Deutschland; der Versand kostet 4,90 €."),
    ("Datenschutz", "Wir verarbeiten Ihre Daten nur, um Ihnen Ihre Bestellung liefern zu können."),
    ("AGB", "Diese Bedingungen gelten für alle Verträge, die über unseren Laden geschlossen werden."),
)


def test_what_is_missing_is_one_finding_with_the_imprint_first() -> None:
    (verdict,) = not_passed(small(*GERMAN))
    assert (verdict.outcome, verdict.about) == (Outcome.FAIL, "imprint, warranty, refund")
    assert verdict.sentence == (
        "Who runs the shop, warranty and how refunds work cannot be found: nothing on the 5 pages leads there."
    )


@pytest.mark.parametrize(
    ("foot", "locale"),
    [
        ("Công ty TNHH Trà Mộc · 12 Hàng Gai, Hà Nội · MST 0109876543, Sở KH&ĐT Hà Nội cấp ngày 02/03/2018", "vi-VN"),
        ("Trà Mộc, Giấy phép kinh doanh số 41A8012345 do UBND quận Hoàn Kiếm cấp", "vi-VN"),
        ("Holzspiel GmbH, Amtsgericht Chemnitz, HRB 4711", "de-DE"),
        ("Holzspiel\nUSt-IdNr.\nDE123456789", "de-DE"),
        ("Ordinary Ltd. Registered in England and Wales, company number 01234567", "en-GB"),
        ("SARL Terre, SIRET 123 456 789 00012", "fr-FR"),
    ],
)
def test_the_number_of_the_firm_in_the_foot_says_who_runs_the_shop(foot: str, locale: str) -> None:
    assert "imprint" not in {
        topic for one in not_passed(small(*GERMAN, foot=foot, locale=locale)) for topic in one.about.split(", ")
    }


def test_a_field_for_the_customer_s_own_tax_number_does_not() -> None:
    invoice = ("Xuất hoá đơn", "Tên công ty, mã số thuế, địa chỉ. Chúng tôi gửi hoá đơn điện tử qua email.")
    (verdict,) = [one for one in not_passed(small(invoice, *GERMAN)) if one.outcome is Outcome.FAIL]
    assert verdict.about.startswith("imprint")


def test_a_shop_without_a_word_on_fees_is_for_a_person_to_look_at() -> None:
    (fees,) = [one for one in not_passed(small(GERMAN[0], *GERMAN[2:])) if "fees" in one.about]
    assert (fees.outcome, fees.about) == (Outcome.REVIEW, "fees")


def test_a_shop_that_publishes_nothing_is_one_finding() -> None:
    pies = "Pies, every day from 8 to 5, at 3 High Street, Leeds. Call 0113 496 0123. A pie costs £4.50."
    (verdict,) = policy_missing(small(foot=pies, locale="en-GB"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The shop publishes no terms at all: nothing on the only page leads to any."


TERMS = (
    "AGB",
    "Diese Bedingungen gelten für alle Verträge mit uns. Es gilt die gesetzliche Gewährleistung. Rückgabe binnen 14 Tagen; den"
    " Kaufpreis erstatten wir auf demselben Weg.",
)


def test_a_line_of_the_terms_covers_warranty_returns_and_refunds() -> None:
    (verdict,) = not_passed(small(TERMS, *GERMAN[1:3]))
    assert verdict.about == "imprint"


def test_who_runs_the_shop_fails_only_where_the_law_wants_it_told() -> None:
    (verdict,) = not_passed(small(TERMS, *GERMAN[1:3], locale="en-US"))
    assert (verdict.outcome, verdict.about) == (Outcome.REVIEW, "imprint")


@pytest.mark.parametrize("told", ["Shipping is calculated at checkout.", "Carriage paid over £150 on all orders."])
def test_what_delivery_costs_covers_fees(told: str) -> None:
    delivery = ("Delivery", f"We deliver to all of the United Kingdom with our own vans. {told}")
    assert "fees" not in {one.about for one in not_passed(small(delivery, locale="en-GB"))}


def test_a_shop_of_downloads_needs_no_word_on_delivery_fees_and_warranty() -> None:
    download = ("Maps", "Maps of the moors as PDF files: instant download after payment.")
    (verdict,) = not_passed(small(download, foot="Registered in England, company number 01234567", locale="en-GB"))
    assert verdict.about == "returns, refund, privacy, terms"
