"""The report for people: what it shows, what it never lets through, and that it stays openable."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from shopper.model import Audit, Blob, Fact, Link, Score, VisitState
from shopper.registry import reports
from shopper.reports._text import TEMPLATES
from shopper.reports.html import html
from shopper.visit.browser import find

Make = Callable[..., Any]


def first_page(audit: Audit, folder: Path) -> HTMLParser:
    return HTMLParser(html(audit, folder)["index.html"])


def text_of(page: HTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node, f"nothing is {selector}"
    return " ".join(node.text(separator=" ").split())


# --- what it shows ------------------------------------------------------------------------------------------------


def test_it_is_a_report() -> None:
    assert reports()["html"].file_name == "index.html"


def test_the_verdict_comes_before_any_number(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    said = text_of(page, ".verdict")
    assert said.index(troubled.verdict) < said.index("59.1") < said.index("25.9 below the target of 85")
    assert "counts as 0: a must-pass is broken" in said
    assert "3 valid · 0 pending · 1 excluded" in said


def test_where_it_hurts(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    cells = [text_of(page, f".matrix td:nth-of-type({n})") for n in (1, 2)]
    assert cells == ["1 problem", "Must-pass broken"]


def test_the_most_urgent_comes_first_with_its_picture(troubled: Audit, tmp_path: Path) -> None:
    urgent = first_page(troubled, tmp_path).css(".first li")
    assert "Must-pass broken" in urgent[0].text() and "+6.1" in urgent[0].text()
    assert urgent[0].css_first("img[loading=lazy]")
    assert "known" not in " ".join(entry.text() for entry in urgent)


def test_the_same_finding_in_two_visits_is_one_problem_with_two_deep_links(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    late = [finding for finding in troubled.findings if finding.check == "late-mail"]
    assert len([card for card in page.css("article.finding h3") if card.text().startswith("A mail came late")]) == 1
    assert all(page.css_first(f"#findings [id='finding-{finding.id}']") for finding in late)


def test_every_finding_has_its_deep_link(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    assert all(page.css_first(f"[id='finding-{finding.id}']") for finding in troubled.findings)


def test_every_inner_link_leads_somewhere_once(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    inner = {link.attributes["href"] for link in page.css("a[href^='#']")}
    assert {f"#{id}" for id in ids} >= inner and len(inner) > 20


def test_a_contradiction_shows_both_quotes_in_their_language(troubled: Audit, tmp_path: Path) -> None:
    card = first_page(troubled, tmp_path).css("article.finding")[0]
    quotes = [quote.text().strip() for quote in card.css("blockquote")]
    assert quotes == ["590.000 ₫", "Tổng cộng: 640.000 ₫"]
    assert card.css("blockquote bdi")[1].attributes["lang"] == "vi"


def test_a_value_without_currency_contradicts_nothing(visit: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    bare = played.facts[2].value.model_copy(update={"currency": None})
    facts = (*played.facts, Fact(name="order.total", value=bare, quote="590.000", source="step:8", at=played.started))
    assert "differs" not in text_of(first_page(audit([visit(None, facts=facts)]), tmp_path), ".ledger")


def test_the_timeline_shows_the_gap_the_wait_and_the_line(clean: Audit, tmp_path: Path) -> None:
    line = text_of(first_page(clean, tmp_path), ".timeline")
    assert "26 hr 3 min later" in line
    assert "In time after 34 sec; promised within 5 min" in line
    assert "guest_order.yaml :9" in line
    assert "Mon 23 Nov 2026" in line


def test_a_quick_mail_stands_after_the_click_that_caused_it(visit: Make, audit: Make, tmp_path: Path) -> None:
    """The mailbox cuts its times to whole seconds, so this mail seems to be older than the click."""
    played = visit(None, confirmed_after=timedelta(seconds=0.05))
    entries = [entry.text() for entry in first_page(audit([played]), tmp_path).css(".timeline li.lanes")]
    click = next(at for at, entry in enumerate(entries) if "Đặt hàng" in entry)
    assert "after 0 sec" in next(entry for entry in entries[click + 1 :] if "Xác nhận" in entry)


@pytest.mark.parametrize(("error", "word"), [(timedelta(), "Late"), (timedelta(seconds=30), "Perhaps late")])
def test_a_mail_is_late_only_if_the_clocks_can_tell(
    error: timedelta, word: str, visit: Make, audit: Make, tmp_path: Path
) -> None:
    played = visit(None, confirmed_after=timedelta(minutes=5, seconds=20), clock_error=error)
    assert f"{word} after 5 min 20 sec" in " ".join(text_of(first_page(audit([played]), tmp_path), ".timeline").split())


def test_the_mail_servers_clock_is_corrected(visit: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None, clock_skew=timedelta(seconds=30))
    assert "after 4 sec" in text_of(first_page(audit([played]), tmp_path), ".timeline")


def test_a_missing_mail_stands_where_it_was_due(troubled: Audit, tmp_path: Path) -> None:
    absent = text_of(first_page(troubled, tmp_path), ".absent")
    assert "Shipping notice" in absent and "Did not come was due within 3 days" in absent and "A mail never came" in absent


def test_failed_and_skipped_steps_are_marked_in_words(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    assert "Failed" in text_of(page, ".is-failed .did") and "TypeError" in text_of(page, ".is-failed .errors")
    assert "Skipped" in text_of(page, ".is-skipped .did")
    assert page.css_first(".is-skipped .showed") is None


def test_what_is_not_known_is_said(troubled: Audit, tmp_path: Path) -> None:
    said = text_of(first_page(troubled, tmp_path), "#unknown")
    assert "Nothing on the page is a button called “Add to cart”." in said
    assert "it is not known whether a person can be" in said
    assert "Transparency; Personal treatment; Process compliance" in said
    assert "± 1 sec" in said


def test_pictures_are_linked_never_embedded(clean: Audit, tmp_path: Path) -> None:
    page = first_page(clean, tmp_path)
    shown = page.css("img[src]")
    assert len(shown) > 20 and all(image.attributes["loading"] == "lazy" for image in shown)
    assert all((tmp_path / str(image.attributes["src"])).is_file() for image in shown)


def test_a_phone_sees_the_narrow_mail(clean: Audit, tmp_path: Path) -> None:
    page = first_page(clean, tmp_path)
    for played in clean.visits[:2]:
        mail = played.mails[0]
        width = "360" if played.device == "phone" else "640"
        picture = page.css_first(f"[id='at-{played.id}-mail-{mail.id}'] .of-mail")
        assert picture and picture.attributes["href"] == mail.pictures[width].path


def test_a_copy_without_pictures_says_so(clean: Audit, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "evidence")
    page = first_page(clean, tmp_path)
    assert not page.css("img[src]")
    assert "The picture is not part of this copy." in text_of(page, ".timeline")


def test_nothing_played(audit: Make, tmp_path: Path) -> None:
    page = first_page(audit([], score=Score(raw=None, gated=None, coverage=0)), tmp_path)
    assert "Play one with “shopper run”" in text_of(page, ".empty")
    assert page.css_first("#findings") is None


def test_nothing_found(clean: Audit, tmp_path: Path) -> None:
    assert "No check failed." in text_of(first_page(clean, tmp_path), "#findings")


def test_headings_stand_in_order_and_landmarks_are_there(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    levels = [int(str(node.tag)[1]) for node in page.css("h1, h2, h3, h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.css_first("html[lang=en] main") and page.css_first("nav[aria-label]") and page.css_first("footer")
    assert all(image.attributes.get("alt") for image in page.css("img[src]"))


# --- what it never lets through -----------------------------------------------------------------------------------

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x00{{ 7*7 }}"


def hostile(visit: Make, finding: Make, audit: Make) -> Audit:
    played = visit(None)
    mail = played.mails[0]
    reading = mail.reading.model_copy(
        update={
            "subject": EVIL, "text": EVIL, "sender": EVIL, "sender_name": EVIL, "lang": EVIL, "problem": EVIL,
            "links": (Link(text=EVIL, href="javascript:alert(1)"), Link(text="x", href="data:text/html,<script>")),
        }
    )  # fmt: skip
    mail = mail.model_copy(update={"reading": reading, "system": EVIL, "pictures": {"640": escaping("../../../etc/passwd")}})
    step = played.steps[0].model_copy(
        update={
            "text": EVIL,
            "url": "javascript:alert(1)",
            "problem": EVIL,
            "console": (EVIL,),
            "picture": escaping("javascript:x"),
        }
    )
    fact = played.facts[0].model_copy(update={"name": EVIL, "value": EVIL, "quote": EVIL})
    played = played.model_copy(
        update={
            "title": EVIL,
            "why": EVIL,
            "reason": EVIL,
            "steps": (step,),
            "mails": (mail,),
            "facts": (fact,),
            "expectations": (),
        }
    )
    bad = finding(
        played, **dict.fromkeys(("title", "sentence", "expected", "actual", "about", "owner", "why", "fix", "cause"), EVIL)
    )
    return audit([played], [bad], verdict=EVIL, notes=(EVIL,))  # type: ignore[no-any-return]


def escaping(path: str) -> Blob:
    return Blob(path=path, sha256="0" * 64, size=1)


def test_texts_from_outside_stay_texts(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    text = html(hostile(visit, finding, audit), tmp_path)["index.html"]
    page = HTMLParser(text)
    assert len(page.css("script")) == 1 and not page.css("[onerror]") and "<img src=x" not in text
    assert "⟨U+202E⟩⟨U+0000⟩{{ 7*7 }}" in text_of(page, "h1")
    assert "\u202e" not in text and "\x00" not in text


def test_links_of_the_shop_are_no_links(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    page = first_page(hostile(visit, finding, audit), tmp_path)
    hrefs = {str(link.attributes["href"]) for link in page.css("a")}
    assert hrefs and all(href.startswith(("#", "evidence/")) for href in hrefs)
    assert "javascript:alert(1)" in text_of(page, ".links")


def test_no_file_outside_the_audit_is_linked(visit: Make, audit: Make, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"x")
    inside = tmp_path / "audit"
    inside.mkdir()
    step = visit(None).steps[0].model_copy(update={"picture": escaping("../secret.jpg")})
    assert "secret" not in html(audit([visit(None, steps=(step,))]), inside)["index.html"]


def test_only_our_own_style_and_script_may_run(clean: Audit, tmp_path: Path) -> None:
    page = first_page(clean, tmp_path)
    meta = page.css_first("meta[http-equiv=Content-Security-Policy]")
    assert meta
    policy = str(meta.attributes["content"])
    for tag in ("style", "script"):
        node = page.css_first(tag)
        assert node
        digest = b64encode(hashlib.sha256(node.text(deep=True).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not page.css("[style]") and not page.css("link")


# --- large audits -------------------------------------------------------------------------------------------------


def test_a_large_audit_stays_small_and_whole(large: Audit, tmp_path: Path) -> None:
    began = time.monotonic()
    pages = html(large, tmp_path)
    assert time.monotonic() - began < 30
    index = pages.pop("index.html")
    assert len(index.encode()) < 2_000_000 and max(len(text) for text in pages.values()) < 200_000
    assert set(pages) == {f"visits/visit-{visit.id}.html" for visit in large.visits}
    targets = {str(link.attributes["href"]) for link in HTMLParser(index).css("a[href^=visits]")}
    assert {target.partition("#")[0] for target in targets} == set(pages)


def test_a_visits_own_page_leads_back_to_the_evidence(clean: Audit, tmp_path: Path, visit: Make, audit: Make) -> None:
    many = audit([*clean.visits, *(visit(None, number=n) for n in range(10, 30))])
    page = HTMLParser(html(many, tmp_path)[f"visits/visit-{clean.visits[0].id}.html"])
    pictures = [str(image.attributes["src"]) for image in page.css("img[src]")]
    (tmp_path / "visits").mkdir()
    assert pictures and all((tmp_path / "visits" / picture).is_file() for picture in pictures)


# --- how it looks -------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_every_colour_of_text_can_be_read(theme: int, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5:1, in both themes."""
    blocks = re.findall(r":root \{(.*?)\}", (TEMPLATES / "report.css").read_text("utf-8"), re.DOTALL)
    tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[theme]))
    for name in ("ink", "quiet", "accent", "pass", "fail", "must", "review", "unknown", "pending"):
        light, dark = sorted((luminance(tokens[name]), luminance(tokens[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{name} on {ground}"


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find("chromium", play.chromium.executable_path), args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 375, "height": 800})
        browser.close()


@pytest.mark.browser
def test_in_a_browser(troubled: Audit, tmp_path: Path, browser_page: Page) -> None:
    (tmp_path / "index.html").write_text(html(troubled, tmp_path)["index.html"], "utf-8")
    complaints: list[str] = []
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    folded = [finding.id for finding in troubled.findings if finding.check == "late-mail"][1]
    browser_page.goto(f"{(tmp_path / 'index.html').as_uri()}#finding-{folded}")
    assert browser_page.locator(f"[id='finding-{folded}']").is_visible()
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 375

    browser_page.locator(".first .picture").first.click()
    large = browser_page.locator("#large")
    assert (
        large.is_visible() and large.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 1280
    )
    large.get_by_role("button").click()
    assert not large.is_visible()

    browser_page.keyboard.press("j")
    assert browser_page.evaluate("document.activeElement.className") == "finding"
    browser_page.keyboard.press("/")
    browser_page.keyboard.type("checkout answers")
    assert browser_page.locator("article.finding:visible").count() == 1
    browser_page.keyboard.press("Escape")
    assert browser_page.locator("article.finding:visible").count() == 6
    assert complaints == []


def test_a_stopped_visit_is_valid_and_a_waiting_one_pending(visit: Make, audit: Make, tmp_path: Path) -> None:
    states = [VisitState.FINISHED, VisitState.BLOCKED, VisitState.WAITING, VisitState.TOOL_ERROR]
    page = first_page(audit([visit(None, number=n, state=state) for n, state in enumerate(states)]), tmp_path)
    assert "2 valid · 1 pending · 1 excluded" in text_of(page, ".verdict")


def test_one_rule_broken_on_many_pages_is_one_problem(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = [visit(None, locale) for locale in ("vi-VN", "en-GB")]
    paths = ("/vi/thanh-toan", "/en/checkout")
    found = [finding(one, "no-way-to-a-person", id=path, about=path) for one, path in zip(played, paths, strict=True)]
    page = first_page(audit(played, found), tmp_path)
    assert len(page.css("article.finding")) == len(page.css(".first li")) == 1
    assert "2 places in 2 of 2 visits" in text_of(page, ".first li")
    assert page.css_first("[id=finding--en-checkout]") and page.css_first("[id=finding--vi-thanh-toan]")


def test_where_nothing_was_shown_the_customer_still_saw_the_page_before(
    clean: Audit, finding: Make, audit: Make, tmp_path: Path
) -> None:
    played = clean.visits[0]
    waiting = played.steps[-1].model_copy(update={"id": "wait", "picture": None})
    played = played.model_copy(update={"steps": (*played.steps, waiting)})
    page = first_page(audit([played], [finding(played, evidence=("step:wait",))]), tmp_path)
    picture = page.css_first("article.finding .picture")
    assert picture and played.steps[-2].picture and picture.attributes["href"] == played.steps[-2].picture.path


def test_names_in_backticks_are_code_and_nothing_else_is(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    page = first_page(audit([played], [finding(played, sentence="the mail `a<b>` is <i>late</i>")]), tmp_path)
    sentence = page.css_first(".sentence")
    assert sentence and sentence.css_first("code") and sentence.css_first("i") is None
    assert sentence.text().strip() == "the mail a<b> is <i>late</i>"
