from factories import SHOP_URL, a_mail, a_page, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.inbox_checks.links.landing_shows_wrong_order import landing_shows_wrong_order
from shopper.model import Verdict

ORDER = Link(text="Xem đơn hàng", href=f"{SHOP_URL}/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w")


def judged(page: PageView, link: Link = ORDER, text: str = "Đơn hàng của bạn đã được đóng gói.") -> list[Verdict]:
    probe = LinkProbe(href=link.href, outcome="opened", status=200, url=link.href, page=page)
    mail = a_mail("ready_to_ship", subject="Đơn hàng", text=text, links=(link,), probes=(probe,))
    return list(landing_shows_wrong_order(a_visit(mails=[mail])))


def test_another_order_s_page_fails() -> None:
    (verdict,) = judged(a_page("/x", text="Đơn hàng\nMã đơn hàng: GS-10024\nĐã đóng gói"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The ready to ship links “Xem đơn hàng” to a page about GS-10024; her order is GS-10023."
    assert verdict.about == "ready_to_ship: Xem đơn hàng (order)"


def test_her_own_order_passes_and_a_list_goes_to_a_person() -> None:
    assert judged(a_page("/x", text="Mã đơn hàng: GS-10023"))[0].outcome is Outcome.PASS
    assert judged(a_page("/x", text="Mã đơn hàng: GS-10023\nMã đơn hàng: GS-10001"))[0].outcome is Outcome.REVIEW


def test_a_parcel_s_number_is_compared_with_the_mail_s() -> None:
    mail, page = "Mã vận đơn: VC123456789VN", a_page("/x", text="Mã vận đơn: VC999888777VN")
    (verdict,) = judged(page, text=mail)
    assert (verdict.outcome, verdict.expected, verdict.actual) == (Outcome.FAIL, "VC123456789VN", "VC999888777VN")
    assert judged(a_page("/x", text=mail), text=mail)[0].outcome is Outcome.PASS


def test_pages_for_everybody_and_pages_without_a_number_say_nothing() -> None:
    faq = Link(text="Câu hỏi thường gặp", href=f"{SHOP_URL}/vi/cau-hoi-thuong-gap")
    assert judged(a_page("/x", text="Ví dụ mã đơn hàng: GS-99999"), link=faq) == []
    assert judged(a_page("/x", text="Đơn hàng của bạn đã được đóng gói.")) == []


def test_a_veiled_page_cannot_be_told() -> None:
    assert judged(a_page("/x", challenged=True))[0].outcome is Outcome.CANT_TELL
