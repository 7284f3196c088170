import pytest
from factories import a_mail, a_visit

from shopper import MailPicture, Markup, Outcome
from shopper.inbox_checks.identity.vendor_branding import vendor_branding


def outcome(line: str, **changes: object) -> Outcome:
    (verdict,) = vendor_branding(a_visit(mails=[a_mail(text=f"Xin chào Linh,\nĐơn hàng của bạn.\n{line}", **changes)]))
    return verdict.outcome


@pytest.mark.parametrize(
    "line",
    [
        "Powered by Shopify",
        "This email is a service from Gốm Sen. Delivered by Zendesk",
        "Sent with Mailchimp",
        "Gesendet mit Brevo",
        "Von meinem iPhone gesendet",
        "Envoyé depuis mon iPhone",
        "Enviado desde mi iPhone",
        "Propulsé par PrestaShop",
        "Được gửi bằng Mailchimp",
        "Đã gửi từ iPhone của tôi",
        "Vận hành bởi Haravan",
        "Get Outlook for iOS",
    ],
)
def test_a_line_of_the_softwares_own_fails(line: str) -> None:
    assert outcome(line) is Outcome.FAIL


@pytest.mark.parametrize(
    "line",
    [
        "Payment powered by Stripe",
        "Powered by Klarna",
        "Powered by Shopify Payments",
        "Powered by Shop Pay",
        "Powered by renewable energy",
        "Your parcel was sent with DHL GoGreen",
        "Ihr Paket wurde mit DHL versendet",
        "Gửi bởi Gốm Sen",
        "Made by hand in Bát Tràng",
        "We have sent your order with great care",
        "Powered by Gốm Sen",
    ],
)
def test_ordinary_lines_pass(line: str) -> None:
    assert outcome(line) is Outcome.PASS


def test_an_unknown_product_goes_to_a_person_and_a_picture_counts() -> None:
    assert outcome("Powered by KilnMailer") is Outcome.REVIEW
    picture = MailPicture(src="https://x.test/badge.png", alt="Powered by Zendesk")
    assert outcome("Cảm ơn bạn", markup=Markup(pictures=(picture,))) is Outcome.FAIL


def test_partners_are_left_alone() -> None:
    mail = a_mail(sender="notice@vanchuyen.test", text="Powered by Shopify")
    assert list(vendor_branding(a_visit(mails=[mail]))) == []
