import pytest
from factories import a_mail, a_visit

from shopper import Authentication, Outcome
from shopper.inbox_checks.delivery.spf_fails import spf_fails
from shopper.model import Verdict


def judged(result: str, authserv_id: str = "mx.inbox.test", **properties: str) -> list[Verdict]:
    said = properties or {"smtp.mailfrom": "bounces@news.gomsen.test"}
    told = Authentication(server="mx.inbox.test", topmost=True, method="spf", result=result, properties=said)
    mail = a_mail("shipping_notice", authentication=(told,))
    return list(spf_fails(a_visit(mails=[mail], authserv_id=authserv_id)))


def test_a_forbidden_server_fails() -> None:
    (verdict,) = judged("fail")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == ("The shipping notice was sent by a server that news.gomsen.test does not allow (spf=fail).")


@pytest.mark.parametrize(
    ("result", "wanted"),
    [
        ("pass", Outcome.PASS),
        ("permerror", Outcome.FAIL),
        ("softfail", Outcome.REVIEW),
        ("neutral", Outcome.REVIEW),
        ("none", Outcome.REVIEW),
        ("temperror", Outcome.CANT_TELL),
    ],
)
def test_what_each_result_means(result: str, wanted: Outcome) -> None:
    assert [verdict.outcome for verdict in judged(result)] == [wanted]


def test_an_empty_sender_is_judged_by_the_server_s_own_name() -> None:
    (verdict,) = judged("fail", **{"smtp.helo": "mx.gomsen.test"})
    assert "mx.gomsen.test" in verdict.sentence


def test_a_server_that_nobody_named_is_not_believed() -> None:
    assert [verdict.outcome for verdict in judged("fail", authserv_id="")] == [Outcome.CANT_TELL]
