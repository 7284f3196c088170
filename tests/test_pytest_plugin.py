"""`pytest journeys/`: a test per visit, with outcomes that pytest's users know."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from running import ROOT
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from shopper.journey.load import load
from shopper.model import Audit


def run_pytest(*words: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Any:
    """Pages are not measured: these tests ask what becomes of visits."""
    unmeasured = () if "no:shopper.pytest_plugin" in words else ("--audit-no-probes",)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *unmeasured, *words]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, timeout=120)


def project(root: Path, steps: list[Any], url: str = "http://127.0.0.1:9", **more: Any) -> Path:
    """A project with a shop and the journey `look`; `more`: keys of it."""
    files = {
        "shops/tiny.yaml": {"shop": "Tiny", "url": url, "languages": ["en", "vi"], "hosts": ["127.0.0.1"]},
        "personas.yaml": {"linh": {"name": "Linh"}},
        "look.yaml": {"journey": "Look around", "persona": "linh", **more, "steps": steps},
    }
    for name, data in files.items():
        path = root / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False))
    return root


VOICES = {"polite": {"greeting": "Good morning."}, "curt": {"greeting": "Hi."}}
FOUR = {"locale": ["en-GB", "vi-VN"], "device": ["desktop", "phone"]}


def extras(report: Path) -> tuple[str, dict[str, str]]:
    """What pytest-html's report shows beside its only test: HTML, and its pictures by name."""
    node = HTMLParser(report.read_text("utf-8")).css_first("#data-container")
    assert node
    (tests,) = json.loads(str(node.attributes["data-jsonblob"]))["tests"].values()
    shown = tests[0]["extras"]
    pictures = {extra["name"]: extra["content"] for extra in shown if extra["format_type"] == "image"}
    return "".join(extra["content"] for extra in shown if extra["format_type"] == "html"), pictures


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[str]:
    """The address of a shop of one page."""
    page = tmp_path / "page"
    page.mkdir()
    (page / "index.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Shop</title>"
        "<main><h1>Shop</h1><a href='tel:+4420794600000'>Call</a></main>"
    )
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(page)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        yield f"http://127.0.0.1:{server.stdout.readline().split('port ')[1].split()[0]}"
    finally:
        server.terminate()
        server.wait(10)


def test_a_journey_s_visits_are_items_with_names_that_read_well() -> None:
    done = run_pytest("--collect-only", "journeys/")
    assert done.returncode == 0, done.stdout
    assert "guest_order.yaml::guest_order[gom_sen-vi-VN-phone]" in done.stdout
    plans = load([ROOT / "journeys"], root=ROOT).plans
    assert f"{len(plans)} tests collected" in done.stdout, "shops, mailboxes and personas are no tests"


@pytest.mark.browser
def test_a_clean_visit_passes_and_leaves_an_audit(tmp_path: Path) -> None:
    done = run_pytest("journeys/", "-k", "guest_order and vi-VN-desktop", "--audit-out", str(tmp_path))
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout and "Report: " in done.stdout
    audit = Audit.model_validate_json((tmp_path / "latest" / "audit.json").read_bytes())
    assert [visit.locale for visit in audit.visits] == ["vi-VN"]
    assert (tmp_path / "latest" / "manifest.json").is_file()


