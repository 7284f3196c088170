from typing import Any

import pytest
from factories import a_page, a_plan, a_shop, a_visit

from shopper import Brand, ColourUse, Outcome, PagePicture, PageView
from shopper.model import Verdict
from shopper.page_checks.brand.page_off_brand import page_off_brand
from shopper.testing import an_exploration

GREEN, PRINT = "#0b6b5d", f"{0:064x}-340-#0b6b5d"
OTHER = f"{(1 << 128) - 1:064x}-100-#c0267e"
BRAND = Brand(name="Gốm Sen", logos=("gom_sen.svg",), colours=(GREEN,), fonts=("Be Vietnam Pro",))
LOGO = PagePicture(src="https://www.gomsen.test/static/logo.svg", alt="Gốm Sen", where="header")


def a_dressed_page(path: str = "/en/", **changes: Any) -> PageView:
    colours = (ColourUse(what="link", colour=GREEN, weight=300), ColourUse(what="button", colour=GREEN, weight=60))
    return a_page(path, **{"pictures": (LOGO,), "colours": colours, "fonts": {"Be Vietnam Pro": 900}, "width": 1280, **changes})


def judged(*pages: PageView, brand: Brand = BRAND, prints: tuple[str, ...] = (PRINT,)) -> dict[str, Verdict]:
    shop = a_shop(brand=brand, logo_prints={str(n): one for n, one in enumerate(prints)})
    visit = a_visit(plan=a_plan(shop=shop), steps=(), explorations=(an_exploration(*pages),))
    return {verdict.about: verdict for verdict in page_off_brand(visit)}


def outcomes(*pages: PageView, **changes: Any) -> dict[str, Outcome]:
    return {about: verdict.outcome for about, verdict in judged(*pages, **changes).items()}


def test_a_page_in_the_brand_s_dress_passes_in_all_three_respects() -> None:
    assert outcomes(a_dressed_page()) == dict.fromkeys(("logo", "colours", "fonts"), Outcome.PASS)


def test_a_page_without_the_logo_that_the_others_have_fails() -> None:
    found = judged(*(a_dressed_page(f"/en/{n}") for n in "abc"), a_dressed_page("/en/faq", pictures=()))
    assert found["logo on /en/faq"].outcome is Outcome.FAIL
    assert found["logo on /en/faq"].sentence == "/en/faq: there is no logo, as there is on the other pages."


def test_a_shop_that_draws_its_logo_otherwise_goes_to_a_person_once() -> None:
    pages = [a_dressed_page(f"/en/{n}", pictures=()) for n in "abcdefgh"]
    assert outcomes(*pages)["logo"] is Outcome.REVIEW


@pytest.mark.parametrize(
    ("look", "outcome"),
    [(PRINT, Outcome.PASS), (OTHER, Outcome.FAIL), (PRINT.replace(GREEN, "#c0267e"), Outcome.REVIEW), ("", Outcome.PASS)],
)
def test_a_logo_is_compared_with_the_shop_s_files(look: str, outcome: Outcome) -> None:
    page = a_dressed_page(pictures=(LOGO.model_copy(update={"fingerprint": look}),))
    assert set(outcomes(page).values()) >= {outcome}
    assert next(one for about, one in outcomes(page).items() if about.startswith("logo")) is outcome


def test_colours_far_from_the_brand_s_fail_and_are_one_finding() -> None:
    pink = (ColourUse(what="link", colour="#d6006c", weight=300), ColourUse(what="button", colour=GREEN, weight=60))
    found = judged(*(a_dressed_page(f"/en/{n}", colours=pink) for n in "abcdef"))
    assert found["colours"].outcome is Outcome.FAIL
    assert found["colours"].sentence == "/en/a and 5 more pages: links are in #d6006c, far from the brand’s colour #0b6b5d."


def test_a_bank_s_logo_is_not_the_shop_s() -> None:
    visa = PagePicture(src="https://a.test/logo-visa.png", alt="Visa", where="footer", fingerprint=OTHER)
    assert outcomes(a_dressed_page(pictures=(visa,)))["logo on /en"] is Outcome.REVIEW


def test_fonts_that_are_not_the_brand_s_fail_and_the_smaller_part_goes_to_a_person() -> None:
    assert outcomes(a_dressed_page(fonts={"Comic Neue": 900}))["fonts on /en"] is Outcome.FAIL
    assert outcomes(a_dressed_page(fonts={"Comic Neue": 200, "Be Vietnam Pro": 800}))["fonts on /en"] is Outcome.REVIEW


@pytest.mark.parametrize(
    "changes",
    [
        {
            "colours": (
                ColourUse(what="link", colour="#222222", weight=300),
                ColourUse(what="button", colour="#000000", weight=90),
            )
        },
        {
            "colours": (
                ColourUse(what="link", colour="#0d7d6c", weight=300),
                ColourUse(what="link", colour="#c00000", weight=40),
            )
        },
        {"colours": (ColourUse(what="button", colour="#ff0000", weight=6),)},
        {"fonts": {"Helvetica": 500, "Font Awesome 6 Free": 400, "Material Icons": 90}},
        {"pictures": (LOGO, PagePicture(src="https://a.test/logo-visa.png", alt="Visa", where="footer", fingerprint=OTHER))},
        {"pictures": (PagePicture(src="/x.png", alt="Về trang chủ", href="https://www.gomsen.test/vi", where="header"),)},
    ],
)
def test_ordinary_pages_do_not_fail(changes: dict[str, Any]) -> None:
    assert Outcome.FAIL not in outcomes(a_dressed_page(**changes)).values()


def test_a_brand_that_nobody_knows_and_a_dress_that_nobody_looked_at_are_not_judged() -> None:
    assert judged(a_dressed_page(), brand=Brand(name="Gốm Sen")) == {}
    assert judged(a_page("/en/")) == {}
