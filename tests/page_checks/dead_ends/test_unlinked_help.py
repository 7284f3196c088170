import pytest
from factories import CONTACT, SHOP_URL, a_mail, a_page, a_visit

from shopper import Evidence, Link, Outcome
from shopper.model import Verdict
from shopper.page_checks.dead_ends.unlinked_help import unlinked_help
from shopper.testing import an_exploration

RETURNS = f"{SHOP_URL}/vi/chinh-sach/doi-tra"


def a_look(*sitemap: str, links: tuple[str, ...] = (), complete: bool = True, **changes: object) -> Evidence:
    home = a_page("/vi/", links=(CONTACT, *(Link(text="…", href=href, visible=False) for href in links)))
    exploration = an_exploration(home, sitemap=sitemap, complete=complete)
    return a_visit(**{"steps": (), "mails": [], "explorations": (exploration,), **changes})


def judged(visit: Evidence) -> list[Verdict]:
    return list(unlinked_help(visit))


def test_a_page_of_the_sitemap_without_links_fails() -> None:
    (verdict,) = judged(a_look(RETURNS))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "No page links to /vi/chinh-sach/doi-tra, which the sitemap names."
    assert (verdict.about, verdict.owner) == ("/vi/chinh-sach/doi-tra", "web shop")


def test_one_that_only_a_mail_links_to_fails() -> None:
    mail = a_mail(
        links=(Link(text="Đổi trả", href=RETURNS + "?utm_source=mail"), Link(text="Đơn", href=f"{SHOP_URL}/vi/1234567"))
    )
    (verdict,) = judged(a_look(mails=[mail]))
    assert verdict.sentence == "No page links to /vi/chinh-sach/doi-tra, which a mail links to."


@pytest.mark.parametrize("href", [RETURNS, RETURNS + "/", RETURNS + "?ref=foot", f"{SHOP_URL}/vi/Chinh-Sach/doi-tra"])
def test_any_link_will_do_even_within_a_closed_menu(href: str) -> None:
    (verdict,) = judged(a_look(RETURNS, links=(href,)))
    assert verdict.outcome is Outcome.PASS


def test_an_exploration_that_did_not_see_everything_cannot_tell() -> None:
    (verdict,) = judged(a_look(RETURNS, complete=False))
    assert verdict.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "href",
    [
        f"{SHOP_URL}/vi/san-pham/coc-ho-tay",
        f"{SHOP_URL}/blogs/news/how-we-ship-tea",
        f"{SHOP_URL}/collections/gifts",
        "https://track.vanchuyen.test/help",
    ],
)
def test_goods_articles_and_other_firms_pages_are_left_alone(href: str) -> None:
    assert judged(a_look(href)) == []


def test_without_an_exploration_nothing_is_said() -> None:
    assert judged(a_visit()) == []
