import pytest
from factories import a_page, a_step, a_visit

from shopper import Block, Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.language.mixed_language_page import mixed_language_page
from shopper.page_checks.language.page_language_differs import page_language_differs
from shopper.testing import an_exploration

VI = "Chúng tôi làm gốm men ngọc bằng tay tại làng Bát Tràng và gửi hàng đến tận nhà bạn trong hai đến bốn ngày làm việc."
DE = "Wir fertigen Keramik von Hand in einem Dorf bei Hanoi und senden sie Ihnen in zwei bis vier Tagen nach Hause."
EN_MORE = "Every pot is made by hand, and we have fired it twice, so that it will be with you for the rest of your life."
EN = "Sign up for our newsletter and you will be the first to hear when a kiln has been opened."


def judged(*pages: PageView, locale: str = "vi-VN") -> list[Verdict]:
    steps = tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1))
    return list(mixed_language_page(a_visit(steps=steps, locale=locale)))


def test_a_foreign_passage_is_quoted() -> None:
    (verdict,) = judged(a_page("/vi/san-pham", text=f"{VI}\n{VI}\n{EN}"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"/vi/san-pham says in English “{EN}”; the page is in Vietnamese."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/vi/san-pham", "web shop", ("step:1",))


def test_the_same_passage_on_all_explored_pages_is_one_finding() -> None:
    pages = [a_page(f"/vi/{name}", text=f"{name} {VI}\n{VI}\n{EN}") for name in "abcdefgh"]
    (verdict,) = mixed_language_page(a_visit(steps=(), explorations=(an_exploration(*pages),)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("/vi/a and 7 more pages say in English “Sign up")
    assert verdict.about == EN[:80]
    assert verdict.evidence == ("page:p1", "page:p2", "page:p3", "page:p4", "page:p5")


def test_a_page_that_says_everything_twice_goes_to_a_person() -> None:
    text = f"{VI}\n{VI}\nWe make our pottery by hand in a village near Hanoi, and we send it to your door.\n{EN}"
    (verdict,) = judged(a_page("/vi/", text=text))
    assert verdict.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("page", "locale"),
    [
        (a_page("/vi/", text=f"{VI}\nApple MacBook Air 13 inch M2 2022\nThe Lord of the Rings 389.000 ₫\nFree ship"), "vi-VN"),
        (
            a_page(
                "/de/",
                lang="de",
                blocks=[Block(text=DE), Block(text=DE), Block(text="Công ty TNHH Gốm Sen, số 12 đường Gốm Sen", lang="vi")],
            ),
            "de-DE",
        ),
        (
            a_page(
                "/de/",
                lang="de",
                text=f"{DE}\n{DE}\nEnglish\nTiếng Việt\nFrançais\n“I love this mug, it is the best that I have had”\n"
                "Alle Preise inkl. MwSt. © 2026 Gốm Sen. All rights reserved by the owner of this site",
            ),
            "de-DE",
        ),
        (
            a_page(
                "/vi/san-pham/coc",
                text=f"{VI}\nĐánh giá của khách hàng\nThis is the best mug that I have ever had in my life",
                headings=("Cốc men ngọc", "Đánh giá của khách hàng"),
            ),
            "vi-VN",
        ),
        (
            a_page(
                "/vi/sach",
                text=f"{VI}\nHow to win friends and influence people in the digital age",
                links=[Link(text="How to win friends and influence people in the digital age", href="https://www.gomsen.test/vi/s")],
            ),
            "vi-VN",
        ),
        (a_page("/en/", lang="en", text="Our cups are called cốc.\nWe ship with Giao Hàng Nhanh to your door."), "en-GB"),
    ],
)  # fmt: skip
def test_ordinary_pages_pass(page: PageView, locale: str) -> None:
    assert [verdict.outcome for verdict in judged(page, locale=locale)] in ([Outcome.PASS], [])


def test_a_page_in_another_language_and_one_that_is_garbled_are_others_matter() -> None:
    assert judged(a_page("/vi/", text=EN * 5)) == []
    assert judged(a_page("/vi/", text=f"{VI}\n{VI.encode().decode('cp1252', 'replace')}")) == []


SMALL = "Willkommen in unserem kleinen Laden für Tee."


def test_the_same_foreign_text_on_most_of_a_small_site_is_nobody_else_s_matter() -> None:
    pages = [a_page(f"/{name}", lang="de", text=f"{name} {SMALL}\n{EN}\n{EN_MORE}") for name in ("", *"abcdefgh")]
    visit = a_visit(steps=(), explorations=(an_exploration(*pages, language="de"),), locale="de-DE")
    assert list(page_language_differs(visit)) == []
    (verdict,) = mixed_language_page(visit)
    assert (verdict.outcome, verdict.sentence[:29]) == (Outcome.FAIL, "/ and 8 more pages say in Eng")


def test_what_is_left_to_the_other_check_is_taken_there() -> None:
    visit = a_visit(steps=(a_step("1", page=a_page("/vi/", text=EN * 5)),))
    assert [verdict.outcome for verdict in page_language_differs(visit)] == [Outcome.FAIL]
    assert list(mixed_language_page(visit)) == []


def test_descriptions_of_several_products_are_one_finding() -> None:
    said = ("This bowl is made by hand and it is good for your soup.", "You will drink from this cup for the rest of your days")
    pages = [a_page(f"/vi/san-pham/{n}x", text=f"{VI}\n{VI}\n{text}") for n, text in enumerate(said)]
    (verdict,) = mixed_language_page(a_visit(steps=(), explorations=(an_exploration(*pages),)))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("page:p1", "page:p2"))
