import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from factories import T0, a_mail, a_page, a_plan, a_proven_mail, a_step, a_visit, an_expectation, minutes

from shopper.errors import UsageError
from shopper.model import Audit, Evidence, ItemState, Outcome, VisitState
from shopper.registry import checks
from shopper.verdict.judge import judge
from shopper.verdict.scorecard import Required, ScoreCard

TESTS = Path(__file__).parents[1]
LATE = (an_expectation(mail=a_mail(arrived=T0 + minutes(20))),)


def four_visits(**changes: Any) -> list[Evidence]:
    """The same journey in two languages on two devices."""
    return [
        a_visit(
            visit=f"{locale}-{device}",
            plan=a_plan(locale=locale, device=device, id=f"guest_order[{locale}-{device}]"),
            **changes,
        )
        for locale, device in itertools.product(("vi-VN", "en-GB"), ("desktop", "phone"))
    ]


def judged(visits: list[Evidence], **changes: Any) -> Audit:
    return judge(visits, audit="2026-03-02", **changes)


def fails(audit: Audit) -> list[str]:
    return [finding.check for finding in audit.findings if finding.outcome is Outcome.FAIL]


BLOCKED = {
    "state": VisitState.BLOCKED,
    "reason": "the page says “Thẻ bị từ chối”",
    "steps": (a_step("1", page=a_page("/vi/")), a_step("2", "click", a_page("/vi/thanh-toan"), outcome="failed")),
    "mails": [],
    "expectations": (),
    "noted": [],
}


def test_a_clean_audit() -> None:
    audit = judged(four_visits())
    assert audit.findings == ()
    assert audit.score.raw == audit.score.gated == 100
    assert audit.passed
    assert audit.verdict == "Nothing broke: 4 of 4 visits reached their goal."
    assert {row.title: row.state for row in audit.must_pass} == {
        "The order completes": ItemState.PASS,
        "The confirmation arrives": ItemState.PASS,
        "The amount charged is the total shown": ItemState.PASS,
        "A return can be started": ItemState.NOT_APPLICABLE,
        "A person can be reached": ItemState.PASS,
        "No other customer's data is shown": ItemState.PASS,
    }


def test_the_same_evidence_gives_the_same_bytes_in_any_order() -> None:
    visits = [*four_visits(expectations=LATE), a_visit(visit="b", **BLOCKED)]
    once = judged(visits).model_dump_json(by_alias=True)
    assert judged(visits[::-1]).model_dump_json(by_alias=True) == once


