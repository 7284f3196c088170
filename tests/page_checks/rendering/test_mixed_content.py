from factories import a_page, a_visit

from shopper import Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.rendering.mixed_content import mixed_content
from shopper.testing import an_exploration


def judged(*pages: PageView) -> list[Verdict]:
    return list(mixed_content(a_visit(steps=(), explorations=(an_exploration(*pages),))))


def test_what_is_loaded_without_encryption_is_named_once_for_all_pages() -> None:
    addresses = ("http://img.gomsen.test/badge.png?1",)
    (verdict,) = judged(*(a_page(f"/vi/{n}", insecure=addresses) for n in range(6)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/vi/0 and 5 more pages load http://img.gomsen.test/badge.png without encryption."
    assert verdict.about == "http://img.gomsen.test/badge.png"


def test_more_than_three_are_counted() -> None:
    (verdict,) = judged(a_page("/vi/x", insecure=tuple(f"http://a.test/{letter}.png" for letter in "abcde")))
    assert verdict.actual == "http://a.test/a.png, http://a.test/b.png, http://a.test/c.png and 2 more"


def test_secure_pages_pass_and_links_are_another_s_matter() -> None:
    (verdict,) = judged(a_page(links=(Link(text="x", href="http://www.gomsen.test/x"),)))
    assert verdict.outcome is Outcome.PASS
    assert judged(a_page("http://www.gomsen.test/", insecure=("http://a.test/x.png",))) == []
