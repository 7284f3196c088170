import pytest
from factories import NUMBER, a_fact, a_mail, a_page, a_plan, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.inbox_checks.privacy.guessable_order_link import guessable_order_link
from shopper.model import Persona, Verdict

HREF = f"https://www.gomsen.test/vi/don-hang/{NUMBER}"
LINH = Persona(id="linh", name="Nguyễn Thùy Linh", street="25 ngõ 81 phố Láng Hạ")


def opened(page: PageView, href: str = HREF, status: int = 200) -> LinkProbe:
    return LinkProbe(href=href, outcome="opened", status=status, page=page)


def judged(href: str = HREF, *probes: LinkProbe, number: str = NUMBER, **changes: object) -> list[Verdict]:
    mail = a_mail(links=(Link(text="Xem đơn hàng", href=href),), probes=probes, **changes)
    return list(guessable_order_link(a_visit(mails=[mail], plan=a_plan(persona=LINH), noted=[a_fact(value=number)])))


def test_a_number_that_opens_her_order_fails() -> None:
    (verdict,) = judged(HREF, opened(a_page(text="Đơn hàng GS-10023\nGiao đến: Nguyễn Thùy Linh\n25 ngõ 81 phố Láng Hạ")))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation leads to /vi/don-hang/…, where the order’s number alone shows the customer’s data to anybody."
    )


def test_a_page_that_asks_first_or_shows_nothing_passes() -> None:
    assert judged(HREF, opened(a_page(text="Nhập mã bưu chính để xem đơn hàng")))[0].outcome is Outcome.PASS
    assert judged(HREF, opened(a_page(text="Không tìm thấy"), status=404))[0].outcome is Outcome.PASS


def test_a_link_that_nobody_opened_goes_to_a_person() -> None:
    assert judged()[0].outcome is Outcome.REVIEW
    assert judged(f"https://www.gomsen.test/track?order={NUMBER}&lang=vi")[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "href",
    [
        "https://www.gomsen.test/vi/don-hang/q7Rk2pXw93Lm4TzB",
        f"https://www.gomsen.test/vi/don-hang/{NUMBER}?key=8f14e45fceea167a5a36",
        f"https://track.vanchuyen.test/{NUMBER}",
        f"mailto:hello@gomsen.test?subject={NUMBER}",
    ],
)
def test_secrets_and_other_hosts_are_left_alone(href: str) -> None:
    assert judged(href) == []


def test_numbers_that_cannot_be_counted_through_are_left_alone() -> None:
    assert judged("https://www.gomsen.test/o/303-1234567-1234567", number="303-1234567-1234567") == []
