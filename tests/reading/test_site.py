"""Pages as one site: whose words they are, in which language, and faults that stand on many of them."""

from __future__ import annotations

import pytest
from factories import a_page, a_step, a_visit

from shopper.model import Block, Evidence, Link, PageView
from shopper.reading.site import SitePage, is_legal, shop_blocks, site_pages, spots
from shopper.testing import an_exploration


def explored(*pages: PageView, language: str = "vi") -> Evidence:
    return a_visit(steps=(), explorations=(an_exploration(*pages, language=language),))


def a_site(*names: str) -> list[SitePage]:
    return [SitePage(f"page:{name}", a_page(f"/{name}"), "vi") for name in names]


def test_pages_that_worked_are_seen_each_once_whoever_saw_them() -> None:
    visit = a_visit(
        steps=(a_step("1", page=a_page("/vi/")), a_step("2", page=a_page("/vi/x", status=404))),
        explorations=(an_exploration(a_page("/vi/"), a_page("/vi/lien-he"), a_page("https://track.vanchuyen.test/")),),
    )
    assert {page.source: page.name for page in site_pages(visit)} == {"step:1": "/vi", "page:p2": "/vi/lien-he"}
    assert len(site_pages(visit, partners=True)) == 3


@pytest.mark.parametrize(
    ("lang", "alternates", "language"),
    [
        ("vi", {}, "vi"),
        ("", {}, "vi"),
        ("en", {}, "vi"),  # it only says so
        ("en", {"vi": "https://www.gomsen.test/vi/about", "en": "https://www.gomsen.test/en/about"}, "en"),
        ("en", {"vi-VN": "https://www.gomsen.test/en/about"}, "vi"),  # says of itself that it is the Vietnamese one
    ],
)
def test_a_page_that_is_openly_another_language_s_is_judged_in_that_one(
    lang: str, alternates: dict[str, str], language: str
) -> None:
    visit = explored(a_page("/vi/"), a_page("/en/about", lang=lang, alternates=alternates))
    assert site_pages(visit)[1].language == language


def test_a_language_that_she_chose_is_the_page_s() -> None:
    visit = explored(a_page("/vi/"), a_page("/en/", lang="en", title="English"))
    assert site_pages(visit)[1].language == "en", "the link’s words were “English”"


def test_the_shop_s_words_are_neither_reviews_nor_quotations_nor_names_of_products() -> None:
    page = a_page(
        "/de/produkte/tasse",
        blocks=[
            Block(text=text)
            for text in (
                "Eine Tasse aus Bát Tràng.",
                "Mug of the river and the moon",
                "„Très joli, merci beaucoup !“",
                "Kundenbewertungen (12)",
                "I love this cup, it is so nice to drink from",
            )
        ]
        + [Block(text="Fragen? Rufen Sie uns an.", where="footer")],
        links=[Link(text="Mug of the river and the moon", href="https://www.gomsen.test/de/produkte/mug")],
        headings=("Tasse", "Kundenbewertungen (12)"),
    )
    assert [block.text for block in shop_blocks(page)] == ["Eine Tasse aus Bát Tràng.", "Fragen? Rufen Sie uns an."]


def test_a_tab_that_is_called_reviews_ends_nothing() -> None:
    page = a_page("/x", text="Description\nReviews\nA cup to drink from.", headings=("Celadon mug",))
    assert [block.text for block in shop_blocks(page)][-1] == "A cup to drink from."


@pytest.mark.parametrize(
    "path", ["/de/agb", "/en/policies/privacy", "/vi/chinh-sach/bao-mat", "/fr/mentions-legales", "/es/aviso-legal"]
)
def test_contracts_are_known_by_their_address(path: str) -> None:
    assert is_legal(a_page(path, title="x"))


def test_other_pages_are_no_contracts() -> None:
    assert not any(is_legal(a_page(path, title=title)) for path, title in (("/de/faq", "Fragen"), ("/vi/lien-he", "Liên hệ")))
    assert is_legal(a_page("/de/1", title="Allgemeine Geschäftsbedingungen (AGB)"))


def test_one_sign_on_many_pages_is_one_fault() -> None:
    one, two, three = a_site("a", "b", "c")
    foot, own = spots([(one, ["foot"]), (two, ["foot", "own"]), (three, ["foot"])])
    assert (foot.signs, foot.where, foot.about) == (("foot",), "/a and 2 more pages", "foot")
    assert (own.signs, own.where, own.about) == (("own",), "/b", "/b")


def test_many_faults_of_a_kind_are_one_of_the_site() -> None:
    pages = a_site(*"abcdefg")
    [fault] = spots((page, [page.name]) for page in pages)
    assert (fault.everywhere, fault.about, len(fault.pages)) == (True, "many pages", 7)
    assert len(spots((page, [page.name]) for page in pages[:4])) == 4
