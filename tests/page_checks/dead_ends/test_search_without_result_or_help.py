import pytest
from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Block, Link, Outcome, PageView, Search
from shopper.model import Verdict
from shopper.page_checks.dead_ends.search_without_result_or_help import search_without_result_or_help
from shopper.testing import an_exploration


def results(*own: str, links: tuple[str, ...] = (), path: str = "/vi/tim-kiem?q=xyzzy", **changes: object) -> PageView:
    """A page of search results: a phone number and a menu in its head, and these lines and links of its own."""
    head = Block(text="Hotline: 1800 0108", where="header")
    menu = tuple(Link(text=text, href=f"{SHOP_URL}/vi/{text}", where="nav") for text in ("cốc", "bát", "lien-he"))
    own_links = tuple(Link(text=text, href=f"{SHOP_URL}/vi/trang-{n}", where="main") for n, text in enumerate(links))
    blocks = (head, *(Block(text=text, where="main") for text in own))
    return a_page(path, blocks=blocks, links=(*menu, *own_links), **changes)


def judged(*pages: PageView) -> list[Verdict]:
    return list(
        search_without_result_or_help(a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1))))
    )


def test_a_search_that_ends_in_nothing_fails() -> None:
    (verdict,) = judged(results("Kết quả cho “xyzzy”", "Không tìm thấy sản phẩm nào."))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The search for “xyzzy” on /vi/tim-kiem found nothing, and the page offers no way on."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/vi/tim-kiem: xyzzy", "web shop", ("step:1",))


@pytest.mark.parametrize(
    "nothing",
    [
        "No results found for “xyzzy”.",
        "0 results",
        "Your search did not match any products.",
        "We couldn't find anything for xyzzy",
        "Chưa có sản phẩm nào khớp với “xyzzy”.",
        "Keine Ergebnisse für „xyzzy“",
        "Zu „xyzzy“ gibt es noch nichts.",
        "Es wurden keine Treffer gefunden",
        "Aucun résultat pour « xyzzy »",
        "Rien ne correspond encore à « xyzzy ».",
        "No se encontraron resultados",
        "There is no answer to “xyzzy” yet.",
        "Il n’y a pas encore de réponse à « xyzzy ».",
    ],
)
def test_that_nothing_was_found_is_understood(nothing: str) -> None:
    assert [verdict.outcome for verdict in judged(results(nothing))] == [Outcome.FAIL]


@pytest.mark.parametrize(
    "page",
    [
        results("No results found for “xyzzy”.", "Check the spelling or use a different word or phrase."),
        results("Không tìm thấy kết quả", "Bạn thử từ khoá khác nhé."),
        results("Keine Treffer", "Versuchen Sie es mit einem kürzeren Wort."),
        results("Aucun résultat", "Vérifiez l’orthographe."),
        results("Sin resultados", "Intente con otras palabras."),
        results("0 results", "Call us: 1800 0108"),
        results("0 results", links=("Ask a question",)),
        results("Chưa có câu hỏi nào khớp.", links=("Sản phẩm bán chạy", "Cốc men ngọc")),
        results("3 results", links=("Mug",)),
        results("Nothing matches yet.").model_copy(
            update={"blocks": (Block(text="Nothing matches yet."), Block(text="Call 1800 0108"))}
        ),
    ],
)
def test_any_way_on_passes(page: PageView) -> None:
    assert [verdict.outcome for verdict in judged(page)] == [Outcome.PASS]


def test_what_an_exploration_searched_is_judged_by_its_page() -> None:
    page = results("Keine Ergebnisse", path="/de/produkte?suchwort=xyzzy")
    exploration = an_exploration(
        a_page("/de/"), page, language="de", searches=(Search(words="xyzzy", field="Suche", page="p2"),)
    )
    (verdict,) = search_without_result_or_help(a_visit(steps=(), explorations=(exploration,)))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("page:p2",))


def test_other_pages_and_broken_ones_say_nothing() -> None:
    assert judged(a_page("/vi/san-pham", text="Không tìm thấy sản phẩm nào."), results("0 results", status=500)) == []


@pytest.mark.parametrize(
    ("path", "title", "outcome"),
    [
        ("/search?q=xyzzy", "Search results", Outcome.REVIEW),
        ("/faq?q=xyzzy", "Frequently asked questions", Outcome.FAIL),
    ],
)
def test_a_menu_of_categories_is_a_way_on_to_goods_that_a_person_should_look_at(
    path: str, title: str, outcome: Outcome
) -> None:
    shelves = (("Cups", True), ("Bowls", False))
    menu = tuple(Link(text=text, href=f"{SHOP_URL}/category/{text}", where="nav", visible=seen) for text, seen in shelves)
    page = a_page(path, title=title, blocks=(Block(text="0 results", where="main"),), links=menu)
    (verdict,) = judged(page)
    assert verdict.outcome is outcome
    assert ("only the menu leads on" in verdict.sentence) is (outcome is Outcome.REVIEW)
