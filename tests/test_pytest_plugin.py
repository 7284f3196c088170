"""`pytest journeys/`: a test per visit, with outcomes that pytest's users know."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from shopper.journey.load import load
from shopper.model import Audit


def run_pytest(*words: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Any:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, timeout=120)


def project(root: Path, steps: list[Any], url: str = "http://127.0.0.1:9") -> Path:
    files = {
        "shops/tiny.yaml": {"shop": "Tiny", "url": url, "languages": ["en"], "hosts": ["127.0.0.1"]},
        "personas.yaml": {"linh": {"name": "Linh"}},
        "look.yaml": {"journey": "Look around", "persona": "linh", "steps": steps},
    }
    for name, data in files.items():
        path = root / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False))
    return root


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
    (page / "index.html").write_text("<h1>Shop</h1><a href='tel:+4420794600000'>Call</a>")
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
    more = ("--defect", "confirmation_total_wrong", f"--html={report}", "--self-contained-html")
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
    assert "The visit is broken" in done.stdout
    assert "journeys/look.yaml:" in done.stdout and "button" in done.stdout
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


@pytest.mark.browser
def test_a_waiting_visit_is_skipped_with_its_reason(tmp_path: Path, shop: str) -> None:
    root = project(tmp_path, [{"goto": "/"}, {"wait": "2d"}], shop)
    done = run_pytest("journeys", "-rs", "--patience", "1s", cwd=root)
    assert done.returncode == 0
    assert "1 skipped" in done.stdout and "still waiting" in done.stdout
