import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Outcome
from shopper.model import Verdict
from shopper.page_checks.dead_ends.failed_request import failed_request
from shopper.testing import an_exploration

PAGE = a_page("/vi/san-pham/coc")


def judged(*failed: str, status: int = 200) -> list[Verdict]:
    page = PAGE.model_copy(update={"status": status})
    return list(failed_request(a_visit(steps=(a_step("1", page=page, failed_requests=failed),))))


def test_a_server_error_behind_a_page_fails_by_its_path() -> None:
    (verdict,) = judged(f"500 GET {SHOP_URL}/api/parcels/10023?x=1", f"500 GET {SHOP_URL}/api/parcels/10077")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "On /vi/san-pham/coc a part of the page could not be loaded: the shop answered 500 to /api/parcels/…."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("www.gomsen.test/api/parcels/…", "web shop", ("step:1",))


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("404 GET {shop}/assets/app.3f2.js", Outcome.FAIL),
        ("404 GET {shop}/theme.css?v=2", Outcome.FAIL),
        ("503 POST {shop}/graphql", Outcome.FAIL),
        ("502 GET https://pay.gomsen.test/sessions", Outcome.FAIL),
        ("404 GET {shop}/products/mug.jpg", Outcome.REVIEW),
        ("500 GET {shop}/fonts/a.woff2", Outcome.REVIEW),
        ("404 GET {shop}/api/reviews", Outcome.REVIEW),
        ("net::ERR_CONNECTION_RESET GET {shop}/app.js", Outcome.CANT_TELL),
    ],
)
def test_how_grave_a_failure_is(told: str, outcome: Outcome) -> None:
    (verdict,) = judged(told.format(shop=SHOP_URL))
    assert verdict.outcome is outcome


@pytest.mark.parametrize(
    "told",
    [
        "404 GET {shop}/favicon.ico",
        "404 GET {shop}/app.js.map",
        "404 GET {shop}/apple-touch-icon-precomposed.png",
        "500 POST {shop}/cdn-cgi/rum?",
        "503 POST {shop}/.well-known/shopify/monorail/unstable/produce_batch",
        "500 GET {shop}/g/collect?v=2",
        "401 GET {shop}/api/me",
        "403 GET {shop}/api/cart",
        "422 POST {shop}/cart/add.js",
        "429 GET {shop}/search/suggest.json",
        "net::ERR_ABORTED GET {shop}/next.js",
        "net::ERR_BLOCKED_BY_CLIENT GET {shop}/x.js",
        "net::ERR_INTERNET_DISCONNECTED GET {shop}/x.js",
        "500 GET https://www.google-analytics.com/g/collect",
        "net::ERR_TUNNEL_CONNECTION_FAILED GET https://connect.facebook.net/en_US/fbevents.js",
        "not a request",
    ],
)
def test_what_no_customer_misses_passes(told: str) -> None:
    assert [verdict.outcome for verdict in judged(told.format(shop=SHOP_URL))] == [Outcome.PASS]


def test_a_line_that_was_cut_once_is_not_the_shop_s_fault() -> None:
    cut = f"net::ERR_CONTENT_LENGTH_MISMATCH GET {SHOP_URL}/shop.css"
    steps = [a_step(number, page=PAGE, failed_requests=(cut,)) for number in ("1", "2")]
    (once,), (twice,) = (list(failed_request(a_visit(steps=tuple(steps[:n])))) for n in (1, 2))
    assert once.outcome is Outcome.CANT_TELL and "the line may have been cut" in once.sentence
    assert twice.outcome is Outcome.REVIEW and twice.sentence.endswith("the shop gave no answer to /shop.css.")


def test_a_cut_line_hides_no_answer_and_is_not_counted_twice() -> None:
    reset, aborted, missing = (
        f"{what} GET {SHOP_URL}/mug.jpg" for what in ("net::ERR_CONNECTION_RESET", "net::ERR_ABORTED", "404")
    )
    for others, outcome in ((aborted, Outcome.CANT_TELL), (reset, Outcome.REVIEW), (missing, Outcome.REVIEW)):
        steps = (a_step("1", page=PAGE, failed_requests=(reset, reset)), a_step("2", page=PAGE, failed_requests=(others,)))
        assert [verdict.outcome for verdict in failed_request(a_visit(steps=steps))] == [outcome]


def test_a_partner_s_failure_is_the_partner_s() -> None:
    (verdict,) = judged("500 GET https://track.vanchuyen.test/vi/state")
    assert verdict.owner == "track.vanchuyen.test"
    assert "track.vanchuyen.test answered 500" in verdict.sentence


def test_a_broken_page_is_another_matter() -> None:
    assert judged(f"500 GET {SHOP_URL}/app.js", status=500) == []


def test_explored_pages_are_judged() -> None:
    exploration = an_exploration(PAGE)
    loud = exploration.pages[0].model_copy(update={"failed_requests": (f"404 GET {SHOP_URL}/a.js",)})
    visit = a_visit(steps=(), explorations=(exploration.model_copy(update={"pages": (loud,)}),))
    (verdict,) = failed_request(visit)
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("page:p1",))
