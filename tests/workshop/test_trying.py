"""Trying a step: what is said before any browser opens, what is found, what happens, and what stands there instead."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, practice_in_thread, shopper

from shopper.errors import ShopperError, UsageError
from shopper.journey.mistakes import MistakesFound
from shopper.testing import try_step
from shopper.workshop import scaffold
from shopper.workshop.trying import prepare, try_out

URL = "https://www.corner.example"
FLOWS = """
  find_product:
    inputs: {name: text}
    steps:
      - click: {role: link, name: "${inputs.name}"}
      - note: {product.price: {css: "#price", as: money}}
  check_out:
    steps:
      - click: {role: button, name: Order}
        once: true
"""
PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Tea</title>
<h1>Ginger tea</h1><p id=price>£4.20</p><p hidden>Secret door</p>
<button>Help</button><button>Help</button>
<button onclick="document.querySelector('h1').textContent = 'In your basket'">Add to basket</button>
<label>Your code <input oninput="document.querySelector('h1').textContent = this.value"></label>"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    scaffold.write(tmp_path, scaffold.project(URL, ["en", "vi"], shop_name="corner"))
    shop = tmp_path / "journeys/shops/corner.yaml"
    shop.write_text(shop.read_text("utf-8") + FLOWS, "utf-8")
    return tmp_path


# --- before any browser opens -------------------------------------------------------------------------------------


def test_a_mistake_is_shown_with_a_caret_as_in_a_file() -> None:
    with pytest.raises(MistakesFound) as found:
        prepare(["click: {role: buton, name: Buy}"], url=URL)
    assert str(found.value).splitlines()[:3] == [
        "step:1:15: `buton` is not one of " + str(found.value).splitlines()[0].partition("is not one of ")[2],
        "  1 | click: {role: buton, name: Buy}",
        "    |               ^^^^^ did you mean `button`?",
    ]


def test_all_mistakes_of_all_steps_are_shown_at_once() -> None:
    with pytest.raises(MistakesFound) as found:
        prepare(["clik: {role: button}", "- see: {txt: Hello}\n- use: find_product\n", ""], url=URL)
    places = [str(mistake.place) for mistake in found.value.mistakes]
    assert places == ["step 1:1:1", "step 2:1:9", "step 2:2:8", "step 3:1:1"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "--url https://…, or a shop, --shop NAME"),
        ({"url": "corner.example"}, "is not a web address"),
        ({"url": URL, "shop": "corner"}, "there is no shop `corner`"),
        ({"url": URL, "locale": "en_GB"}, "Did you mean `en-GB`?"),
        ({"url": URL, "device": "fone"}, "Did you mean `phone`?"),
        ({"url": URL, "browser": "safari"}, "One of: chromium, firefox, webkit."),
        ({"url": URL, "persona": "emma"}, "there is no persona `emma`"),
    ],
)
def test_what_cannot_be_tried_is_said_with_a_remedy(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        prepare(["goto: /"], **asked)
    assert says in str(refused.value)


def test_the_shop_is_the_one_that_the_page_belongs_to(project: Path) -> None:
    assert prepare(["goto: /"], url=f"{URL}/en/tea", root=project).plan.shop.id == "corner"
    assert prepare(["goto: /"], root=project).url == URL, "the only shop, where none is named"
    assert prepare(["goto: /"], url="/en/tea", shop="corner", root=project).url == f"{URL}/en/tea"
    stranger = prepare(["goto: /"], url="https://other.example:8443/x", root=project).plan.shop
    assert (stranger.url, stranger.hosts) == ("https://other.example:8443", ("other.example",))


def test_of_two_shops_on_one_machine_the_port_tells_which(project: Path) -> None:
    for name, port in (("one", 8001), ("two", 8002)):
        scaffold.write(project, scaffold.shop(name, f"http://localhost:{port}", ["en"]))
    assert prepare(["goto: /"], url="http://localhost:8002/x", root=project).plan.shop.id == "two"
    assert prepare(["goto: /"], url="http://localhost:8003/x", root=project).plan.shop.id == "localhost"


def test_a_flow_becomes_its_steps_and_a_mistake_in_its_use_names_the_input(project: Path) -> None:
    attempt = prepare(["use: find_product\nwith: {name: Tea}"], root=project)
    assert [step.verb for step in attempt.plan.steps] == ["click", "note"]
    with pytest.raises(MistakesFound, match="`find_product` needs the input `name`"):
        prepare(["use: find_product"], root=project)


def test_who_plays_lives_in_the_locales_country_or_is_named(project: Path) -> None:
    assert prepare(["goto: /"], root=project, locale="vi-VN").plan.persona.id == "linh"
    assert prepare(["goto: /"], root=project, locale="en-GB").plan.persona.id == "emma"
    assert prepare(["goto: /"], root=project, persona="jonas").plan.persona.id == "jonas"


def test_mistakes_in_journeys_do_not_hinder_a_trial(project: Path) -> None:
    (project / "journeys/broken.yaml").write_text("journey: [", "utf-8")
    assert prepare(["goto: /"], root=project).plan.steps


def test_what_cannot_be_undone_needs_a_word_more(project: Path) -> None:
    with pytest.raises(UsageError, match=r"shops/corner\.yaml:\d+:9: .* cannot be undone\n  If you mean it, add --really"):
        prepare(["use: check_out"], root=project)
    assert prepare(["use: check_out"], root=project, really=True).plan.steps[0].once
    with pytest.raises(UsageError, match="If you mean it"):
        prepare(["click: {role: button, name: Order}\nonce: true"], url=URL)


def test_at_a_competitor_nothing_is_ordered_and_nowhere_is_a_letter_tried(project: Path) -> None:
    shop = project / "journeys/shops/corner.yaml"
    with pytest.raises(UsageError, match="Play it in a journey"):
        letter = "write_mail: {to: hello@corner.example, subject: Tea, text: Have you any tea?}"
        prepare([letter], url="https://corner.example", really=True)
    shop.write_text(shop.read_text("utf-8").replace("scope: own", "scope: competitor"), "utf-8")
    with pytest.raises(UsageError, match="orders: allowed"):
        prepare(["use: check_out"], root=project, really=True)


# --- on a page ----------------------------------------------------------------------------------------------------

browser = pytest.mark.browser


@browser
def test_it_says_what_was_found_and_what_the_page_shows_then() -> None:
    trial = try_step("- click: {role: button, name: Add to basket}\n- see: In your basket", PAGE)
    assert [(step.outcome, step.found) for step in trial.steps] == [
        ("done", ("button “Add to basket”: found",)),
        ("done", ("text “In your basket”: found",)),
    ]
    assert trial.page and trial.page.title == "Tea" and "In your basket" in trial.page.text


@browser
def test_it_says_how_many_fit_and_which_of_them_is_taken() -> None:
    trial = try_step("- click: {role: button, name: Help}\n- click: {role: button, name: Help, nth: 1}", PAGE)
    assert [step.found for step in trial.steps] == [
        ("button “Help”: 2 fit, 2 visible; the first visible one is taken",),
        ("button “Help”: 2 fit, 2 visible; number 1 is taken",),
    ]


@browser
def test_facts_are_noted_and_known_to_what_comes_after() -> None:
    steps = "- note: {tea.price: {css: '#price', as: money}}\n- if: tea.price.amount > 5\n  see: Cheap\n- wait: 2d"
    trial = try_step(steps, PAGE)
    assert trial.steps[0].says == ("noted: tea.price = 4.20 GBP (“£4.20”)",)
    assert [step.outcome for step in trial.steps] == ["done", "skipped", "waits"]
    assert {name: str(value) for name, value in trial.facts.items()} == {"tea.price": "4.20 GBP"}


@browser
@pytest.mark.parametrize(
    ("step", "problem", "instead"),
    [
        ("click: {role: button, name: Add to cart}", "button “Add to cart”: not found", "Did you mean “Add to basket”?"),
        ("fill: {into: {label: A code}, text: X}", "field “A code”: not found", "Did you mean “Your code”?"),
        ("click: {role: link, name: Help}", "link “Help”: not found", "“Help” is a button here."),
        ("see: Goodbye", "the page does not show text “Goodbye”", ""),
    ],
)
def test_what_is_not_found_is_said_with_what_stands_there_instead(
    monkeypatch: pytest.MonkeyPatch, step: str, problem: str, instead: str
) -> None:
    monkeypatch.setattr("shopper.visit.session.PATIENCE", 1.0)
    (tried,) = try_step(step, PAGE).steps
    assert tried.outcome == "failed"
    assert problem in tried.problem and instead in tried.instead


@browser
def test_what_is_there_and_hidden_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopper.visit.session.PATIENCE", 1.0)
    (tried,) = try_step("click: {text: Secret door}", PAGE).steps
    assert (tried.outcome, tried.found) == ("failed", ("text “Secret door”: there, but not visible",))


@browser
def test_what_is_optional_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopper.visit.session.PATIENCE", 1.0)
    trial = try_step("- see: Goodbye\n  optional: true\n- see: Ginger tea", PAGE)
    assert [step.outcome for step in trial.steps] == ["failed", "done"]


@browser
def test_a_page_of_another_shop_is_not_opened(project: Path) -> None:
    with pytest.raises(UsageError, match="is not on one of the shop's hosts"):
        asyncio.run(try_out(prepare(["see: Tea"], url="https://elsewhere.example/", shop="corner", root=project)))


@browser
def test_after_a_failure_nothing_more_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopper.visit.session.PATIENCE", 1.0)
    trial = try_step("- see: Goodbye\n- click: {role: button, name: Add to basket}", PAGE)
    assert len(trial.steps) == 1 and trial.problem
    assert trial.page and "In your basket" not in trial.page.text


@browser
def test_a_secret_is_typed_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEA_CODE", "lapsang-souchong")
    trial = try_step('- fill: {into: {label: Your code}, text: "${secret:TEA_CODE}"}\n- note: {code: {css: h1}}', PAGE)
    assert trial.problem == ""
    assert trial.page and "•••" in trial.page.text
    assert "lapsang" not in trial.model_dump_json()


@browser
def test_a_page_that_does_not_answer_is_nobodys_step() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        attempt = prepare(["goto: /"], url=f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(ShopperError) as told:
            asyncio.run(try_out(attempt))
    assert told.value.exit_code == 4


# --- as a command -------------------------------------------------------------------------------------------------


@browser
def test_at_the_practice_shop_with_a_picture_and_an_exit_code(tmp_path: Path) -> None:
    picture = tmp_path / "seen.jpg"
    words = ("try", "use: open_contact", "--practice", "--locale", "en-GB", "--device", "phone", "--picture", picture)
    with practice_in_thread(tmp_path) as joined:
        done = shopper(*words, cwd=ROOT, env=joined.env)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "✓ click: {role: link, name: {vi: Liên hệ, en: Contact, de: Kontakt, fr: Contact}, exact: true}" in done.stdout
        assert f"picture: {picture}" in done.stdout and picture.read_bytes().startswith(b"\xff\xd8")
        failed = shopper("try", "see: {text: Goodbye, wait: 1s}", "--practice", "--json", cwd=tmp_path, env=joined.env)
    assert failed.returncode == 1, failed.stderr
    (step,) = json.loads(failed.stdout)["steps"]
    assert step["outcome"] == "failed" and "does not show text “Goodbye”" in step["problem"]


def test_without_a_step_or_with_a_wrong_one_it_is_wrong_usage(tmp_path: Path) -> None:
    nothing = shopper("try", "--url", URL, cwd=tmp_path)
    wrong = shopper("try", "clik: {}", "--url", URL, cwd=tmp_path)
    assert (nothing.returncode, wrong.returncode) == (2, 2)
    assert "there is no step to try" in nothing.stderr and "did you mean `click`?" in wrong.stderr