def test_another_process_gives_the_same_bytes() -> None:
    program = """
from factories import T0, a_mail, a_visit, an_expectation, minutes
from shopper.verdict.judge import judge
visit = a_visit(expectations=(an_expectation(mail=a_mail(arrived=T0 + minutes(20))),))
print(judge([visit], audit="a").model_dump_json(by_alias=True))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], env={**environment, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_shares_make_up_what_the_audit_lost() -> None:
    broken = (a_step("1", page=a_page("/vi/a", status=500)), a_step("2", page=a_page("/vi/b", status=404)))
    visits = [*four_visits(expectations=LATE), *four_visits(steps=broken), a_visit(visit="b", **BLOCKED)]
    visits.append(a_visit(visit="c", plan=a_plan(journey="browse", weight=3.0), steps=broken, expectations=LATE))
    audit = judged(visits)
    assert audit.score.raw is not None
    assert sum(finding.share for finding in audit.findings) == pytest.approx(100 - audit.score.raw)
    assert all(finding.share > 0 for finding in audit.findings if finding.outcome is Outcome.FAIL)


def test_gain_is_what_mending_it_alone_would_bring() -> None:
    one_late = four_visits()
    one_late[0] = a_visit(visit="late", plan=one_late[0].plan, expectations=LATE)
    audit = judged(one_late)
    (finding,) = audit.findings
    assert audit.score.raw is not None
    assert finding.gain == pytest.approx(100 - audit.score.raw)
    assert finding.share == pytest.approx(finding.gain)
    two_pages = (a_step("1", page=a_page("/vi/a", status=500)), a_step("2", page=a_page("/vi/b", status=500)))
    assert [finding.gain for finding in judged([a_visit(steps=two_pages)]).findings] == [0, 0]


def test_a_finding_says_what_why_who_and_how() -> None:
    audit = judged([a_visit(expectations=LATE)])
    (finding,) = audit.findings
    assert finding.sentence == "The order confirmation came after 20 min; the shop promises 5 min."
    assert (finding.check, finding.title, finding.category, finding.impact) == (
        "late-mail",
        "A mail came late",
        "speed",
        "serious",
    )
    assert (finding.owner, finding.about, finding.visit, finding.status) == ("platform", "order_confirmation", "v1", "new")
    assert finding.why.startswith("Whoever has just paid")
    assert finding.fix.startswith("Look up in the sending system")
    assert finding.cause == "A mail came later than it should."
    assert "0-40" in finding.requirements
    assert not finding.must_pass
    assert audit.verdict == "Customers reach their goal, but a mail came late."


def test_ids_hold_from_audit_to_audit_and_are_told_apart() -> None:
    visits = four_visits(expectations=LATE)
    again = [a_visit(visit=f"again-{n}", plan=visit.plan, expectations=LATE) for n, visit in enumerate(visits)]
    first, second = judged(visits), judged(again)
    ids = [finding.id for finding in first.findings]
    assert sorted(ids) == sorted(finding.id for finding in second.findings)
    assert len(set(ids)) == 4
    twice = judged([a_visit(visit="1", expectations=LATE), a_visit(visit="2", expectations=LATE)])
    a, b = (finding.id for finding in twice.findings)
    assert b == f"{a}-2"


def test_a_blocked_visit_bears_what_it_could_not_reach() -> None:
    audit = judged([*four_visits(), a_visit(visit="b", **BLOCKED)])
    (blocked,) = [visit for visit in audit.visits if visit.id == "b"]
    states = {item.check: item.state for category in blocked.categories for item in category.items}
    assert states["missing-mail"] is states["late-mail"] is states["total-differs"] is ItemState.UNREACHED
    assert states["goal-not-reached"] is ItemState.FAIL
    assert states["broken-page"] is ItemState.PASS
    (finding,) = audit.findings
    assert (finding.check, finding.must_pass) == ("goal-not-reached", True)
    assert audit.score.raw is not None
    assert finding.share == pytest.approx(100 - audit.score.raw)
    assert finding.gain == pytest.approx(finding.share)
    assert (blocked.score.gated, audit.score.gated, audit.passed) == (0, 0, False)
    assert audit.verdict == "One must-pass broken: “The order completes” failed in 1 of 5 visits."
    row = {row.title: row for row in audit.must_pass}["The confirmation arrives"]
    assert (row.state, row.visits) == (ItemState.UNREACHED, ("b",))


@pytest.mark.parametrize("state", [VisitState.BROKEN, VisitState.INDETERMINATE, VisitState.TOOL_ERROR])
def test_a_visit_that_proves_nothing_counts_nowhere_and_is_said(state: VisitState) -> None:
    bad = a_visit(visit="bad", state=state, reason="no such button.", expectations=(an_expectation(),))
    audit = judged([*four_visits(), bad])
    assert fails(audit) == []
    assert audit.score.raw == 100
    (excluded,) = [visit for visit in audit.visits if visit.id == "bad"]
    assert (excluded.score.raw, excluded.categories) == (None, ())
    assert audit.notes[-1].startswith("Visit bad is not counted: ")
    assert audit.notes[-1].endswith("(no such button).")
    assert audit.verdict.startswith("Nothing broke: 4 of 4 visits reached their goal. Not counted are 1 visit: ")


def test_nothing_but_excluded_visits_says_nothing_about_the_shop() -> None:
    audit = judged([a_visit(state=VisitState.BROKEN)])
    assert audit.verdict == "Nothing can be said about the shop: not counted are 1 visit: the journey did not fit the shop."
    assert (audit.score.raw, audit.passed, audit.scorecard) == (None, False, ())


def test_no_evidence_at_all_is_a_mistake() -> None:
    with pytest.raises(UsageError, match="no visit to judge"):
        judged([])


def test_an_order_that_was_placed_completed_whatever_came_after() -> None:
    steps = (a_step("1"), a_step("2", "click"), a_step("3", "note"), a_step("4", "expect_mail"))
    tracking = a_step("5", "see", outcome="failed", text="see: Đang vận chuyển")
    audit = judged([a_visit(state=VisitState.BLOCKED, reason="nothing to see", steps=(*steps, tracking))])
    (finding,) = audit.findings
    assert (finding.check, finding.must_pass) == ("goal-not-reached", False)
    assert audit.must_pass[0].state is ItemState.PASS
    assert audit.verdict == "1 of 1 visits did not reach their goal: the customer could not go on."


def test_a_must_pass_about_one_thing_ignores_others() -> None:
    shipping = an_expectation(kind="shipping_notice", within=minutes(60), looked=T0 + minutes(80))
    audit = judged([a_visit(expectations=(an_expectation(mail=a_mail()), shipping))])
    assert fails(audit) == ["missing-mail"]
    assert not audit.findings[0].must_pass
    assert {row.title: row.state for row in audit.must_pass}["The confirmation arrives"] is ItemState.PASS
    assert audit.score.gated == audit.score.raw


def test_waiting_visits_are_pending_not_failed() -> None:
    wanted = (an_expectation(mail=a_mail()), an_expectation(kind="shipping_notice", within=minutes(4320)))
    audit = judged([a_visit(state=VisitState.WAITING, expectations=wanted)])
    assert {finding.outcome for finding in audit.findings} == {Outcome.PENDING}
    assert audit.verdict.startswith("Nothing broke so far: 0 of 1 visits reached their goal, 1 still waits for mail.")


def test_the_gravest_comes_first_and_reviews_cost_nothing() -> None:
    patchwork = a_proven_mail(subject="Your order", text="Mã đơn hàng: GS-10023\nTổng cộng: 808.000 ₫")
    visit = a_visit(
        mails=[patchwork],
        expectations=(an_expectation(mail=a_mail(arrived=T0 + minutes(20))), an_expectation(kind="shipping_notice")),
    )
    audit = judged([visit])
    assert [(f.check, f.outcome) for f in audit.findings] == [
        ("missing-mail", Outcome.FAIL),
        ("late-mail", Outcome.FAIL),
        ("wrong-mail-language", Outcome.REVIEW),
    ]
    assert audit.findings[-1].share == audit.findings[-1].gain == 0
    assert audit.verdict == "Customers reach their goal, but a mail never came and a mail came late."


def test_the_target_decides_too() -> None:
    assert judged([a_visit(expectations=LATE)], card=ScoreCard(target=50)).passed
    assert not judged([a_visit(expectations=LATE)], card=ScoreCard(target=99)).passed


def test_a_card_of_ones_own() -> None:
    card = ScoreCard(must_pass=(Required(title="In time", check="late-mail"),))
    audit = judged([a_visit(expectations=LATE)], card=card)
    assert audit.verdict == "One must-pass broken: “In time” failed in 1 of 1 visits."


def test_figures_come_with_their_n() -> None:
    visits = [*four_visits(), a_visit(visit="b", **BLOCKED), a_visit(visit="x", state=VisitState.BROKEN)]
    figures = judged(visits).kpis
    assert figures["visits"] == {"blocked": 1, "broken": 1, "finished": 4}
    assert figures["mails"] == {"received": 4, "unsolicited": 0}
    assert figures["systems"] == {"platform": 4}
    assert figures["mail_wait"] == {"order_confirmation": {"median": 60.0, "within": 300.0, "n": 4, "missing": 0}}
    assert figures["steps"] == {"failed": 1, "passed": 9}


def test_the_audits_card_is_the_mean_of_its_visits() -> None:
    visits = four_visits()
    visits[0] = a_visit(visit="late", plan=visits[0].plan, expectations=LATE)
    audit = judged(visits)
    speed = next(category for category in audit.scorecard if category.id == "speed")
    assert speed.score == 0.75
    (late,) = [item for item in speed.items if item.check == "late-mail"]
    assert (late.state, late.passed, late.failed) == (ItemState.FAIL, 3, 1)


def test_what_is_noted_by_the_caller_is_kept() -> None:
    assert judged([a_visit()], notes=["The clock jumped."]).notes == ("The clock jumped.",)


def test_every_installed_check_has_its_item() -> None:
    (visit,) = judged([a_visit()]).visits
    assert {item.check for category in visit.categories for item in category.items} == set(checks())


def test_visits_in_several_voices_are_told_apart() -> None:
    visits = [a_visit(visit=voice, plan=a_plan(voice=voice, id=f"guest_order[{voice}]")) for voice in ("polite", "curt")]
    assert [(one.id, one.voice) for one in judged(visits).visits] == [("curt", "curt"), ("polite", "polite")]
