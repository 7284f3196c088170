from factories import a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.delivery.invalid_mail_format import invalid_mail_format
from shopper.model import Verdict


def judged(**changes: object) -> list[Verdict]:
    return list(invalid_mail_format(a_visit(mails=[a_mail("invoice", system="erp", **changes)])))


def test_a_broken_rule_fails() -> None:
    (verdict,) = judged(format_errors=("It has no Date.", "A line has 4,812 characters."))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice is not in the form of a mail: It has no Date (1 more)."
    assert (verdict.actual, verdict.about, verdict.owner) == ("2 broken rules", "invoice", "erp")


def test_a_mail_that_could_not_be_read_whole_goes_to_a_person() -> None:
    (verdict,) = judged(problem="It has more than 200 parts; the others were not read.")
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == "The invoice could not be read whole: It has more than 200 parts; the others were not read."


def test_a_mail_without_a_readable_sender_is_not_lost() -> None:
    (verdict,) = judged(problem="It could not be read within 5 s.", sender="", solicited=False)
    assert verdict.outcome is Outcome.REVIEW


def test_an_ordinary_mail_passes_and_a_stranger_s_is_left_alone() -> None:
    assert [verdict.outcome for verdict in judged()] == [Outcome.PASS]
    assert judged(format_errors=("It has no Date.",), solicited=False) == []
