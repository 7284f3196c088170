"""The paragraph on the terminal: what is how far away, what was not found, what does not work."""

from shopper.model import LinkProbe
from shopper.reading.first_visit import found_topics
from shopper.testing import a_page, a_visit, an_exploration
from shopper.workshop.finds import told

LONG = "You may send everything back within thirty days, and we pay for the parcel. " * 6


def test_clicks_gaps_and_broken_links_are_told() -> None:
    returns = a_page("/en/returns", title="Returns", headings=("Returns",), text=LONG, links=())
    gone = a_page("/en/gone", status=404, links=())
    exploration = an_exploration(
        a_page("/en/", title="Pots", links=()), returns, gone, language="en", languages={"en": "x", "vi": "y"}
    )
    broken = LinkProbe(href="https://www.gomsen.test/en/lost", outcome="opened", status=404, found_on="page:p1")
    (said,) = told(a_visit(explorations=(exploration,), steps=(), mails=(), page_links=(broken,)))
    assert "returns in 1 click" in said and "Not found: contact, service hours, FAQ" in said
    assert "3 pages seen; languages: en, vi." in said and said.endswith("2 broken links.")


def test_why_it_ended_early_is_told() -> None:
    exploration = an_exploration(
        a_page("/en/"), language="en", stopped="the time was up: 120 s", left=("https://www.gomsen.test/a",)
    )
    (said,) = told(a_visit(explorations=(exploration,), steps=(), mails=()))
    assert "1 page seen, 1 more left aside" in said and "It ended early: the time was up: 120 s." in said


def test_what_an_incomplete_exploration_did_not_find_may_still_be_there() -> None:
    (said,) = told(
        a_visit(explorations=(an_exploration(a_page("/en/", links=()), language="en", complete=False),), steps=(), mails=())
    )
    assert "Not found:" not in said and "Not found on the pages seen: contact, " in said


def test_the_terminal_tells_what_the_report_tells() -> None:
    contact = a_page("/lien-he.html", title="Liên hệ", text="Liên hệ\nGọi 024 3825 1234, 8:00–18:00.", links=())
    exploration = an_exploration(a_page("/", text="Trà", links=()), contact, language="vi")
    visit = a_visit(explorations=(exploration,), steps=(), mails=())
    (said,) = told(visit)
    assert {topic.topic for topic in found_topics(visit) if topic.source} == {"contact", "hours"}
    assert said.startswith("Found: contact in 1 click, service hours in 1 click. Not found: FAQ, delivery cost, returns, ")
