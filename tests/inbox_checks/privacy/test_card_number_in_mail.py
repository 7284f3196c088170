import pytest
from factories import a_fact, a_mail, a_visit

from shopper import MailPart, Outcome
from shopper.inbox_checks.privacy.card_number_in_mail import card_number_in_mail
from shopper.model import Verdict


def judged(text: str, **changes: object) -> list[Verdict]:
    parts = changes.pop("parts", ())
    return list(card_number_in_mail(a_visit(mails=[a_mail("invoice", text=text, parts=parts)], **changes)))


def outcome(text: str) -> Outcome:
    (verdict,) = judged(text)
    return verdict.outcome


@pytest.mark.parametrize(
    "text",
    [
        "Thẻ: 4242 4242 4242 4242",
        "Card number: 5555555555554444",
        "Ihre Kreditkarte 3782 822463 10005 wurde belastet",
        "Carte bancaire 6011-1111-1111-1117",
        "Tarjeta: 4000056655665556",
    ],
)
def test_a_whole_card_number_fails_and_is_not_repeated(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict.outcome is Outcome.FAIL
    assert "••••" in verdict.actual


@pytest.mark.parametrize(
    "text",
    [
        "Thẻ có số cuối 4242",
        "Card: •••• •••• •••• 4242",
        "Karte: ************4242",
        "VISA XXXX-XXXX-XXXX-4242",
        "IBAN DE89 3704 0044 0532 0130 00",
        "Sendungsnummer: 00340434161094021501",
        "Tracking number: 4012888888881882",
        "EAN 4006381333931",
        "Gutschein 6011 0000 0000 0004",
        "Mã vận đơn: 4012888888881881",
        "Card number: 4242 4242 4242 4243",
        "Tel. +49 30 4242 4242, 808.000 ₫, 2026-03-02 03:00",
        "https://www.gomsen.test/o/4242424242424242x",
    ],
)
def test_other_numbers_and_masked_cards_pass(text: str) -> None:
    assert outcome(text) is not Outcome.FAIL


def test_an_unlabelled_number_goes_to_a_person_unless_it_is_known() -> None:
    assert outcome("4012888888881881") is Outcome.REVIEW
    (verdict,) = judged("4012888888881881", noted=[a_fact("order.number", "4012888888881881")])
    assert verdict.outcome is Outcome.PASS


def test_the_text_of_an_attached_document_counts() -> None:
    document = MailPart(type="application/pdf", name="x.pdf", size=9, text="Paid by card 4242 4242 4242 4242")
    assert judged("Xin chào", parts=(document,))[0].outcome is Outcome.FAIL


def test_the_text_part_beside_html_counts() -> None:
    mail = a_mail("invoice", text="Thẻ: •••• 4242", html="<p>Thẻ: •••• 4242</p>", plain="Thẻ: 4242 4242 4242 4242")
    (verdict,) = card_number_in_mail(a_visit(mails=[mail]))
    assert verdict.outcome is Outcome.FAIL
