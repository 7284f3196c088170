import pytest
from factories import a_mail, a_visit

from shopper import Outcome
from shopper.inbox.parsing import read_mail
from shopper.inbox_checks.rendering.active_content import active_content
from shopper.model import Verdict


def judged(html: str) -> Verdict:
    raw = f"From: a@gomsen.test\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
    (verdict,) = active_content(a_visit(mails=[a_mail("survey").model_copy(update={"reading": read_mail(raw)})]))
    return verdict


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<p>Hi</p><script>var a</script>", "<script>"),
        ('<p onclick="rate(5)">★</p>', "onclick="),
        ('<a href="javascript:rate()">★</a>', "javascript:"),
        ('<iframe src="https://www.gomsen.test/"></iframe>', "<iframe>"),
        ('<meta http-equiv="refresh" content="1"><p>Hi</p>', "<meta http-equiv=refresh>"),
    ],
)
def test_what_could_run_fails_and_is_named(html: str, named: str) -> None:
    verdict = judged(html)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The survey holds what mail programs take for an attack: {named}."


def test_a_form_goes_to_a_person() -> None:
    assert judged('<form action="https://www.gomsen.test/rate"><input name="stars"></form>').outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"@type": "Order"}</script><p>Cảm ơn bạn đã đặt hàng.</p>',
        "<style>a { color: #0b6b5d }</style><table><tr><td>Vielen Dank für Ihre Bestellung.</td></tr></table>",
        '<p>Merci pour votre commande. <a href="https://www.gomsen.test/fr/">Suivre</a></p>',
    ],
)
def test_ordinary_mails_pass(html: str) -> None:
    assert judged(html).outcome is Outcome.PASS
