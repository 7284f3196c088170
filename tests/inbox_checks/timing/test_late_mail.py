from datetime import timedelta

import pytest
from factories import T0, a_kind, a_mail, a_plan, a_shop, a_visit, an_expectation, minutes

from shopper import Outcome
from shopper.inbox_checks.timing.late_mail import late_mail
from shopper.model import Evidence


def visit_with_mail_after(wait: timedelta, **changes: object) -> Evidence:
    return a_visit(expectations=(an_expectation(mail=a_mail(arrived=T0 + wait)),), **changes)


def test_a_late_confirmation_fails_with_both_times() -> None:
    (verdict,) = late_mail(visit_with_mail_after(minutes(20)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation came after 20 min; the shop promises 5 min."
    assert (verdict.expected, verdict.actual) == ("within 5 min", "20 min")
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))


@pytest.mark.parametrize("wait", [timedelta(), minutes(4), minutes(5), timedelta(seconds=-1)])
def test_in_time_passes_to_the_second(wait: timedelta) -> None:
    (verdict,) = late_mail(visit_with_mail_after(wait))
    assert verdict.outcome is Outcome.PASS


def test_a_second_too_late_is_late() -> None:
    (verdict,) = late_mail(visit_with_mail_after(minutes(5) + timedelta(seconds=1)))
    assert verdict.outcome is Outcome.FAIL


def test_within_the_error_of_the_clocks_a_person_decides() -> None:
    wait = minutes(5) + timedelta(seconds=2)
    (verdict,) = late_mail(visit_with_mail_after(wait, clock_error=timedelta(seconds=3)))
    assert verdict.outcome is Outcome.REVIEW
    assert "3 s" in verdict.sentence


def test_a_server_whose_clock_is_ahead_makes_no_mail_late() -> None:
    (verdict,) = late_mail(visit_with_mail_after(minutes(12), clock_skew=minutes(10)))
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, "2 min")


def test_a_mail_that_never_came_is_another_checks_matter() -> None:
    assert list(late_mail(a_visit(expectations=(an_expectation(),)))) == []
    assert list(late_mail(a_visit(expectations=()))) == []


def test_the_shops_own_name_for_the_mail_is_used() -> None:
    receipt = a_kind("platform", "orders@gomsen.test", vi="x").model_copy(update={"title": "receipt"})
    plan = a_plan(shop=a_shop(mails={"order_confirmation": receipt}))
    (verdict,) = late_mail(visit_with_mail_after(minutes(20), plan=plan))
    assert verdict.sentence.startswith("The receipt came after")
