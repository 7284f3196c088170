import pytest

from shopper.reading.case_numbers import case_numbers, same_case


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Your case number is HD-30418.", "HD-30418"),
        ("Ticket #48210 has been opened", "48210"),
        ("Reference: MSG-2026-0114", "MSG-2026-0114"),
        ("Ihre Vorgangsnummer lautet 2026030210000174.", "2026030210000174"),
        ("Ihre Vorgangsnummer ist HD-30418.", "HD-30418"),
        ("Votre numéro de dossier est HD-30418.", "HD-30418"),
        ("Nous avons ouvert le dossier n° 00418832", "00418832"),
        ("Yêu cầu của bạn có mã HD-30418.", "HD-30418"),
        ("Mã yêu cầu: 9921734", "9921734"),
        ("El número de caso 2026-11873 ya está abierto", "2026-11873"),
    ],
)
def test_labelled_numbers_of_five_languages(said: str, number: str) -> None:
    assert case_numbers("Your question", said) == (number,)


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Re: Your question [HD-30418]", "HD-30418"),
        ("[Gốm Sen] Request received (#48210)", "48210"),
        ("[Ticket#2026030210000174] Anfrage", "2026030210000174"),
        ("Ihre Anfrage ##48210##", "48210"),
    ],
)
def test_tags_in_subjects(subject: str, number: str) -> None:
    assert case_numbers(subject, "Thank you.") == (number,)


@pytest.mark.parametrize(
    "said",
    [
        "In this case 2 pieces are missing.",
        "We answered your request on 02/03/2026.",
        "Call us: 1800 0108. Opening hours 8-18.",
        "Order GS-10023 is packed.",
        "In any case, 30 days are yours.",
    ],
)
def test_other_numbers_are_no_cases(said: str) -> None:
    assert case_numbers("Your question", said) == ()


def test_each_is_named_once_in_its_order() -> None:
    assert case_numbers("[HD-30418]", "Case HD-30418, and ticket 48210") == ("HD-30418", "48210")


def test_letters_before_the_digits_do_not_part_a_case() -> None:
    assert same_case("30418", ["HD-30418"]) and not same_case("HD-30425", ["HD-30418"])
