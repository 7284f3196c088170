"""Words, money and dates in all languages."""

import itertools
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shopper.practice_shop import rendering
from shopper.practice_shop.paths import LANGUAGES
from shopper.practice_shop.tenant import GOM_SEN


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(value, f"{path}.{key}")
    else:
        yield path, str(tree)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_say_the_same_things_with_the_same_blanks(language: str) -> None:
    def blanks(language: str) -> dict[str, list[str]]:
        return {
            path: sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
            for path, text in leaves(rendering.words(language))
        }

    assert blanks(language) == blanks("en")


LOANED = {"Express", "Standard", "Vietnam", "Cookies"}
ALIKE = {
    ("vi", "en"): {"Email", "Ireland"},
    ("en", "de"): {"Chat", "Status"} | LOANED,
    ("en", "fr"): {"Confirmation", "Contact", "Conversation", "Destination", "Europe", "France", "Message", "Total"}
    | {"question", "points"}
    | LOANED,
    ("de", "fr"): {"Garantie", "garantie"} | LOANED,
}
"""What two languages write alike."""


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(LANGUAGES, 2)])
def test_no_text_of_one_language_stands_in_another(one: str, other: str) -> None:
    ours, theirs = dict(leaves(rendering.words(one))), dict(leaves(rendering.words(other)))
    alike = {text for path, text in ours.items() if text == theirs[path] and any(map(str.isalpha, text)) and "{" not in text}
    tables = {"rates", "fees"}  # no texts: the tables' names
    assert alike - tables == ALIKE.get((one, other), set())


def test_every_text_is_used() -> None:
    sources = (path for path in Path(rendering.__file__).parent.rglob("*") if path.suffix in {".html", ".txt", ".py"})
    used = "".join(path.read_text("utf-8") for path in sources)
    unused = {path for path, _ in leaves(rendering.words("en")) if path.rpartition(".")[2] not in used}
    assert {path for path in unused if not path.startswith((".policies", ".countries", ".problems"))} == set()


def test_money_and_dates_are_written_as_the_language_does() -> None:
    assert rendering.money(Decimal(389_000), "VND", "vi") == "389.000\u00a0₫"
    assert rendering.money(Decimal("15.9"), "EUR", "en") == "€15.90"
    assert rendering.day(date(2026, 11, 26), "vi") == "Thứ Năm, 26 tháng 11, 2026"
    assert rendering.money(Decimal("1515.9"), "EUR", "de") == "1.515,90\u00a0€"
    assert rendering.money(Decimal("1515.9"), "EUR", "fr") == "1\u202f515,90\u00a0€"
    assert rendering.day(date(2026, 11, 26), "en") == "Thursday, 26 November 2026"
    assert rendering.day(date(2026, 11, 26), "de") == "Donnerstag, 26. November 2026"
    assert rendering.day(date(2026, 11, 26), "fr") == "jeudi 26 novembre 2026"
    assert rendering.moment(datetime(2026, 11, 26, 20, tzinfo=UTC), "en", GOM_SEN) == "03:00, Friday, 27 November 2026"


@pytest.mark.parametrize(
    ("language", "moment", "soon"),
    [
        ("de", "Dienstag, 24. November 2026, 08:00\u00a0Uhr", "Dienstag, 24. November, 8:00\u00a0Uhr"),
        ("fr", "mardi 24 novembre 2026 à 08:00", "mardi 24 novembre à 8:00"),
    ],
)
def test_moments_are_written_as_the_language_does(language: str, moment: str, soon: str) -> None:
    at = datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert rendering.moment(at, language, GOM_SEN) == moment
    assert rendering.soon(at, language, GOM_SEN) == soon


def test_french_puts_blanks_where_its_typography_wants_them() -> None:
    texts = [text for _, text in leaves(rendering.words("fr"))]
    assert rendering.label("Total", "fr") == "Total\u00a0:"
    wrong = re.compile("[^\u00a0]:(?!\\w)|[^\u202f][;!?]|«[^\u00a0]|[^\u00a0]»|'")
    assert [text for text in texts if wrong.search(text) and not text.startswith("Re:")] == []


def test_german_quotes_as_german_does_and_says_sie() -> None:
    told = " ".join(text for _, text in leaves(rendering.words("de")))
    assert told.count("„") == told.count("“") and "”" not in told
    assert re.findall(r"\b(?:[Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b", told) == []


def test_french_says_vous() -> None:
    told = " ".join(text for _, text in leaves(rendering.words("fr")))
    assert re.findall(r"\b(?:[Tt]u|[Tt]oi|[Tt]es|[Tt]on)\b", told) == []


def test_values_from_customers_are_escaped() -> None:
    page = rendering.templates().from_string("{{ text | fill(name=name) }}")
    shown = page.render(text="Hi {name}, call {phone} & ask", name="<b>Linh</b>", tenant=GOM_SEN)
    assert shown == 'Hi &lt;b&gt;Linh&lt;/b&gt;, call <a href="tel:+8418000108">1800 0108</a> &amp; ask'


def test_the_shops_logo_is_the_one_that_audits_know() -> None:
    shown = Path(rendering.__file__).parent / "static"
    known = shown.parent.parent / "journeys" / "shops"
    for kind in ("svg", "png"):
        assert (shown / f"logo.{kind}").read_bytes() == (known / f"gom_sen.{kind}").read_bytes()
