from datetime import UTC, datetime, timedelta

from factories import a_fact, a_mail, a_page, a_plan, a_shop, a_step, a_turn, a_visit, an_expectation

from shopper import Evidence, Mail, Outcome
from shopper.model import MailKind
from shopper.reading.promised import outcome_of, own_text, promise_facts, promises_told

AT = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
"""A Monday, ten in the morning in Hà Nội."""

ANSWER = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
SHOP = a_shop(hours={"mon-fri": "08:00-18:00", "holidays": "VN"}, mails={"answer": ANSWER})


def visit(*mails: Mail, **changes: object) -> Evidence:
    return a_visit(plan=a_plan(locale="en-GB", shop=SHOP), mails=list(mails), noted=[], **{"expectations": (), **changes})


def mail(kind: str, text: str = "Hello", *, hours: float = 0, **changes: object) -> Mail:
    return a_mail(kind, text=text, arrived=AT + timedelta(hours=hours), id=f"{kind}{hours:g}", **changes)


def outcomes(evidence: Evidence) -> list[Outcome | None]:
    return [kept and kept.outcome for told in promises_told(evidence) for kept in [outcome_of(told, evidence)]]


CONFIRMED = mail("order_confirmation", "Delivery by Wednesday, 7 October 2026.")
ACKNOWLEDGED = mail("acknowledgement", "We answer within 2 hours.")


def test_pages_mails_and_chat_promise() -> None:
    evidence = visit(
        CONFIRMED,
        steps=(a_step("1", page=a_page("/en/", text="Orders ship within 24 hours."), ended=AT),),
        chat=(a_turn("A colleague answers you within an hour.", "bot"), a_turn("I deliver it tomorrow", "customer")),
    )
    assert {(told.promise.what, told.source, told.about) for told in promises_told(evidence)} == {
        ("delivery", "mail:order_confirmation0", "order confirmation"),
        ("shipping", "step:1", "page"),
        ("reply", "turn:t1", "chat"),
    }


def test_what_a_page_says_of_orders_counts_from_the_order_on() -> None:
    page = a_step("1", page=a_page("/en/", text="Orders ship within 24 hours."), ended=AT)
    evidence = visit(steps=(page,), facts=(a_fact(at=AT + timedelta(hours=5)),))
    (told,) = promises_told(evidence)
    assert told.promise.due == AT + timedelta(hours=29)


def test_what_a_page_says_is_sure_only_about_her_own_order() -> None:
    def sure(text: str, hours: float) -> list[bool]:
        page = a_step("1", page=a_page("/en/", text=text), ended=AT + timedelta(hours=hours))
        return [told.promise.sure for told in promises_told(visit(steps=(page,), facts=(a_fact(at=AT),)))]

    assert sure("Express delivery takes 1 day.", -1) == [False], "she may choose another"
    assert sure("Expected delivery: Wednesday, 7 October 2026", 1) == [True]
    assert sure("Orders ship within 24 hours.", -1) == [True]
    assert sure("In the chat we answer within 2 minutes.", 1) == [False], "she may write a mail"


def test_of_several_ways_of_delivery_the_slowest_holds() -> None:
    evidence = visit(mail("answer", "Express delivery takes 1 day. Standard delivery takes 4 days."))
    (told,) = promises_told(evidence)
    assert told.promise.due == datetime(2026, 10, 9, 17, 0, tzinfo=UTC)


def test_a_promise_is_kept_or_broken_by_the_mail_that_tells() -> None:
    assert outcomes(visit(CONFIRMED, mail("delivered", hours=50))) == [Outcome.PASS]
    assert outcomes(visit(CONFIRMED, mail("delivered", hours=70))) == [Outcome.FAIL]
    assert outcomes(visit(ACKNOWLEDGED, mail("answer", hours=1))) == [Outcome.PASS]
    assert outcomes(visit(ACKNOWLEDGED, mail("answer", hours=60))) == [Outcome.FAIL]


def test_what_holds_on_working_days_only_goes_to_a_person() -> None:
    friday = mail("acknowledgement", "We answer within 24 hours.", hours=96)
    assert outcomes(visit(friday, mail("answer", hours=96 + 65))) == [Outcome.REVIEW]


def test_what_nobody_tells_of_cannot_be_seen() -> None:
    assert outcomes(visit(CONFIRMED)) == [None]
    assert outcomes(visit(ACKNOWLEDGED, mail("answer", hours=9, automatic=True))) == [None]


def test_an_expected_mail_that_never_came_breaks_the_promise() -> None:
    wanted = an_expectation(kind="answer", since=AT, within=timedelta(hours=3))
    waiting = wanted.model_copy(update={"looked": AT + timedelta(hours=1)})
    missing = wanted.model_copy(update={"looked": AT + timedelta(days=9)})
    assert outcomes(visit(ACKNOWLEDGED, expectations=(waiting,))) == [None]
    assert outcomes(visit(ACKNOWLEDGED, expectations=(missing,))) == [Outcome.FAIL]


def test_a_changed_order_has_other_times() -> None:
    assert outcomes(visit(CONFIRMED, mail("order_changed", hours=5), mail("delivered", hours=90))) == [None]


def test_what_she_wrote_and_the_mail_quotes_is_not_the_shop_s() -> None:
    quoting = mail("answer", "Of course.\nOn Monday, 5 October 2026, Linh wrote:\n> You deliver within 2 days.")
    assert own_text(quoting) == "Of course."
    assert promises_told(visit(quoting)) == []


def test_sure_promises_become_facts_each_once() -> None:
    facts = promise_facts(visit(CONFIRMED, mail("acknowledgement", "We usually answer within 2 hours.")))
    assert [(fact.name, fact.value, fact.source) for fact in facts] == [
        ("promise.delivery", "2026-10-07T17:00:00+00:00", "mail:order_confirmation0")
    ]
