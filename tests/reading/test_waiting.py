from datetime import timedelta

import pytest
from factories import T0, a_kind, a_mail, a_plan, a_shop, a_visit, an_expectation, minutes

from shopper.model import MailKind, Outcome
from shopper.reading.waiting import human_reply, in_time, reply_of, standard, waited

ANSWER = MailKind(system="help_desk", sender="help@gomsen.test", subject={}, reply="human")  # type: ignore[call-arg]
PLAN = a_plan(shop=a_shop(mails={"answer": ANSWER, "order_confirmation": a_kind("platform", "orders@gomsen.test", vi="x")}))


@pytest.mark.parametrize(
    ("took", "outcome"), [(300, Outcome.PASS), (301, Outcome.REVIEW), (303, Outcome.REVIEW), (304, Outcome.FAIL)]
)
def test_in_time_to_the_second_or_as_well_as_the_clocks_agree(took: int, outcome: Outcome) -> None:
    assert in_time(timedelta(seconds=took), minutes(5), timedelta(seconds=3)) is outcome


def test_standards_as_the_evidence_keeps_them() -> None:
    shop = a_shop(standards={"mail": "1d", "acknowledgement": "5m", "chat": "1m30s", "handoffs": {"simple": 1}})
    assert standard(shop, "mail") == timedelta(days=1)
    assert standard(shop, "chat") == timedelta(seconds=90)
    assert standard(shop, "handoffs") is standard(shop, "order_confirmation") is None


def test_only_kinds_that_answer_are_answers() -> None:
    assert [reply_of(kind, PLAN.shop) for kind in ("answer", "order_confirmation", "unheard_of")] == ["human", "", ""]


def test_waiting_is_measured_by_our_clock() -> None:
    mail = a_mail(arrived=T0 + minutes(12))
    visit = a_visit(clock_skew=minutes(10))
    assert waited(mail, an_expectation(), visit) == minutes(2)
    assert waited(a_mail(arrived=T0), an_expectation(), visit) == timedelta()


def test_a_machine_is_no_human() -> None:
    automatic = a_mail("answer", id="m1", automatic=True)
    human = a_mail("answer", id="m2", arrived=T0 + minutes(30))
    wanted = an_expectation(kind="answer", mail=automatic)
    assert human_reply(wanted, a_visit(plan=PLAN, mails=[automatic, human])) == human
    assert human_reply(wanted, a_visit(plan=PLAN, mails=[automatic])) is None
    assert (
        human_reply(wanted, a_visit(plan=PLAN, mails=[automatic, a_mail("answer", id="m3", arrived=T0 - minutes(9))])) is None
    )
    other = an_expectation(kind="answer", mail=human)
    assert human_reply(wanted, a_visit(plan=PLAN, mails=[automatic, human], expectations=(wanted, other))) is None
