import pytest
from factories import a_kind, a_mail, a_plan, a_shop, a_visit

from shopper import Link, MailKind, Outcome
from shopper.inbox_checks.delivery.no_one_click_unsubscribe import no_one_click_unsubscribe
from shopper.model import Verdict

LEAVE = Link(text="Huỷ đăng ký nhận tin", href="https://www.gomsen.test/vi/huy?u=1")
GOOD = {
    "list-unsubscribe": ("<mailto:u@gomsen.test>, <https://www.gomsen.test/u/1>",),
    "list-unsubscribe-post": ("List-Unsubscribe=One-Click",),
}


def judged(kind: str, headers: dict[str, tuple[str, ...]], purpose: str = "marketing", **changes: object) -> list[Verdict]:
    said = a_kind("platform", "news@gomsen.test").model_dump(by_alias=True) | {"purpose": purpose}
    plan = a_plan(shop=a_shop(mails={"newsletter": MailKind.model_validate(said)}))
    mail = a_mail(kind, headers=headers, links=(LEAVE,), **changes)
    return list(no_one_click_unsubscribe(a_visit(plan=plan, mails=[mail])))


def test_advertising_without_the_headers_fails() -> None:
    (verdict,) = judged("newsletter", {})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The newsletter cannot be cancelled with one click: it has no List-Unsubscribe header."


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        (GOOD, Outcome.PASS),
        (GOOD | {"list-unsubscribe-post": ()}, Outcome.FAIL),
        (GOOD | {"list-unsubscribe": ("<mailto:leave@gomsen.test>",)}, Outcome.FAIL),
        (GOOD | {"list-unsubscribe": ("<http://www.gomsen.test/u/1>",)}, Outcome.FAIL),
        (GOOD | {"dkim-signature": ("v=1; h=From:To:List-Unsubscribe:List-Unsubscribe-Post; b=x",)}, Outcome.PASS),
        (GOOD | {"dkim-signature": ("v=1; h=From:To:Subject; b=x",)}, Outcome.REVIEW),
    ],
)
def test_both_headers_are_needed(headers: dict[str, tuple[str, ...]], outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in judged("newsletter", headers)] == [outcome]


def test_a_list_s_mail_of_no_kind_goes_to_a_person() -> None:
    assert [verdict.outcome for verdict in judged("", {"list-id": ("news.gomsen.test",)})] == [Outcome.REVIEW]
    assert judged("", {}) == []


@pytest.mark.parametrize("purpose", ["", "service", "survey"])
def test_mails_about_orders_need_none(purpose: str) -> None:
    assert judged("newsletter", {"list-unsubscribe": ("<mailto:x@gomsen.test>",)}, purpose) == []


def test_a_stranger_s_advertising_is_not_the_shop_s() -> None:
    assert judged("newsletter", {}, solicited=False) == []
