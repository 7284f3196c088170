import pytest
from factories import a_mail, a_plan, a_plan_step, a_visit

from shopper import Outcome
from shopper.inbox_checks.privacy.password_in_mail import password_in_mail
from shopper.model import Verdict


def judged(text: str, **changes: object) -> list[Verdict]:
    mail = a_mail("welcome", text=text, solicited=changes.pop("solicited", True))
    return list(password_in_mail(a_visit(mails=[mail], **changes)))


def outcome(text: str) -> Outcome:
    (verdict,) = judged(text)
    return verdict.outcome


@pytest.mark.parametrize(
    "text",
    [
        "Mật khẩu của bạn: Sen4827x",
        "Your password: Sen4827x",
        "Login: v1@inbox.test\nPassword:\nSen4827x",
        "Ihr Passwort lautet: Sen4827x",
        "Votre mot de passe : Sen4827x",
        "Su contraseña: Sen4827x",
        "Email\tv1@inbox.test\nMật khẩu\tSen-4827".replace("khẩu\t", "khẩu:\t"),
    ],
)
def test_a_password_fails_and_is_not_repeated(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict.outcome is Outcome.FAIL
    assert "4827" not in verdict.sentence + verdict.actual


@pytest.mark.parametrize(
    "text",
    [
        "Bạn đăng nhập bằng địa chỉ v1@inbox.test và mật khẩu bạn vừa chọn.",
        "You log in with the password that you have just chosen.",
        "Password: ••••••••",
        "Passwort: ********",
        "Forgot your password? Set a new one: https://www.gomsen.test/reset/4f8a2c",
        "Mot de passe : celui que vous avez choisi",
        "Password: the one you chose",
        "Contraseña: oculta",
        "Passwort: wie gewählt",
        "Mật khẩu: như bạn đã chọn",
    ],
)
def test_talk_about_passwords_is_fine(text: str) -> None:
    assert outcome(text) is Outcome.PASS


def test_a_password_for_one_use_goes_to_a_person() -> None:
    assert outcome("Your temporary password: Sen4827x") is Outcome.REVIEW
    assert outcome("Mật khẩu tạm thời: Sen4827x") is Outcome.REVIEW


def test_what_she_typed_is_known_without_a_label() -> None:
    fill = a_plan_step("1", "fill", args={"into": {"label": {"en": "Password"}}, "text": "${visit.id} loves celadon"})
    (verdict,) = judged("Xin chào Linh, v1 loves celadon là của bạn.", plan=a_plan(steps=(fill,)))
    assert verdict.outcome is Outcome.FAIL
    assert "celadon" not in verdict.sentence


def test_strangers_are_left_alone() -> None:
    assert judged("Password: Sen4827x", solicited=False) == []
