import pytest

from shopper import FormField
from shopper.reading.places import countries_in, offered_in, reaches


@pytest.mark.parametrize(
    ("sentence", "countries"),
    [
        ("We deliver within Vietnam and to Germany, the Netherlands and the UK.", {"VN", "DE", "NL", "GB"}),
        ("Wir liefern innerhalb Deutschlands und nach Österreich.", {"DE", "AT"}),
        ("Nous livrons en France, en Belgique et au Royaume-Uni.", {"FR", "BE", "GB"}),
        ("Chúng tôi giao hàng trong Việt Nam và đến Đức, Pháp.", {"VN", "DE", "FR"}),
        ("Enviamos a España y Portugal", {"ES", "PT"}),
        ("Giao hàng toàn quốc", set()),
        ("Weltweiter Versand in 48 Länder, weltweit", set()),
    ],
)
def test_sentences_say_where_a_shop_delivers(sentence: str, countries: set[str]) -> None:
    (reach,) = reaches(sentence)
    assert (reach.countries, reach.quote) == (countries, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not deliver to Switzerland.",
        "Wir liefern nicht nach Norwegen.",
        "Handmade in Vietnam.",
        "Delivery takes 3 days.",
        "Chúng tôi không giao hàng đến Nga.",
        "Sauf livraison en Corse",
    ],
)
def test_where_it_does_not_deliver_and_other_matters_are_left_out(sentence: str) -> None:
    assert reaches(sentence) == ()


def test_words_that_hold_a_country_are_none() -> None:
    assert countries_in("Luật Pháplý, Germanywide, Vietnamese") == frozenset()


def test_the_field_for_the_country_offers_these() -> None:
    field = FormField(label="Lieferland", kind="select", options=("Bitte wählen", "Deutschland", "Österreich"))
    assert offered_in([FormField(label="Name"), field]) == (field, {"DE", "AT"})
    named = FormField(label="Where to?", kind="select", autocomplete="shipping country", options=("France",))
    assert offered_in([named]) == (named, {"FR"})


@pytest.mark.parametrize(
    "field",
    [
        FormField(label="Country code", kind="select", options=("Germany (+49)", "France (+33)")),
        FormField(label="Topic", kind="select", options=("Germany",)),
        FormField(label="Country", options=("Germany",)),
        FormField(label="Country", kind="select", options=("Germany",), visible=False),
        FormField(label="Country", kind="select"),
    ],
)
def test_other_fields_offer_nothing(field: FormField) -> None:
    assert offered_in([field]) is None
