import pytest

from shopper.reading.cards import cards_in, has_check_digit


@pytest.mark.parametrize("digits", ["4242424242424242", "378282246310005", "6011111111111117"])
def test_the_check_digit(digits: str) -> None:
    assert has_check_digit(digits)
    assert not has_check_digit(digits[:-1] + str((int(digits[-1]) + 1) % 10))


def test_groups_and_words_make_a_card_sure() -> None:
    assert [card.sure for card in cards_in("4242 4242 4242 4242")] == [True]
    assert [card.sure for card in cards_in("Thẻ 4242424242424242")] == [True]
    assert [card.sure for card in cards_in("4242424242424242")] == [False]
    assert [card.sure for card in cards_in("Mã đơn: 4242 4242 4242 4242")] == [False]


@pytest.mark.parametrize(
    "text",
    ["**** **** **** 4242", "4242 4242 4242 4243", "1234 5678 9012 3452", "0000 0000 0000 0000", "14242424242424242 x", ""],
)
def test_masked_and_other_numbers_are_none(text: str) -> None:
    assert list(cards_in(text)) == []
