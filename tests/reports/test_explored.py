"""What a first visit finds, and what the shop's word is worth, in the report."""

from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from shopper.model import Audit
from shopper.reports.html import html
from shopper.testing import T0, a_mail, a_page, a_page_probe, a_visit, an_expectation, an_exploration, minutes
from shopper.verdict.judge import judge


def audit(*, complete: bool = True, **changes: Any) -> Audit:
    warranty = a_page("/en/warranty", title="Warranty", text="The warranty on all pieces is 24 months.", links=())
    faq = a_page("/en/faq", title="FAQ", text="FAQ\nOur warranty: 12 months.", links=())
    first = an_exploration(a_page("/en/", text="Welcome", links=()), warranty, faq, language="en", complete=complete)
    visit = a_visit(locale="en-GB", steps=(), explorations=(first,), page_probes=(a_page_probe(),), noted=(), **changes)
    return judge([visit], audit="first")


def page(of: Audit, tmp_path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(html(of, tmp_path)["index.html"])


def test_a_first_visit_stands_on_the_first_page(tmp_path: Path) -> None:
    shown = page(audit(), tmp_path)
    rows = {row.css_first("th").text(strip=True): row.css_first("td").text(strip=True) for row in shown.css(".found tbody tr")}
    assert rows["Warranty"].startswith("1 click")
    assert rows["Who stands behind it"] == "not found"
    assert "The 3 pages that were seen" in shown.css_first("#seen").text()
    missed = page(audit(complete=False), tmp_path).css_first("#first-visit").text()
    assert "could not be told" in missed


def test_an_exploration_tells_first_what_it_found_and_nothing_that_only_journeys_can_tell(tmp_path: Path) -> None:
    shown = page(audit(), tmp_path)
    headings = [node.text(strip=True) for node in shown.css(".overview h2")]
    assert headings == ["What a first visit finds", "Fix first", "What must not fail"]
    overview = shown.css_first(".overview").text()
    assert not [word for word in ("Not met", "Does not apply", "expect_mail", "Effort of a visit") if word in overview]


def test_what_explored_pages_state_stands_in_a_table(tmp_path: Path) -> None:
    shown = page(audit(mails=(), expectations=()), tmp_path)
    (group,) = shown.css(".ledger tbody")
    assert group.css_first("th").text(strip=True) == "warranty.lengthdiffers"
    assert [[cell.text(strip=True) for cell in row.css("td")] for row in group.css("tr")] == [
        ["24 months", "The warranty on all pieces is 24 months.", "Page/en/warranty“Warranty”"],
        ["12 months", "Our warranty: 12 months.", "Page/en/faq“FAQ”"],
    ]


def test_evidence_of_an_explored_page_leads_to_it(tmp_path: Path) -> None:
    shown = page(audit(), tmp_path)
    ids = {node.attributes["id"] for node in shown.css("[id]")}
    links = [node.attributes["href"] for node in shown.css('a[href^="#at-"]')]
    assert links and {link.removeprefix("#") for link in links if link} <= ids


def test_a_contradiction_shows_both_quotes_side_by_side(tmp_path: Path) -> None:
    shown = page(audit(), tmp_path)
    (clash,) = shown.css("#word .clash")
    assert [node.text(strip=True) for node in clash.css("blockquote")] == [
        "The warranty on all pieces is 24 months.",
        "Our warranty: 12 months.",
    ]
    assert [node.text(strip=True) for node in clash.css(".value")] == ["24 months", "12 months"]


def test_promises_are_counted_by_what_came_of_them(tmp_path: Path) -> None:
    text = "We answer within 10 minutes.\nWe refund you within 14 days."
    asked = a_mail("acknowledgement", "en", text=text, arrived=T0 + minutes(1))
    judged = judge([a_visit(locale="en-GB", mails=[asked], expectations=(an_expectation(mail=None),))], audit="word")
    states = {promise.name: promise.state for promise in judged.visits[0].promises}
    assert states == {"promise.reply": "unknown", "promise.refund": "pending"}
    tally = page(judged, tmp_path).css_first("#word .tally").text()
    assert "1 not due yet" in tally and "1 that nobody can tell" in tally
