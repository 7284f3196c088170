from datetime import timedelta

import pytest
from factories import T0, a_mail, a_visit, an_expectation, minutes

from shopper import Evidence, Hop, Outcome
from shopper.inbox_checks.timing.wrong_sender_clock import wrong_sender_clock
from shopper.model import Verdict

ARRIVED = T0 + minutes(60)


def visit(ahead: timedelta, *, expected: bool = False, hops: tuple[Hop, ...] = (), **changes: object) -> Evidence:
    mail = a_mail(arrived=ARRIVED, date=ARRIVED + ahead, hops=hops)
    wanted = (an_expectation(mail=mail, since=T0 + minutes(59)),) if expected else ()
    return a_visit(mails=[mail], expectations=wanted, **changes)


def judged(*args: object, **kwargs: object) -> Verdict:
    (verdict,) = wrong_sender_clock(visit(*args, **kwargs))
    return verdict


@pytest.mark.parametrize("ahead", [minutes(0), minutes(-4), minutes(4.5)])
def test_a_few_minutes_pass(ahead: timedelta) -> None:
    assert judged(ahead).outcome is Outcome.PASS


def test_a_date_in_the_future_fails_and_a_wrong_zone_is_told() -> None:
    verdict = judged(timedelta(hours=7, seconds=-20))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation is dated 7 h after its arrival, as if its sender's time zone were a wrong one."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))
    assert judged(minutes(17)).outcome is Outcome.FAIL
    assert judged(-timedelta(hours=7)).outcome is Outcome.FAIL


def test_a_date_before_the_order_fails() -> None:
    verdict = judged(minutes(-17), expected=True)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.actual == "16 min before what it is about had happened"


def test_an_old_date_alone_goes_to_a_person() -> None:
    assert judged(minutes(-17)).outcome is Outcome.REVIEW


def test_a_mail_that_a_server_held_back_keeps_its_date() -> None:
    left = ARRIVED - minutes(40)
    hops = tuple(Hop(by=name, at=at) for name, at in (("app", left), ("relay", left), ("inbox", ARRIVED)))
    assert judged(minutes(-40), hops=hops).outcome is Outcome.PASS
    assert judged(minutes(-40), hops=hops[1:]).outcome is Outcome.REVIEW


def test_the_mailbox_s_own_clock_is_no_fault_of_the_shop_s() -> None:
    assert judged(minutes(7), clock_error=minutes(3)).outcome is Outcome.PASS


def test_strangers_and_mails_without_a_date_are_left_alone() -> None:
    strange = a_mail(date=ARRIVED, solicited=False)
    assert list(wrong_sender_clock(a_visit(mails=[strange, a_mail(date=None)]))) == []
