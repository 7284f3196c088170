from typing import Any

import pytest
from factories import CONFIRMATIONS, a_letter, a_mail, a_plan, a_shop, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.language.mixed_form_of_address import mixed_form_of_address
from shopper.model import MailKind, Verdict

ANSWER = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})


def judged(*texts: str, locale: str = "vi-VN", last: Mail | None = None, **changes: Any) -> list[Verdict]:
    """One mail a text; `last` comes after them."""
    mails = [a_mail(f"kind{number}", text=text, id=f"m{number}") for number, text in enumerate(texts)]
    plan = a_plan(locale=locale, shop=a_shop(mails={"answer": ANSWER}))
    return list(mixed_form_of_address(a_visit(plan=plan, mails=[*mails, *([last] if last else [])], **changes)))


def outcomes(*texts: str, **changes: Any) -> list[Outcome]:
    return [verdict.outcome for verdict in judged(*texts, **changes)]


VI = CONFIRMATIONS["vi"][1]
MORE_VI = "Kiện hàng của bạn đang đến. Bạn có thể theo dõi bằng liên kết chúng tôi gửi cho bạn."
FORMAL_VI = "Kính gửi Quý khách, cảm ơn Quý khách đã mua hàng. Quý khách vui lòng giữ hoá đơn."


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        (VI, "vi-VN"),
        (FORMAL_VI + " Anh/chị cần gì cứ gọi, chúng tôi luôn sẵn sàng giúp anh/chị.", "vi-VN"),
        ("Vielen Dank, dass Sie bei uns bestellt haben. Ihre Tassen kommen bald. Wenn sie da sind, freuen Sie sich!", "de-DE"),
        ("Schön, dass du da bist! Deine Tassen kommen bald, wir schreiben dir dann. „Ihre Daten“ heißt die Seite.", "de-DE"),
        ("Merci de votre commande. Prenez rendez-vous, s'il vous plaît, et donnez-nous votre avis.", "fr-FR"),
        ("Gracias por su pedido. El mensajero y su compañera llamarán a la puerta. Usted decide.", "es-ES"),
    ],
)
def test_one_form_throughout_passes(text: str, locale: str) -> None:
    assert outcomes(text, locale=locale) == [Outcome.PASS]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        (f"{VI}\nQuý khách lưu ý: chúng tôi luôn lắng nghe Quý khách.", "vi-VN"),
        ("Vielen Dank, dass Sie bei uns kaufen, und für Ihre Geduld. Hast du Fragen? Wir helfen dir.", "de-DE"),
        ("Votre colis arrive, suivez votre commande. Tu peux nous écrire, on te répond.", "fr-FR"),
        ("Gracias por su pedido, usted es importante. Te escribimos, tu paquete llega.", "es-ES"),
    ],
)
def test_two_forms_in_one_mail_fail(text: str, locale: str) -> None:
    assert outcomes(text, locale=locale) == [Outcome.FAIL]


def test_the_sentence_counts_both() -> None:
    (verdict,) = judged(f"{MORE_VI}\nQuý khách lưu ý: chúng tôi luôn lắng nghe Quý khách.")
    assert verdict.sentence == "The kind0 addresses her both as bạn (3 times) and as quý khách (2 times)."


def test_a_single_slip_goes_to_a_person() -> None:
    assert outcomes(f"{VI}\nQuý khách lưu ý.") == [Outcome.REVIEW]


def test_a_mail_that_differs_from_the_others_fails() -> None:
    assert outcomes(VI, MORE_VI, FORMAL_VI) == [Outcome.PASS, Outcome.PASS, Outcome.FAIL]
    assert judged(VI, MORE_VI, FORMAL_VI)[2].sentence == "The kind2 addresses her as quý khách, the 2 other mails as bạn."
    assert outcomes(VI, FORMAL_VI) == [Outcome.PASS, Outcome.PASS], "of two, nobody can say which is wrong"


def test_persons_and_carriers_may_have_their_own_tone() -> None:
    person = a_mail("answer", text=FORMAL_VI, id="m9", sender="help@gomsen.test")
    carrier = a_mail("notice", text=FORMAL_VI, id="m9", sender="notice@vanchuyen.test")
    for other in (person, carrier):
        assert outcomes(VI, MORE_VI, last=other) == [Outcome.PASS] * 3


def test_her_own_words_quoted_are_not_the_shop_s() -> None:
    letter = a_letter(text="Chào quý khách của quý khách")
    assert outcomes(f"{VI}\nChào quý khách của quý khách", letters=(letter,)) == [Outcome.PASS]
    assert outcomes(f"{VI}\n> Quý khách ơi quý khách") == [Outcome.PASS]


def test_english_knows_one_form() -> None:
    assert outcomes(CONFIRMATIONS["en"][1], locale="en-GB") == []
