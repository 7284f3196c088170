import pytest

from shopper.model import Outcome
from shopper.reading.bill import Item
from shopper.reading.goods import same_items

MUG, BOWL = Item("Hồ Tây celadon mug", 2), Item("Sa Pa ash-glaze bowl", 1)


def outcome(*found: Item, may_be_a_part: bool = True) -> Outcome:
    return same_items(found, (MUG, BOWL), may_be_a_part=may_be_a_part)[0]


@pytest.mark.parametrize("name", ["Hồ Tây celadon mug", "CELADON MUG HO TAY 320 ML", "Mug, celadon", "MUG-CEL-320", "4711"])
def test_one_piece_has_many_names(name: str) -> None:
    assert outcome(Item(name, 2)) is Outcome.PASS


def test_another_piece_or_more_pieces_fail() -> None:
    assert outcome(Item("Huế set of four tea cups", 1)) is Outcome.FAIL
    assert outcome(Item("Hồ Tây celadon mug", 3)) is Outcome.FAIL
    assert outcome(Item("Hồ Tây celadon mug", 1)) is Outcome.PASS


def test_a_confirmation_lists_everything() -> None:
    assert outcome(MUG, may_be_a_part=False) is Outcome.FAIL
    assert outcome(MUG, BOWL, may_be_a_part=False) is Outcome.PASS
    assert outcome(BOWL, MUG, may_be_a_part=False) is Outcome.PASS


def test_a_name_with_little_in_common_goes_to_a_person() -> None:
    assert outcome(Item("Keramik mug blau", 2)) is Outcome.REVIEW
