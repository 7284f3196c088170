from pathlib import Path

import pytest

from shopper.errors import UsageError
from shopper.verdict.scorecard import USUAL_MUST_PASS, Required, ScoreCard, load_card, read_card

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
    assert read_card({}, checks=CHECKS) == read_card(None, checks=CHECKS) == card


def test_the_projects_own_file_holds_the_usual_values() -> None:
    card = load_card(REPOSITORY / "journeys" / "scorecard.yaml")
    assert card.categories == ScoreCard().categories
    assert card.must_pass == USUAL_MUST_PASS
    assert card.target == 85


def test_weights_given_replace_only_themselves() -> None:
    card = read_card({"categories": {"speed": 40, "personal": 0}}, checks=CHECKS)
    weights = {category.id: category.weight for category in card.categories}
    assert (weights["speed"], weights["personal"], weights["ease"]) == (40, 0, 15)


def test_a_list_of_ones_own_replaces_the_usual_one() -> None:
    card = read_card({"must_pass": [{"title": "In time", "check": "late-mail", "about": "order_confirmation"}]}, checks=CHECKS)
    assert [(row.title, row.about) for row in card.must_pass] == [("In time", "order_confirmation")]


@pytest.mark.parametrize(
    ("data", "problem", "remedy"),
    [
        ({"categories": {"sped": 3}}, "`sped` is not a category", "Did you mean `speed`?"),
        ({"must_pass": [{"title": "x", "check": "late-mial"}]}, "`late-mial` is not a check", "Did you mean `late-mail`?"),
        ({"must_pass": [{"title": "x", "check": "zzz"}]}, "`zzz` is not a check", "One of: goal-not-reached"),
        ({"goal": 3}, "`goal`: extra inputs", "It may hold `target`"),
        ({"target": 300}, "`target`: input should be less than", "It may hold"),
        ({"categories": {"speed": -1}}, "`categories", "It may hold"),
        ({"must_pass": [{"title": "x"}]}, "`must_pass.0.check`: field required", "It may hold"),
        ([1], "dictionary", "It may hold"),
        ({"categories": dict.fromkeys(
            ["resolution", "speed", "transparency", "ease", "consistency", "communication", "personal", "process"], 0
        )}, "every category weighs nothing", "above 0"),
    ],
)  # fmt: skip
def test_mistakes_have_place_problem_remedy(data: dict[str, object], problem: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_card(data, checks=CHECKS)
    assert problem in str(caught.value)
    assert remedy in caught.value.remedy
    assert "scorecard.yaml" in str(caught.value)


def test_a_row_about_a_thing_covers_its_parts() -> None:
    row = Required(title="t", check="broken-mail-link", about="shipping_notice")
    assert [row.covers(about) for about in ("shipping_notice", "shipping_notice: Track", "shipping_notices", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert Required(title="t", check="late-mail").covers("anything")


def test_no_file_is_the_usual_card_and_no_yaml_is_a_mistake(tmp_path: Path) -> None:
    assert load_card(tmp_path / "scorecard.yaml") == ScoreCard()
    broken = tmp_path / "broken.yaml"
    broken.write_text("target: [1\n", "utf-8")
    with pytest.raises(UsageError, match="this is not YAML") as caught:
        load_card(broken)
    assert str(caught.value).startswith(f"{broken}:2:1")
