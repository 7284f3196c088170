"""The report for people: what it shows, what it never lets through, and that it stays openable."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from shopper.model import (
    Acceptance,
    Audit,
    Blob,
    CategoryScore,
    Document,
    Fact,
    Item,
    Letter,
    Link,
    Rendering,
    Score,
    SendingSystem,
    Turn,
    VisitState,
)
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


def matrix(page: HTMLParser) -> dict[str, list[str]]:
    """What stands in the matrix, by stage: pages, mails, chat."""
    rows = {text_of(row, "th").split(" ")[0]: row for row in page.css(".matrix tbody tr")}
    return {stage: [" ".join(cell.text().split()) for cell in row.css("td")] for stage, row in rows.items()}


def test_where_it_hurts(troubled: Audit, tmp_path: Path) -> None:
    assert matrix(first_page(troubled, tmp_path)) == {
        "Before": ["Not met", "Not met", "Not met"],
        "Ordering": ["1 problem", "Must-pass broken", "Not met"],
        "Delivery": ["Not met", "1 problem", "Not met"],
        "Return": ["Not met", "Not met", "Not met"],
    }


def test_what_is_accepted_hurts_no_more_and_is_not_forgotten(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    known = finding(played, status="known", must_pass=True)
    assert matrix(first_page(audit([played], [known]), tmp_path))["Ordering"][1] == "1 accepted"
    fresh = finding(played, "total-differs", id="other", about="order_confirmation")
    assert matrix(first_page(audit([played], [known, fresh]), tmp_path))["Ordering"][1] == "1 problem"


def test_a_question_before_buying_is_a_stage_of_its_own_and_a_carrier_s_page_is_delivery(
    talking: Audit, finding: Make, audit: Make, tmp_path: Path
) -> None:
    assert matrix(first_page(talking, tmp_path))["Before"] == ["Nothing found", "1 problem", "1 to review"]
    played = talking.visits[0]
    tracked = played.steps[0].model_copy(update={"id": "9", "url": "https://track.vanchuyen.test/t/1"})
    played = played.model_copy(update={"steps": (*played.steps, tracked)})
    lost = finding(played, "broken-page", about="/t/1", evidence=("step:9",))
    assert matrix(first_page(audit([played], [lost]), tmp_path))["Delivery"][0] == "1 problem"


def test_the_most_urgent_comes_first_with_its_picture(troubled: Audit, tmp_path: Path) -> None:
    urgent = first_page(troubled, tmp_path).css(".first li")
    assert "Must-pass broken" in urgent[0].text() and "+6.1" in urgent[0].text()
    assert urgent[0].css_first("img[loading=lazy]")
    assert "known" not in " ".join(entry.text() for entry in urgent)


def test_the_drawing_in_which_a_fault_shows_comes_first_and_is_named_in_words(
    studio: Any, visit: Make, finding: Make, audit: Make, tmp_path: Path
) -> None:
    played = visit(studio)
    mail = played.mails[0]
    light, dark = (mail.pictures[width] for width in sorted(mail.pictures)[:2])
    drawn = (Rendering(width=600, scheme="dark", picture=dark), Rendering(width=375, picture=light))
    mail = mail.model_copy(update={"renderings": drawn})
    played = played.model_copy(update={"mails": (mail, *played.mails[1:])})
    pale = finding(played, "invisible-in-dark-mode", evidence=(f"mail:{mail.id}", dark.path, light.path))
    page = first_page(audit([played], [pale]), tmp_path)
    captions = [" ".join(caption.text().split()) for caption in page.css("article.finding figcaption")]
    assert [caption.rpartition("”, ")[2] for caption in captions] == ["on a dark screen, 600 px", "on a phone, 375 px"]
    assert page.css_first(".first li img").attributes["src"] == dark.path
    assert "blobs/" not in text_of(page, "article.finding")


def test_what_says_the_same_again_is_left_out(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    said = {
        "title": "A mail came late",
        "cause": "A mail came later than it should.",
        "sentence": "It took 51 min.",
        "expected": "5 min",
    }
    again = text_of(first_page(audit([played], [finding(played, actual="51 min", **said)]), tmp_path), "article.finding")
    assert "Cause" not in again and "Actual" not in again and "Expected" in again
    new = said | {"cause": "The queue stood still."}
    told = text_of(first_page(audit([played], [finding(played, actual="52 min", **new)]), tmp_path), "article.finding")
    assert "Cause The queue stood still." in told and "Actual 52 min" in told


def test_a_kind_of_mail_goes_by_its_title(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    page = first_page(audit([played], [finding(played, about="order_confirmation")]), tmp_path)
    assert "Order confirmation" in text_of(page, "article.finding h3")


def test_on_the_score_card_trouble_stands_first_and_the_rest_is_folded(visit: Make, audit: Make, tmp_path: Path) -> None:
    states = ("pass", "not_applicable", "unknown", "pass", "awaiting_human", "fail")
    items = tuple(
        Item(check=f"c{n}", title=f"Item {n}", category="speed", weight=1, state=state) for n, state in enumerate(states)
    )
    card = (CategoryScore(id="speed", title="Speed", weight=1, score=0.5, items=items),)
    page = first_page(audit([visit(None)], scorecard=card), tmp_path)
    rows = [" ".join(row.text().split()) for row in page.css("#card tbody tr:not(.category):not(.folded)")]
    assert [row.split(" 0 /")[0] for row in rows] == ["Item 5 Fails", "Item 4 For a person to judge", "Item 2 Not known"]
    folded = page.css("#card .folded details:not([open])")
    assert [fold.css_first("summary").text().strip() for fold in folded] == ["2 checks passed", "1 does not apply"]
    assert "Item 0" in folded[0].text() and "Item 1" in folded[1].text()


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
    assert "In time after 34 sec; due within 5 min" in line
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


# --- who writes, and what was promised ---------------------------------------------------------------------------------


def compared(page: HTMLParser) -> dict[str, dict[str, tuple[str, bool]]]:
    """By row and system: what the mail is like, and whether it is marked."""
    names = [text_of(head, "strong") for head in page.css(".compared thead th")]
    rows = {}
    for row in page.css(".compared tbody tr"):
        cells = [(" ".join(cell.text().split()), "differs" in str(cell.attributes.get("class"))) for cell in row.css("td")]
        rows[text_of(row, "th")] = dict(zip(names, cells, strict=True))
    return rows


def test_the_mails_of_all_systems_stand_side_by_side_and_the_stranger_is_marked(talking: Audit, tmp_path: Path) -> None:
    rows = compared(first_page(talking, tmp_path))
    for row in ("Sender", "Its address", "Language", "Greeting", "Names the company"):
        assert rows[row]["ERP"][1], f"{row} of the ERP's mail differs"
        assert row == "Names the company" or not rows[row]["platform"][1]
    assert rows["Language"]["ERP"][0].startswith("en to a customer who speaks vi")
    assert rows["Language"]["platform"][0] == "en, vi"
    assert rows["Greeting"]["help desk"] == ("Xin chào chị Linh,", False), "“Xin chào” and “Chào” are one way to greet"
    assert rows["Colours"]["platform"] == ("#0b6b5d", False), "the brand's colour is read from the picture"
    assert [rows["Written by"][name][0] for name in ("help desk", "ERP", "shipping")] == [
        "a machine, and a person", "a machine", "not known",
    ]  # fmt: skip


def test_a_mail_in_other_colours_is_marked(talking: Audit, studio: Any, tmp_path: Path) -> None:
    from PIL import Image

    red = studio.keep(Image.new("RGB", (600, 600), "#c02020"))
    played = talking.visits[2]
    invoice = played.mails[2].model_copy(update={"pictures": {"600": red}})
    visits = (*talking.visits[:2], played.model_copy(update={"mails": (*played.mails[:2], invoice)}))
    rows = compared(first_page(talking.model_copy(update={"visits": visits}), tmp_path))
    assert rows["Colours"]["ERP"][1] and rows["Colours"]["ERP"][0].endswith("differs")
    assert not rows["Colours"]["help desk"][1]


def test_without_its_pictures_a_mail_is_still_compared(talking: Audit, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "evidence")
    assert compared(first_page(talking, tmp_path))["Colours"]["ERP"] == ("none seen", False)


def test_shops_are_compared_each_with_itself(talking: Audit, tmp_path: Path) -> None:
    other = talking.shops[0].model_copy(update={"id": "other", "name": "Lotus"})
    visits = (*talking.visits, talking.visits[0].model_copy(update={"id": "else", "shop": "other"}))
    page = first_page(talking.model_copy(update={"visits": visits, "shops": (*talking.shops, other)}), tmp_path)
    assert [node.text() for node in page.css("#mails h3")] == ["Gốm Sen", "Lotus"]
    assert [len(table.css("thead th")) for table in page.css(".compared")] == [4, 2]


def test_it_is_said_how_a_system_is_told_apart_and_the_unnamed_get_their_proposed_name(talking: Audit, tmp_path: Path) -> None:
    visit = talking.visits[0]
    unnamed = visit.mails[0].model_copy(update={"system": ""})
    system = SendingSystem(name="Zendesk", reason="its headers are those of Zendesk", mails=(unnamed.id,), declared=False)
    told = visit.model_copy(update={"mails": (unnamed, *visit.mails[1:]), "systems": (system,)})
    page = first_page(talking.model_copy(update={"visits": (told, *talking.visits[1:])}), tmp_path)
    said = {text_of(row, "strong"): row.text() for row in page.css(".systems li")}
    assert "its headers are those of Zendesk" in said["Zendesk"]


@pytest.mark.parametrize(("expected", "said"), [(True, "No mail came."), (False, "No journey of this audit expects a mail")])
def test_where_nobody_wrote_no_systems_are_counted(expected: bool, said: str, visit: Make, audit: Make, tmp_path: Path) -> None:
    wanted = tuple(one.model_copy(update={"mail": None}) for one in visit(None).expectations) if expected else ()
    page = first_page(audit([visit(None, mails=(), expectations=wanted)]), tmp_path)
    assert said in text_of(page, ".writers") and "0 systems" not in text_of(page, ".writers")
    assert page.css_first("#mails") is None


def promised(page: HTMLParser) -> dict[str, list[str]]:
    """By mail: took, kept, broken, pending."""
    rows = page.css(".promises tbody tr")
    return {text_of(row, "th"): [" ".join(cell.text().split()) for cell in row.css("td")[1:]] for row in rows}


def test_promises_kept_and_broken_over_all_visits(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    assert "1 in time 3 late or missing 0 pending" in text_of(page, ".tally")
    assert promised(page) == {
        "Shipping notice": ["26 hr 4 min once", "1 of 2", "1 · 1 never came", "0"],
        "Order confirmation": ["46 min 30 sec median of 2; slowest 51 min", "0 of 2", "2", "0"],
    }


def test_a_promise_that_is_not_due_or_too_close_to_tell_is_neither(visit: Make, audit: Make, tmp_path: Path) -> None:
    close = visit(None, confirmed_after=timedelta(minutes=5, seconds=20), clock_error=timedelta(seconds=30))
    waiting = close.expectations[1].model_copy(update={"mail": None, "looked": None})
    close = close.model_copy(update={"expectations": (close.expectations[0], waiting), "mails": close.mails[:1]})
    page = first_page(audit([close]), tmp_path)
    assert "0 in time 0 late or missing 1 too close to tell 1 pending" in text_of(page, ".tally")


def test_answers_to_questions_come_before_mails_each_against_the_shop_s_own_standard(talking: Audit, tmp_path: Path) -> None:
    rows = first_page(talking, tmp_path).css(".times tbody tr")
    said = [(text_of(row, "th"), " ".join(row.css("td")[1].text().split())) for row in rows]
    person = "26 hr 57 min median of 2; nine of ten within 27 hr 30 min; 10 hr in service hours"
    assert said[0] == ("First answer by a person due within 24 hr", person)
    assert said[1] == ("Answer in the chat due within 2 min", "1 min 42 sec once")
    assert said[2][0] == "Answer due within 24 hr", "then what came nearest to being late, or beyond"


def test_days_on_which_the_shop_is_closed_make_no_bar_late(talking: Audit, tmp_path: Path) -> None:
    spent = {"calendar": {"median": 105540.0, "p90": 105600.0}, "working_days": {"median": 37800.0, "p90": 43200.0}}
    waits = {**spent, "business": {"median": 9000.0}, "n": 8, "missing": 0}
    row = first_page(talking.model_copy(update={"kpis": {"first_response": waits}}), tmp_path).css_first(".times tbody tr")
    said = " ".join(row.css("td")[1].text().split())
    assert said.endswith("within 29 hr 20 min; 10 hr 30 min without closed days; 2 hr 30 min in service hours")
    bar = row.css_first("svg")
    assert "is-pass" in bar.attributes["class"] and bar.css_first(".fill").attributes["width"] == "35"
    assert bar.css_first(".worst").attributes["d"] == "M0 8H40"


def test_shops_that_promise_different_things_promise_nothing_together(talking: Audit, tmp_path: Path) -> None:
    other = talking.shops[0].model_copy(update={"id": "other", "standards": {"chat": "5m", "mail": "1d"}})
    page = first_page(talking.model_copy(update={"shops": (*talking.shops, other)}), tmp_path)
    heads = [text_of(row, "th") for row in page.css(".times tbody tr")]
    assert heads[:2] == ["First answer by a person due within 24 hr", "Answer in the chat no time was set"]


def test_figures_that_say_nothing_are_left_out(talking: Audit, tmp_path: Path) -> None:
    odd = {"chat_answer": {"median": None, "n": 0}, "first_response": "soon", "acknowledgement": {"median": 60.0, "n": 2}}
    rows = first_page(talking.model_copy(update={"kpis": odd}), tmp_path).css(".times tbody tr")
    assert text_of(rows[0], "th") == "Acknowledgement no time was set"
    assert "Answer in the chat" not in " ".join(row.text() for row in rows)


# --- a conversation ----------------------------------------------------------------------------------------------------


def test_chat_letters_and_documents_have_their_lanes(talking: Audit, tmp_path: Path) -> None:
    page = first_page(talking, tmp_path)
    heads = [head.text() for head in page.css("#visit-ask-before-buying .heads p")]
    assert heads == ["Time", "Customer", "Shop's pages", "Mail · help desk", "Mail · ERP", "Chat"]
    said = [(text_of(turn, ".who"), text_of(turn, "bdi")) for turn in page.css("#visit-ask-before-buying .turn")]
    assert [who for who, _ in said] == ["Customer", "Bot", "A person"] and "em là Hà" in said[2][1]
    entry = text_of(page, "[id=at-ask-before-buying-step-4]")
    assert "Write a mail" in entry and "To hotro@gomsen.test" in entry and "Hỏi về cốc men ngọc" in entry
    assert "bang-gia.pdf Document · 2 pages" in text_of(page, "[id=at-ask-before-buying-step-5]")
    assert "hoa-don-4711.pdf Document · 1 page" in text_of(page, "[id=at-ask-before-buying-mail-m3]")


def test_what_the_customer_says_stands_in_the_row_of_her_step(talking: Audit, tmp_path: Path) -> None:
    row = first_page(talking, tmp_path).css_first("[id=at-ask-before-buying-step-2]")
    assert row and row.css_first(".did") and "lò vi sóng" in text_of(row, ".by-customer")


def test_findings_and_facts_lead_to_what_was_said(talking: Audit, tmp_path: Path) -> None:
    page = first_page(talking, tmp_path)
    assert "The chat sends the customer elsewhere" in text_of(page, "[id=at-ask-before-buying-said-t3]")
    target = page.css_first("#visit-ask-before-buying .ledger a")
    assert target and target.attributes["href"] == "#at-ask-before-buying-document-d1"
    assert page.css_first("[id=at-ask-before-buying-document-d1]")
    inner = {str(link.attributes["href"])[1:] for link in page.css("a[href^='#']")}
    assert inner <= {str(node.attributes["id"]) for node in page.css("[id]")}


def test_longer_waits_are_drawn_taller(talking: Audit, tmp_path: Path) -> None:
    gaps = first_page(talking, tmp_path).css("#visit-ask-before-buying .gap")
    assert [(gap.attributes["class"], gap.text().strip()) for gap in gaps] == [
        ("gap gap-2", "26 hr 56 min later"), ("gap gap-2", "45 hr later"),
    ]  # fmt: skip


# --- what is accepted --------------------------------------------------------------------------------------------------


def test_what_is_accepted_is_folded_with_its_reason_and_its_end(troubled: Audit, tmp_path: Path) -> None:
    page = first_page(troubled, tmp_path)
    assert "help link" not in " ".join(card.text() for card in page.css("article.finding"))
    folded = text_of(page, "#findings details.known")
    assert "1 known and accepted" in folded and "until 31 Jan 2027: The help pages move in January." in folded


def test_an_acceptance_that_is_over_hides_nothing(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = visit(None)
    over = Acceptance(reason="Later.", accepted=date(2026, 1, 1), until=date(2026, 3, 1))
    page = first_page(audit([played], [finding(played, acceptance=over)]), tmp_path)
    assert "accepted until 1 Mar 2026, expired: Later." in text_of(page, "article.finding .tag")
    assert page.css_first("details.known") is None and len(page.css(".first li")) == 1


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
            "chat": (Turn(id="t1", who="shop", text=EVIL, at=played.started, step="0"),),
            "letters": (
                Letter(
                    id="l1", at=played.started, to=EVIL, subject=EVIL, text=EVIL, message_id=EVIL, step="0", raw=escaping(EVIL)
                ),
            ),
            "documents": (
                Document(id="d1", name=EVIL, type=EVIL, source="step:1", at=played.started, blob=escaping("../../x")),
            ),
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
        browser = play.chromium.launch(
            executable_path=find("chromium", play.chromium.executable_path, headless=True), args=["--no-sandbox"]
        )
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
    assert browser_page.locator("article.finding:visible").count() == 5
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


def test_visits_in_several_voices_are_told_apart(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    played = [visit(None, voice="polite"), visit(None, voice="curt", number=1)]
    page = first_page(audit(played, [finding(one) for one in played]), tmp_path)
    for place in ("#visits tr[data-find]", ".visit .eyebrow", "a .quiet"):
        said = " ".join(node.text() for node in page.css(place))
        assert "polite" in said and "curt" in said, place
