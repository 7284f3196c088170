import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper.reading.notices import FailedRequest, notices, read_failed
from shopper.testing import an_exploration


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("500 GET https://a.test/x y", FailedRequest("https://a.test/x", "GET", 500)),
        ("net::ERR_TIMED_OUT POST https://a.test/x", FailedRequest("https://a.test/x", "POST", None, "net::ERR_TIMED_OUT")),
        ("nothing of the kind", None),
    ],
)
def test_a_failed_request_is_read_as_it_was_written(told: str, read: FailedRequest | None) -> None:
    assert read_failed(told) == read


def test_pages_walked_and_explored_have_notices_and_the_browser_s_own_have_none() -> None:
    steps = (a_step("1", page=a_page("/vi/"), console=("uncaught: x",)), a_step("2", url="about:blank"))
    told = list(notices(a_visit(steps=steps, explorations=(an_exploration(a_page("/vi/b")),))))
    assert [(notice.source, notice.url, notice.console) for notice in told] == [
        ("step:1", f"{SHOP_URL}/vi/", ("uncaught: x",)),
        ("page:p1", f"{SHOP_URL}/vi/b", ()),
    ]
