import pytest
from factories import a_mail, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.language.mojibake import mojibake
from shopper.model import Verdict


def judged(mail: Mail) -> list[Verdict]:
    return list(mojibake(a_visit(mails=[mail])))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sound_mails_pass(language: str) -> None:
    (verdict,) = judged(a_mail(language=language))
    assert verdict.outcome is Outcome.PASS


def test_utf_8_read_as_windows_1252_fails_with_what_was_meant() -> None:
    (verdict,) = judged(a_mail("invoice", text="MÃ£ Ä‘Æ¡n hàng GS-10023 của báº¡n", system="erp"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice says “MÃ£”, “Ä‘Æ¡n”, “báº¡n”."
    assert (verdict.expected, verdict.owner, verdict.about) == ("Mã, đơn, bạn", "erp", "invoice")


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "XÃ¡c nháº­n Ä‘Æ¡n hÃ ng"},
        {"sender_name": "Gá»‘m Sen"},
        {"text": "Your caf\ufffd table"},
        {"text": "C?m on b?n da d?t h?ng t?i c?a hang"},
        {"text": "Tom &amp; Lan"},
    ],
)
def test_subject_sender_replaced_and_escaped_letters_are_looked_at(changes: dict[str, str]) -> None:
    (verdict,) = judged(a_mail(**changes))
    assert verdict.outcome is Outcome.FAIL


def test_capitals_of_vietnamese_and_portuguese_are_letters() -> None:
    (verdict,) = judged(a_mail(text="Nhập “MÃ” – ÂN CẦN, ĐÃ… «AMANHÃ» em São Paulo"))
    assert verdict.outcome is Outcome.PASS


def test_a_mail_that_could_not_be_read_whole_cannot_be_told() -> None:
    (verdict,) = judged(a_mail(text="", problem="It is larger than 25 MB."))
    assert verdict.outcome is Outcome.CANT_TELL


def test_strangers_may_write_as_they_like() -> None:
    assert judged(a_mail(text="Ä‘Æ¡n", solicited=False)) == []
