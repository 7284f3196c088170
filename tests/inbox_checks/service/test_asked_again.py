import pytest
from corresponding import a_correspondence, an_answer
from factories import T0, a_fact, a_letter, a_plan_step, a_step, minutes

from shopper import Outcome
from shopper.inbox_checks.service.asked_again import asked_again
from shopper.model import Evidence, Scope, Verdict

AGAIN = {
    "vi": "Anh chị vui lòng cung cấp mã đơn hàng để chúng tôi kiểm tra.",
    "en": "Could you please send us your order number?",
    "de": "Bitte nennen Sie uns Ihre Bestellnummer.",
    "fr": "Pourriez-vous nous communiquer votre numéro de commande ?",
    "es": "¿Podría indicarnos su número de pedido?",
}


def judged(text: str, letter: str = "My order is GS-10023, when will it come?") -> Verdict:
    letters = (a_letter(letter),)
    (verdict,) = asked_again(a_correspondence(an_answer(text), letters=letters, noted=[a_fact("order.number", "GS-10023")]))
    return verdict


@pytest.mark.parametrize("language", AGAIN)
def test_asking_for_an_order_number_that_was_written_fails(language: str) -> None:
    verdict = judged(AGAIN[language])
    assert verdict.outcome is Outcome.FAIL
    assert AGAIN[language] in verdict.sentence
    assert verdict.evidence == ("mail:a1", "letter:l1")


@pytest.mark.parametrize("language", AGAIN)
def test_it_may_be_asked_for_once(language: str) -> None:
    assert judged(AGAIN[language], letter="When will my parcel come?").outcome is Outcome.PASS


def test_the_address_that_she_wrote_from_need_not_be_told() -> None:
    verdict = judged("Please tell us your full name and your email address.")
    assert verdict.sentence.startswith("The answer asks for the mail address and the name, which the customer had told")


@pytest.mark.parametrize(
    "ordinary",
    [
        "Please quote your order number in all correspondence.",
        "Please send us the email address you used for the order.",
        "Bitte geben Sie bei Rückfragen stets Ihre Bestellnummer an.",
        "Si vous avez un numéro de commande, merci de nous l’indiquer.",
        "Nếu chưa gửi, bạn vui lòng cho shop biết mã đơn hàng nhé.",
        "Your order number is GS-10023.",
        "We will never ask you to send us your card number.",
    ],
)
def test_ordinary_requests_pass(ordinary: str) -> None:
    assert judged(ordinary).outcome is Outcome.PASS


def form(order: str, *, ended: float = -1) -> Evidence:
    """She asked by a form whose fields a flow filled in."""
    plan_step = a_plan_step("1.2", "fill", args={"into": {"label": "Order"}, "text": "${inputs.order}"}, scope=1)
    visit = a_correspondence(an_answer(AGAIN["en"]), letters=(), steps=(a_step("1.2", "fill", ended=T0 + minutes(ended)),))
    scopes = (Scope(), Scope(parent=0, inputs={"order": order}))
    return visit.model_copy(update={"plan": visit.plan.model_copy(update={"steps": (plan_step,), "scopes": scopes})})


def test_what_was_typed_into_a_form_was_told() -> None:
    (verdict,) = asked_again(form("${order.number}"))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("mail:a1", "step:1.2"))


def test_an_empty_field_told_nothing_nor_does_what_is_typed_later() -> None:
    assert list(asked_again(form(""))) == []
    assert list(asked_again(form("${order.number}", ended=500))) == []
