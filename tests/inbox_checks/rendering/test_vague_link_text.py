import pytest
from factories import a_mail, a_visit

from shopper import Link, Outcome
from shopper.inbox_checks.rendering.vague_link_text import vague_link_text
from shopper.model import Verdict


def judged(text: str, *words: str) -> Verdict:
    links = tuple(Link(text=each, href=f"https://www.gomsen.test/{number}") for number, each in enumerate(words))
    mail = a_mail("shipping_notice", html="<p>…</p>", text=text, links=links)
    (verdict,) = vague_link_text(a_visit(mails=[mail]))
    return verdict


@pytest.mark.parametrize(
    "words",
    ["Click here", "HERE »", "Nhấn vào đây", "tại đây", "Bấm vào link này", "Hier klicken", "hier", "Cliquez ici !", "ici",
     "Haz clic aquí", "aquí", "this link"],
)  # fmt: skip
def test_a_button_that_says_nothing_fails(words: str) -> None:
    verdict = judged(f"Hello Linh\n{words}\nYour team", words)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The shipping notice has a link “{words}”, which does not say where it leads."


def test_two_that_lead_to_different_places_fail() -> None:
    assert judged("Theo dõi tại đây, đổi trả tại đây.", "tại đây", "tại đây").outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bạn có thể theo dõi đơn hàng tại đây.", "tại đây"),
        ("To follow your parcel, click here.", "click here"),
        ("Ihre Rechnung finden Sie hier.", "hier"),
    ],
)
def test_one_within_its_sentence_goes_to_a_person(text: str, words: str) -> None:
    assert judged(text, words).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "words",
    ["Xem đơn hàng của bạn", "Theo dõi kiện hàng", "View your order", "Track your parcel here", "Learn more", "Xem thêm",
     "Zur Bestellung", "Mehr erfahren", "Suivre mon colis", "En savoir plus", "Ver pedido", "hello@gomsen.test"],
)  # fmt: skip
def test_ordinary_words_pass(words: str) -> None:
    assert judged(f"Hello\n{words}", words).outcome is Outcome.PASS


def test_a_mail_without_links_is_left_out() -> None:
    assert list(vague_link_text(a_visit(mails=[a_mail(html="<p>…</p>")]))) == []
