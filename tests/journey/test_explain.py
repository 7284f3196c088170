import json

import pytest

from shopper import registry
from shopper.errors import UsageError
from shopper.journey.explain import as_json, explain, explain_check, explain_step


def test_every_step_and_check_can_be_explained() -> None:
    lists = explain("steps") + explain("checks") + explain("defects")
    for name in (*registry.steps(), *registry.checks()):
        assert name in lists
        assert explain(name).startswith(f"{name}: ")
        assert json.loads(as_json(name))


def test_the_arguments_come_from_the_model() -> None:
    lines = explain_step("await_mail").splitlines()
    assert "  mail    text  (required)" in lines
    assert "  within  duration (30s, 5m, 3d)  (required)" in lines
    assert "A bare value means `mail`.  Beside every step: if, once, done_if, optional." in lines
    assert (
        "  url  text  (required)  A path of the shop, or a whole address on one of its `hosts`."
        in explain_step("goto").splitlines()
    )


def test_a_checks_help_has_its_three_parts() -> None:
    text = explain_check("late_mail")
    assert [text.index(part) for part in ("What it checks", "Why it matters", "How to fix")] == sorted(
        text.index(part) for part in ("What it checks", "Why it matters", "How to fix")
    )


@pytest.mark.parametrize(
    ("name", "guess"),
    [("go_to", "goto"), ("late-mails", "late-mail"), ("stepz", "steps"), ("confirmation_lat", "confirmation_late")],
)
def test_an_unknown_name_gets_a_suggestion(name: str, guess: str) -> None:
    for ask in (explain, as_json):
        with pytest.raises(UsageError, match=f"Did you mean `{guess}`"):
            ask(name)
