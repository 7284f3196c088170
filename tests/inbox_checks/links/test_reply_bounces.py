from typing import Any

import pytest
from factories import T0, a_letter, a_mail, a_visit, minutes

from shopper import Letter, Mail, MailPart, Outcome
from shopper.inbox_checks.links.reply_bounces import reply_bounces
from shopper.model import Verdict

REPORT = (MailPart(type="text/plain", size=200), MailPart(type="message/delivery-status", size=300))


def a_bounce(**changes: Any) -> Mail:
    said = {
        "sender": "mailer-daemon@mx.inbox.test",
        "subject": "Undelivered Mail Returned to Sender",
        "text": "I'm sorry to have to inform you …\n<hello@gomsen.test>: host mx.gomsen.test said: 552 5.2.2 Mailbox full",
        "parts": REPORT,
        "arrived": T0 + minutes(2),
        "solicited": False,
    }
    return a_mail("", **said | changes)


def judged(*mails: Mail, letters: tuple[Letter, ...] = (a_letter(),)) -> list[Verdict]:
    return list(reply_bounces(a_visit(mails=list(mails), letters=letters)))


def test_a_letter_that_comes_back_fails() -> None:
    (verdict,) = judged(a_bounce())
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The customer wrote to hello@gomsen.test; her mail came back: “Undelivered Mail Returned to Sender”."
    )
    assert (verdict.about, verdict.owner) == ("hello@gomsen.test", "gomsen.test")
    assert verdict.evidence == ("mail:m1", "step:4")


def test_it_may_be_known_by_what_it_answers() -> None:
    assert judged(a_bounce(text="", in_reply_to=("<l1@inbox.test>",)))[0].outcome is Outcome.FAIL
    assert judged(a_bounce(in_reply_to=("<other@inbox.test>",)))[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "subject", ["Mail delivery failed: returning message to sender", "Unzustellbar: Frage", "Undeliverable: x"]
)
def test_a_bounce_without_its_form_is_known_by_its_subject(subject: str) -> None:
    assert judged(a_bounce(parts=(), subject=subject))[0].outcome is Outcome.FAIL


def test_a_bounce_that_names_nobody_goes_to_a_person() -> None:
    assert judged(a_bounce(text="A message could not be delivered."))[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "mail",
    [
        a_bounce(subject="Delivery Status Notification (Delay)"),
        a_bounce(parts=(), subject="Welcome to your new mailbox"),
        a_mail("acknowledgement", text="Chúng tôi đã nhận câu hỏi của bạn."),
    ],
)
def test_delays_and_other_mails_are_no_bounces(mail: Mail) -> None:
    assert judged(mail)[0].outcome is Outcome.PASS


def test_each_letter_is_judged_for_itself() -> None:
    second = a_letter(id="l2", message_id="<l2@inbox.test>", to="returns@gomsen.test", at=T0 + minutes(30))
    first, other = judged(a_bounce(), letters=(a_letter(), second))
    assert (first.outcome, other.outcome) == (Outcome.FAIL, Outcome.PASS)


def test_who_wrote_nothing_has_nothing_to_come_back() -> None:
    assert judged(a_bounce(), letters=()) == []
