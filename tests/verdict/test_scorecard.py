from pathlib import Path

import pytest

from shopper.journey.mistakes import MistakesFound
from shopper.registry import CATEGORIES
from shopper.verdict.scorecard import USUAL_MUST_PASS, Required, ScoreCard, load_card, parse_card

CHECKS = ("goal-not-reached", "late-mail", "missing-mail")
REPOSITORY = Path(__file__).parents[2]


def test_the_usual_card() -> None:
    card = ScoreCard()
    assert sum(category.weight for category in card.categories) == 100
    assert [row.title for row in card.must_pass] == [
        "The order completes",
        "The confirmation arrives",
        "The amount charged is the total shown",
        "A return can be started",
        "A person can be reached",
        "No other customer's data is shown",
    ]


def test_the_projects_own_file_holds_the_usual_values() -> None:
    card = load_card(REPOSITORY / "journeys" / "scorecard.yaml")
    assert card.categories == ScoreCard().categories
    assert card.must_pass == USUAL_MUST_PASS
    assert card.target == 85


def card_of(text: str) -> ScoreCard:
    return parse_card(text.encode(), "scorecard.yaml", CHECKS)


def test_weights_given_replace_only_themselves() -> None:
    weights = {category.id: category.weight for category in card_of("categories: {speed: 40, personal: 0}").categories}
    assert (weights["speed"], weights["personal"], weights["ease"]) == (40, 0, 15)


def test_a_list_of_ones_own_replaces_the_usual_one() -> None:
    card = card_of("must_pass:\n  - {title: In time, check: late-mail, about: order_confirmation}\n")
    assert [(row.title, row.about) for row in card.must_pass] == [("In time", "order_confirmation")]


NOTHING = ", ".join(f"{id}: 0" for id in CATEGORIES)


@pytest.mark.parametrize(
    ("text", "place", "problem", "hint"),
    [
        ("categories: {sped: 3}", "1:14", "`sped` is not one of", "did you mean `speed`?"),
        ("must_pass:\n  - {title: x, check: late-mial}", "2:23", "`late-mial` is not a check", "did you mean `late-mail`?"),
        ("must_pass:\n  - {title: x, check: zzz}", "2:23", "`zzz` is not a check", "shopper explain checks"),
        ("goal: 3", "1:1", "`goal` is not a key of a score card", "known here: target, categories, must_pass"),
        ("target: 300", "1:9", "`target` must be at most 100, not `300`", ""),
        ("categories: {speed: -1}", "1:21", "`speed` must be at least 0, not `-1`", ""),
        ("must_pass:\n  - title: x", "2:5", "needs `check`", "add `check:`"),
        ("[1]", "1:1", "a score card must be a mapping, not a list", ""),
        (f"categories: {{{NOTHING}}}", "1:1", "every category weighs nothing", "above 0"),
        ("target: [1\n", "2:1", "is missing", "the list is still open"),
    ],
)
def test_mistakes_have_place_problem_and_remedy(text: str, place: str, problem: str, hint: str) -> None:
    with pytest.raises(MistakesFound) as caught:
        card_of(text)
    [mistake] = caught.value.mistakes
    assert str(mistake.place) == f"scorecard.yaml:{place}"
    assert problem in mistake.problem and hint in mistake.hint


def test_a_row_about_a_thing_covers_its_parts() -> None:
    row = Required(title="t", check="broken-mail-link", about="shipping_notice")
    assert [row.covers(about) for about in ("shipping_notice", "shipping_notice: Track", "shipping_notices", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert Required(title="t", check="late-mail").covers("anything")


def test_no_file_and_an_empty_one_are_the_usual_card(tmp_path: Path) -> None:
    assert load_card(tmp_path / "scorecard.yaml") == card_of("# nothing yet\n") == ScoreCard()
