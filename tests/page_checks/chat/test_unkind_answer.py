import pytest
from factories import a_mail, a_plan, a_shop, a_turn, a_visit

from shopper import Outcome
from shopper.model import MailKind, Verdict
from shopper.page_checks.chat.unkind_answer import unkind_answer


def judged(*said: str, who: str = "person") -> list[Verdict]:
    asked = a_turn("You should have told me! That is not my problem.", "customer")
    return list(unkind_answer(a_visit(chat=(asked, *(a_turn(text, who) for text in said)), mails=[], expectations=())))


@pytest.mark.parametrize(
    "text",
    [
        "You should have read the page.",
        "As I already told you, it is on its way.",
        "That's not our problem.",
        "Please calm down.",
        "Bạn phải tự đọc kỹ trang web chứ.",
        "Đây không phải lỗi của chúng tôi.",
        "Chị bình tĩnh lại đi.",
        "Das hätten Sie auf der Seite lesen müssen.",
        "Das ist nicht unser Problem.",
        "Da sind Sie selbst schuld.",
        "Vous auriez dû lire la page.",
        "Ce n’est pas notre problème.",
        "Eso no es nuestro problema.",
    ],
)
def test_blame_is_for_a_person_to_judge(text: str) -> None:
    (verdict,) = judged("Hello, this is Hương.", text)
    assert (verdict.outcome, verdict.about) == (Outcome.REVIEW, "tone, chat")
    assert verdict.sentence == f"The chat said “{text}”."


@pytest.mark.parametrize(
    "text",
    [
        "I am sorry that this happened. It was our fault, and a new mug is on its way.",
        "You should have received a mail by now; may I look?",
        "If it is broken, that is no problem at all.",
        "As you said, the handle is cracked.",
        "Dạ, đây là lỗi của bên em, em xin lỗi chị ạ.",
        "Bạn vui lòng đọc kỹ hướng dẫn bảo quản nhé.",
        "Kein Problem, das ist nicht Ihre Schuld.",
        "Das sollten Sie in Ihrer Mail finden.",
        "Ce n’est pas un problème, nous vous en envoyons un autre.",
        "No hay problema, le enviamos otra.",
    ],
)
def test_ordinary_answers_pass(text: str) -> None:
    assert [(one.outcome, one.sentence) for one in judged(text)] == [(Outcome.PASS, "The chat blamed nobody.")]


def test_what_the_customer_wrote_is_not_judged() -> None:
    assert judged() == []


def test_mails_are_read_too() -> None:
    kind = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
    mail = a_mail("answer", system="help_desk", text="Hello Linh,\nyou should have checked the size chart.\nThu Hương")
    (verdict,) = unkind_answer(a_visit(plan=a_plan(shop=a_shop(mails={"answer": kind})), mails=[mail]))
    assert (verdict.outcome, verdict.owner, verdict.evidence) == (Outcome.REVIEW, "help_desk", ("mail:m1",))
