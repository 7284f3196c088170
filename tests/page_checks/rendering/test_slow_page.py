from typing import Any

from factories import a_plan, a_shop, a_visit

from shopper import Outcome, PageProbe
from shopper.model import Verdict
from shopper.page_checks.rendering.slow_page import slow_page
from shopper.testing import a_page_probe


def judged(*probes: PageProbe, **shop: Any) -> dict[str, list[Verdict]]:
    visit = a_visit(plan=a_plan(shop=a_shop(**shop)), page_probes=probes)
    found: dict[str, list[Verdict]] = {"loading": [], "jumping": [], "answering": []}
    for verdict in slow_page(visit):
        found[verdict.about].append(verdict)
    return found


def outcome(about: str, *probes: PageProbe, **shop: Any) -> set[Outcome]:
    return {verdict.outcome for verdict in judged(*probes, **shop)[about]}


def test_quick_pages_pass_and_the_slowest_is_named() -> None:
    (verdict,) = judged(a_page_probe("/vi/a"), a_page_probe("/vi/b", largest_paint=1400.0))["loading"]
    assert verdict.outcome is Outcome.PASS
    assert verdict.sentence == "/vi/b and 1 more page show their main part after 1.4 s at most (laboratory)."


def test_a_late_main_part_fails_and_all_such_pages_are_one_finding() -> None:
    probes = [a_page_probe(f"/vi/{n}", found_on=f"page:p{n}", largest_paint=4100.0 + n) for n in range(6)]
    (verdict,) = judged(*probes)["loading"]
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/vi/5 and 5 more pages show their main part after 4.1 s (laboratory)."
    assert verdict.evidence[0] == "page:p5"


def test_between_good_and_poor_a_person_decides() -> None:
    assert outcome("loading", a_page_probe(largest_paint=3000.0)) == {Outcome.REVIEW}
    assert outcome("jumping", a_page_probe(shift=0.2)) == {Outcome.REVIEW}
    assert outcome("jumping", a_page_probe(shift=0.3)) == {Outcome.FAIL}
    assert outcome("answering", a_page_probe(blocked=2000.0)) == {Outcome.REVIEW}


def test_the_shop_s_own_budget_decides_instead() -> None:
    assert outcome("loading", a_page_probe(largest_paint=2000.0), budgets={"lcp": 1500}) == {Outcome.FAIL}
    assert outcome("loading", a_page_probe(largest_paint=4500.0), budgets={"lcp": 5000}) == {Outcome.PASS}
    assert outcome("answering", a_page_probe(blocked=300.0), budgets={"inp": 200}) == {Outcome.FAIL}


def test_a_slow_server_is_named() -> None:
    (verdict,) = judged(a_page_probe(largest_paint=5000.0, answered=4000.0))["loading"]
    assert verdict.sentence.endswith("after 5.0 s (laboratory); the server took 4.0 s of it to answer.")


def test_on_one_s_own_machine_only_what_stands_out_is_slow() -> None:
    loaded = [a_page_probe(f"/vi/{n}", largest_paint=6000.0, blocked=2000.0) for n in range(5)]
    assert outcome("loading", *loaded, practice=True) == {Outcome.PASS}
    assert outcome("answering", *loaded, practice=True) == {Outcome.PASS}
    slow = a_page_probe("/vi/slow", largest_paint=20000.0)
    assert outcome("loading", *loaded, slow, practice=True) == {Outcome.PASS, Outcome.FAIL}
    waited = a_page_probe("/vi/slow", largest_paint=20000.0, answered=19000.0)
    assert outcome("loading", *loaded, waited, practice=True) == {Outcome.PASS}
    assert outcome("jumping", *loaded, a_page_probe("/vi/x", shift=0.5), practice=True) == {Outcome.PASS, Outcome.FAIL}


def test_the_best_of_several_measurements_counts_and_none_is_none() -> None:
    assert outcome("loading", a_page_probe(largest_paint=9000.0), a_page_probe(device="phone")) == {Outcome.PASS}
    assert judged(a_page_probe(largest_paint=None))["loading"] == []
