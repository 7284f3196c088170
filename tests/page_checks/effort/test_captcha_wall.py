import pytest
from factories import a_page, a_step, a_visit, an_order

from shopper import Outcome, PageView
from shopper.page_checks.effort.captcha_wall import captcha_wall
from shopper.testing import an_exploration


def outcomes(*pages: PageView) -> list[Outcome]:
    steps = tuple(a_step(str(number), page=page) for number, page in enumerate(pages, 1))
    return [verdict.outcome for verdict in captcha_wall(a_visit(steps=steps))]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/en/contact", "Contact"),
        ("/vi/lien-he", "Liên hệ"),
        ("/de/haeufige-fragen", "Häufige Fragen"),
        ("/fr/suivi-de-commande", "Suivi de commande"),
        ("/en/checkout", "Checkout"),
    ],
)
def test_help_tracking_and_checkout_behind_a_captcha_fail(path: str, title: str) -> None:
    assert outcomes(a_page(path, title=title, captcha="hcaptcha")) == [Outcome.FAIL]
    assert outcomes(a_page(path, title=title)) == [Outcome.PASS]
    assert outcomes(a_page(path, title=title, captcha="recaptcha (invisible)")) == [Outcome.REVIEW]


def test_the_finding_says_where_and_who_asks() -> None:
    page = a_page("/en/contact", title="Contact", captcha="recaptcha")
    (verdict,) = captcha_wall(a_visit(steps=(), explorations=(an_exploration(page, language="en"),)))
    assert verdict.sentence == "/en/contact asks its visitors to prove that they are human (recaptcha)."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/en/contact", "web shop", ("page:p1",))


def test_registering_products_and_pages_that_were_withheld_are_left_alone() -> None:
    assert outcomes(a_page("/en/account/register", title="Create an account", captcha="recaptcha")) == []
    assert outcomes(a_page("/en/products/mug", title="Celadon mug", captcha="recaptcha")) == []
    assert outcomes(a_page("/en/contact", title="Contact", captcha="recaptcha", challenged=True)) == []


def test_a_whole_checkout_is_looked_at() -> None:
    visit = an_order(a_page("/en/checkout"), a_page("/en/checkout/payment", captcha="turnstile"))
    assert [verdict.outcome for verdict in captcha_wall(visit)] == [Outcome.PASS, Outcome.FAIL]
