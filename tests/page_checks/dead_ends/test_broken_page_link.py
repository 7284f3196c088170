import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.dead_ends.broken_page_link import broken_page_link
from shopper.testing import an_exploration

CARE = f"{SHOP_URL}/vi/bao-quan"
PRODUCT = a_page("/vi/san-pham/coc", links=(Link(text="Cách bảo quản", href=CARE),))


def a_probe(status: int | None = 404, href: str = CARE, **changes: object) -> LinkProbe:
    return LinkProbe.model_validate(
        {"href": href, "outcome": "opened", "status": status, "url": href, "found_on": "step:1", "attempts": 2, **changes}
    )


def judged(*probes: LinkProbe, pages: tuple[PageView, ...] = (PRODUCT,)) -> list[Verdict]:
    steps = tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1))
    return list(broken_page_link(a_visit(steps=steps, page_links=probes)))


@pytest.mark.parametrize(
    ("status", "attempts", "outcome"),
    [
        (200, 1, Outcome.PASS),
        (404, 2, Outcome.FAIL),
        (410, 1, Outcome.FAIL),
        (500, 2, Outcome.FAIL),
        (503, 1, Outcome.CANT_TELL),
        (401, 2, Outcome.CANT_TELL),
        (403, 2, Outcome.CANT_TELL),
        (429, 2, Outcome.CANT_TELL),
    ],
)
def test_what_the_target_answered(status: int, attempts: int, outcome: Outcome) -> None:
    (verdict,) = judged(a_probe(status, attempts=attempts))
    assert verdict.outcome is outcome


def test_a_dead_link_is_named_by_its_words_and_its_page() -> None:
    (verdict,) = judged(a_probe())
    assert verdict.sentence == "The page /vi/san-pham/coc links to “Cách bảo quản”, which answered 404 (not there)."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("www.gomsen.test/vi/bao-quan", "web shop", ("step:1",))


def test_on_every_page_the_same_dead_link_is_one_finding() -> None:
    bowl = a_page("/vi/san-pham/bat", links=PRODUCT.links)
    (verdict,) = judged(a_probe(200), a_probe(), a_probe(found_on="step:2"), pages=(PRODUCT, bowl, a_page("/vi/")))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("The page /vi/san-pham/coc and 1 more page link to “Cách bảo quản”")


def test_a_host_that_does_not_answer_counts_when_tried_twice() -> None:
    (twice,) = judged(a_probe(None, outcome="unreachable"))
    (once,) = judged(a_probe(None, outcome="unreachable", attempts=1))
    assert (twice.outcome, once.outcome) == (Outcome.FAIL, Outcome.CANT_TELL)


@pytest.mark.parametrize("outcome", ["refused", "not_opened"])
def test_what_was_not_asked_for_proves_nothing(outcome: str) -> None:
    assert judged(a_probe(None, outcome=outcome)) == []


def test_a_page_that_the_visit_found_broken_is_not_reported_twice() -> None:
    assert judged(a_probe(), pages=(PRODUCT, a_page("/vi/bao-quan", status=404))) == []


def test_a_page_that_is_not_known_any_more_still_has_its_finding() -> None:
    (verdict,) = judged(a_probe(found_on="step:9"))
    assert (verdict.outcome, verdict.owner) == (Outcome.FAIL, "web shop")


def test_without_links_nothing_is_said() -> None:
    assert judged() == []


def test_links_of_explored_pages_are_named_by_their_page() -> None:
    visit = a_visit(steps=(), explorations=(an_exploration(PRODUCT),), page_links=(a_probe(found_on="page:p1"),))
    (verdict,) = broken_page_link(visit)
    assert verdict.sentence == "The page /vi/san-pham/coc links to “Cách bảo quản”, which answered 404 (not there)."
    assert verdict.evidence == ("page:p1",)


def test_a_page_that_an_exploration_found_broken_is_not_reported_twice() -> None:
    exploration = an_exploration(PRODUCT, a_page("/vi/bao-quan", status=404))
    visit = a_visit(steps=(), explorations=(exploration,), page_links=(a_probe(found_on="page:p1"),))
    assert list(broken_page_link(visit)) == []
