from datetime import UTC, datetime, timedelta

import pytest
from factories import T0, a_page, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Evidence, Outcome, Verdict
from shopper.page_checks.help.faq_outdated import faq_outdated
from shopper.testing import an_exploration

FAQ = {
    "vi": "Câu hỏi thường gặp",
    "en": "FAQ",
    "de": "Häufige Fragen",
    "fr": "Questions fréquentes",
    "es": "Preguntas frecuentes",
}
LOCALES = {"vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}


def judged(*lines: str, language: str = "en", **changes: object) -> list[Verdict]:
    text = "\n".join((FAQ[language], "One two three four five six seven eight nine", *lines))
    faq = a_page("/faq", title=FAQ[language], text=text, **changes)
    return list(faq_outdated(seen(an_exploration(a_page("/"), faq), language)))


def seen(exploration: object, language: str) -> Evidence:
    return a_visit(steps=(), mails=[], locale=LOCALES[language], explorations=(exploration,))


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    assert [one.outcome for one in faq_outdated(a_tour(language))] == [Outcome.PASS]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Cập nhật lần cuối: 12 tháng 3, 2021"),
        ("en", "Last updated on 12 March 2021"),
        ("de", "Zuletzt aktualisiert am 12. März 2021"),
        ("de", "Stand: 12.03.2021"),
        ("fr", "Dernière mise à jour le 12 mars 2021"),
        ("es", "Última actualización: 12 de marzo de 2021"),
    ],
)
def test_five_years_old_fails(language: str, line: str) -> None:
    (verdict,) = judged(line, language=language)
    assert (verdict.outcome, verdict.about, verdict.actual) == (Outcome.FAIL, "/faq", line)
    assert verdict.sentence == "/faq says that it was last updated on 12 March 2021."


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("1 March 2026", Outcome.PASS),
        ("1 February 2025", Outcome.PASS),
        ("1 June 2024", Outcome.REVIEW),
        ("1 June 2022", Outcome.FAIL),
    ],
)
def test_its_age_decides(said: str, outcome: Outcome) -> None:
    assert [one.outcome for one in judged(f"Last updated: {said}")] == [outcome]


def test_the_latest_date_counts() -> None:
    assert [one.outcome for one in judged("Updated on 1 March 2020", "Last updated on 1 March 2026")] == [Outcome.PASS]


def test_its_json_ld_speaks_too() -> None:
    (verdict,) = judged(structured=({"@type": "FAQPage", "dateModified": "2020-01-31T08:00:00Z"},))
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "dateModified 2020-01-31")


def test_what_the_server_alone_says_never_fails() -> None:
    assert [one.outcome for one in judged(modified=datetime(2016, 1, 1, tzinfo=UTC))] == [Outcome.REVIEW]
    assert judged(modified=T0 - timedelta(days=30)) == []


def test_a_year_long_past_as_still_to_come_is_for_a_person_to_look_at() -> None:
    (verdict,) = judged("Until 24 December 2022 we will send every order the same day.")
    assert (verdict.outcome, verdict.about) == (Outcome.REVIEW, "/faq")
    assert "2022" in verdict.sentence


@pytest.mark.parametrize(
    "line", ["We have made pots since 2015.", "From 1998 until 2026 we will have fired a million cups.", "Hello"]
)
def test_a_page_without_a_date_is_not_judged(line: str) -> None:
    assert judged(line) == []
