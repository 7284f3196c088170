import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, Mail, Outcome
from shopper.inbox_checks.links.no_next_step import no_next_step
from shopper.model import MailKind, Verdict

CLOSED = "Đơn hàng GS-10023 đã được đóng gói. Vui lòng không trả lời email này."


def judged(mail: Mail, **changes: object) -> list[Verdict]:
    return list(no_next_step(a_visit(mails=[mail], **changes)))


def outcome(text: str = CLOSED, **changes: object) -> Outcome:
    (verdict,) = judged(a_mail("ready_to_ship", text=text, **changes))
    return verdict.outcome


def test_nothing_to_open_nobody_to_call_and_no_answer_wanted_fails() -> None:
    (verdict,) = judged(a_mail("ready_to_ship", text=CLOSED, sender="no-reply@gomsen.test", system="order_management"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The ready to ship has no link, no phone number and no address, and wants no answer."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("ready_to_ship", "order_management", ("mail:m1",))


@pytest.mark.parametrize("text", ["Your order is packed. Please do not reply.", "Ihr Paket. Antworten Sie bitte nicht."])
def test_words_alone_refuse_an_answer(text: str) -> None:
    assert outcome(text) is Outcome.FAIL


@pytest.mark.parametrize(
    "link",
    [
        Link(text="Xem đơn hàng", href="https://www.gomsen.test/vi/don-hang/x"),
        Link(text="1800 0108", href="tel:18000108"),
        Link(text="hello@gomsen.test", href="mailto:hello@gomsen.test"),
    ],
)
def test_a_link_a_phone_or_an_address_leads_on(link: Link) -> None:
    assert outcome(links=(link,)) is Outcome.PASS


@pytest.mark.parametrize("line", ["Hotline: 1800 0108", "Viết thư tới hello@gomsen.test"])
def test_a_contact_in_words_leads_on(line: str) -> None:
    assert outcome(f"{CLOSED}\n{line}") is Outcome.PASS


@pytest.mark.parametrize(
    "link",
    [
        Link(text="Unsubscribe", href="https://www.gomsen.test/u/1"),
        Link(text="Xem đơn hàng", href="https://www.gomsen.test/x", visible=False),
        Link(text="", href="mailto:no-reply@gomsen.test"),
    ],
)
def test_unsubscribing_leads_nowhere(link: Link) -> None:
    assert outcome(links=(link,)) is Outcome.FAIL


def test_her_own_address_and_phone_are_no_way_to_the_shop() -> None:
    assert outcome(f"{CLOSED}\nGửi cho v1@inbox.test, điện thoại 0912 345 678") is Outcome.FAIL


def test_where_she_can_answer_she_can_go_on() -> None:
    assert outcome("Đơn hàng đã được đóng gói.") is Outcome.PASS
    assert outcome("Đơn hàng đã được đóng gói.", sender="no-reply@gomsen.test", reply_to="hello@gomsen.test") is Outcome.PASS


def test_a_mail_that_could_not_be_read_cannot_be_told() -> None:
    assert outcome("", sender="no-reply@gomsen.test", problem="It is nested too deeply.") is Outcome.CANT_TELL


def test_a_person_s_answer_and_strangers_are_left_alone() -> None:
    answer = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
    mail = a_mail("answer", text=CLOSED)
    assert judged(mail, plan=a_plan(shop=a_shop(mails={"answer": answer}))) == []
    assert judged(a_mail(text=CLOSED, solicited=False)) == []


def test_a_mail_that_asks_for_an_answer_is_not_said_to_want_none() -> None:
    asking = "Đơn hàng đã được đóng gói. Nếu có thắc mắc, vui lòng trả lời email này."
    (verdict,) = judged(a_mail("ready_to_ship", text=asking, sender="no-reply@gomsen.test"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.endswith("no link, no phone number and no address, and nobody reads the answer that it asks for.")
