from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from factories import a_mail, a_plan, a_shop, a_visit, an_expectation

from shopper import Evidence, Mail, Outcome
from shopper.inbox_checks.timing.missing_mail import missing_mail
from shopper.inbox_checks.timing.slow_human_reply import slow_human_reply
from shopper.model import MailKind, Verdict, VisitState

ANSWER = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
HOURS = {"mon-fri": "08:00-18:00", "holidays": "VN"}


def hanoi(day: int, hour: int, minute: int = 0) -> datetime:
    """In October 2026: the 9th is a Friday."""
    return datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(UTC)


def visit(asked: datetime, *mails: Mail, looked: datetime | None = None, **changes: object) -> Evidence:
    shop = a_shop(**{"mails": {"answer": ANSWER}, "hours": HOURS, "standards": {"mail": "1d"}, **changes})
    wanted = an_expectation(
        kind="answer", since=asked, within=timedelta(days=3), mail=mails[0] if mails else None, looked=looked or hanoi(30, 0)
    )
    return a_visit(plan=a_plan(shop=shop), mails=list(mails), expectations=(wanted,), ended=hanoi(30, 0))


def reply(at: datetime, **changes: object) -> Mail:
    return a_mail("answer", system="help_desk", arrived=at, **changes)


def judged(evidence: Evidence) -> Verdict:
    (verdict,) = slow_human_reply(evidence)
    return verdict


def test_within_a_day_passes() -> None:
    assert judged(visit(hanoi(6, 9), reply(hanoi(7, 9)))).outcome is Outcome.PASS


def test_a_weekend_between_passes_and_shows_both_times() -> None:
    verdict = judged(visit(hanoi(9, 17, 30), reply(hanoi(12, 9, 20))))
    assert verdict.outcome is Outcome.PASS
    assert verdict.sentence == "The answer came after 2 days 16 h (1 h 50 min in service hours); the shop promises 1 day."


def test_four_working_days_fail_even_by_service_hours() -> None:
    verdict = judged(visit(hanoi(5, 9), reply(hanoi(9, 9))))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.actual == "4 days (1 day 16 h in service hours)"
    assert (verdict.about, verdict.owner, verdict.evidence) == ("answer", "help_desk", ("mail:m1",))


def test_over_a_day_of_the_calendar_but_not_of_service_hours_goes_to_a_person() -> None:
    assert judged(visit(hanoi(5, 9), reply(hanoi(7, 10)))).outcome is Outcome.REVIEW


def test_without_known_hours_the_calendar_decides() -> None:
    verdict = judged(visit(hanoi(9, 17, 30), reply(hanoi(12, 9, 20)), hours={}))
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "2 days 16 h")


def test_without_a_standard_the_journey_s_limit_counts() -> None:
    assert judged(visit(hanoi(5, 9), reply(hanoi(7, 10)), standards={})).outcome is Outcome.PASS


def test_an_automatic_mail_is_no_answer() -> None:
    automatic = reply(hanoi(6, 9, 1), automatic=True)
    verdict = judged(visit(hanoi(6, 9), automatic))
    assert verdict.outcome is Outcome.CANT_TELL
    assert verdict.sentence.startswith("Only an automatic mail came as the answer, after 1 min")
    assert judged(visit(hanoi(6, 9), automatic, reply(hanoi(6, 15), id="m2"))).evidence == ("mail:m2",)
    assert judged(visit(hanoi(5, 9), reply(hanoi(9, 9), automatic=True))).outcome is Outcome.FAIL


def test_no_answer_at_the_cut_off_is_over_the_limit() -> None:
    verdict = judged(visit(hanoi(5, 9), looked=hanoi(7, 23)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.actual == "> 2 days 14 h (1 day 5 h in service hours)"


def test_no_answer_yet_is_pending() -> None:
    assert judged(visit(hanoi(5, 9), looked=hanoi(5, 20))).outcome is Outcome.PENDING


def test_an_answer_that_missing_mail_speaks_of_is_left_to_it() -> None:
    overdue, blind = visit(hanoi(5, 9), looked=hanoi(9, 9)), visit(hanoi(5, 9))
    blind = blind.model_copy(
        update={"expectations": (an_expectation(kind="answer", looked=None),), "state": VisitState.FINISHED}
    )
    for evidence in (overdue, blind):
        assert list(slow_human_reply(evidence)) == []
        assert [verdict.outcome for verdict in missing_mail(evidence)] != [Outcome.PASS]


def test_mails_that_answer_nothing_are_left_alone() -> None:
    assert list(slow_human_reply(a_visit())) == []
