"""What is opened next, how many of a kind, and how many clicks it takes."""

import time

from factories import a_page

from shopper.model import ExploredPage, Link
from shopper.reading.topics import is_help, topic_of_link
from shopper.visit.exploring.frontier import OF_A_KIND, VARIANTS, Frontier, counted

SHOP = "https://s.test"


def a_frontier(*links: tuple[str, str]) -> Frontier:
    frontier = Frontier(lambda link: any(map(is_help, topic_of_link(link))))
    frontier.add([Link(text=text, href=SHOP + path) for text, path in links], "p1", 0)
    return frontier


def order(frontier: Frontier) -> list[str]:
    return [found.url.removeprefix(SHOP) for found in iter(frontier.next, None)]


def test_help_comes_before_goods_and_the_first_of_a_kind_before_the_second() -> None:
    frontier = a_frontier(
        ("Red cup", "/products/red-cup"), ("Blue cup", "/products/blue-cup"), ("A summer in Huế", "/blogs/story"),
        ("Delivery", "/policies/delivery"), ("Returns", "/policies/returns"), ("Tea", "/tea"),
    )  # fmt: skip
    wanted = ["/policies/delivery", "/policies/returns", "/products/red-cup", "/blogs/story", "/tea", "/products/blue-cup"]
    assert order(frontier) == wanted and frontier.left == []


def test_of_a_kind_a_few_are_opened_and_the_rest_is_named() -> None:
    frontier = a_frontier(*((f"Cup {n}", f"/products/cup-{n}") for n in range(20)))
    assert len(order(frontier)) == OF_A_KIND and len(frontier.left) == 20 - OF_A_KIND and not frontier.helps_left


def test_help_that_is_left_is_told() -> None:
    frontier = a_frontier(("Returns", "/returns"), ("Red cup", "/products/red-cup"))
    assert frontier.helps_left
    first = frontier.next()
    assert first and first.helps and first.depth == 1 and not frontier.helps_left and len(frontier.left) == 1


def test_a_page_is_opened_once_whatever_it_is_called() -> None:
    frontier = a_frontier(("Tea", "/tea"), ("Tea again", "/tea?utm_source=x"), ("Tea below", "/tea#below"))
    frontier.know(f"{SHOP}/coffee")
    frontier.add([Link(text="Coffee", href=f"{SHOP}/coffee")], "p2", 1)
    assert order(frontier) == ["/tea"]


def test_clicks_are_counted_on_the_shortest_way() -> None:
    def explored(id: str, path: str, depth: int) -> ExploredPage:
        return ExploredPage(id=id, url=SHOP + path, depth=depth, language="en", page=a_page(path, url=SHOP + path))

    def to(*paths: str) -> list[Link]:
        return [Link(text=f"to {path}", href=SHOP + path) for path in paths]

    pages = [explored("p1", "/", 0), explored("p2", "/help", 1), explored("p3", "/tea", 1), explored("p4", "/returns", 3)]
    links = {"p1": to("/help", "/tea"), "p2": to("/faq"), "p3": to("/returns", "/")}
    *_, returns = counted(pages, links)
    assert (returns.depth, returns.via, returns.link) == (2, "p3", "to /returns")
    assert [page.depth for page in counted(pages, links)] == [0, 1, 1, 2]


def test_a_page_with_thousands_of_links_holds_nobody_up() -> None:
    frontier = Frontier(lambda link: False)
    frontier.add([Link(text="Item", href=f"{SHOP}/item/{n}") for n in range(10_000)], "p1", 0)
    frontier.add([Link(text="Item", href=f"{SHOP}/list?n={n}") for n in range(10_000)], "p1", 0)
    began = time.process_time()
    assert len(order(frontier)) == OF_A_KIND + VARIANTS and len(frontier.left) == 20_000 - OF_A_KIND - VARIANTS
    assert time.process_time() - began < 2
