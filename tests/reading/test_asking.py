import pytest
from corresponding import a_correspondence
from factories import T0, a_fact, a_letter, minutes

from shopper.reading.asking import asked_for, told_before


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("Please send us your order number and your phone number.", {"order number", "phone number"}),
        ("What is your full name?", {"name"}),
        ("Chị cho em xin số điện thoại với ạ.", {"phone number"}),
        ("Könnten Sie uns Ihre Telefonnummer nennen?", {"phone number"}),
        ("Merci de nous indiquer votre adresse e-mail.", {"mail address"}),
        ("Necesitamos su nombre completo.", {"name"}),
    ],
)
def test_what_is_asked_for(said: str, what: set[str]) -> None:
    assert set(asked_for(said)) == what


def test_a_statement_asks_for_nothing() -> None:
    assert asked_for("Your order number is GS-10023. We wrote to your email address.") == {}


def test_whoever_writes_a_mail_tells_address_and_name() -> None:
    visit = a_correspondence(letters=(a_letter("About GS-10023!"),), noted=[a_fact("order.number", "GS-10023")])
    assert set(told_before(visit, T0 + minutes(1))) == {"mail address", "name", "order number"}
    assert told_before(visit, T0 - minutes(1)) == {}
