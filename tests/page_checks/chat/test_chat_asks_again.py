import pytest
from factories import NUMBER, a_turn, a_visit

from shopper import Outcome, Turn
from shopper.page_checks.chat.chat_asks_again import chat_asks_again

TOLD = a_turn(f"Where is my order {NUMBER}?", "customer")


def outcomes(*turns: Turn) -> list[Outcome]:
    return [verdict.outcome for verdict in chat_asks_again(a_visit(chat=turns))]


@pytest.mark.parametrize(
    "text",
    [
        "Bạn vui lòng cho biết mã đơn hàng nhé?",
        "Could you tell me your order number please?",
        "Können Sie mir bitte Ihre Bestellnummer nennen?",
        "Pouvez-vous m’indiquer votre numéro de commande, s’il vous plaît ?",
        "¿Podría indicarme su número de pedido?",
    ],
)
def test_to_be_asked_for_what_was_told_fails(text: str) -> None:
    (verdict,) = chat_asks_again(a_visit(chat=(TOLD, a_turn(text, "person", after=1, agent="Minh"))))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"Minh asked for the order number, which the customer had told: “{text}”."


def test_mail_address_name_and_phone_are_told_too() -> None:
    said = a_turn("I am Nguyễn Thùy Linh, v1@inbox.test, 0912 345 678", "customer")
    for text in ("What is your email address?", "May I have your full name?"):
        assert outcomes(said, a_turn(text, "person", after=1)) == [Outcome.FAIL]


@pytest.mark.parametrize(
    "text",
    [
        "Bạn cần hỏi gì thêm không?",
        f"Your order {NUMBER} should arrive on Monday.",
        "Could you tell me your phone number, so that the courier can reach you?",
        "Könnten Sie mir bitte ein Foto schicken?",
        "Please quote your order number if you write to us again.",
    ],
)
def test_other_questions_pass(text: str) -> None:
    assert outcomes(TOLD, a_turn(text, after=1)) == [Outcome.PASS]


def test_what_was_not_told_here_may_be_asked() -> None:
    asks = a_turn("Could you tell me your order number please?", after=1)
    assert outcomes(a_turn("Where is my order?", "customer"), asks) == []
    assert outcomes(TOLD, a_turn(asks.text, conversation=2, after=9)) == []
    assert outcomes() == []
