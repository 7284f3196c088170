import pytest
from factories import a_kind, a_mail, a_plan, a_shop, a_visit

from shopper import Authentication, Mail, MailKind, Outcome, Signature
from shopper.inbox_checks.delivery.dkim_fails import dkim_fails
from shopper.model import Verdict

SIGNED = {"headers": {"dkim-signature": ("v=1; d=gomsen.test; s=shipping",), "from": ("ship@gomsen.test",)}}


def a_signature(outcome: str, **changes: object) -> Signature:
    return Signature.model_validate({"domain": "gomsen.test", "selector": "shipping", "outcome": outcome, **changes})


def told(result: str, domain: str = "gomsen.test", server: str = "mx.inbox.test", topmost: bool = True) -> Authentication:
    return Authentication(server=server, topmost=topmost, method="dkim", result=result, properties={"header.d": domain})


def judged(mail: Mail, dkim: str = "") -> list[Verdict]:
    said = a_kind("shipping", "ship@gomsen.test").model_dump(by_alias=True) | {"dkim": dkim}
    plan = a_plan(shop=a_shop(mails={"shipping_notice": MailKind.model_validate(said)}))
    return list(dkim_fails(a_visit(plan=plan, mails=[mail], authserv_id="mx.inbox.test")))


def outcome(*, dkim: str = "", **changes: object) -> Outcome:
    (verdict,) = judged(a_mail("shipping_notice", **SIGNED | changes), dkim)
    return verdict.outcome


def test_a_broken_signature_fails() -> None:
    (verdict,) = judged(a_mail("shipping_notice", signatures=(a_signature("fail", reason="body hash mismatch"),), **SIGNED))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The signature of the shipping notice (gomsen.test) does not hold: body hash mismatch."
    assert (verdict.about, verdict.owner) == ("shipping_notice", "shipping")


def test_one_signature_that_holds_is_enough() -> None:
    relay = a_signature("fail", domain="relay.test")
    assert outcome(signatures=(relay, a_signature("pass"))) is Outcome.PASS
    assert outcome(signatures=(relay,), authentication=(told("pass"),)) is Outcome.PASS


@pytest.mark.parametrize(
    ("result", "wanted"),
    [("pass", Outcome.PASS), ("fail", Outcome.FAIL), ("permerror", Outcome.FAIL), ("neutral", Outcome.REVIEW),
     ("policy", Outcome.REVIEW), ("temperror", Outcome.CANT_TELL)],
)  # fmt: skip
def test_the_mailbox_s_own_server_is_believed(result: str, wanted: Outcome) -> None:
    assert outcome(authentication=(told(result),)) is wanted


def test_nobody_else_s_word_is() -> None:
    assert outcome(authentication=(told("pass", server="mx.sender.test"),)) is Outcome.CANT_TELL
    assert outcome(authentication=(told("fail", topmost=False),)) is Outcome.CANT_TELL


def test_a_signature_without_its_key_cannot_be_told() -> None:
    assert outcome(signatures=(a_signature("unknown"),)) is Outcome.CANT_TELL
    assert outcome() is Outcome.CANT_TELL


def test_an_unsigned_mail_fails_where_its_kind_is_always_signed() -> None:
    unsigned = {"headers": {"from": ("ship@gomsen.test",)}}
    assert outcome(**unsigned) is Outcome.REVIEW
    assert outcome(**unsigned, dkim="gomsen.test") is Outcome.FAIL
    assert outcome(signatures=(a_signature("pass", domain="relay.test"),), dkim="gomsen.test") is Outcome.FAIL
    assert outcome(signatures=(a_signature("pass", domain="mail.gomsen.test"),), dkim="gomsen.test") is Outcome.PASS


def test_strangers_are_left_alone() -> None:
    assert judged(a_mail("", signatures=(a_signature("fail"),), solicited=False)) == []
    assert judged(a_mail("", sender="x@other.test", solicited=False), dkim="gomsen.test") == []


def test_what_may_be_a_forgery_goes_to_a_person() -> None:
    (verdict,) = judged(a_mail("", sender="ship@gomsen.test", solicited=False, headers={"from": ("x",)}), dkim="gomsen.test")
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence.endswith("is missing: nobody signed it; it may be a forgery.")
