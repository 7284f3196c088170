from typing import get_args

import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Markup, Outcome
from shopper.inbox_checks.rendering.unsupported_in_clients import unsupported_in_clients
from shopper.journey.schema import MailProgram
from shopper.model import MailPicture, Verdict
from shopper.reading.mail_clients import families


def judged(*addresses: str, features: tuple[str, ...] = (), clients: tuple[str, ...] = ()) -> Verdict:
    markup = Markup(pictures=tuple(MailPicture(src=one, alt="x") for one in addresses), features=features)
    plan = a_plan(shop=a_shop(mail_clients=clients))
    (verdict,) = unsupported_in_clients(a_visit(mails=[a_mail(html="<img>", markup=markup)], plan=plan))
    return verdict


def test_a_picture_that_gmail_does_not_show_fails() -> None:
    verdict = judged("https://www.gomsen.test/static/logo.svg?v=3")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation shows a picture as SVG (logo.svg), which Gmail does not show."
    assert judged("data:image/png;base64,iVBORw0KGgo=").outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("address", "features"),
    [
        ("https://www.gomsen.test/static/vase.webp", ()),  # Outlook for Windows alone
        ("https://www.gomsen.test/static/logo.png", ("css-display-flex",)),
        ("https://www.gomsen.test/static/logo.png", ("html-svg",)),
    ],
)
def test_what_one_of_them_may_not_show_goes_to_a_person(address: str, features: tuple[str, ...]) -> None:
    assert judged(address, features=features).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "features",
    [
        ("css-border-radius", "css-at-font-face", "css-box-shadow", "css-max-width", "html-doctype"),
        ("css-at-media", "css-at-media-prefers-color-scheme", "css-background-image", "html-meta-color-scheme"),
        ("css-position", "html-role", "css-unit-px", "css-important", "something-new"),
    ],
)
def test_what_is_lost_without_harm_passes(features: tuple[str, ...]) -> None:
    assert judged("https://www.gomsen.test/static/logo.png", "cid:logo", features=features).outcome is Outcome.PASS


def test_the_shop_says_which_programs_count() -> None:
    assert judged("https://www.gomsen.test/static/logo.svg", clients=("apple-mail",)).outcome is Outcome.PASS


def test_every_program_that_a_shop_can_name_is_known() -> None:
    assert all(families((name,)) for name in get_args(MailProgram))
