"""What `shopper new` writes runs at once, clashes with nothing, and overwrites nothing."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema
import pytest
import yaml
from running import shopper

from shopper import registry
from shopper.errors import UsageError
from shopper.testing import plans
from shopper.workshop import scaffold

URL = "https://www.corner-shop.example"
PAGE = """<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href="data:,"><title>Corner Shop</title>
<meta name=viewport content="width=device-width">
<h1>Welcome to the corner shop</h1><p>Call us on 020 7946 0142, Monday to Friday, 9:00 to 17:00.</p>"""


def a_project(folder: Path, *languages: str, url: str = URL, **more: Any) -> Path:
    scaffold.write(folder, scaffold.project(url, languages or ("en", "vi"), **more))
    return folder


def pytest_in(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    return subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, timeout=180)


# --- a project ----------------------------------------------------------------------------------------------------


def test_a_new_project_has_no_mistakes_and_its_own_tests_pass(tmp_path: Path) -> None:
    made = shopper("new", "project", tmp_path / "mine", "--url", URL, "--language", "vi", "--language", "en")
    assert made.returncode == 0, made.stderr
    root = tmp_path / "mine"
    for name in ("journeys/first_look.yaml", "journeys/shops/corner_shop.yaml", ".vscode/settings.json", ".env.example"):
        assert (root / name).is_file()
        assert name in made.stdout
    checked = shopper("check", cwd=root)
    assert checked.stdout == "No mistakes: 1 journey, 1 shop, 4 visits.\n", checked.stderr
    tested = pytest_in(root)
    assert tested.returncode == 0 and "1 passed" in tested.stdout, tested.stdout


def test_git_never_takes_recordings_and_secrets_along(tmp_path: Path) -> None:
    root = a_project(tmp_path)
    for name in ("audits/one/index.html", ".env", ".secrets/MAILBOX"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("secret", "utf-8")
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    added = subprocess.run(["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True).stdout.split()
    assert "journeys/first_look.yaml" in added and ".env.example" in added
    assert not {"audits/one/index.html", ".env", ".secrets/MAILBOX"} & set(added)


@pytest.mark.parametrize("languages", [("vi",), ("en",), ("de", "en"), ("sv",), ("vi", "en", "fr"), ("zh-Hans",)])
def test_it_can_be_played_in_any_languages(tmp_path: Path, languages: tuple[str, ...]) -> None:
    played = plans(a_project(tmp_path, *languages))
    assert {plan.language for plan in played} == {language.split("-")[0] for language in languages}
    assert {plan.device for plan in played} == {"desktop", "phone"}


def test_what_a_new_shop_may_say_is_right_as_soon_as_its_hash_is_taken_away(tmp_path: Path) -> None:
    root = a_project(tmp_path, "en", "vi")
    shop = root / "journeys/shops/corner_shop.yaml"
    keys = ("hosts", "consent", "sign_in", "hours", "mails", "  order_confirmation", "standards")
    text = shop.read_text("utf-8")
    for key in keys:
        assert f"# {key}:" in text
        text = text.replace(f"# {key}:", f"{key}:")
    shop.write_text(text, "utf-8")
    assert plans(root)[0].shop.sign_in == {"basic": "${secret:STAGING}"}


def test_who_plays_lives_where_the_main_language_is_spoken(tmp_path: Path) -> None:
    who = {language: plans(a_project(tmp_path / language, language))[0].persona.country for language in ("vi", "en", "de")}
    assert who == {"vi": "VN", "en": "GB", "de": "DE"}


def test_editors_get_schemas_that_take_what_was_written(tmp_path: Path) -> None:
    shopper("new", "project", tmp_path / "mine", "--url", URL, "--language", "en")
    home = tmp_path / "mine/journeys"
    for name, file in (("journey", "first_look.yaml"), ("shop", "shops/corner_shop.yaml"), ("personas", "personas.yaml")):
        schema = yaml.safe_load((home / ".schemas" / f"{name}.json").read_text("utf-8"))
        jsonschema.validate(yaml.load((home / file).read_text("utf-8"), yaml.BaseLoader), schema)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (URL, "corner_shop"),
        ("https://gomsen.test/vi", "gomsen"),
        ("http://localhost:8000", "shop"),
        ("http://127.0.0.1:8000", "shop"),
        ("https://1001-tea.example", "shop_1001_tea"),
        ("https://bücher.example", "bucher"),
    ],
)
def test_a_shop_is_named_after_its_host(tmp_path: Path, url: str, name: str) -> None:
    assert [plan.shop.id for plan in plans(a_project(tmp_path, "en", url=url))] == [name] * 2


@pytest.mark.parametrize("word", sorted(scaffold.recipes()))
def test_a_recipe_for_ci_comes_along(tmp_path: Path, word: str) -> None:
    root = a_project(tmp_path, ci=[word])
    recipe = (root / scaffold.CI[word][1]).read_text("utf-8")
    assert "shopper" in recipe
    assert "requirements.txt" in recipe
    assert f"mystery-shopper=={version('mystery-shopper')}\n" in (root / "requirements.txt").read_text("utf-8")


def test_the_mailboxs_password_has_one_name_in_all_files(tmp_path: Path) -> None:
    made = shopper("new", "project", tmp_path, "--url", URL, "--language", "en", "--ci", "github", "--ci", "jenkins")
    assert "requirements.txt" in made.stdout.partition("For CI:")[2] and "AUDITS_MAILBOX" in made.stdout, made.stderr
    files = ("journeys/mailboxes.yaml", ".env.example", scaffold.CI["github"][1], scaffold.CI["jenkins"][1])
    names = {name for file in files for name in re.findall(r"\b[A-Z_]*MAILBOX\b", (tmp_path / file).read_text("utf-8"))}
    assert names == {"AUDITS_MAILBOX"}


def test_editors_are_told_what_helps_with_yaml(tmp_path: Path) -> None:
    told = json.loads((a_project(tmp_path) / ".vscode/extensions.json").read_text("utf-8"))
    assert told == {"recommendations": ["redhat.vscode-yaml"]}


@pytest.fixture
def a_real_shop() -> Iterator[str]:
    """The address of a shop that answers with one page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.browser
