import pytest

from shopper import ColourUse
from shopper.reading.colours import difference, difference_of, dominant, is_grey, lab

# From the table that G. Sharma, W. Wu and E. Dalal published with the formula, to test programs by.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (50, 3.2592, 0.3350), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "wanted"), PUBLISHED)
def test_the_published_values_come_out(one: tuple[float, ...], other: tuple[float, ...], wanted: float) -> None:
    assert difference_of(one, other) == pytest.approx(wanted, abs=5e-5)
    assert difference_of(other, one) == pytest.approx(wanted, abs=5e-5)


def test_srgb_becomes_lab_as_its_standard_says() -> None:
    assert lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    assert lab("#abc") == lab("#aabbcc")


def test_shades_are_near_and_other_colours_far() -> None:
    assert difference("#0b6b5d", "#0d7a6a") < 6
    assert difference("#0b6b5d", "#0000ee") > 40


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="#0b6b5d"):
        lab("teal")


def test_greys_are_told_from_colours() -> None:
    assert all(map(is_grey, ("#000000", "#ffffff", "#808080", "#1e2a27", "#f5f1ea")))
    assert not any(map(is_grey, ("#0b6b5d", "#0000ee", "#c0392b")))


def test_the_colour_with_most_letters_is_the_dominant_one() -> None:
    uses = [
        ColourUse(what="link", colour=colour, weight=weight)
        for colour, weight in (("#0B6B5D", 30), ("#0b6b5d", 30), ("#00f", 40))
    ]
    assert dominant(uses, "link") == ("#0b6b5d", 0.6)
    assert dominant(uses, "button") is None
