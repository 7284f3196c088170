"""Finding texts as people type: any case, accents optional."""

import pytest

from shopper.practice_shop.searching import best, fits, plain


def test_case_and_accents_come_off() -> None:
    assert plain("Đà Lạt, ƯU ĐÃI") == "da lat, uu dai"


@pytest.mark.parametrize(
    ("query", "found"), [("ho tay", True), ("Hồ Tây", True), ("hồ tày", False), ("tây cốc", True), ("", True)]
)
def test_every_word_must_stand_there_and_accents_that_are_typed_count(query: str, found: bool) -> None:
    assert fits(query, "Cốc men ngọc Hồ Tây") is found


ANSWERS = {
    "time": ("How long does delivery take?", "To Europe 6 days."),
    "cost": ("What does delivery cost?", "To Europe €24.90."),
    "return": ("How do I return something?", "Open the order. The delivery cost comes back."),
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("delivery cost", ["cost", "return"]),
        ("What does it cost?", ["cost"]),
        ("return", ["return"]),
        ("europ days", ["time"]),
        ("eur", []),  # too short to guess from
        ("moon", []),
        ("", []),
    ],
)
def test_the_best_answer_comes_first_and_rare_words_count_more(query: str, found: list[str]) -> None:
    assert best(query, ANSWERS) == found
