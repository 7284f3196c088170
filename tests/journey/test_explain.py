import json
import re
import shutil
from pathlib import Path

import pytest

from shopper import registry
from shopper.errors import UsageError
from shopper.journey.explain import as_json, explain, explain_check, explain_step, unseen
from shopper.journey.keys import FILES, keys_of
from shopper.journey.mistakes import MistakesFound
from shopper.model import Audit
from shopper.practice_shop.defects import DEFECTS
from shopper.testing import a_plan, a_visit
from shopper.verdict.judge import judge

PROJECT = Path(__file__).parent / "a_project"


def test_every_step_and_check_can_be_explained() -> None:
    lists = explain("steps") + explain("checks") + explain("defects")
    for name in (*registry.steps(), *registry.checks()):
        assert name in lists
        assert explain(name).startswith(f"{name}: ")
        assert json.loads(as_json(name))


def test_defects_stand_in_columns_by_what_they_spoil() -> None:
    lines = explain("defects").splitlines()
    assert {"content:", "timing:"} <= set(lines)
    begin = max(map(len, DEFECTS)) + 4
    rows = {line.split()[0]: line for line in lines if line.startswith("  ") and line[2] != " "}
    assert set(rows) == set(DEFECTS)
    assert all(DEFECTS[name].title.startswith(line[begin:]) and line[begin - 1] == " " for name, line in rows.items())


def test_a_defect_says_where_it_shows() -> None:
    assert "Shows in guest_order, played in de, fr." in explain("order_button_only_orders")
    assert all(f"Shows in {defect.journeys[0]}" in explain(name) for name, defect in DEFECTS.items())
    assert json.loads(as_json("order_button_only_orders"))["languages"] == ["de", "fr"]


def test_a_defect_that_no_visit_meets_is_not_passed_over_in_silence() -> None:
    def audit(journey: str, locale: str) -> Audit:
        return judge([a_visit(plan=a_plan(journey=journey, locale=locale))], audit="a", checks={})

    (note,) = unseen(["order_button_only_orders"], audit("guest_order", "vi-VN"))
    assert note == "`order_button_only_orders` was not met: it shows in guest_order, played in de, fr."
    assert unseen(["order_button_only_orders"], audit("first_visit", "de-DE")) == [note]
    assert unseen(["order_button_only_orders"], audit("guest_order", "de-DE")) == []


def test_a_name_in_the_other_number_leads_to_its_group() -> None:
    assert explain("mailbox").endswith("See also: shopper explain mailboxes")
    assert explain("persona").endswith("See also: shopper explain personas")
    assert explain("journeys") == explain("journey") and as_json("journeys") == as_json("journey")


def test_the_arguments_come_from_the_model() -> None:
    lines = explain_step("await_mail").splitlines()
    assert "  mail    text  (required)  A kind of mail, as the shop's file names it." in lines
    assert any(line.startswith("  within  duration (30s, 5m, 3d)  (required)") for line in lines)
    assert lines[-1] == "A bare value means `mail`.  Beside it: within.  Beside every step: if, once, done_if, optional."
    assert "A bare value means `from`." in explain_step("await_reply"), "as it is typed, not as the code calls it"
    assert (
        "  url  text  (required)  A path of the shop, or a whole address on one of its `hosts`."
        in explain_step("goto").splitlines()
    )


@pytest.mark.parametrize("kind", FILES)
def test_every_key_of_a_file_has_its_type_and_its_meaning(kind: str) -> None:
    keys = keys_of(kind)
    assert not [key.path for key in keys if not (key.type and key.about)], "write a docstring under the field"
    assert not [key.path for key in keys if "<class" in key.type or "typing." in key.type]
    for key in keys:
        assert f"  {key.path}" in explain(kind) and f"  {key.path}" in explain("keys")
    assert [key["path"] for key in json.loads(as_json(kind))] == [key.path for key in keys]


