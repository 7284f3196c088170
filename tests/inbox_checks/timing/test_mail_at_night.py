from datetime import UTC, datetime
from typing import Any

import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, Outcome
from shopper.inbox_checks.timing.mail_at_night import mail_at_night
from shopper.model import MailKind, Verdict

SURVEY = MailKind.model_validate({"system": "help_desk", "from": "survey@gomsen.test", "subject": {}})
NEWS = MailKind.model_validate({"system": "news", "from": "news@gomsen.test", "subject": {}, "purpose": "marketing"})
ORDER = MailKind.model_validate({"system": "platform", "from": "orders@gomsen.test", "subject": {}})


def judged(kind: str, hour: int, locale: str = "vi-VN", **changes: Any) -> list[Verdict]:
    """A mail that arrived at this hour, UTC."""
    shop = a_shop(mails={"survey": SURVEY, "news": NEWS, "order_confirmation": ORDER})
    mail = a_mail(kind, arrived=datetime(2026, 10, 5, hour, 30, tzinfo=UTC), **changes)
    return list(mail_at_night(a_visit(plan=a_plan(shop=shop, locale=locale), mails=[mail])))


@pytest.mark.parametrize(("kind", "hour", "locale"), [("survey", 20, "vi-VN"), ("news", 2, "de-DE"), ("survey", 9, "en-US")])
def test_advertising_and_surveys_fail_at_the_customer_s_night(kind: str, hour: int, locale: str) -> None:
    (verdict,) = judged(kind, hour, locale)
    assert verdict.outcome is Outcome.FAIL


def test_it_says_when_by_her_clock() -> None:
    (verdict,) = judged("survey", 20, system="help_desk")
    assert verdict.sentence == "The survey came at 03:30 by the customer's clock."
    assert (verdict.about, verdict.owner, verdict.actual) == ("survey", "help_desk", "03:30 (Asia/Ho_Chi_Minh)")


@pytest.mark.parametrize(("hour", "locale"), [(0, "vi-VN"), (23, "vi-VN"), (8, "de-DE"), (14, "en-US")])
def test_by_day_they_pass(hour: int, locale: str) -> None:
    (verdict,) = judged("survey", hour, locale)
    assert verdict.outcome is Outcome.PASS


def test_what_she_waits_for_may_come_at_any_hour() -> None:
    assert judged("order_confirmation", 20) == []
    assert judged("survey", 20, solicited=False) == []


def test_a_list_s_mail_of_unknown_kind_goes_to_a_person() -> None:
    link = Link(text="Huỷ đăng ký", href="https://www.gomsen.test/unsubscribe/1")
    bulk = {"headers": {"list-unsubscribe": ("<https://www.gomsen.test/unsubscribe/1>",)}, "links": (link,)}
    (verdict,) = judged("", 20, **bulk)
    assert verdict.outcome is Outcome.REVIEW
    assert judged("", 20) == []
