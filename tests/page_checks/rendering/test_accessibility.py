import pytest
from factories import a_visit

from shopper import Barrier, Outcome, PageProbe
from shopper.model import Verdict
from shopper.page_checks.rendering.accessibility import accessibility
from shopper.testing import a_page_probe


def a_barrier(rule: str = "color-contrast", impact: str = "serious", elements: int = 3) -> Barrier:
    wcag = {"color-contrast": ("1.4.3",), "region": ()}.get(rule, ("4.1.2",))
    return Barrier(rule=rule, impact=impact, help=f"Elements must meet {rule}", wcag=wcag, elements=elements, first="p.lead")


def judged(*probes: PageProbe) -> list[Verdict]:
    return list(accessibility(a_visit(page_probes=probes)))


def test_pages_without_barriers_pass() -> None:
    (verdict,) = judged(a_page_probe("/vi/"))
    assert (verdict.outcome, verdict.sentence) == (Outcome.PASS, "On /vi axe found no barrier.")


def test_a_rule_broken_on_many_pages_is_one_finding_in_plain_words() -> None:
    *passed, verdict = sorted(
        judged(
            *(a_page_probe(f"/vi/{n}", found_on=f"page:p{n}", barriers=(a_barrier(),)) for n in "abcdefg"),
            a_page_probe("/vi/z"),
        ),
        key=lambda one: one.outcome is Outcome.FAIL,
    )
    assert [one.about for one in passed] == ["/vi/z"]
    assert verdict.sentence == (
        "/vi/a and 6 more pages: text has too little contrast for weak eyes, or in the sun (WCAG 1.4.3), 21 times; "
        "first at p.lead."
    )
    assert (verdict.about, verdict.actual) == ("color-contrast", "color-contrast (serious), 21 times on 7 pages")
    assert verdict.evidence == ("page:pa", "page:pb", "page:pc", "page:pd", "page:pe")


@pytest.mark.parametrize(
    ("impact", "outcome"),
    [
        ("critical", Outcome.FAIL),
        ("serious", Outcome.FAIL),
        ("moderate", Outcome.REVIEW),
        ("minor", Outcome.PASS),
    ],
)
def test_impact_decides(impact: str, outcome: Outcome) -> None:
    (verdict,) = judged(a_page_probe(barriers=(a_barrier("region", impact, 1),)))
    assert verdict.outcome is outcome


def test_minor_ones_are_counted_and_unknown_rules_speak_axe_s_words() -> None:
    (verdict,) = judged(a_page_probe(barriers=(a_barrier("region", "minor", 2),)))
    assert verdict.sentence == "On /vi axe found no barrier, but 2 minor ones."
    (verdict,) = judged(a_page_probe(barriers=(a_barrier("bypass", elements=1),)))
    assert verdict.sentence == "/vi: elements must meet bypass (WCAG 4.1.2), once; first at p.lead."


def test_desktop_and_phone_are_one_page() -> None:
    (verdict,) = judged(a_page_probe(), a_page_probe(device="phone", barriers=(a_barrier("target-size"),)))
    assert verdict.about == "target-size"


def test_where_axe_did_not_run_nothing_can_be_told() -> None:
    (verdict,) = judged(a_page_probe(barriers=None, problem="it did not open within 20 s."))
    assert verdict.outcome is Outcome.CANT_TELL
    assert verdict.sentence == "axe did not run on any page, /vi first: it did not open within 20 s."
    assert judged() == []
