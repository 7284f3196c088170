from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from factories import a_fact, a_mail, a_page, a_plan, a_shop, a_step, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.timing.broken_promise import broken_promise
from shopper.model import MailKind, Verdict

AT = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
"""A Monday, ten in the morning in Hà Nội."""

ANSWER = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
SHOP = a_shop(hours={"mon-fri": "08:00-18:00", "holidays": "VN"}, mails={"answer": ANSWER})


def mail(kind: str, text: str = "Xin chào", *, hours: float = 0, **changes: Any) -> Mail:
    return a_mail(kind, text=text, arrived=AT + timedelta(hours=hours), id=f"{kind}{hours:g}", **changes)


def judged(*mails: Mail, locale: str = "vi-VN", **changes: Any) -> list[Verdict]:
    plan = a_plan(locale=locale, shop=SHOP)
    return list(broken_promise(a_visit(plan=plan, mails=list(mails), expectations=(), **{"noted": [], **changes})))


PROMISES = {
    "vi-VN": ("Một người trả lời bạn trong vòng 2 giờ.", "Ngày giao hàng dự kiến: Thứ Tư, 7 tháng 10, 2026"),
    "en-GB": ("A person answers you within 2 hours.", "Expected delivery date: Wednesday, 7 October 2026"),
    "de-DE": ("Wir antworten innerhalb von 2 Stunden.", "Voraussichtlicher Liefertermin: Mittwoch, 7. Oktober 2026"),
    "fr-FR": ("Nous vous répondons sous 2 heures.", "Livraison prévue : mercredi 7 octobre 2026"),
    "es-ES": ("Le responderemos en un plazo de 2 horas.", "Fecha de entrega prevista: miércoles, 7 de octubre de 2026"),
}


@pytest.mark.parametrize("locale", PROMISES)
def test_an_answer_that_comes_later_breaks_the_promise_in_every_language(locale: str) -> None:
    told = mail("acknowledgement", PROMISES[locale][0])
    assert [one.outcome for one in judged(told, mail("answer", hours=1.5), locale=locale)] == [Outcome.PASS]
    assert [one.outcome for one in judged(told, mail("answer", hours=30), locale=locale)] == [Outcome.FAIL]


@pytest.mark.parametrize("locale", PROMISES)
def test_a_parcel_that_comes_after_its_day_breaks_the_promise_in_every_language(locale: str) -> None:
    told = mail("order_confirmation", PROMISES[locale][1])
    assert [one.outcome for one in judged(told, mail("delivered", hours=60), locale=locale)] == [Outcome.PASS]
    assert [one.outcome for one in judged(told, mail("delivered", hours=64), locale=locale)] == [Outcome.FAIL]


def test_the_sentence_says_who_promised_what_and_how_late_it_was() -> None:
    told = mail("acknowledgement", PROMISES["en-GB"][0], system="help_desk")
    (verdict,) = judged(told, mail("answer", hours=27))
    assert verdict.sentence == (
        "The acknowledgement promised an answer by 5 Oct, 12:00 (“A person answers you within 2 hours.”); "
        "it came 1 day 1 h later."
    )
    assert (verdict.about, verdict.owner) == ("reply by the acknowledgement", "help_desk")
    assert verdict.evidence == ("mail:acknowledgement0", "mail:answer27")


def test_what_several_places_say_is_one_verdict() -> None:
    page = a_step("1", page=a_page(text=PROMISES["vi-VN"][1]), ended=AT)
    mails = (mail("order_confirmation", PROMISES["vi-VN"][1]), mail("delivered", hours=99))
    (verdict,) = judged(*mails, steps=(page,), noted=[a_fact(at=AT)])
    assert verdict.evidence == ("mail:order_confirmation0", "step:1", "mail:delivered99")


@pytest.mark.parametrize(
    "text",
    [
        "Bạn có 30 ngày để trả hàng. Nếu huỷ, tiền được hoàn trong 3 ngày.",
        "We usually answer within 2 hours. Once it is back, we refund you within 14 days.",
        "Gültig bis 7. Oktober 2026: Gutschein für Ihre nächste Lieferung.",
        "Votre commande du 5 octobre 2026 a été livrée.",
    ],
)
def test_ordinary_sentences_promise_nothing_that_could_be_broken(text: str) -> None:
    mails = [mail(kind, hours=200) for kind in ("answer", "delivered", "shipping_notice", "refund")]
    assert judged(mail("order_confirmation", text), *mails) == []


def test_working_days_where_the_words_do_not_say_so_go_to_a_person() -> None:
    friday = mail("acknowledgement", "We answer within 24 hours.", hours=96)
    (verdict,) = judged(friday, mail("answer", hours=96 + 65))
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence.endswith("it came 1 day 17 h later, which is in time only if working days are counted.")


def test_strangers_promise_nothing() -> None:
    assert judged(mail("acknowledgement", PROMISES["en-GB"][0], solicited=False), mail("answer", hours=99)) == []
