from shopper import FoundTopic, Link, PageView
from shopper.reading.first_visit import SOUGHT, found_topics
from shopper.testing import SHOP_URL, a_page, a_visit, an_exploration

RETURNS = "Returns policy\nYou can return unused pieces within 30 days of receiving them, without giving a reason."


def test_each_language_tells_where_and_how_many_clicks_away() -> None:
    returns = a_page("/en/returns", title="Returns policy", headings=("Returns policy",), text=RETURNS, links=())
    hours = a_page("/en/contact", title="Contact", text="Contact\nMon–Fri 9:00–17:00\nhello@gomsen.test", links=())
    english = an_exploration(a_page("/en/", text="Welcome", links=()), returns, hours, language="en")
    empty = an_exploration(a_page("/de/", text="Willkommen", links=()), language="de", complete=False)
    found = {(one.language, one.topic): one for one in found_topics(a_visit(steps=(), explorations=(english, empty)))}
    assert len(found) == 2 * len(SOUGHT)
    assert (found["en", "returns"].source, found["en", "returns"].clicks) == ("page:p2", 1)
    assert (found["en", "hours"].source, found["en", "hours"].url) == ("page:p3", f"{SHOP_URL}/en/contact")
    assert (found["en", "warranty"].source, found["en", "warranty"].sure) == ("", True)
    assert (found["de", "returns"].source, found["de", "returns"].sure) == ("", False)


def test_a_link_that_was_not_followed_counts_as_a_way() -> None:
    link = Link(text="FAQ", href="https://help.gomsen.test/faq")
    first = an_exploration(a_page("/en/", text="Welcome", links=(link,)), language="en")
    faq = next(one for one in found_topics(a_visit(steps=(), explorations=(first,))) if one.topic == "faq")
    assert (faq.url, faq.clicks) == (link.href, 1)


def test_the_cost_of_delivery_is_found_where_it_is_told_in_passing() -> None:
    told = a_page("/en/delivery", title="Delivery", headings=("Delivery",), text="Delivery\nStandard delivery: €4.90", links=())
    first = an_exploration(a_page("/en/", text="Welcome", links=()), told, language="en")
    cost = next(
        one for one in found_topics(a_visit(steps=(), explorations=(first,), locale="en-GB")) if one.topic == "delivery_cost"
    )
    assert (cost.source, cost.clicks) == ("page:p2", 1)


def found_in(text: str, locale: str, *pages: PageView) -> dict[str, FoundTopic]:
    first = a_page("/", text=text, links=())
    tour = an_exploration(first, *pages, language=locale[:2])
    return {one.topic: one for one in found_topics(a_visit(steps=(), explorations=(tour,), locale=locale))}


def test_a_page_that_says_it_all_in_a_line_is_found() -> None:
    said = "Pies, every day from 8 to 5, at 3 High Street, Leeds. Call 0113 496 0123. Complaints? Ask for Pat."
    found = found_in(said, "en-GB")
    assert {topic for topic, one in found.items() if one.source} == {"contact", "hours", "complaint"}


def test_the_firm_in_the_foot_and_the_cost_of_delivery_in_a_sentence_are_found() -> None:
    delivery = a_page("/giao-hang.html", title="Giao hàng – Trà Mộc", text="Giao hàng\nPhí giao hàng 30.000 ₫.", links=())
    found = found_in("Trà Mộc\nCông ty TNHH Trà Mộc · 12 Hàng Gai, Hà Nội · MST 0109876543", "vi-VN", delivery)
    assert (found["imprint"].clicks, found["delivery_cost"].url) == (0, delivery.url)


def test_in_germany_goods_go_back_by_the_page_on_withdrawal() -> None:
    text = "Widerrufsrecht\nSie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen zu widerrufen."
    withdrawal = a_page("/widerruf", title="Widerrufsrecht", headings=("Widerrufsrecht",), text=text, links=())
    assert found_in("Willkommen", "de-DE", withdrawal)["returns"].url == withdrawal.url


def test_pages_in_another_language_are_not_found_in_this_one() -> None:
    german = a_page("/de/widerruf", title="Widerrufsrecht", headings=("Widerrufsrecht",), text=RETURNS, links=())
    tour = an_exploration(a_page("/en/", text="Welcome", links=()), german, language="en")
    pages = (tour.pages[0], tour.pages[1].model_copy(update={"language": "de"}))
    visit = a_visit(steps=(), explorations=(tour.model_copy(update={"pages": pages}),))
    assert not next(one for one in found_topics(visit) if one.topic == "returns").source
