import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.dead_ends.no_way_to_a_person import no_way_to_a_person
from shopper.testing import an_exploration

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


def test_a_way_over_several_pages_that_she_saw_will_do() -> None:
    shelf = Link(text="Sản phẩm", href=f"{SHOP_URL}/vi/san-pham")
    verdicts = judged(a_page("/vi/"), a_page("/vi/san-pham", links=(HOME,)), a_page("/vi/san-pham/coc", links=(shelf,)))
    assert verdicts["/vi/san-pham/coc"].actual.endswith(", 2 clicks away")


def test_explored_pages_are_judged_too() -> None:
    exploration = an_exploration(a_page("/vi/"), a_page("/vi/su-kien", links=()))
    home, event = no_way_to_a_person(a_visit(steps=(), explorations=(exploration,)))
    assert (home.outcome, event.outcome, event.evidence) == (Outcome.PASS, Outcome.FAIL, ("page:p2",))


def test_a_whole_site_without_a_way_is_one_finding_and_its_checkout_another() -> None:
    pages = [a_page(f"/vi/{name}", links=()) for name in ("", "tra", "coc", "thanh-toan")]
    checkout, site = no_way_to_a_person(a_visit(steps=(), explorations=(an_exploration(*pages),)))
    assert (checkout.about, site.about) == ("/vi/thanh-toan", "many pages")
    assert site.sentence == "On /vi and 2 more pages there is no way to reach a person."
    assert site.evidence == ("page:p1", "page:p2", "page:p3")


@pytest.mark.parametrize("text", ["Gốm Sen", "Gốm Sen\nĐang tải, vui lòng chờ…", "Loading your order"])
def test_nobody_can_tell_of_a_page_that_was_still_loading(text: str) -> None:
    assert judged(a_page("/vi/thanh-toan", links=(), text=text))["/vi/thanh-toan"].outcome is Outcome.CANT_TELL
