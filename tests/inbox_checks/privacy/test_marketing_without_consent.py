import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Link, Outcome
from shopper.inbox_checks.privacy.marketing_without_consent import marketing_without_consent
from shopper.model import MailKind, Verdict

LEAVE = Link(text="Unsubscribe", href="https://www.gomsen.test/unsubscribe/x")
TO_A_LIST = {"links": (LEAVE,), "headers": {"list-unsubscribe": ("<https://www.gomsen.test/unsubscribe/x>",)}}


def judged(subject: str, text: str, *, plan: object = None, **changes: object) -> list[Verdict]:
    mail = a_mail(changes.pop("kind", ""), subject=subject, text=text, **changes)
    return list(marketing_without_consent(a_visit(mails=[mail], plan=plan or a_plan())))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Giảm giá 20% cho mọi ấm trà", "Dùng mã giảm giá AMTRA20."),
        ("20% off all teapots", "Use the voucher TEAPOT20."),
        ("20 % Rabatt auf alle Kannen", "Gutschein KANNE20 an der Kasse eingeben."),
        ("20 % de remise sur les théières", "Découvrez nos offres."),
        ("Rebajas: hasta 30 %", "Un cupón para usted."),
    ],
)
def test_advertising_to_a_list_fails(subject: str, text: str) -> None:
    (verdict,) = judged(subject, text, **TO_A_LIST)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.actual == subject


def test_a_kind_that_is_declared_to_advertise_fails_whatever_it_says() -> None:
    letter = MailKind.model_validate({"system": "crm", "from": "news@gomsen.test", "subject": {}, "purpose": "marketing"})
    plan = a_plan(shop=a_shop(mails={"newsletter": letter}))
    (verdict,) = judged("Chuyện ở xưởng", "Tuần này chúng tôi mở lò.", kind="newsletter", plan=plan)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The newsletter advertises, and the customer had not agreed to that."


def test_an_offer_to_nobody_in_particular_goes_to_a_person() -> None:
    assert judged("20% off all teapots", "Use the voucher TEAPOT20.")[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Your order GS-10023 is on its way", "As a thank-you, here is a voucher for 10% off."),
        ("Bestellung GS-10023", "Sie haben 20 % Rabatt erhalten. Gutschein eingelöst."),
        ("Đặt lại mật khẩu", "Bấm vào liên kết để đặt lại mật khẩu."),
        ("Did our answer help?", "One question, half a minute."),
        ("Votre compte", "Votre compte est prêt."),
    ],
)
def test_mails_about_her_own_matter_pass(subject: str, text: str) -> None:
    assert judged(subject, text, **TO_A_LIST)[0].outcome is Outcome.PASS


def test_known_service_mails_consent_and_strangers_are_left_alone() -> None:
    assert judged("20% off", "voucher", kind="order_confirmation", **TO_A_LIST)[0].outcome is Outcome.PASS
    assert judged("20% off", "voucher", plan=a_plan(wants_marketing=True), **TO_A_LIST) == []
    assert judged("20% off", "voucher", solicited=False, **TO_A_LIST) == []
