from typing import Any

from factories import a_page, a_plan, a_shop, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.rendering.no_https import no_https
from shopper.testing import an_exploration

BARE = "http://www.gomsen.test/vi/lien-he"


def judged(*pages: PageView, url: str = "https://www.gomsen.test", front: str = "", **changes: Any) -> dict[str, Verdict]:
    exploration = an_exploration(*pages, insecure_front=front)
    visit = a_visit(plan=a_plan(shop=a_shop(url=url)), steps=(), explorations=(exploration,), **changes)
    return {verdict.about: verdict for verdict in no_https(visit)}


def test_an_encrypted_shop_passes() -> None:
    found = judged(a_page("/vi/"), a_page("/vi/x"), front="https://www.gomsen.test/vi/")
    assert {about: verdict.outcome for about, verdict in found.items()} == {
        "the first page": Outcome.PASS,
        "pages": Outcome.PASS,
    }


def test_a_front_that_stays_bare_fails() -> None:
    verdict = judged(a_page("/vi/"), front="http://www.gomsen.test/vi/")["the first page"]
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "http://www.gomsen.test/vi/ shows the shop without encryption."


def test_pages_that_came_bare_fail_together() -> None:
    verdict = judged(a_page("http://www.gomsen.test/a"), a_page("http://www.gomsen.test/b"), url="http://www.gomsen.test")[
        "pages"
    ]
    assert (verdict.outcome, verdict.sentence) == (Outcome.FAIL, "/a and 1 more page were shown without encryption.")


def test_a_bare_link_fails_where_it_stays_bare_and_else_goes_to_a_person() -> None:
    page = a_page("/vi/", links=(Link(text="Liên hệ", href=BARE), Link(text="x", href="http://other.test/")))
    about = "link to /vi/lien-he"
    assert judged(page)[about].outcome is Outcome.REVIEW
    led = LinkProbe(href=BARE, outcome="opened", status=200, url=BARE)
    assert judged(page, page_links=(led,))[about].outcome is Outcome.FAIL
    on = led.model_copy(update={"url": BARE.replace("http:", "https:")})
    assert judged(page, page_links=(on,))[about].outcome is Outcome.REVIEW


def test_shops_on_one_s_own_machine_are_not_judged() -> None:
    for url in ("http://127.0.0.1:8000", "http://localhost:8000", "http://shop.internal"):
        assert judged(a_page(f"{url}/"), url=url) == {}
