import pytest
from factories import a_kind, a_letter, a_mail, a_plan, a_shop, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.identity.unknown_sender import unknown_sender
from shopper.model import Verdict


def judged(*mails: Mail, **changes: object) -> list[Verdict]:
    return list(unknown_sender(a_visit(mails=list(mails), **changes)))


def stranger(**changes: object) -> Mail:
    return a_mail(**{"kind": "", "system": "", "solicited": False, "sender": "feedback@askwell-panel.test", **changes})


def test_a_declared_sender_passes_whatever_it_writes() -> None:
    (verdict,) = judged(a_mail(kind="", subject="Xin chào"), a_mail(id="m2", sender="Orders@Gomsen.test"))
    assert verdict.outcome is Outcome.PASS


def test_a_declared_domain_passes() -> None:
    plan = a_plan(shop=a_shop(mails={"notice": a_kind("carrier", "*@vanchuyen.test", vi="x")}))
    (verdict,) = judged(a_mail("notice", sender="bot7@vanchuyen.test"), plan=plan)
    assert verdict.outcome is Outcome.PASS


def test_an_address_of_the_shop_that_nobody_declared_fails() -> None:
    (verdict,) = judged(a_mail(kind="", system="", sender="no-reply@gomsen.test", subject="Đơn hàng đã đóng gói"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The mail “Đơn hàng đã đóng gói” came from no-reply@gomsen.test, "
        "an address of the shop that none of its mails is known by."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("no-reply@gomsen.test", "gomsen.test", ("mail:m1",))


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Bạn hài lòng với Gốm Sen đến mức nào?", "sender_name": ""},
        {"text": "How did we do?", "sender_name": "GOM SEN"},
        {"text": "How was order GS-10023?", "sender_name": "Panel"},
    ],
)
def test_a_stranger_in_the_shop_s_name_fails(said: dict[str, str]) -> None:
    (verdict,) = judged(stranger(subject="Một câu hỏi", **said))
    assert verdict.outcome is Outcome.FAIL


def test_any_other_stranger_goes_to_a_person() -> None:
    (verdict,) = judged(stranger(subject="You have won", text="Claim your prize 10024 now", sender_name="Lottery"))
    assert verdict.outcome is Outcome.REVIEW


def test_what_the_customer_wrote_herself_is_left_out() -> None:
    copy = stranger(sender="other@inbox.test", message_id="<l1@inbox.test>")
    assert judged(stranger(sender="V1@inbox.test"), copy, letters=(a_letter(),)) == []


def test_each_sender_is_named_once_and_a_shop_that_declares_none_not_at_all() -> None:
    assert len(judged(stranger(), stranger(id="m2"))) == 1
    assert judged(stranger(), plan=a_plan(shop=a_shop(mails={}))) == []
