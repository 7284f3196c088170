import pytest
from factories import a_page, a_visit

from shopper import Outcome, PagePicture, PageView
from shopper.model import Verdict
from shopper.page_checks.language.page_placeholder_left import page_placeholder_left
from shopper.testing import an_exploration


def judged(*pages: PageView, language: str = "en") -> list[Verdict]:
    return list(page_placeholder_left(a_visit(steps=(), explorations=(an_exploration(*pages, language=language),))))


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"text": "Delivery in {{ product.days }} days"}, "{{ product.days }}"),
        ({"text": "Price: NaN"}, "NaN"),
        ({"text": "In stock: undefined"}, "undefined"),
        ({"text": "Lorem ipsum dolor sit amet"}, "Lorem ipsum"),
        ({"text": "TODO: write something about delivery"}, "TODO:"),
        ({"text": "© 2024 Your Store. All rights reserved."}, "© 2024 Your Store"),
        ({"title": "undefined | Gốm Sen"}, "undefined"),
        ({"title": "Contact – Your store"}, "Your store"),
        ({"title": "Kontakt | Ihr Shopname", "text": "[Ihr Shopname]"}, "[Ihr Shopname]"),
        ({"pictures": (PagePicture(src="/l.png", alt="{{ shop.name }}"),)}, "{{ shop.name }}"),
    ],
)
def test_what_nobody_filled_in_fails(changes: dict[str, object], shown: str) -> None:
    (verdict,) = judged(a_page("/en/faq", **changes))
    assert verdict.outcome is Outcome.FAIL
    assert f"“{shown}”" in verdict.sentence
    assert verdict.about == "/en/faq"


@pytest.mark.parametrize(
    "text",
    [
        "Save with %SUMMER%",
        "Our template editor: a variable such as {{ name }} is a placeholder, and templates are filled in.",
        "It read “Dear {{ name }}, your order is here” to me",
    ],
)
def test_what_may_be_meant_goes_to_a_person(text: str) -> None:
    (verdict,) = judged(a_page("/en/faq", text=text))
    assert verdict.outcome is Outcome.REVIEW


def test_the_same_on_all_pages_is_one_finding() -> None:
    (verdict,) = judged(*(a_page(f"/en/{name}", text=f"{name}\n{{{{ shop.phone }}}}") for name in "abcdef"))
    assert (verdict.about, len(verdict.evidence)) == ("{{ shop.phone }}", 5)


@pytest.mark.parametrize(
    ("page", "language"),
    [
        (a_page("/en/", title="Shop – Gốm Sen", text="Find your store. The store is open. To-do lists from 5 €"), "en"),
        (a_page("/en/", title="My store", text="Choose your store [optional]"), "en"),
        (a_page("/es/", title="TODO A 1 € | Tienda", text="TODO: lo que buscas, en tu tienda"), "es"),
        (a_page("/de/", title="Startseite | Null-Prozent-Finanzierung", text="Null Problem. 0 % Zinsen.\nGröße: 42"), "de"),
        (a_page("/vi/", title="Trang chủ – Gốm Sen", text="Giảm 20%\nNhập mã {GOMSEN10} khi thanh toán\n© 2026 Gốm Sen"), "vi"),
        (a_page("/fr/", title="Accueil - Gốm Sen", text="100 % coton, garantie 2 ans ; voir [1]"), "fr"),
    ],
)
def test_ordinary_pages_do_not_fail(page: PageView, language: str) -> None:
    (verdict,) = judged(page, language=language)
    assert verdict.outcome is not Outcome.FAIL


def test_a_name_that_the_customer_chooses_is_for_a_person_to_look_at() -> None:
    (verdict,) = judged(a_page("/en/products/mug", text="Happy Birthday [Name]\nPersonalised with your text"))
    assert verdict.outcome is Outcome.REVIEW
    (verdict,) = judged(a_page("/en/contact", text="Dear [Name], welcome"))
    assert verdict.outcome is Outcome.FAIL
