import pytest
from factories import a_mail, a_visit

from shopper import Authentication, Outcome, Signature
from shopper.inbox_checks.delivery.dmarc_unaligned import dmarc_unaligned
from shopper.model import Verdict


def told(method: str, result: str, domain: str = "") -> Authentication:
    name = {"dkim": "header.d", "spf": "smtp.mailfrom", "dmarc": "header.from"}[method]
    return Authentication(server="mx.inbox.test", topmost=True, method=method, result=result, properties={name: domain})


def judged(*authentication: Authentication, **changes: object) -> list[Verdict]:
    said = {"headers": {"from": ("orders@gomsen.test",)}, "authentication": authentication}
    return list(dmarc_unaligned(a_visit(mails=[a_mail(**said | changes)], authserv_id="mx.inbox.test")))


def outcome(*authentication: Authentication, **changes: object) -> Outcome:
    (verdict,) = judged(*authentication, **changes)
    return verdict.outcome


def test_a_mail_that_proves_somebody_else_fails() -> None:
    (verdict,) = judged(told("dkim", "pass", "vanchuyen.test"), told("spf", "pass", "vanchuyen.test"), told("dmarc", "fail"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation says that it comes from gomsen.test; what proves its sender is vanchuyen.test."
    )


@pytest.mark.parametrize(
    ("dkim", "spf", "wanted"),
    [
        (("pass", "gomsen.test"), ("pass", "amazonses.com"), Outcome.PASS),
        (("pass", "mail.gomsen.test"), ("fail", "gomsen.test"), Outcome.PASS),
        (("fail", "gomsen.test"), ("pass", "bounces@mail.gomsen.test"), Outcome.PASS),
        (("pass", "amazonses.com"), ("pass", "eu-west-1.amazonses.com"), Outcome.FAIL),
        (("fail", "gomsen.test"), ("none", "gomsen.test"), Outcome.FAIL),
    ],
)
def test_without_a_policy_alignment_tells(dkim: tuple[str, str], spf: tuple[str, str], wanted: Outcome) -> None:
    assert outcome(told("dkim", *dkim), told("spf", *spf), told("dmarc", "none", "gomsen.test")) is wanted


def test_the_server_s_own_verdict_counts() -> None:
    assert outcome(told("dmarc", "pass", "gomsen.test")) is Outcome.PASS
    assert outcome(told("dmarc", "bestguesspass", "gomsen.test")) is Outcome.PASS


def test_a_signature_of_the_sender_s_is_enough_without_any_server() -> None:
    ours = Signature(domain="mail.gomsen.test", outcome="pass")
    assert outcome(signatures=(ours,)) is Outcome.PASS
    assert outcome(signatures=(ours.model_copy(update={"domain": "relay.test"}),)) is Outcome.CANT_TELL


def test_where_little_is_known_nobody_can_tell() -> None:
    (verdict,) = judged()
    assert (verdict.outcome, verdict.actual) == (Outcome.CANT_TELL, "unknown")
    assert judged(solicited=False) == []
