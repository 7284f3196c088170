import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Authentication, Outcome, Signature
from shopper.inbox_checks.delivery.envelope_differs import envelope_differs
from shopper.model import Verdict


def judged(sender: str, spf: str = "", dkim: str = "", **shop: object) -> list[Verdict]:
    told = Authentication(server="mx.inbox.test", topmost=True, method="spf", result=spf) if spf else None
    signatures = (Signature(domain=dkim, outcome="pass"),) if dkim else ()
    mail = a_mail(envelope_sender=sender, authentication=(told,) if told else (), signatures=signatures)
    return list(envelope_differs(a_visit(plan=a_plan(shop=a_shop(**shop)), mails=[mail], authserv_id="mx.inbox.test")))


def test_a_stranger_who_does_not_know_the_server_fails() -> None:
    (verdict,) = judged("return@relay91.test", spf="none")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "Bounces of the order confirmation go to relay91.test, a stranger who does not know the server that sent it."
    )
    assert (verdict.expected, verdict.actual) == ("gomsen.test", "relay91.test")


@pytest.mark.parametrize(
    "sender",
    ["orders@gomsen.test", "bounces+v1=inbox.test@mail.gomsen.test", "<>", "ship@vanchuyen.test"],
)
def test_the_shop_its_partners_and_nobody_pass(sender: str) -> None:
    assert [verdict.outcome for verdict in judged(sender)] == [Outcome.PASS]


def test_a_declared_partner_passes() -> None:
    assert judged("bounce@relay91.test", spf="pass", partners=("relay91.test",))[0].outcome is Outcome.PASS


def test_a_mailing_service_passes_if_it_signs_in_the_shop_s_name() -> None:
    verp = "010201-000000@eu-west-1.amazonses.com"
    assert judged(verp, spf="pass", dkim="gomsen.test")[0].outcome is Outcome.PASS
    assert judged(verp, spf="pass", dkim="amazonses.com")[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize("spf", ["pass", "", "softfail"])
def test_another_stranger_goes_to_a_person(spf: str) -> None:
    assert [verdict.outcome for verdict in judged("return@relay91.test", spf)] == [Outcome.REVIEW]


def test_an_unknown_envelope_says_nothing() -> None:
    assert judged("") == []
