import pytest
from factories import a_mail, a_page, a_visit

from shopper import LinkProbe, Outcome
from shopper.inbox_checks.privacy.link_acts_on_get import link_acts_on_get
from shopper.model import Verdict

HREF = "https://www.gomsen.test/vi/danh-gia/x"


def judged(page: str, **changes: object) -> list[Verdict]:
    probe = LinkProbe(href=HREF, outcome="opened", status=200, page=a_page(text=page))
    return list(link_acts_on_get(a_visit(mails=[a_mail("survey", probes=(probe,), **changes)])))


@pytest.mark.parametrize(
    "page",
    [
        "Cảm ơn bạn đã đánh giá",
        "Your rating has been recorded.",
        "You have been unsubscribed",
        "Your order has been cancelled",
        "Sie wurden erfolgreich abgemeldet",
        "Vielen Dank für Ihre Bewertung",
        "Vous avez été désabonné",
        "Merci de votre avis",
        "Su pedido ha sido cancelado",
        "Đơn hàng của bạn đã được huỷ",
    ],
)
def test_a_page_that_says_it_is_done_fails(page: str) -> None:
    (verdict,) = judged(f"Gốm Sen\n{page}")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The survey has a link that acts at once: its page says “{page}”."


@pytest.mark.parametrize(
    "page",
    [
        "Bạn hài lòng đến mức nào?\nGửi đánh giá",
        "Do you want to unsubscribe?\nUnsubscribe",
        "Đơn hàng GS-10023\nĐang giao",
        "Möchten Sie die Bestellung stornieren?",
        "Annuler la commande\nConfirmer",
    ],
)
def test_a_page_that_asks_passes(page: str) -> None:
    assert judged(page)[0].outcome is Outcome.PASS


def test_what_the_mail_told_before_is_no_news() -> None:
    mail = {"subject": "Your order has been cancelled", "text": "Your order has been cancelled as you asked."}
    assert judged("Your order has been cancelled", **mail)[0].outcome is Outcome.PASS


def test_where_no_link_was_opened_nothing_is_said() -> None:
    assert list(link_acts_on_get(a_visit(mails=[a_mail()]))) == []
    assert judged("You have been unsubscribed", solicited=False) == []
