from factories import T0, a_mail, a_visit, minutes

from shopper import Hop, Outcome
from shopper.inbox_checks.timing.slow_relay import slow_relay
from shopper.model import Verdict


def judged(*after: float, **changes: object) -> list[Verdict]:
    """A mail that the servers took so many minutes after the order."""
    names = ("app.gomsen.test", "relay.gomsen.test", "mx.inbox.test")
    hops = tuple(Hop(by=name, at=T0 + minutes(count)) for name, count in zip(names, after, strict=False))
    return list(slow_relay(a_visit(mails=[a_mail(hops=hops)], **changes)))


def test_a_mail_that_is_handed_on_at_once_passes() -> None:
    (verdict,) = judged(0, 0.1, 3)
    assert verdict.outcome is Outcome.PASS


def test_the_server_that_held_it_back_is_named() -> None:
    (verdict,) = judged(0, 0.1, 40.1)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation lay at relay.gomsen.test for 40 min."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "relay.gomsen.test", ("mail:m1",))


def test_where_a_wrong_clock_would_look_the_same_a_person_decides() -> None:
    assert [verdict.outcome for verdict in judged(0, 40, 40.1)] == [Outcome.REVIEW]
    assert [verdict.outcome for verdict in judged(0, 40)] == [Outcome.REVIEW]
    assert [verdict.outcome for verdict in judged(0, -3, 40)] == [Outcome.REVIEW]


def test_one_server_says_nothing() -> None:
    assert judged(0) == []
    assert list(slow_relay(a_visit())) == []


def test_strangers_are_left_alone() -> None:
    hops = (Hop(by="a", at=T0), Hop(by="b", at=T0 + minutes(60)))
    assert list(slow_relay(a_visit(mails=[a_mail(hops=hops, solicited=False)]))) == []
