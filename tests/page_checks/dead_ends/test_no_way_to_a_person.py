import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.dead_ends.no_way_to_a_person import no_way_to_a_person

HOME = Link(text="Gốm Sen", href=f"{SHOP_URL}/vi/")


def judged(*pages: PageView) -> dict[str, Verdict]:
    visit = a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1)))
    return {verdict.about: verdict for verdict in no_way_to_a_person(visit)}


def test_a_page_with_nobody_to_ask_fails() -> None:
    verdict = judged(a_page("/vi/thanh-toan", links=()))["/vi/thanh-toan"]
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "On /vi/thanh-toan there is no way to reach a person."
    assert (verdict.owner, verdict.actual, verdict.evidence) == ("web shop", "none", ("step:1",))


@pytest.mark.parametrize(
    "page",
    [
        a_page("/vi/a"),
        a_page("/vi/a", links=(), text="Hotline: 1900 1234 (8h–18h)"),
        a_page("/vi/a", links=(), text="Email: hotro@gomsen.test"),
        a_page("/vi/a", links=(), controls=("Chat với chúng tôi",)),
        a_page("/vi/a", links=(Link(text="☎", href="tel:+842439260000"),)),
    ],
)
def test_any_way_to_a_person_will_do(page: PageView) -> None:
    assert judged(page)["/vi/a"].outcome is Outcome.PASS


def test_one_link_to_a_page_that_she_saw_with_contact_will_do() -> None:
    verdicts = judged(a_page("/vi/"), a_page("/vi/san-pham", links=(HOME,)))
    assert verdicts["/vi/san-pham"].outcome is Outcome.PASS


def test_a_link_to_a_page_that_she_never_saw_proves_nothing() -> None:
    assert judged(a_page("/vi/san-pham", links=(HOME,)))["/vi/san-pham"].outcome is Outcome.FAIL


def test_nobody_should_have_to_leave_the_checkout_to_ask() -> None:
    verdicts = judged(a_page("/vi/"), a_page("/vi/thanh-toan", links=(HOME,)))
    assert verdicts["/vi/thanh-toan"].outcome is Outcome.FAIL


def test_her_own_address_and_phone_on_the_page_lead_to_nobody() -> None:
    page = a_page("/vi/thanh-toan", links=(), text="Email v1@inbox.test\nĐiện thoại 0912 345 678")
    assert judged(page)["/vi/thanh-toan"].outcome is Outcome.FAIL


def test_a_hidden_contact_link_leads_to_nobody() -> None:
    page = a_page("/vi/a", links=(Link(text="Liên hệ", href=f"{SHOP_URL}/vi/lien-he", visible=False),))
    assert judged(page)["/vi/a"].outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "page",
    [
        a_page("https://track.vanchuyen.test/vi/1", links=()),
        a_page("https://3ds.bank.test/", links=()),
        a_page("/vi/a", links=(), status=500),
        a_page("/vi/a", links=(), challenged=True),
        a_page("/vi/a", links=(), blocks=()),
        a_page("/vi/a", links=(), text="Đã xảy ra lỗi"),
    ],
)
def test_other_firms_and_broken_pages_are_not_judged(page: PageView) -> None:
    assert judged(page) == {}


def test_a_page_that_a_mail_opened_is_not_judged() -> None:
    page = a_page("/vi/don-hang/GS-10023", links=())
    assert list(no_way_to_a_person(a_visit(steps=(a_step("1", "open_mail_link", page),)))) == []


def test_the_same_page_is_judged_once_as_last_seen() -> None:
    verdicts = judged(a_page("/vi/a", links=()), a_page("/vi/a"))
    assert [(v.outcome, v.evidence) for v in verdicts.values()] == [(Outcome.PASS, ("step:2",))]
