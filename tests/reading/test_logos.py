import pytest

from shopper.reading.logos import Likeness, colour_of, compare, nearest

GREEN = f"{(1 << 200) - 1:064x}-420-#0a6a5c"


def changed(bits: int, proportion: int = 420, colour: str = "#0a6a5c") -> str:
    return f"{((1 << 200) - 1) ^ ((1 << bits) - 1):064x}-{proportion}-{colour}"


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (changed(0), Likeness.SAME),
        (changed(40), Likeness.SAME),
        (changed(60), Likeness.UNSURE),
        (changed(100), Likeness.OTHER),
        (changed(256), Likeness.SAME),
        (changed(0, colour="#c02030"), Likeness.UNSURE),
        (changed(0, colour="#ffffff"), Likeness.SAME),
        (changed(0, proportion=600), Likeness.UNSURE),
        (changed(0, proportion=100), Likeness.OTHER),
    ],
)
def test_form_polarity_proportion_and_colour_decide(other: str, wanted: Likeness) -> None:
    assert compare(GREEN, other) is wanted
    assert compare(other, GREEN) is wanted


def test_the_nearest_of_several_counts() -> None:
    assert nearest(GREEN, (changed(100), changed(3))) is Likeness.SAME
    assert nearest(GREEN, ()) is Likeness.OTHER


def test_a_grey_logo_has_no_colour() -> None:
    assert colour_of(GREEN) == "#0a6a5c"
    assert colour_of(changed(0, colour="#222222")) == ""
