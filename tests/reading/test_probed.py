import pytest
from factories import SHOP_URL, a_mail, a_page, a_visit

from shopper import Evidence, Link, LinkProbe, PageView
from shopper.reading.probed import Landing, landings

LINK = Link(text="Xem đơn hàng", href=f"{SHOP_URL}/vi/don-hang/CVV8LrNHKZdl")


def opened(page: PageView | None, link: Link = LINK, **changes: object) -> Evidence:
    said = {"href": link.href, "outcome": "opened", "status": page.status if page else 200, "url": link.href, "page": page}
    probe = LinkProbe.model_validate(said | changes)
    return a_visit(mails=[a_mail(links=(link,), probes=(probe,))])


def test_an_opened_page_is_a_landing() -> None:
    page = a_page("/vi/don-hang/x")
    (landing,) = landings(opened(page))
    assert (landing.page, landing.veil, landing.evidence) == (page, "", ("mail:m1",))


@pytest.mark.parametrize(
    ("page", "veil"),
    [
        (a_page(challenged=True), "it asked for proof of being human"),
        (a_page(status=403), "it answered 403"),
        (a_page(status=429), "it answered 429"),
    ],
)
def test_what_stands_in_the_way_is_a_veil(page: PageView, veil: str) -> None:
    (landing,) = landings(opened(page))
    assert (landing.page, landing.veil) == (None, veil)


@pytest.mark.parametrize(
    "page", [a_page(status=404), a_page(status=410), a_page(status=503), a_page(text="Đã xảy ra lỗi"), None]
)
def test_broken_pages_are_left_out(page: PageView | None) -> None:
    assert list(landings(opened(page))) == []


def test_hidden_links_and_what_was_not_opened_are_left_out() -> None:
    assert list(landings(opened(a_page(), LINK.model_copy(update={"visible": False})))) == []
    assert list(landings(opened(a_page(), outcome="refused"))) == []


def test_each_place_once_for_every_mail() -> None:
    other = Link(text="Xem lại", href=f"{LINK.href}#top")
    probes = tuple(
        LinkProbe(href=link.href, outcome="opened", status=200, url=LINK.href, page=a_page()) for link in (LINK, other)
    )
    mails = [a_mail(id=id, links=(LINK, other), probes=probes) for id in ("m1", "m2")]
    found: list[Landing] = list(landings(a_visit(mails=mails)))
    assert [(landing.mail.id, landing.link.text) for landing in found] == [("m1", "Xem đơn hàng"), ("m2", "Xem đơn hàng")]
