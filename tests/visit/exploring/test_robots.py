"""robots.txt and sitemaps, as they are found in the wild."""

import gzip

import pytest

from shopper.visit.exploring.robots import Robots, read_robots, read_sitemap

RULES = """User-agent: OtherBot
Disallow: /

User-agent: a
User-agent: *
Disallow: /cart # no
Disallow:
Allow: /cart/help
Disallow: /*?sort=
Sitemap: https://s.test/map.xml
"""


def test_rules_for_all_are_obeyed_and_told() -> None:
    robots = read_robots(200, RULES.encode())
    assert robots.closed == ("/cart", "/*?sort=") and robots.maps == ("https://s.test/map.xml",)
    assert robots.allows("https://s.test/") and robots.allows("https://s.test/cart/help")
    assert not robots.allows("https://s.test/cart") and not robots.allows("https://s.test/tea?sort=price")


def test_a_group_of_our_own_counts_instead() -> None:
    robots = read_robots(200, b"User-agent: *\nDisallow: /\n\nUser-agent: MysteryShopper\nDisallow: /private\n")
    assert robots.allows("https://s.test/tea") and not robots.allows("https://s.test/private")


@pytest.mark.parametrize(("status", "open"), [(404, True), (403, True), (500, False), (None, False)])
def test_none_closes_nothing_and_a_broken_one_closes_all(status: int | None, open: bool) -> None:
    robots = read_robots(status, b"oops")
    assert robots.allows("https://s.test/tea") is open and bool(robots.shut) is not open


def test_nonsense_closes_nothing() -> None:
    assert read_robots(200, b"\xff\xfe<html>not found</html>").allows("https://s.test/tea") and Robots().allows(
        "https://s.test/"
    )


def test_a_sitemap_lists_pages_and_their_versions() -> None:
    text = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc> https://s.test/vi/?a=1&amp;b=2 </loc>
        <xhtml:link rel="alternate" hreflang="en-GB" href="https://s.test/en/"/>
        <xhtml:link hreflang='x-default' href='/'/></url>
      <url><loc><![CDATA[https://s.test/vi/tra]]></loc><image:loc>https://s.test/a.jpg</image:loc></url>
      </urlset>"""
    first, second = read_sitemap(text.encode()).pages
    assert (first.url, first.versions) == ("https://s.test/vi/?a=1&b=2", {"en": "https://s.test/en/"})
    assert second.url == "https://s.test/vi/tra" and read_sitemap(gzip.compress(text.encode())).pages[0] == first


def test_an_index_names_further_sitemaps() -> None:
    index = b"<sitemapindex><sitemap><loc>https://s.test/vi.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(index).maps == ("https://s.test/vi.xml.gz",) and read_sitemap(index).pages == ()


@pytest.mark.parametrize("content", [b"", b"\x1f\x8bbroken", b"<url>" * 300_000, b"<html><p>Not found</p></html>"])
def test_what_is_no_sitemap_lists_nothing(content: bytes) -> None:
    assert read_sitemap(content).pages == ()
