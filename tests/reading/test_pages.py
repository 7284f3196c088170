"""What happened under a fault of the journey's own making is not judged; what the shop did before and after is."""

from __future__ import annotations

import pytest
from factories import a_page, a_step, a_visit

from shopper.model import Evidence, Outcome, StepRecord
from shopper.reading.pages import undisturbed
from shopper.registry import checks
from shopper.verdict.running import run_checks

BROKEN = a_page("/vi/thanh-toan", status=500)
NOISE = {"console": ("uncaught: Error: nobody answers",), "failed_requests": ("500 GET https://pay.gomsen.test/",)}


def the_pages(visit: Evidence) -> list[bool]:
    return [step.page is not None for step in undisturbed(visit).steps]


def test_a_page_that_the_fault_broke_stays_left_out_as_long_as_she_is_on_it() -> None:
    steps = (
        a_step("1", page=a_page("/vi/")),
        a_step("2", "fault", a_page("/vi/"), fault="gateway_down"),
        a_step("3", "click", BROKEN, fault="gateway_down", **NOISE),
        a_step("4", "fault", BROKEN, **NOISE),
        a_step("5", "see", BROKEN),
        a_step("6", "goto", BROKEN),
        a_step("7", "click", a_page("/vi/lien-he")),
    )
    visit = a_visit(steps=steps)
    assert the_pages(visit) == [True, False, False, False, False, True, True]
    assert [bool(step.console) for step in undisturbed(visit).steps] == [False] * 7
    assert [step.url for step in undisturbed(visit).steps] == [step.url for step in steps], "where she was is no secret"


@pytest.mark.parametrize("id", ["broken-page", "page-error", "broken-page-link", "no-way-to-a-person"])
def test_no_check_holds_it_against_the_shop(id: str) -> None:
    under = a_visit(steps=(a_step("1", page=a_page("/vi/")), a_step("2", "click", BROKEN, fault="offline", **NOISE)))
    [ran] = run_checks(under, {id: checks()[id]})
    assert all(verdict.outcome is not Outcome.FAIL for verdict in ran.verdicts)


def test_without_a_fault_the_same_is_found() -> None:
    plain = a_visit(steps=(a_step("1", page=a_page("/vi/")), a_step("2", "click", BROKEN, **NOISE)))
    for id in ("broken-page", "page-error"):
        [ran] = run_checks(plain, {id: checks()[id]})
        assert Outcome.FAIL in {verdict.outcome for verdict in ran.verdicts}
    assert the_pages(plain) == [True, True]


def test_documents_are_told_apart_by_when_they_began_whatever_their_address() -> None:
    def on(id: str, verb: str, path: str, document: float, fault: str = "") -> StepRecord:
        return a_step(id, verb, a_page(path), fault=fault, **NOISE).model_copy(update={"document": document})

    steps = (
        on("1", "goto", "/vi/", 1.5, "lib_gone"),
        on("2", "click", "/vi/#reviews", 1.5),
        on("3", "click", "/vi/step-2", 1.5),  # an address that the page gave itself
        a_step("4", "click").model_copy(update={"outcome": "skipped", "url": ""}),
        on("5", "see", "/vi/step-2", 1.5),
        on("6", "click", "/vi/step-2", 2.5),  # a form that is answered on its own address
    )
    assert [bool(step.console) for step in undisturbed(a_visit(steps=steps)).steps] == [False] * 5 + [True]
