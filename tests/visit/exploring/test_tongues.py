"""Languages of a site: which it offers, where each begins, and which an address belongs to."""

import pytest
from factories import a_page

from shopper.model import FormField, Link
from shopper.visit.exploring.tongues import Tongues, language_named, offered, switched_to


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tiếng Việt", "vi"), ("VI", "vi"), ("VN", "vi"), ("English", "en"), ("English (GB)", "en"), ("🇬🇧 EN", "en"),
        ("Deutsch", "de"), ("Français", "fr"), ("[fr]", "fr"), ("Español ▾", "es"), ("日本語", "ja"), ("en-gb", "en"),
        ("English breakfast tea", ""), ("Contact", ""), ("Ok", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_switchers_words(text: str, language: str) -> None:
    assert language_named(text) == language


def test_a_bare_code_must_be_in_the_address_too() -> None:
    assert switched_to(Link(text="IT", href="https://s.test/it/")) == "it"
    assert switched_to(Link(text="IT", href="https://s.test/shelves/computers")) == ""
    assert switched_to(Link(text="DE", href="https://s.test/start", lang="de")) == "de"
    assert switched_to(Link(text="Deutsch", href="https://s.test/start?lang=1")) == "de"
    assert switched_to(Link(text="English", href="mailto:english@s.test")) == ""


def test_what_a_page_offers() -> None:
    by_select = FormField(kind="select", options=("English", "Deutsch"))
    page = a_page(
        "/en/", lang="en-GB", alternates={"x-default": "https://s.test/", "de-AT": "https://s.test/de/"}, fields=(by_select,),
        links=(Link(text="Tiếng Việt", href="https://s.test/vi/"),),
    )  # fmt: skip
    assert offered(page) == {"de": "https://s.test/de/", "vi": "https://s.test/vi/", "en": page.url}
    assert (
        offered(a_page("/", lang="en", fields=(FormField(kind="select", options=("S", "M", "L")),), links=(), alternates={}))
        == {}
    )


@pytest.mark.parametrize(
    ("homes", "ours", "foreign"),
    [
        ({"vi": "https://s.test/vi/", "en": "https://s.test/en/"}, "https://s.test/vi/a", "https://s.test/en/a"),
        ({"vi": "https://s.test/", "en": "https://s.test/en/"}, "https://s.test/a", "https://s.test/en/a"),
        ({"vi": "https://s.vn/", "en": "https://s.com/"}, "https://s.vn/a", "https://s.com/a"),
        ({"vi": "https://s.test/vi/", "en": "https://s.test/"}, "https://s.test/vi/a", "https://s.test/a"),
    ],
    ids=["folders", "default", "hosts", "other default"],
)
def test_whose_language_an_address_is_in(homes: dict[str, str], ours: str, foreign: str) -> None:
    tongues = Tongues("vi", homes["vi"])
    tongues.learn(a_page("/", url=homes["vi"], lang="vi", alternates=homes, links=()), first=True)
    assert not tongues.is_foreign(ours) and tongues.is_foreign(foreign) and tongues.language_of(foreign) == "en"


def test_where_addresses_tell_nothing_pages_do() -> None:
    tongues = Tongues("vi", "https://s.test/?lang=vi")
    other = {"en": "https://s.test/lien-he?lang=en"}
    tongues.learn(a_page("/", url="https://s.test/lien-he?lang=vi", lang="vi", alternates=other, links=()))
    assert tongues.is_foreign("https://s.test/lien-he?lang=en") and not tongues.is_foreign("https://s.test/lien-he?lang=vi")
    assert not tongues.is_foreign("https://s.test/never-seen")
