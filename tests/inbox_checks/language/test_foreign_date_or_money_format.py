from typing import Any

import pytest
from factories import CONFIRMATIONS, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.foreign_date_or_money_format import foreign_date_or_money_format
from shopper.model import Verdict

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]
DE = "Vielen Dank für Ihre Bestellung vom 2. März 2026.\nGesamtbetrag: 1.036,80 €\nLieferung am 05.03.2026"
FR = "Merci pour votre commande du 2 mars 2026.\nTotal : 1 036,80 €\nLivraison le 05/03/2026"


def judged(text: str, locale: str = "vi-VN", **changes: Any) -> list[Verdict]:
    mails = [a_mail(text=text, **changes)]
    return list(foreign_date_or_money_format(a_visit(mails=mails, locale=locale)))


@pytest.mark.parametrize(("text", "locale"), [(VI, "vi-VN"), (EN, "en-GB"), (DE, "de-DE"), (FR, "fr-FR")])
def test_her_own_way_passes(text: str, locale: str) -> None:
    assert [verdict.outcome for verdict in judged(text, locale)] == [Outcome.PASS]


@pytest.mark.parametrize(
    ("text", "locale", "quote"),
    [
        (f"{VI}\nGiao ngày March 5, 2026", "vi-VN", "March 5, 2026"),
        (f"{VI}\nGiao ngày 03/15/2026", "vi-VN", "03/15/2026"),
        (EN.replace("€36.80", "36,80 €"), "en-GB", "36,80 €"),
        (DE.replace("1.036,80 €", "€1,036.80"), "de-DE", "€1,036.80"),
        (FR.replace("1 036,80 €", "€1,036.80"), "fr-FR", "€1,036.80"),
    ],
)
def test_another_country_s_way_fails_with_the_words(text: str, locale: str, quote: str) -> None:
    (verdict,) = judged(text, locale)
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, quote)


def test_the_sentence_says_why() -> None:
    (verdict,) = judged(f"{VI}\nGiao ngày March 5, 2026")
    assert verdict.sentence == (
        "The order confirmation writes “March 5, 2026”: its month is English; the customer shops in Vietnamese (VN)."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))


def test_where_two_ways_are_at_home_a_shop_must_keep_to_one() -> None:
    both = f"{VI}\nGiá gốc: 1,808,000 ₫"
    assert [verdict.outcome for verdict in judged(both)] == [Outcome.FAIL]
    assert [verdict.outcome for verdict in judged("Tổng cộng: 808,000 ₫")] == [Outcome.REVIEW]


def test_a_mail_in_another_language_is_right_in_its_own() -> None:
    assert judged(EN) == []


def test_what_she_wrote_and_strangers_are_left_alone() -> None:
    assert [verdict.outcome for verdict in judged(f"{VI}\n> on March 5, 2026")] == [Outcome.PASS]
    assert judged("March 5, 2026", solicited=False) == []
    assert judged("March 5, 2026", "fi-FI") == []
