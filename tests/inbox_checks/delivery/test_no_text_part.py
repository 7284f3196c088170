import pytest
from factories import a_mail, a_visit

from shopper import MailPart, Outcome
from shopper.inbox_checks.delivery.no_text_part import no_text_part
from shopper.model import Verdict

HTML = "<p>Đơn hàng của bạn đã được gửi đi.</p>"


def judged(plain: str, html: str = HTML, **changes: object) -> list[Verdict]:
    return list(no_text_part(a_visit(mails=[a_mail("shipping_notice", plain=plain, html=html, **changes)])))


def test_html_alone_fails() -> None:
    (verdict,) = judged("")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The shipping notice has no text part beside its HTML."
    assert judged(" \n", parts=(MailPart(type="text/plain", size=2),))[0].actual == "an empty text part"


@pytest.mark.parametrize(
    "plain",
    [
        "Your email client does not support HTML. Open it in your browser: https://x.test/m/1",
        "Bitte öffnen Sie die Webversion.",
    ],
)
def test_a_text_that_only_excuses_itself_goes_to_a_person(plain: str) -> None:
    assert [verdict.outcome for verdict in judged(plain)] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "plain",
    [
        "Đơn hàng GS-10023 của bạn đang trên đường giao.",
        "Your order is on its way.",
        "Ihr Paket ist unterwegs: https://www.dhl.de/x",
        "View this mail in your browser: https://x.test/m/1\n"
        + "Your order has left our workshop and will be with you soon. " * 6,
    ],
)
def test_a_text_that_says_something_passes(plain: str) -> None:
    assert [verdict.outcome for verdict in judged(plain)] == [Outcome.PASS]


def test_what_could_not_be_read_cannot_be_told() -> None:
    assert judged("", problem="It has more than 200 parts.")[0].outcome is Outcome.CANT_TELL


def test_a_mail_of_text_alone_is_fine() -> None:
    assert judged("Đơn hàng của bạn đã được gửi đi.", html="") == []
    assert judged("", solicited=False) == []
