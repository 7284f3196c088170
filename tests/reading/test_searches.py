import pytest
from factories import SHOP_URL, a_page

from shopper import Block, Link
from shopper.reading.searches import found_nothing, is_results, way_on, words_sought


@pytest.mark.parametrize(
    ("path", "words", "results"),
    [
        ("/search?q=mug", "mug", True), ("/?s=cốc&post_type=product", "cốc", True), ("/vi/tim-kiem", "", True),
        ("/catalogsearch/result/?q=bowl", "bowl", True), ("/search?q=", "", True), ("/products?size=8", "", False),
        ("/research", "", False), ("/en/faq?sort=new", "", False),
    ],
)  # fmt: skip
def test_addresses_of_results(path: str, words: str, results: bool) -> None:
    assert (words_sought(SHOP_URL + path), is_results(SHOP_URL + path)) == (words, results)


@pytest.mark.parametrize(
    "text", ["Found 12 results", "No worries: free returns", "Tìm thấy 4 sản phẩm", "Nicht nur schön", "10 results"]
)
def test_what_found_something_does_not_say_that_there_is_nothing(text: str) -> None:
    assert found_nothing(a_page(text=text)) == ""


def test_a_text_about_searching_is_no_empty_result() -> None:
    assert found_nothing(a_page(text="If there are no results found, our team looks for the piece in the workshop. " * 5)) == ""


def test_what_stands_in_head_and_foot_is_no_way_on() -> None:
    blocks = (Block(text="Hotline: 1800 0108", where="footer"), Block(text="No results found.", where="main"))
    page = a_page(
        blocks=blocks, links=tuple(Link(text=t, href=f"{SHOP_URL}/{t}", where="nav") for t in "abc"), controls=("Chat",)
    )
    assert found_nothing(page) == "No results found."
    assert way_on(page) == ""
    assert way_on(page.model_copy(update={"links": tuple(Link(text=t, href=f"{SHOP_URL}/{t}") for t in "abc")})) == (
        "other pages: “a”, “b”, “c”"
    )
