from typing import Any

import pytest
from factories import CONFIRMATIONS, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.html_lang_differs import html_lang_differs
from shopper.model import Verdict

TEXTS = {
    "vi": CONFIRMATIONS["vi"][1],
    "en": CONFIRMATIONS["en"][1],
    "de": "Vielen Dank für Ihre Bestellung. Wir haben sie erhalten und packen sie gerade für Sie ein.\n"
    "Sobald das Paket die Werkstatt verlässt, schreiben wir Ihnen wieder. Bei Fragen rufen Sie uns einfach an.",
}


def judged(lang: str, text: str, **changes: Any) -> list[Verdict]:
    return list(html_lang_differs(a_visit(mails=[a_mail(lang=lang, text=text, **changes)])))


@pytest.mark.parametrize(("lang", "language"), [("vi", "vi"), ("vi-VN", "vi"), ("EN_gb", "en"), ("de-AT", "de")])
def test_what_is_declared_and_true_passes(lang: str, language: str) -> None:
    assert [verdict.outcome for verdict in judged(lang, TEXTS[language])] == [Outcome.PASS]


@pytest.mark.parametrize(("lang", "said"), [("en", "English"), ("fi", "“fi”")])
def test_what_is_declared_and_wrong_fails(lang: str, said: str) -> None:
    (verdict,) = judged(lang, TEXTS["vi"])
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The order confirmation declares {said}, and is written in Vietnamese."
    assert (verdict.expected, verdict.actual) == ('lang="vi"', f'lang="{lang}"')


def test_no_declaration_few_words_and_mixed_texts_are_left_alone() -> None:
    assert judged("", TEXTS["vi"]) == []
    assert judged("en", "Cảm ơn bạn đã đặt hàng tại Gốm Sen.") == []
    assert judged("de", f"{TEXTS['vi']}\n{TEXTS['en']}") == []
    assert judged("en", TEXTS["vi"], solicited=False) == []
