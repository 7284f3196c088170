"""What is worth a search, and where it leads."""

from factories import a_page

from shopper.visit.exploring.searching import SearchForm, word_of_a_product


def test_the_word_is_of_a_product_and_of_nothing_else() -> None:
    data = ({"@type": "Product", "name": "Celadon mug 2026"},)
    assert word_of_a_product(a_page("/x", structured=data)) == "Celadon"
    assert word_of_a_product(a_page("/x", title="", headings=("Blue teapot",), controls=("Add to basket",))) == "teapot"
    shelf = a_page("/tea", title="", headings=("All our tea",), controls=("Add to cart", "Add to cart"))
    assert word_of_a_product(shelf) == "" and word_of_a_product(a_page("/contact", headings=("Contact us",), title="")) == ""


def test_words_go_into_the_address_with_what_the_form_keeps() -> None:
    form = SearchForm("https://s.test/search?old=1", "q", "Search", (("type", "product"),))
    assert form.address("ấm trà") == "https://s.test/search?type=product&q=%E1%BA%A5m+tr%C3%A0"
