import pytest
from factories import a_kind, a_mail, a_plan, a_shop, a_visit

from shopper import Outcome
from shopper.inbox_checks.rendering.no_preheader import no_preheader
from shopper.model import Verdict


def judged(text: str, preheader: str = "") -> Verdict:
    mail = a_mail(html="<p>…</p>", text=text, preheader=preheader, subject="Order confirmation GS-10023")
    (verdict,) = no_preheader(a_visit(mails=[mail]))
    return verdict


@pytest.mark.parametrize(
    "line",
    [
        "View this mail in your browser", "View in browser", "Trouble viewing this email? Click here", "Web version",
        "If you can't see this email, open it here", "Xem email này trên trình duyệt", "Nếu bạn không xem được email này",
        "Diese E-Mail im Browser ansehen", "Wird diese E-Mail nicht richtig angezeigt?", "Zur Webversion",
        "Voir ce message dans votre navigateur", "Version en ligne", "Ver este correo en el navegador",
        "https://www.gomsen.test/m/123", "Order confirmation GS-10023",
    ],
)  # fmt: skip
def test_leftovers_fail_as_text_and_as_preheader(line: str) -> None:
    assert judged("Hello Linh", line).outcome is Outcome.FAIL
    assert judged(line).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "line",
    [
        "Chúng tôi đã nhận được đơn hàng của bạn", "Arrives on Friday, 6 March", "View your order online at any time",
        "Guten Tag Anna Weber, vielen Dank für Ihre Bestellung", "Chào Linh, cảm ơn bạn đã đặt hàng",
        "See what is in your parcel", "Ihre Bestellung ist versandfertig", "Probleme mit Ihrer Zahlung: bitte prüfen",
        "Consulter ma commande en ligne", "Votre colis est en route", "Tu pedido está en camino",
    ],
)  # fmt: skip
def test_ordinary_lines_pass_as_text_and_as_preheader(line: str) -> None:
    assert judged("Hello Linh", line).outcome is Outcome.PASS
    assert judged(line).outcome is Outcome.PASS


def test_nothing_at_all_fails() -> None:
    verdict = judged("")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation shows nothing beside its subject in the inbox."


def test_what_a_person_wrote_needs_none() -> None:
    kind = a_kind("help_desk", "hello@gomsen.test", en="Re:").model_copy(update={"reply": "human"})
    visit = a_visit(mails=[a_mail("answer", html="<p>…</p>")], plan=a_plan(shop=a_shop(mails={"answer": kind})))
    assert list(no_preheader(visit)) == []
