import pytest
from corresponding import a_correspondence, a_desk, an_answer
from factories import T0, a_mail, minutes

from shopper import Outcome
from shopper.inbox_checks.service.too_many_mails import too_many_mails
from shopper.model import Mail, MailKind, Verdict


def mails(count: int, kind: str = "shipping_notice", every: float = 30) -> list[Mail]:
    return [a_mail(kind, id=f"m{number}", arrived=T0 + minutes(every * number)) for number in range(count)]


def judged(*sent: Mail) -> Verdict:
    (verdict,) = too_many_mails(a_correspondence(*sent))
    return verdict


@pytest.mark.parametrize(("count", "outcome"), [(1, Outcome.PASS), (6, Outcome.PASS), (7, Outcome.REVIEW), (10, Outcome.FAIL)])
def test_ten_within_a_day_are_too_many(count: int, outcome: Outcome) -> None:
    assert judged(*mails(count)).outcome is outcome


def test_the_sentence_names_who_sends_most() -> None:
    verdict = judged(*mails(12))
    assert verdict.sentence == "The customer got 12 mails within 24 hours, most of them from shipping."
    assert (verdict.actual, verdict.owner, len(verdict.evidence)) == ("12", "shipping", 12)


def test_over_several_days_they_may_come() -> None:
    assert judged(*mails(12, every=60 * 8)).outcome is Outcome.PASS


def test_answers_advertising_and_strangers_do_not_count() -> None:
    news = MailKind.model_validate({"system": "platform", "from": "news@gomsen.test", "subject": {}, "purpose": "marketing"})
    shop = a_desk(mails=a_desk().mails | {"newsletter": news})
    answers = [an_answer("Yes.", id=f"a{number}", after=number) for number in range(12)]
    strangers = [mail.model_copy(update={"solicited": False}) for mail in mails(12)]
    assert list(too_many_mails(a_correspondence(*answers, *strangers, *mails(12, "newsletter"), shop=shop))) == []
