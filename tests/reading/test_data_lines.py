"""Lines that look alike in every language."""

from __future__ import annotations

import pytest

from shopper.reading.data_lines import is_data


@pytest.mark.parametrize("line", ["Celadon mug 389.000 ₫", "€15.90 each", "Registered office: Hanoi", "Mã số thuế: 0101234567"])
def test_prices_and_small_print_say_nothing_about_the_language(line: str) -> None:
    assert is_data(line)


@pytest.mark.parametrize("line", ["Your parcel is on its way to you", "Chúng tôi giao hàng trong 2 ngày"])
def test_sentences_do(line: str) -> None:
    assert not is_data(line)