@pytest.mark.browser
def test_a_finding_fails_its_visit_in_words(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    more = ("--audit-defect", "confirmation_total_wrong", f"--html={report}", "--self-contained-html")
    done = run_pytest("journeys/ordering/guest_order.yaml", "-k", "en-GB-desktop", "--audit-out", str(tmp_path), *more)
    assert done.returncode == 1
    assert "total-differs (critical): The order confirmation says" in done.stdout
    assert "fix: " in done.stdout
    assert "Traceback" not in done.stdout

    said, pictures = extras(report)
    assert "<strong>Fails</strong> The order confirmation says" in said and "<code>total-differs</code>" in said
    assert "<strong>Order confirmation GS-" in said and "Gốm Sen &lt;orders@gomsen.test&gt; · " in said
    assert len(pictures) >= 3 and all(source.startswith("data:image/jpeg;base64,/9j/") for source in pictures.values())
    assert {"A mail states another total", "Where the visit ended"} <= pictures.keys()


@pytest.mark.browser
def test_pictures_lie_beside_a_report_that_is_not_self_contained(tmp_path: Path, shop: str) -> None:
    root = project(tmp_path, [{"goto": "/"}], shop)
    assert run_pytest("journeys", "--html=report.html", cwd=root).returncode == 0
    _, pictures = extras(root / "report.html")
    assert list(pictures) == ["Where the visit ended"]
    assert (root / pictures["Where the visit ended"]).read_bytes().startswith(b"\xff\xd8\xff")
    assert run_pytest("journeys", "-p", "no:html", cwd=root).returncode == 0, "without pytest-html nothing is missed"


@pytest.mark.browser
def test_a_broken_journey_fails_at_its_yaml_line(tmp_path: Path, shop: str) -> None:
    steps = [{"goto": "/"}, {"click": {"role": "button", "name": "Buy"}}]
    done = run_pytest("journeys", cwd=project(tmp_path, steps, shop))
    assert done.returncode == 1
    said = done.stdout.partition("look[tiny-en-GB-desktop] _")[2].partition("== short test summary")[0].splitlines()[1:]
    assert re.match(r"journeys/look\.yaml:\d+:\d+: button “Buy”", said[0]), "the summary shows only the beginning"
    assert "The visit is broken." in said
    (picture,) = [line.partition("picture: ")[2] for line in said if "  picture: " in line]
    assert (tmp_path / picture).read_bytes().startswith(b"\xff\xd8\xff"), "it can be opened from where pytest was called"
    assert "Traceback" not in done.stdout


def test_a_mistake_in_yaml_is_a_collection_error(tmp_path: Path) -> None:
    done = run_pytest("journeys", cwd=project(tmp_path, [{"go_to": "/"}]))
    assert done.returncode == 2
    assert "`go_to` is not a step" in done.stdout and "did you mean `goto`?" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_browser_that_is_not_there_is_an_error_in_set_up(tmp_path: Path) -> None:
    done = run_pytest("journeys", cwd=project(tmp_path, [{"goto": "/"}]), env={"SHOPPER_CHROMIUM": "/nowhere"})
    assert done.returncode == 1
    assert "1 error" in done.stdout and "ERROR at setup of look[" in done.stdout
    assert "/nowhere" in done.stdout and "Traceback" not in done.stdout


def test_what_keeps_all_visits_from_being_played_is_said_at_length_once(tmp_path: Path) -> None:
    root = project(tmp_path, [{"goto": "/"}], matrix=FOUR)
    done = run_pytest("journeys", "-rN", cwd=root, env={"SHOPPER_CHROMIUM": "/nowhere"})
    assert "4 errors" in done.stdout
    assert done.stdout.count("Install one: ") == 1 and done.stdout.count("as said at the first visit") == 3
    assert not list((root / "audits").iterdir()), "no empty audit is left behind"


def test_a_step_of_ones_own_that_cannot_be_loaded_is_a_collection_error(tmp_path: Path) -> None:
    root = project(tmp_path, [{"goto": "/"}])
    (root / "journeys/again.yaml").write_text((root / "journeys/look.yaml").read_text())
    (root / "steps").mkdir()
    (root / "steps/hover.py").write_text("import nothing_of_that_name\n")
    done = run_pytest("journeys", "--collect-only", "-rN", cwd=root)
    assert done.returncode == 2 and "2 errors" in done.stdout
    assert done.stdout.count("hover.py:1: this file cannot be loaded") == 1 and "as said above" in done.stdout
    assert "Traceback" not in done.stdout


MARKED = {"tags": ["nightly", "smoke test", "skip", "2026", "đặt hàng"], "type": "return", "matrix": FOUR}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("-m", "nightly and phone"), 2),
        (("-m", "vi and not desktop"), 1),
        (("-m", "smoke_test and tag_skip and tag_2026 and dat_hang and return and tiny and chromium"), 4),
        (("-m", "en_GB"), 2),
        (("-k", "vi-VN and phone"), 1),
        (("-k", "nightly"), 4),
        (("--audit-locale", "vi-VN", "--audit-device", "phone"), 1),
        (("--audit-tag", "nightly", "--audit-type", "return", "--audit-shop", "tiny"), 4),
        (("--audit-browser", "firefox", "-m", "firefox"), 4),
        (("-m", "polite"), 4),
        (("-k", "polite"), 4),
        (("--audit-voice", "polite"), 4),
    ],
)
def test_visits_are_selected_as_pytests_users_know_it(words: tuple[str, ...], count: int, tmp_path: Path) -> None:
    root = project(tmp_path, [{"goto": "/"}], **MARKED)
    (root / "journeys/personas.yaml").write_text(
        yaml.safe_dump({"linh": {"name": "Linh", "voices": {"polite": VOICES["polite"]}}})
    )
    done = run_pytest("journeys", "--collect-only", "--strict-markers", *words, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("journeys/look.yaml::look[tiny-") == count


def test_a_selection_that_fits_nothing_says_what_there_is(tmp_path: Path) -> None:
    done = run_pytest("journeys", "--audit-locale", "de-DE", cwd=project(tmp_path, [{"goto": "/"}]))
    assert done.returncode == 4
    assert "no journey is played for locale `de-DE`" in done.stderr and "There are: en-GB." in done.stderr


def test_voices_tell_visits_apart(tmp_path: Path) -> None:
    root = project(tmp_path, [{"goto": "/"}], matrix={"voice": ["polite", "curt"]})
    (root / "journeys/personas.yaml").write_text(yaml.safe_dump({"linh": {"name": "Linh", "voices": VOICES}}))
    done = run_pytest("journeys", "--collect-only", "--audit-voice", "curt", "--audit-browser", "firefox", cwd=root)
    assert "::look[tiny-en-GB-desktop-firefox-curt]" in done.stdout and "polite" not in done.stdout, done.stdout + done.stderr


def test_names_are_ascii_whatever_files_are_called(tmp_path: Path) -> None:
    root = project(tmp_path, [{"goto": "/"}])
    (root / "journeys/look.yaml").rename(root / "journeys/đặt_hàng.yaml")
    done = run_pytest("journeys", "--collect-only", cwd=root)
    assert "::dat_hang[tiny-en-GB-desktop]" in done.stdout


def test_the_plugin_can_be_switched_off(tmp_path: Path) -> None:
    done = run_pytest("journeys", "-p", "no:shopper.pytest_plugin", cwd=project(tmp_path, [{"goto": "/"}]))
    assert done.returncode == 5 and "no tests ran" in done.stdout


@pytest.mark.browser
def test_workers_play_into_one_audit_that_is_judged_once(tmp_path: Path, shop: str) -> None:
    root = project(tmp_path, [{"goto": "/"}], shop, matrix=FOUR)
    broken = {"journey": "Buy", "persona": "linh", "steps": [{"goto": "/"}, {"click": {"role": "button", "name": "Buy"}}]}
    (root / "journeys/buy.yaml").write_text(yaml.safe_dump(broken, sort_keys=False))
    more = ("--dist", "load", "--junitxml=x.xml", "--html=y.html")
    with tempfile.TemporaryDirectory(prefix="ms-") as temporary:  # short: Chromium keeps a socket in it
        done = run_pytest("journeys", "-n", "2", *more, cwd=root, env={"TMPDIR": temporary})
        left = list(Path(temporary).glob("mystery-shopper-*"))
    assert not left, "what the workers shared is cleared away"
    assert done.returncode == 1 and "1 failed, 4 passed" in done.stdout, done.stdout + done.stderr
    assert done.stdout.count("Report: ") == 1 and "4 of 4 visits reached their goal" in done.stdout
    assert "journeys/buy.yaml:" in done.stdout and "^^^^^" in done.stdout

    (folder,) = [path for path in (root / "audits").iterdir() if not path.is_symlink()]
    audit = Audit.model_validate_json((folder / "audit.json").read_bytes())
    assert sorted(visit.locale for visit in audit.visits) == ["en-GB", "en-GB", "en-GB", "vi-VN", "vi-VN"]
    assert (folder / "manifest.json").is_file()

    said = [
        {str(one.get("name")): one.get("value") for one in case.iter("property")}
        for case in ET.parse(root / "x.xml").iter("testcase")
    ]
    assert {one["visit"] for one in said} == {visit.id for visit in audit.visits}
    assert {one["state"] for one in said} == {"finished", "broken"} and {"locale", "device", "findings"} <= said[0].keys()
    assert (root / "y.html").read_text("utf-8").count("Where the visit ended") >= 5


@pytest.mark.browser
def test_what_failed_last_is_played_again_alone_or_first(tmp_path: Path, shop: str) -> None:
    buy = {"click": {"role": "button", "name": "Buy"}, "if": "device == 'phone'"}
    root = project(tmp_path, [{"goto": "/"}, buy], shop, matrix={"device": ["desktop", "phone"]})

    def played(*words: str) -> str:
        command = [sys.executable, "-m", "pytest", "journeys/look.yaml", *words]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120).stdout

    first = played("-q")
    assert "1 failed, 1 passed" in first, first
    again = played("--lf")
    assert "rerun previous 1 failure\n" in again and "1 failed, 1 deselected" in again, again
    listed = played("-q", "--ff", "--collect-only")
    assert listed.index("look[tiny-en-GB-phone]") < listed.index("look[tiny-en-GB-desktop]")


