import pytest
from corresponding import a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.sells_before_solving import sells_before_solving

OFFERS = {
    "vi": "Mời bạn xem bộ sưu tập mới: giảm 15% cho mọi món!",
    "en": "Enjoy 15% off our new collection!",
    "de": "Jetzt 15 % Rabatt sichern!",
    "fr": "Profitez de 15 % de réduction !",
    "es": "Descubra nuestra nueva colección con un 15 % de descuento.",
}


@pytest.mark.parametrize("language", OFFERS)
def test_an_offer_in_the_acknowledgement_goes_to_a_person(language: str) -> None:
    (verdict,) = sells_before_solving(a_correspondence(an_acknowledgement(f"Thank you.\n{OFFERS[language]}")))
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, OFFERS[language])
    assert verdict.sentence.startswith("The acknowledgement sells before the question is solved: “")


@pytest.mark.parametrize(
    "text",
    [
        "As an apology we give you a voucher code worth 10% off.",
        "The discount was taken off your invoice.",
        "Rất xin lỗi chị, shop gửi tặng chị mã giảm giá 10%.",
        "Als Wiedergutmachung erhalten Sie 10 % Rabatt.",
        "Your refund of 15.90 EUR is on its way.",
    ],
)
def test_an_apology_and_the_matter_itself_sell_nothing(text: str) -> None:
    (verdict,) = sells_before_solving(a_correspondence(an_answer(text)))
    assert verdict.outcome is Outcome.PASS


def test_after_the_first_answer_it_is_another_matter() -> None:
    visit = a_correspondence(an_answer("Yes."), an_answer(OFFERS["en"], after=900, id="a2"))
    assert [verdict.outcome for verdict in sells_before_solving(visit)] == [Outcome.PASS]
