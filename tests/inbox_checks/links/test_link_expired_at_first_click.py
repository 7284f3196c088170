import pytest
from factories import SHOP_URL, a_mail, a_page, a_step, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.inbox_checks.links.link_expired_at_first_click import link_expired_at_first_click
from shopper.model import Verdict

LINK = Link(text="Xem đơn hàng", href=f"{SHOP_URL}/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w")


def judged(page: PageView, **changes: object) -> list[Verdict]:
    probe = LinkProbe(href=LINK.href, outcome="opened", status=page.status, url=LINK.href, page=page)
    return list(link_expired_at_first_click(a_visit(mails=[a_mail(links=(LINK,), probes=(probe,))], **changes)))


def outcome(text: str, title: str = "Gốm Sen", status: int = 200) -> Outcome:
    (verdict,) = judged(a_page("/x", text=f"Gốm Sen\nTrang chủ\n{text}\nLiên hệ", title=title, status=status))
    return verdict.outcome


def test_a_link_that_has_expired_fails() -> None:
    (verdict,) = judged(a_page("/x", title="Liên kết này đã hết hạn – Gốm Sen"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation links “Xem đơn hàng” to a page that says “Liên kết này đã hết hạn”, "
        "although nobody had opened it before."
    )


@pytest.mark.parametrize(
    "text",
    [
        "This link has expired.",
        "Sorry, your link is no longer valid. Please ask for a new one.",
        "The link you followed has expired.",
        "Oops! This link has already been used.",
        "Invalid or expired link",
        "Your session has expired",
        "Liên kết không hợp lệ hoặc đã hết hạn.",
        "Đường dẫn đã hết hiệu lực",
        "Rất tiếc, liên kết này đã được sử dụng.",
        "Dieser Link ist leider abgelaufen.",
        "Der Link ist nicht mehr gültig.",
        "Ihr Bestätigungslink wurde bereits verwendet.",
        "Ce lien a expiré.",
        "Désolé, ce lien n'est plus valide.",
        "Lien invalide",
        "Este enlace ha caducado.",
        "El enlace ya no es válido",
    ],
)
@pytest.mark.parametrize("status", [200, 410])
def test_expiry_is_understood_in_five_languages(text: str, status: int) -> None:
    assert outcome(text, status=status) is Outcome.FAIL


@pytest.mark.parametrize(
    "text",
    [
        "If your link has expired, ask for another one.",
        "Has your link expired? Log in and start again.",
        "Links in our mails expire after 30 days.",
        "This link opens your order for 30 days.",
        "The return label expires on 12 April.",
        "Đơn hàng của bạn đã hết hạn thanh toán trong 24 giờ tới nếu chưa trả.",
        "Nếu liên kết đã hết hạn, vui lòng yêu cầu liên kết mới.",
        "Der Gutschein ist abgelaufen.",
        "Falls der Link abgelaufen ist, fordern Sie einen neuen an.",
        "Votre commande a été expédiée.",
        "Si ce lien a expiré, demandez-en un autre.",
    ],
)
def test_ordinary_pages_pass(text: str) -> None:
    assert outcome(text) is Outcome.PASS


def test_a_long_help_page_about_links_passes() -> None:
    assert outcome("This link has expired.\n" + "Here is what you can do about it in such a case. " * 60) is Outcome.PASS


def test_what_she_had_opened_herself_may_be_used_up() -> None:
    page = a_page("/x", text="This link has already been used.")
    opened = (a_step("3", "open_mail_link", page.model_copy(update={"url": LINK.href})),)
    assert judged(page, steps=opened)[0].outcome is Outcome.CANT_TELL
    assert judged(a_page("/x", text="This link has expired."), steps=opened)[0].outcome is Outcome.FAIL


def test_a_challenge_cannot_be_told() -> None:
    assert judged(a_page("/x", challenged=True))[0].outcome is Outcome.CANT_TELL