@pytest.mark.browser
def test_a_waiting_visit_is_skipped_with_its_reason(tmp_path: Path, shop: str) -> None:
    root = project(tmp_path, [{"goto": "/"}, {"wait": "2d"}], shop)
    done = run_pytest("journeys", "-rs", "--audit-patience", "1s", cwd=root)
    assert done.returncode == 0
    assert "1 skipped" in done.stdout and "still waiting" in done.stdout


@pytest.mark.browser
def test_what_a_person_must_look_at_is_a_warning(tmp_path: Path, shop: str) -> None:
    root = project(tmp_path, [{"goto": "/"}], shop)
    (root / "page_checks/help").mkdir(parents=True)
    (root / "page_checks/help/tone.py").write_text(
        "from shopper import Outcome, Verdict, check\n"
        "@check(title='It is kind', failure='It is not', category='ease', impact='serious', serves=['0-01'])\n"
        "def tone(visit):\n"
        "    yield Verdict(outcome=Outcome.REVIEW, sentence='Somebody must read this.')\n"
    )
    done = run_pytest("journeys", "-n", "1", "--junitxml=x.xml", cwd=root)
    assert done.returncode == 0 and "1 passed, 1 warning" in done.stdout, done.stdout
    assert "ToReview: tone (serious): Somebody must read this." in done.stdout
    assert '"findings" value="tone review"' in (root / "x.xml").read_text("utf-8")
