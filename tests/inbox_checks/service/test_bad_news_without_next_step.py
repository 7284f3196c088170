import pytest
from corresponding import a_correspondence, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.bad_news_without_next_step import bad_news_without_next_step
from shopper.model import Verdict

BAD = {
    "vi": "Rất tiếc, đơn hàng đã đóng gói nên không thể sửa được.",
    "en": "Unfortunately your order is packed, and it is not possible to change it.",
    "de": "Leider ist die Bestellung schon verpackt.",
    "fr": "Malheureusement, votre commande est déjà emballée.",
    "es": "Lamentablemente el pedido ya está embalado.",
}
WAY = {
    "vi": "Khi nhận hàng, bạn có thể trả lại miễn phí.",
    "en": "You can send it back free of charge.",
    "de": "Sie können sie aber kostenlos zurücksenden.",
    "fr": "Vous pouvez la renvoyer gratuitement.",
    "es": "Puede devolverlo gratis.",
}


def verdicts(text: str) -> list[Verdict]:
    return list(bad_news_without_next_step(a_correspondence(an_answer(text))))


@pytest.mark.parametrize("language", BAD)
def test_a_bare_no_goes_to_a_person(language: str) -> None:
    (verdict,) = verdicts(f"Hello Linh,\n{BAD[language]}\nKind regards,\nAnna")
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "none")
    assert BAD[language] in verdict.sentence


@pytest.mark.parametrize("language", BAD)
def test_a_no_with_a_way_on_passes(language: str) -> None:
    (verdict,) = verdicts(f"Hello Linh,\n{BAD[language]} {WAY[language]}\nKind regards,\nAnna")
    assert verdict.outcome is Outcome.PASS


def test_good_news_need_nothing() -> None:
    assert verdicts("Hello Linh,\nYour parcel comes tomorrow.\nKind regards,\nAnna") == []
