from typing import Any

import pytest
from factories import CONFIRMATIONS, a_letter, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.vietnamese_without_diacritics import vietnamese_without_diacritics
from shopper.model import Verdict

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]
BARE = "Kien hang cua ban da duoc giao cho buu ta."


def judged(text: str = VI, locale: str = "vi-VN", **changes: Any) -> list[Verdict]:
    letters = changes.pop("letters", ())
    return list(vietnamese_without_diacritics(a_visit(mails=[a_mail(text=text, **changes)], locale=locale, letters=letters)))


@pytest.mark.parametrize(
    "text",
    [
        VI,
        "Kiện hàng được giao qua Express Delivery Service of Vietnam Post.",
        "Nguyen Thuy Linh, 25 Lang Ha, Ha Noi",
        "Your parcel is on its way to you now.",
        "https://www.gomsen.test/vi/don-hang/theo-doi-kien-hang-cua-ban",
        "OK ban",
    ],
)
def test_accents_other_languages_names_and_links_pass(text: str) -> None:
    assert [verdict.outcome for verdict in judged(text)] == [Outcome.PASS]


def test_a_bare_sentence_fails_with_its_words() -> None:
    (verdict,) = judged(f"{VI}\n{BARE}")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The order confirmation is in Vietnamese without its diacritics: “{BARE}”."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))


def test_a_bare_subject_fails() -> None:
    (verdict,) = judged(subject="Xac nhan don hang cua ban")
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "0 words of its text, and its subject, without")


def test_what_she_wrote_herself_is_hers() -> None:
    letter = a_letter(subject="Hoi ve don hang cua toi", text=BARE)
    assert [verdict.outcome for verdict in judged(f"{VI}\n{BARE}", letters=(letter,))] == [Outcome.PASS]
    assert [verdict.outcome for verdict in judged(f"{VI}\n> {BARE}")] == [Outcome.PASS]
    assert [v.outcome for v in judged(subject="Re: Hoi ve don hang cua toi", letters=(letter,))] == [Outcome.PASS]


def test_only_those_who_shop_in_vietnamese_and_only_the_shop_s_mails() -> None:
    assert judged(EN, "en-GB") == []
    assert judged(BARE, solicited=False) == []
