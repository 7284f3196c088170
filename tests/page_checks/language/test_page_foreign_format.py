import pytest
from factories import CONFIRMATIONS, a_page, a_step, a_visit

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.language.page_foreign_format import page_foreign_format

WORDS = {
    "de": "Wir senden Ihnen Ihre Bestellung in zwei bis vier Tagen nach Hause, und Sie können sie zurückgeben.",
    "en": "We send your order to your door in two to four days, and you can return it to us for free.",
    "vi": "Chúng tôi gửi đơn hàng đến tận nhà bạn trong hai đến bốn ngày, và bạn có thể trả lại miễn phí.",
    "fr": "Nous vous envoyons votre commande à domicile en deux à quatre jours, et vous pouvez la renvoyer.",
}


def judged(*texts: str, locale: str, lang: str = "") -> list[Verdict]:
    language = locale.split("-")[0]
    pages: list[PageView] = [
        a_page(f"/{n}", lang=lang or language, text=f"{WORDS[language]}\n{text}") for n, text in enumerate(texts)
    ]
    steps = tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1))
    return list(page_foreign_format(a_visit(steps=steps, locale=locale)))


def outcomes(*texts: str, locale: str, lang: str = "") -> set[Outcome]:
    return {verdict.outcome for verdict in judged(*texts, locale=locale, lang=lang)}


@pytest.mark.parametrize(
    ("text", "locale"),
    [("€49.90", "de-DE"), ("49,90 €", "en-GB"), ("Versand am March 5, 2026", "de-DE"), ("Livré le 03/25/2026", "fr-FR")],
)
def test_another_country_s_way_fails(text: str, locale: str) -> None:
    assert outcomes(text, locale=locale) == {Outcome.FAIL}


def test_all_prices_of_a_site_are_one_finding() -> None:
    (verdict,) = judged(*(f"€{n}9.90" for n in range(1, 8)), locale="de-DE")
    assert verdict.sentence == "/0 and 6 more pages write “€19.90”: “.” marks its decimals; the page is in German (DE)."
    assert verdict.about == "EUR: “.” marks its decimals"


def test_where_both_ways_are_at_home_only_a_shop_that_writes_both_fails() -> None:
    assert outcomes("389,000 ₫", locale="vi-VN") == {Outcome.REVIEW}
    assert outcomes("389,000 ₫", "Tổng: 389.000 ₫", locale="vi-VN") == {Outcome.FAIL, Outcome.PASS}


def test_without_a_country_a_person_decides() -> None:
    assert outcomes("€49.90", locale="de") == {Outcome.REVIEW}
    assert outcomes("Ends 03/25/2026", locale="en-GB") == {Outcome.REVIEW}, "it may be an American’s"
    assert outcomes("Ends 03/25/2026", locale="en-GB", lang="en-GB") == {Outcome.FAIL}


@pytest.mark.parametrize(
    ("text", "locale", "lang"),
    [
        ("389.000 ₫, cập nhật ngày 5/3/2026", "vi-VN", "vi"),
        ("€1,249.00 – sale ends March 5, 2026", "en-GB", "en"),
        ("$1,249.00, from 03/25/2026", "en-GB", "en-US"),
        ("1.249,00 € – bis 5. März 2026, Modell 2.5, 1,5 l", "de-DE", "de"),
        ("CHF 1'249.00", "de-DE", "de-CH"),
        ("1 249,00 € jusqu’au 5 mars 2026", "fr-FR", "fr"),
    ],
)
def test_ordinary_pages_pass(text: str, locale: str, lang: str) -> None:
    assert outcomes(text, locale=locale, lang=lang) == {Outcome.PASS}


def test_a_page_in_another_language_writes_as_is_right_there() -> None:
    page = a_page("/x", lang="de", text=f"{CONFIRMATIONS['en'][1]}\n€49.90")
    assert list(page_foreign_format(a_visit(steps=(a_step("1", page=page),), locale="de-DE"))) == []