@pytest.mark.parametrize("name", registry.steps())
def test_every_argument_of_a_step_has_its_meaning(name: str) -> None:
    for argument in json.loads(as_json(name))["arguments"]:
        assert argument["about"], f"steps/{name}.py: write a docstring under `{argument['name']}`"


def test_flows_say_what_they_are_given_what_they_do_and_where_they_stand() -> None:
    listed = explain("flows", PROJECT)
    assert "find_product  (name)  fill, press  a_project/shops/kiln.yaml:11" in listed
    told = explain("check_out", PROJECT)
    assert told.startswith("check_out: a flow of kiln (a_project/shops/kiln.yaml:16)")
    assert "  pay  text, test_card if left out" in told
    assert "  2. click: {role: button, name: {vi: Đặt hàng, en: Place order}}, once: true, done_if: {use: order_exists}" in told
    assert json.loads(as_json("check_out", PROJECT))["inputs"] == {"pay": "text, test_card if left out"}


def test_kinds_of_mail_say_who_sends_them_and_how_they_are_told() -> None:
    assert "shipping, from *@kiln.test" in explain("mails", PROJECT)
    told = explain("order_confirmation", PROJECT)
    assert "from     orders@kiln.test" in told and "vi: “Xác nhận đơn hàng”" in told
    found = {mail["name"]: mail for mail in json.loads(as_json("mails", PROJECT))}
    assert found["acknowledgement"]["reply"] == "automatic"


def test_who_has_no_project_is_told_whose_flows_these_are() -> None:
    assert explain("flows").startswith("There is no journeys/ here or above.")
    assert "gom_sen uses:" in explain("flows")


def test_a_broken_shop_keeps_nobody_from_looking_a_step_up(tmp_path: Path) -> None:
    home = Path(shutil.copytree(PROJECT, tmp_path / "journeys"))
    (home / "shops/kiln.yaml").write_text("shop: Kiln\n", "utf-8")
    assert explain("goto", tmp_path).startswith("goto: ")
    with pytest.raises(MistakesFound):
        explain("flows", tmp_path)


def test_a_checks_help_has_its_three_parts() -> None:
    text = explain_check("late_mail")
    assert [text.index(part) for part in ("What it checks", "Why it matters", "How to fix")] == sorted(
        text.index(part) for part in ("What it checks", "Why it matters", "How to fix")
    )


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("go_to", "goto"),
        ("late-mails", "late-mail"),
        ("stepz", "steps"),
        ("confirmation_lat", "confirmation_late"),
        ("personnas", "personas"),
        ("find_produkt", "find_product"),
        ("mailboxs", "mailboxes"),
    ],
)
def test_an_unknown_name_gets_a_suggestion(name: str, guess: str) -> None:
    for ask in (explain, as_json):
        with pytest.raises(UsageError, match=f"Did you mean `{guess}`"):
            ask(name)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("matrix", "  matrix.locale "),
        ("limits", "limits: a key of journeys/**/*.yaml"),
        ("voices", "NAME.voices: a key of journeys/personas.yaml"),
        ("role", "tooltip"),
        ("if", "if: stands beside any step."),
        ("done_if", "goes with `once`"),
        ("offline", "- fault: offline"),
    ],
)
def test_keys_are_known_by_their_names(name: str, says: str) -> None:
    assert says in explain(name)
    assert json.loads(as_json(name))


def test_a_journey_says_what_it_is_for_and_who_plays_it() -> None:
    told = explain("guest_order")
    assert re.match(r"guest_order: a journey \(.*journeys/ordering/guest_order\.yaml:\d+\)", told)
    journey = json.loads(as_json("guest_order"))
    for text in (journey["title"], journey["steps"][0], *journey["visits"]):
        assert text in told
    assert " ".join(journey["why"].split()) in " ".join(told.split())


def test_a_step_without_arguments_says_so() -> None:
    said = explain("reload")
    assert "It takes no arguments: `- reload:`" in said and "Arguments" not in said


def test_all_roles_are_named() -> None:
    assert "in all)" not in explain("locator")
