import pytest
from factories import a_page, a_visit

from shopper import Outcome, Overlay, PageView
from shopper.model import Verdict
from shopper.page_checks.rendering.cookie_wall_blocks_help import cookie_wall_blocks_help
from shopper.testing import an_exploration

TEXT = "We use cookies to analyse visits and to show advertising."


def judged(*pages: PageView) -> list[Verdict]:
    return list(cookie_wall_blocks_help(a_visit(steps=(), explorations=(an_exploration(*pages),))))


def outcome(*controls: str, text: str = TEXT, covers: float = 0.85) -> Outcome:
    overlay = Overlay(text=text, covers=covers, controls=controls)
    (verdict,) = judged(a_page("/en/contact", title="Contact – Gốm Sen", overlay=overlay))
    return verdict.outcome


def test_a_wall_that_can_only_be_agreed_to_fails_once() -> None:
    wall = Overlay(text=TEXT, covers=0.85, controls=("Accept all",))
    (verdict,) = judged(
        a_page("/en/contact", title="Contact", overlay=wall), a_page("/en/imprint", title="Imprint", overlay=wall)
    )
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "On /en/contact and 1 more page something lies over 85% of the screen that can only be agreed to: “Accept all”."
    )
    assert verdict.about == "the wall"


@pytest.mark.parametrize(
    "controls",
    [
        ("Accept all", "Reject all"),
        ("Alle akzeptieren", "Nur notwendige Cookies", "Einstellungen"),
        ("Đồng ý", "Từ chối"),
        ("Tout accepter", "Continuer sans accepter"),
        ("Aceptar", "Rechazar todas"),
        ("OK", "×"),
        ("Chấp nhận", "Đóng"),
    ],
)
def test_a_banner_that_can_be_refused_or_closed_passes(controls: tuple[str, ...]) -> None:
    assert outcome(*controls) is Outcome.PASS


def test_a_strip_at_the_bottom_passes() -> None:
    assert outcome("Accept all", covers=0.3) is Outcome.PASS


@pytest.mark.parametrize(
    ("controls", "text"),
    [
        (("Accept all", "Cookie settings"), TEXT),
        ((), TEXT),
        (("Đồng ý", "Tuỳ chọn"), TEXT),
        (("Subscribe",), "10% off your order"),
    ],
)
def test_what_nobody_can_be_sure_of_goes_to_a_person(controls: tuple[str, ...], text: str) -> None:
    assert outcome(*controls, text=text) is Outcome.REVIEW


def test_other_pages_are_not_looked_at() -> None:
    wall = Overlay(text=TEXT, covers=0.85, controls=("Accept all",))
    assert judged(a_page("/en/products/celadon-mug", title="Celadon mug", overlay=wall)) == []
