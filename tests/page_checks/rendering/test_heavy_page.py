from typing import Any

from factories import a_plan, a_shop, a_visit

from shopper import Outcome, PageProbe
from shopper.model import Verdict
from shopper.page_checks.rendering.heavy_page import heavy_page
from shopper.testing import a_page_probe

HERO = "https://www.gomsen.test/hero.png (5.2 MB)"


def judged(*probes: PageProbe, **shop: Any) -> list[Verdict]:
    return list(heavy_page(a_visit(plan=a_plan(shop=a_shop(**shop)), page_probes=probes)))


def test_a_light_page_passes() -> None:
    (verdict,) = judged(a_page_probe(size=350_000))
    assert (verdict.outcome, verdict.sentence) == (Outcome.PASS, "/vi loads 350 KB.")


def test_pages_with_the_same_heaviest_part_are_one_finding() -> None:
    probes = [a_page_probe(f"/vi/{n}", size=6_000_000 + n, heaviest=(HERO, "app.js (1.1 MB)")) for n in range(4)]
    (verdict,) = judged(*probes)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"/vi/3 and 3 more pages load 6.0 MB; the heaviest parts are {HERO} and app.js (1.1 MB)."


def test_between_two_and_five_megabytes_a_person_decides_unless_the_shop_set_a_budget() -> None:
    assert [one.outcome for one in judged(a_page_probe(size=3_000_000))] == [Outcome.REVIEW]
    assert [one.outcome for one in judged(a_page_probe(size=3_000_000), budgets={"weight": 1e6})] == [Outcome.FAIL]
    (verdict,) = judged(a_page_probe(size=7_000_000), budgets={"weight": 8e6})
    assert (verdict.outcome, verdict.expected) == (Outcome.PASS, "8.0 MB at most")


def test_what_could_not_be_weighed_is_not_judged() -> None:
    assert judged(a_page_probe(size=None)) == []
