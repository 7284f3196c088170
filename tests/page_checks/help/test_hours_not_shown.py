import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.help.hours_not_shown import hours_not_shown
from shopper.testing import an_exploration

CONTACT = "Liên hệ\nĐiện thoại 1800 0108\nhello@gomsen.test"
HOURS = "Giờ làm việc: Thứ Hai đến thứ Sáu, 8:00–18:00"


def judged(*pages: PageView) -> list[Verdict]:
    return list(hours_not_shown(a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1)))))


def outcome(*pages: PageView) -> Outcome:
    (verdict,) = judged(*pages)
    return verdict.outcome


@pytest.mark.parametrize("text", [f"{CONTACT}\n{HOURS}", "Contact\nMon–Fri 9–5", "Contact us, 24/7"])
def test_hours_on_the_contact_page_pass(text: str) -> None:
    assert outcome(a_page("/vi/lien-he", text=text)) is Outcome.PASS


def test_hours_on_another_page_pass_and_are_quoted() -> None:
    (verdict,) = judged(a_page("/vi/", text=HOURS), a_page("/vi/lien-he", text=CONTACT))
    assert (verdict.outcome, verdict.evidence) == (Outcome.PASS, ("step:1",))
    assert verdict.sentence == f"The shop shows its hours: “{HOURS}”."


def test_hours_nowhere_fail_at_the_contact_page() -> None:
    (verdict,) = judged(a_page("/vi/"), a_page("/vi/lien-he", text=CONTACT))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/vi/lien-he invites questions, but no page that was seen says when somebody is there."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("service hours", "web shop", ("step:2",))


@pytest.mark.parametrize(
    "page",
    [
        a_page("/en/contact", title="x"),
        a_page("/a/1", title="Contact – Gốm Sen"),
        a_page("/a/1", title="Gốm Sen | Liên hệ"),
        a_page("/a/1", title="Kontakt"),
        a_page("/a/1", title="x", controls=("Gửi câu hỏi",)),
        a_page("/a/1", title="x", controls=("Send message",)),
    ],
)
def test_contact_pages_and_message_forms_are_known(page: PageView) -> None:
    assert outcome(page) is Outcome.FAIL


def test_delivery_times_and_a_partner_s_hours_are_not_the_shop_s() -> None:
    delivery = a_page("/vi/giao-hang", text="Hàng được giao mỗi ngày từ 8:00 đến 18:00.")
    carrier = a_page("https://track.vanchuyen.test/vi/", text="Gọi mỗi ngày từ 7:00 đến 21:00")
    assert outcome(delivery, carrier, a_page("/vi/lien-he", text=CONTACT)) is Outcome.FAIL


def test_without_a_contact_page_nothing_is_said() -> None:
    assert judged(a_page("/vi/"), a_page("/vi/san-pham", title="Contactless cups")) == []
    assert judged(a_page("/vi/lien-he", status=500), a_page("https://track.vanchuyen.test/en/contact")) == []


def explored(*pages: PageView, complete: bool = True) -> Verdict:
    exploration = an_exploration(*pages, complete=complete)
    (verdict,) = hours_not_shown(a_visit(steps=(), explorations=(exploration,)))
    return verdict


def test_an_exploration_wants_hours_within_a_click_of_the_contact_page() -> None:
    hours = a_page("/vi/gio-lam-viec", text=HOURS)
    bare = a_page("/vi/lien-he", text=CONTACT, links=())
    linking = a_page("/vi/lien-he", text=CONTACT, links=(Link(text="Giờ làm việc", href=f"{SHOP_URL}/vi/gio-lam-viec"),))
    assert explored(a_page("/vi/"), linking, hours).outcome is Outcome.PASS
    assert explored(a_page("/vi/"), bare, hours).outcome is Outcome.REVIEW
    assert explored(a_page("/vi/"), bare).outcome is Outcome.FAIL
    assert explored(a_page("/vi/"), bare, complete=False).outcome is Outcome.CANT_TELL
