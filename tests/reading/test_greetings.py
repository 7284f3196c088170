import time

import pytest

from shopper.model import Persona
from shopper.reading.greetings import is_greeted, names_her, signed_by, take_apart

LINH = Persona(id="linh", name="Nguyễn Thùy Linh", given="Thùy Linh", family="Nguyễn")


def test_a_letter_is_taken_apart() -> None:
    letter = take_apart("Your question\n\nHello Linh,\n\nYes.\nIt is.\n\nKind regards,\nAnna\nGốm Sen")
    assert letter == ("Hello Linh,", ("Yes.", "It is."), "Kind regards,", ("Anna", "Gốm Sen"))


@pytest.mark.parametrize(
    "line",
    [
        "Thank you for your order, which we have received.",
        "Cảm ơn bạn đã liên hệ với chúng tôi.",
        "Best before 2027.",
        "Mit diesem Becher machen Sie nichts falsch.",
        "A person answers you within 24 hours.",
        "Your order is on its way with our best carrier, and you can follow it any time on the page of the order.",
    ],
)
def test_a_sentence_is_no_closing_formula(line: str) -> None:
    assert take_apart(f"Hello,\n{line}\nMore of it.").closing == ""


@pytest.mark.parametrize(
    "line", ["Hello Linh,", "Chị Linh ơi, Gốm Sen xin chào chị ạ", "Guten Tag", "Linh,", "Nguyễn Thùy Linh:"]
)
def test_what_greets(line: str) -> None:
    assert is_greeted(f"{line}\nYes.", LINH)


@pytest.mark.parametrize("line", ["Yes, it is.", "History of your order", "Thanks for asking.", "Higher prices from May"])
def test_what_does_not_greet(line: str) -> None:
    assert not is_greeted(f"{line}\nIt is safe.", LINH)


def test_her_name_is_known_with_or_without_accents() -> None:
    assert names_her("chao chi linh", LINH) and names_her("Madame NGUYEN", LINH)
    assert not names_her("Chào bạn", LINH)


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Kind regards,\nAnna Hale\nCustomer care", "Anna Hale"),
        ("Best regards, Anna", "Best regards, Anna"),
        ("Kind regards,\n+44 161 496 0000", ""),
        ("Kind regards,\nhttps://www.gomsen.test/contact", ""),
        ("Kind regards,", ""),
        ("Viele Grüße\nIhr Team von Gốm Sen", "Ihr Team von Gốm Sen"),
    ],
)
def test_who_signed(end: str, name: str) -> None:
    signed = signed_by(f"Hello,\nYes.\n{end}", ())
    assert signed == name or (name and signed in name)


def test_without_a_closing_only_names_that_are_known_sign() -> None:
    assert signed_by("Yes, it is.\nAnna", ("Anna",)) == "Anna"
    assert signed_by("Yes, it is.\nMore", ("Anna",)) == ""


def test_hostile_text_costs_no_time() -> None:
    begun = time.process_time()
    for text in ("chao " * 50_000, "cam on " * 50_000, "dear\n" * 50_000, "ihr " + "a" * 200_000):
        take_apart(text)
        signed_by(text, ("Anna",))
    assert time.process_time() - begun < 2
