from factories import CONFIRMATIONS, T0, a_letter, a_mail, a_plan, a_shop, a_visit, an_expectation, minutes

from shopper import Mail, Outcome
from shopper.inbox_checks.timing.duplicate_mail import duplicate_mail
from shopper.model import MailKind, Verdict


def judged(*mails: Mail, **changes: object) -> list[Verdict]:
    return list(duplicate_mail(a_visit(mails=list(mails), **changes)))


def again(after: float, **changes: object) -> Mail:
    return a_mail(**{"id": "m2", "arrived": T0 + minutes(1 + after), "message_id": "<2@gomsen.test>", **changes})


FIRST = a_mail(message_id="<1@gomsen.test>")


def test_the_same_words_with_another_id_fail() -> None:
    (verdict,) = judged(FIRST, again(2))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation came 2 times within 2 min, word for word."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1", "mail:m2"))


def test_spaces_and_line_breaks_are_no_difference() -> None:
    text = CONFIRMATIONS["vi"][1]
    (verdict,) = judged(FIRST, again(2, text=text.replace(" ", "\u00a0 ").replace("\n", "\n\n")))
    assert verdict.outcome is Outcome.FAIL


def test_one_mail_is_one() -> None:
    (verdict,) = judged(FIRST)
    assert verdict.outcome is Outcome.PASS


def test_the_same_id_twice_is_the_mailbox_s_doing() -> None:
    (verdict,) = judged(FIRST, again(2, message_id="<1@gomsen.test>"))
    assert verdict.outcome is Outcome.PASS


def test_without_ids_nothing_can_be_said_against_the_shop() -> None:
    (verdict,) = judged(a_mail(), again(2, message_id=""))
    assert verdict.outcome is Outcome.PASS


def test_a_reminder_days_later_is_another_mail() -> None:
    (verdict,) = judged(FIRST, again(60 * 25))
    assert verdict.outcome is Outcome.PASS


def test_another_order_kind_or_sender_is_another_mail() -> None:
    others = (
        again(2, text=CONFIRMATIONS["vi"][1].replace("GS-10023", "GS-10026")),
        again(2, kind="shipping_notice"),
        again(2, sender="ship@gomsen.test"),
    )
    for other in others:
        assert {verdict.outcome for verdict in judged(FIRST, other)} == {Outcome.PASS}


def test_two_questions_may_have_two_acknowledgements() -> None:
    kind = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "automatic"})
    shop = a_shop(mails={"acknowledgement": kind})
    two = (a_mail("acknowledgement", message_id="<1@x>"), again(30, kind="acknowledgement"))
    wanted = tuple(an_expectation(kind="acknowledgement", mail=mail) for mail in two)
    (expected,) = judged(*two, plan=a_plan(shop=shop), expectations=wanted)
    (written,) = judged(*two, plan=a_plan(shop=shop), letters=(a_letter(), a_letter(id="l2")))
    (unasked,) = judged(*two, plan=a_plan(shop=shop))
    assert [expected.outcome, written.outcome, unasked.outcome] == [Outcome.PASS, Outcome.PASS, Outcome.FAIL]


def test_strangers_and_empty_mails_are_left_alone() -> None:
    assert judged(a_mail(solicited=False), again(2, solicited=False)) == []
    assert judged(a_mail(text=""), again(2, text=" ")) == []