def test_its_first_journey_plays_at_a_shop_that_answers(tmp_path: Path, a_real_shop: str) -> None:
    done = shopper("run", cwd=a_project(tmp_path, "en", url=a_real_shop))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 of 2 visits reached their goal" in done.stdout


@pytest.mark.browser
def test_a_shop_that_does_not_answer_is_not_blamed(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        root = a_project(tmp_path, "en", url=f"http://127.0.0.1:{taken.getsockname()[1]}")
        done = shopper("run", "--device", "desktop", cwd=root)
    assert done.returncode == 4, done.stdout + done.stderr
    assert "the shop cannot be reached" in done.stdout


# --- what is added later ------------------------------------------------------------------------------------------


def test_a_journey_shows_what_its_shop_offers(tmp_path: Path) -> None:
    root = a_project(tmp_path, "en")
    shop = root / "journeys/shops/corner_shop.yaml"
    more = """  check_out:
    inputs: {pay: text, pieces: number}
    steps:
      - goto: "/pay?with=${inputs.pay}&pieces=${inputs.pieces}"
mails:
  order_confirmation: {system: web_shop, from: orders@corner-shop.example, subject: {en: Order confirmation}}
"""
    shop.write_text(shop.read_text("utf-8") + more, "utf-8")
    scaffold.write(root, scaffold.journey(root, "ordering/buy_tea"))
    text = (root / "journeys/ordering/buy_tea.yaml").read_text("utf-8")
    assert "#   - use: check_out\n#     with: {pay: …, pieces: …}     # pay: text, pieces: number\n" in text
    assert "#   - expect_mail: {order_confirmation: {within: 5m}}" in text
    assert {plan.journey for plan in plans(root)} == {"first_look", "buy_tea"}


def test_checks_of_ones_own_come_with_tests_that_pass(tmp_path: Path) -> None:
    root = a_project(tmp_path)
    for words in (["no-greeting", "--group", "content"], ["page-has-no-title", "--page", "--group", "titles"]):
        made = shopper("new", "check", *words, cwd=root)
        assert made.returncode == 0, made.stderr
    assert (root / "page_checks/titles/page_has_no_title.py").is_file()
    tested = pytest_in(root)
    assert tested.returncode == 0 and "8 passed" in tested.stdout, tested.stdout
    explained = shopper("explain", "no-greeting", cwd=root)
    assert "Say what it costs" in explained.stdout, explained.stderr
    left = "the help of `no-greeting` still has the template's words: “Say in one sentence what is wrong” …"
    assert left in explained.stderr and left in shopper("check", cwd=root).stderr
    check = root / "inbox_checks/content/no_greeting.py"
    check.write_text('"""A mail does not greet."""\n' + check.read_text("utf-8").split('"""', 2)[2], "utf-8")
    assert "no-greeting" not in shopper("check", cwd=root).stderr


@pytest.mark.browser
def test_a_step_of_ones_own_comes_with_tests_that_pass(tmp_path: Path) -> None:
    root = a_project(tmp_path)
    (root / "conftest.py").unlink()
    made = shopper("new", "step", "point_at", cwd=root)
    assert "conftest.py" in made.stdout, "a project without one gets its settings"
    tested = pytest_in(root, "tests/steps")
    assert tested.returncode == 0 and "2 passed" in tested.stdout, tested.stdout
    journey = root / "journeys/first_look.yaml"
    journey.write_text(journey.read_text("utf-8") + "\n  - point_at: {role: link, name: Basket}\n", "utf-8")
    assert shopper("check", cwd=root).returncode == 0
    assert "- point_at: {role: button, name: Menu}" in shopper("explain", "point_at", cwd=root).stdout


def test_settings_that_do_not_know_the_projects_steps_are_told_of(tmp_path: Path) -> None:
    root = a_project(tmp_path)
    (root / "conftest.py").write_text("", "utf-8")
    assert "load_project" in shopper("new", "step", "point_at", cwd=root).stdout


# --- what is refused ----------------------------------------------------------------------------------------------


def test_nothing_is_overwritten_and_the_rest_is_not_written_either(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match=r"README\.md: this file is there already"):
        a_project(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda root: scaffold.project("corner-shop.example", ["en"]), "is not a web address"),
        (lambda root: scaffold.project(URL, ["english!"]), "is not a language"),
        (lambda root: scaffold.project(URL, ["vn"]), "`vn` is no language\n  Did you mean `vi`?"),
        (lambda root: scaffold.project(URL, []), "--language vi --language en"),
        (lambda root: scaffold.project(URL, ["en"], ci=["no such"]), "there is no recipe for `no such`"),
        (lambda root: scaffold.shop("Corner Shop", URL, ["en"]), "Did you mean `corner_shop`?"),
        (lambda root: scaffold.journey(root, "tea", shop_name="corner_shpo"), "Did you mean `corner_shop`?"),
        (lambda root: scaffold.journey(root, "tea", persona="ema"), "Did you mean `emma`?"),
        (
            lambda root: scaffold.journey(root, "returns/first_look"),
            "journeys/first_look.yaml and journeys/returns/first_look.yaml",
        ),
        (lambda root: scaffold.journey(root, "shops/tea"), "is no place for a journey"),
        (lambda root: scaffold.journey(root, "personas"), "is no place for a journey"),
        (lambda root: scaffold.journey(root, "../tea"), "is not a name for a journey"),
        (lambda root: scaffold.step(root, "click"), "`click` is a built-in step"),
        (lambda root: scaffold.step(root, "Đặt hàng nhanh"), "Did you mean `dat_hang_nhanh`?"),
        (lambda root: scaffold.step(root, "1st"), "Did you mean `step_1st`?"),
        (lambda root: scaffold.journey(root, "mua trà"), "Did you mean `mua_tra`?"),
        (lambda root: scaffold.journey(root, "购买"), "Small letters, digits and `_`, a letter first."),
        (lambda root: scaffold.check(root, "No total"), "Did you mean `no-total`?  Small letters, digits and `-`"),
        (lambda root: scaffold.step(root, "optional"), "stands beside every step"),
        (lambda root: scaffold.step(root, "import"), "is a word of Python's"),
        (lambda root: scaffold.step(root, "point-at"), "Did you mean `point_at`?"),
        (lambda root: scaffold.check(root, "late-mail", page=True), "`late-mail` is a built-in check"),
        (lambda root: scaffold.check(root, "no-subject", group="My checks"), "Did you mean `my_checks`?"),
    ],
)
def test_a_name_that_will_not_do_is_refused_with_one_that_would(tmp_path: Path, make: Any, says: str) -> None:
    root = a_project(tmp_path, "en")
    with pytest.raises(UsageError) as refused:
        make(root)
    assert says in str(refused.value)
    assert "\n" in str(refused.value), "it says what to do"


