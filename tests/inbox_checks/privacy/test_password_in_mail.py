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
        "Welcome! Your password is Sen4827!Q",
        "Your password is Sen4827x. Please change it soon.",
        "The password for your account is Sen4827x and works at once.",
        "Ihr Passwort ist Sen4827x.",
        "Das Passwort für Ihr Konto lautet jetzt Sen4827x",
        "Votre mot de passe est « Sen4827x ».".replace("« ", "«").replace(" »", "»"),
        "Su contraseña es Sen4827x, guárdela bien.",
        "Mật khẩu của bạn là Sen4827x.",
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
        "Your password is safe with us.",
        "Your password is 8-20 characters long",
        "Your password is valid for 24h.",
        "Your password is 8-digit.",
        "Your password is ********.",
        "Ihr Passwort ist mindestens 8 Zeichen lang.",
        "Ihr Passwort ist 100% sicher.",
        "Votre mot de passe est modifié.",
        "Su contraseña es personal, no la comparta.",
        "Mật khẩu của bạn là bí mật, đừng chia sẻ với ai.",
        "Password: www.gomsen.test/reset",
        "Password: gomsen.test/reset/4f8a2c",
        "Clave: GS-10023",
        "",
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


@pytest.mark.parametrize(
    "text", ["Kennwort: Ihr-gewähltes-Kennwort", "Mật khẩu mới: đã-được-đổi", "Password: horse-battery-staple"]
)
def test_words_with_hyphens_go_to_a_person(text: str) -> None:
    assert outcome(text) is Outcome.REVIEW


def test_the_text_part_beside_html_counts() -> None:
    mail = a_mail("welcome", text="Xin chào Linh", html="<p>Xin chào Linh</p>", plain="Mật khẩu: Sen4827x")
    (verdict,) = password_in_mail(a_visit(mails=[mail]))
    assert verdict.outcome is Outcome.FAIL
