from datetime import timedelta

import pytest
from factories import T0, a_mail, a_plan, a_shop, a_visit, an_expectation, minutes

from shopper import Outcome, Shop
from shopper.inbox_checks.timing.late_mail import late_mail
from shopper.inbox_checks.timing.slow_acknowledgement import slow_acknowledgement
from shopper.model import Evidence, MailKind, Verdict


def kind(reply: str, **changes: object) -> MailKind:
    return MailKind.model_validate(
        {"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": reply, **changes}
    )


def shop(**changes: object) -> Shop:
    return a_shop(**{"mails": {"acknowledgement": kind("automatic")}, "standards": {"acknowledgement": "5m"}, **changes})


def visit_after(wait: float, shop: Shop, *, within: float = 60, **changes: object) -> Evidence:
    mail = a_mail("acknowledgement", system="help_desk", arrived=T0 + minutes(wait), automatic=True)
    wanted = an_expectation(kind="acknowledgement", within=minutes(within), mail=mail)
    return a_visit(plan=a_plan(shop=shop), mails=[mail], expectations=(wanted,), **changes)


def judged(wait: float, shop: Shop, **changes: object) -> Verdict:
    (verdict,) = slow_acknowledgement(visit_after(wait, shop, **changes))
    return verdict


def test_over_the_standard_fails_with_both_times() -> None:
    verdict = judged(25, shop())
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The acknowledgement came after 25 min; the shop promises 5 min."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("acknowledgement", "help_desk", ("mail:m1",))


def test_in_time_passes_to_the_second() -> None:
    assert judged(5, shop()).outcome is Outcome.PASS


def test_without_a_standard_the_journey_s_limit_counts() -> None:
    assert judged(25, shop(standards={})).outcome is Outcome.PASS
    assert judged(61, shop(standards={})).outcome is Outcome.FAIL


def test_what_the_clocks_cannot_settle_goes_to_a_person() -> None:
    verdict = judged(5.1, shop(), clock_error=timedelta(seconds=10))
    assert verdict.outcome is Outcome.REVIEW
    assert "10 s" in verdict.sentence


@pytest.mark.parametrize("reply", ["", "human"])
def test_other_mails_are_other_checks_matter(reply: str) -> None:
    assert list(slow_acknowledgement(visit_after(25, shop(mails={"acknowledgement": kind(reply)})))) == []


def test_one_that_never_came_is_missing_not_slow() -> None:
    wanted = an_expectation(kind="acknowledgement")
    assert list(slow_acknowledgement(a_visit(plan=a_plan(shop=shop()), expectations=(wanted,)))) == []


def test_late_mail_leaves_answers_alone() -> None:
    assert list(late_mail(visit_after(25, shop(), within=5))) == []