def test_a_check_of_ones_own_is_not_called_built_in_and_a_new_group_is_told(tmp_path: Path, monkeypatch: Any) -> None:
    root = a_project(tmp_path, "en")
    assert "`tax` is a new group; there are " in shopper("new", "check", "no-tax", "--group", "tax", cwd=root).stdout
    assert "is a new group" not in shopper("new", "check", "no-vat", cwd=root).stdout
    assert "serves" not in shopper("explain", "no-tax", cwd=root).stdout
    monkeypatch.setattr(scaffold, "BUILT_IN", root)  # as in a checkout of the product itself
    for table in ("_checks", "_loaded", "_reports", "_steps"):  # what is loaded here is gone afterwards
        monkeypatch.setattr(registry, table, getattr(registry, table).copy())
    with pytest.raises(UsageError, match=r"the check `no-tax` is there already: inbox_checks/tax/no_tax\.py"):
        scaffold.check(root, "no-tax", group="tax")


def test_of_several_shops_one_must_be_named(tmp_path: Path) -> None:
    root = a_project(tmp_path, "en")
    scaffold.write(root, scaffold.shop("other_shop", "https://other.example", ["vi"]))
    with pytest.raises(UsageError, match="--shop corner_shop, other_shop"):
        scaffold.journey(root, "tea")
    scaffold.write(root, scaffold.journey(root, "tea", shop_name="other_shop"))
    assert {plan.shop.id for plan in plans(root) if plan.journey == "tea"} == {"other_shop"}


def test_where_nobody_can_be_asked_it_says_what_is_missing(tmp_path: Path) -> None:
    done = shopper("new", "project", tmp_path / "mine", stdin="")
    assert (done.returncode, (tmp_path / "mine").exists()) == (2, False)
    assert "--url https://www.example.com" in done.stderr
