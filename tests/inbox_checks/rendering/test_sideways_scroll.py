import pytest
from factories import a_mail, a_visit

from shopper import Outcome, Rendering
from shopper.inbox_checks.rendering.sideways_scroll import sideways_scroll
from shopper.model import Verdict


def judged(page_width: int, widest: str = "") -> Verdict:
    drawings = (Rendering(width=375, page_width=page_width, widest=widest), Rendering(width=600, page_width=600))
    (verdict,) = sideways_scroll(a_visit(mails=[a_mail("return_label", html="<p>…</p>", renderings=drawings)]))
    return verdict


def test_a_mail_that_is_far_too_wide_fails() -> None:
    verdict = judged(920, "a table of 912 px")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The return label is 920 px wide on a phone's screen of 375 px; what sticks out is a table of 912 px."
    )


@pytest.mark.parametrize(
    ("width", "outcome"),
    [
        (375, Outcome.PASS),
        (376, Outcome.PASS),  # rounding
        (600, Outcome.REVIEW),  # an old layout, which phones shrink
        (640, Outcome.REVIEW),
        (641, Outcome.FAIL),
    ],
)
def test_how_wide_is_too_wide(width: int, outcome: Outcome) -> None:
    assert judged(width).outcome is outcome


def test_what_was_not_drawn_cannot_be_told() -> None:
    (verdict,) = sideways_scroll(a_visit(mails=[a_mail(html="<p>…</p>")]))
    assert verdict.outcome is Outcome.CANT_TELL
