from typing import Any

from factories import CONFIRMATIONS, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.parts_in_different_languages import parts_in_different_languages
from shopper.model import Verdict

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]


def judged(plain: str, text: str = VI, html: str = "<p>…</p>", **changes: Any) -> list[Verdict]:
    return list(parts_in_different_languages(a_visit(mails=[a_mail(plain=plain, text=text, html=html, **changes)])))


def test_two_bodies_of_one_language_pass() -> None:
    assert [verdict.outcome for verdict in judged(VI)] == [Outcome.PASS]
    assert [verdict.outcome for verdict in judged(EN, EN)] == [Outcome.PASS]


def test_two_languages_fail() -> None:
    (verdict,) = judged(EN)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The two bodies of the order confirmation differ: the plain text is in English, the HTML in Vietnamese."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))


def test_one_body_few_words_and_both_in_one_text_are_left_alone() -> None:
    assert judged("") == []
    assert judged(EN, html="") == []
    assert judged("Please view this mail in your browser.") == []
    assert judged(f"{EN}\n{VI}") == []
    assert judged(EN, solicited=False) == []
