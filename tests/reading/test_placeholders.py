"""What templates leave behind, as mails and pages show it."""

from __future__ import annotations

import pytest

from shopper.reading.placeholders import is_surely_one, placeholders_in, without_quoted_sentences


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Chào {{ customer.first_name }},", ["{{ customer.first_name }}"]),
        ("Total: undefined", ["undefined"]),
        ("Welcome to [Your store]!", ["[Your store]"]),
        ("Lorem ipsum dolor sit amet, lorem ipsum", ["Lorem ipsum", "lorem ipsum"]),
        ("Read https://shop.test/{{x}} or 100%wool%ish, {1, 2}", []),
    ],
)
def test_marks_are_quoted_as_they_stand(text: str, left: list[str]) -> None:
    assert placeholders_in(text) == left


def test_a_voucher_s_code_may_look_like_one() -> None:
    assert [is_surely_one(mark) for mark in ("%SPRING%", "%name%", "{{ a }}")] == [False, True, True]


def test_a_sentence_in_quotation_marks_may_be_about_one() -> None:
    assert placeholders_in(without_quoted_sentences("It said “Dear {{ name }}, your order” to me")) == []
