"""Words, money and dates in both languages."""

import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from shopper.practice_shop import rendering
from shopper.practice_shop.tenant import GOM_SEN


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(value, f"{path}.{key}")
    else:
        yield path, str(tree)


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    def blanks(language: str) -> dict[str, list[str]]:
        return {
            path: sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
            for path, text in leaves(rendering.words(language))
        }

    assert blanks("vi") == blanks("en")


def test_no_text_of_one_language_stands_in_the_other() -> None:
    vi, en = dict(leaves(rendering.words("vi"))), dict(leaves(rendering.words("en")))
    alike = {path for path in vi if vi[path] == en[path] and any(map(str.isalpha, vi[path])) and "{" not in vi[path]}
    tables = {".policies.delivery.sections.1.table", ".policies.fees.sections.0.table"}  # no texts: the tables' names
    assert alike == {".checkout.email", ".contact.email", ".imprint.email", ".countries.IE"} | tables


def test_every_text_is_used() -> None:
    sources = (path for path in Path(rendering.__file__).parent.rglob("*") if path.suffix in {".html", ".txt", ".py"})
    used = "".join(path.read_text("utf-8") for path in sources)
    unused = {path for path, _ in leaves(rendering.words("en")) if path.rpartition(".")[2] not in used}
    assert {path for path in unused if not path.startswith((".policies", ".countries", ".problems"))} == set()


def test_money_and_dates_are_written_as_the_language_does() -> None:
    assert rendering.money(Decimal(389_000), "VND", "vi") == "389.000\u00a0₫"
    assert rendering.money(Decimal("15.9"), "EUR", "en") == "€15.90"
    assert rendering.day(date(2026, 11, 26), "vi") == "Thứ Năm, 26 tháng 11, 2026"
    assert rendering.day(date(2026, 11, 26), "en") == "Thursday, 26 November 2026"
    assert rendering.moment(datetime(2026, 11, 26, 20, tzinfo=UTC), "en", GOM_SEN) == "03:00, Friday, 27 November 2026"


def test_values_from_customers_are_escaped() -> None:
    page = rendering.templates().from_string("{{ text | fill(name=name) }}")
    shown = page.render(text="Hi {name}, call {phone} & ask", name="<b>Linh</b>", tenant=GOM_SEN)
    assert shown == 'Hi &lt;b&gt;Linh&lt;/b&gt;, call <a href="tel:+8418000108">1800 0108</a> &amp; ask'


def test_the_shops_logo_is_the_one_that_audits_know() -> None:
    shown = Path(rendering.__file__).parent / "static"
    known = shown.parent.parent / "journeys" / "shops"
    for kind in ("svg", "png"):
        assert (shown / f"logo.{kind}").read_bytes() == (known / f"gom_sen.{kind}").read_bytes()
