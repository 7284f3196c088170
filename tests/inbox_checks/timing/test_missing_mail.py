from factories import T0, a_mail, a_visit, an_expectation, minutes

from shopper import Outcome, VisitState
from shopper.inbox_checks.timing.missing_mail import missing_mail
from shopper.model import Expectation, Verdict


def judged(wanted: Expectation, **changes: object) -> Verdict:
    (verdict,) = missing_mail(a_visit(expectations=(wanted,), **changes))
    return verdict


def test_missing_when_the_mailbox_answered_after_the_deadline() -> None:
    verdict = judged(an_expectation())
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation did not come within 5 min; after 1 h the mailbox was working and still without it."
    )
    assert (verdict.about, verdict.owner) == ("order_confirmation", "platform")


def test_looked_at_the_deadline_is_looked() -> None:
    assert judged(an_expectation(looked=T0 + minutes(5))).outcome is Outcome.FAIL


def test_a_mail_that_came_passes_even_late() -> None:
    assert judged(an_expectation(mail=a_mail(arrived=T0 + minutes(50)))).outcome is Outcome.PASS


def test_blind_at_the_deadline_says_nothing_against_the_shop() -> None:
    assert judged(an_expectation(looked=T0 + minutes(4))).outcome is Outcome.CANT_TELL
    assert judged(an_expectation(looked=None)).outcome is Outcome.CANT_TELL


def test_an_open_deadline_is_pending() -> None:
    assert judged(an_expectation(within=minutes(600), looked=T0 + minutes(80))).outcome is Outcome.PENDING
    waiting = an_expectation(looked=T0 + minutes(4))
    assert judged(waiting, state=VisitState.WAITING).outcome is Outcome.PENDING


def test_nothing_expected_nothing_missed() -> None:
    assert list(missing_mail(a_visit(expectations=(), mails=[]))) == []
