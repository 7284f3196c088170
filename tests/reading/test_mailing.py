import time

import pytest
from factories import CONFIRMATIONS, a_mail, a_shop

from shopper import Link, MailPart
from shopper.reading.domains import registrable
from shopper.reading.mailing import MAILING_SERVICES, SHORTENERS, answers_go_to, invitation, is_bounce, is_junk, is_marketing


def test_the_lists_hold_registered_domains() -> None:
    assert {registrable(name) for name in MAILING_SERVICES | SHORTENERS} == MAILING_SERVICES | SHORTENERS
    assert not MAILING_SERVICES & SHORTENERS


def test_an_invitation_is_quoted_as_it_stands() -> None:
    assert invitation(CONFIRMATIONS["en"][1]) == "If you need help, please call us or simply answer this mail"
    assert invitation(CONFIRMATIONS["vi"][1]) == "Nếu bạn cần hỗ trợ, vui lòng gọi cho chúng tôi hoặc trả lời email này"
    assert invitation("Please don’t reply to this email.") == ""


def test_hostile_texts_take_no_time() -> None:
    started = time.perf_counter()
    for text in ("reply directly to " * 20_000, "antworten sie einfach " * 20_000, "a" * 500_000, "\n" * 100_000):
        assert invitation(text) == ""
    assert time.perf_counter() - started < 2


def test_answers_go_where_reply_to_says() -> None:
    mail = a_mail(sender="no-reply@gomsen.test", reply_to="hello@gomsen.test")
    assert answers_go_to(mail.reading) == "hello@gomsen.test"
    assert answers_go_to(a_mail(sender="no-reply@gomsen.test").reading) == "no-reply@gomsen.test"


@pytest.mark.parametrize(("folder", "junk"), [("Junk", True), ("INBOX/Spam", True), ("Disjunktes", False), ("Spammers", False)])
def test_junk_folders(folder: str, junk: bool) -> None:
    assert is_junk(folder) is junk


def test_a_bounce_is_known_by_its_form_or_by_who_wrote_it() -> None:
    report = (MailPart(type="message/delivery-status", size=100),)
    assert is_bounce(a_mail(parts=report, subject="Rückmeldung"))
    assert is_bounce(a_mail(sender="MAILER-DAEMON@mx.test", subject="Thư không thể gửi được: Không thể gửi"))
    assert not is_bounce(a_mail(subject="Undeliverable"))  # a person may write so


def test_advertising_without_a_kind_is_only_likely() -> None:
    leave = (Link(text="Unsubscribe", href="https://www.gomsen.test/u/1"),)
    assert is_marketing(a_mail("", headers={"list-id": ("x",)}, links=leave), a_shop()) is None
    assert is_marketing(a_mail("", headers={}, links=leave), a_shop()) is False
    assert is_marketing(a_mail(headers={"list-id": ("x",)}, links=leave), a_shop()) is False
