import pytest
from factories import a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.links.noreply_invites_reply import noreply_invites_reply
from shopper.model import Verdict


def judged(text: str, **changes: object) -> list[Verdict]:
    return list(noreply_invites_reply(a_visit(mails=[a_mail("return_label", text=text, system="help_desk", **changes)])))


def test_an_invitation_to_write_to_nobody_fails() -> None:
    (verdict,) = judged("Here is your label.\nQuestions? Simply reply to this email.", sender="no-reply@gomsen.test")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The return label says “Simply reply to this email”, but an answer goes to no-reply@gomsen.test."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("return_label", "help_desk", ("mail:m1",))


@pytest.mark.parametrize(
    "text",
    [
        "Your parcel is on its way.\nNeed help? Just reply to this email.",
        "Your parcel is on its way. You can reply directly to this message.",
        "Nếu cần hỗ trợ thêm, bạn chỉ cần trả lời email này.",
        "Bạn vui lòng phản hồi email này để được hỗ trợ.",
        "Haben Sie Fragen? Antworten Sie einfach auf diese E-Mail.",
        "Sie können gern auf diese Nachricht antworten.",
        "Une question ? Répondez simplement à cet e-mail.",
        "¿Tiene alguna pregunta? Responda a este correo.",
    ],
)
def test_invitations_are_understood(text: str) -> None:
    (verdict,) = judged(text, sender="no-reply@gomsen.test")
    assert verdict.outcome is Outcome.FAIL
    (verdict,) = judged(text, sender="no-reply@gomsen.test", reply_to="hello@gomsen.test")
    assert verdict.outcome is Outcome.PASS
    (verdict,) = judged(text, sender="hello@gomsen.test", reply_to="do-not-reply@gomsen.test")
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "text",
    [
        "Please do not reply to this email. This mailbox is not monitored.",
        "This is an automated message; replies to this email are not read. Visit our help pages.",
        "Instead of replying to this email, please use our contact form.",
        "Vui lòng không trả lời email này. Mọi thắc mắc xin gọi 1900 6035.",
        "Email này được gửi tự động, quý khách vui lòng không phản hồi lại email này.",
        "Bitte antworten Sie nicht auf diese E-Mail, da das Postfach nicht gelesen wird.",
        "Dies ist eine automatisch generierte Nachricht. Bitte nicht auf diese E-Mail antworten.",
        "Merci de ne pas répondre à cet e-mail, envoyé automatiquement.",
        "Por favor, no responda a este correo electrónico.",
        "Answer our survey and win a teapot.",
    ],
)
def test_who_advises_against_answering_invites_nobody(text: str) -> None:
    assert judged(text, sender="no-reply@gomsen.test") == []


def test_a_mail_that_says_both_goes_to_a_person() -> None:
    text = "Need help? Just reply to this email.\nPlease do not reply to this message, nobody reads it."
    (verdict,) = judged(text, sender="hello@gomsen.test")
    assert verdict.outcome is Outcome.REVIEW


def test_what_a_mail_quotes_is_not_its_own_invitation() -> None:
    assert judged("Đã nhận câu hỏi của bạn.\n> Nếu cần, bạn chỉ cần trả lời email này.", sender="no-reply@gomsen.test") == []
    assert judged("Just reply to this email.", sender="no-reply@gomsen.test", solicited=False) == []
