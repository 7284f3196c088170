from factories import a_mail, a_visit

from shopper import Contrast, Outcome, Rendering
from shopper.inbox_checks.rendering.invisible_in_dark_mode import invisible_in_dark_mode
from shopper.model import Verdict


def faint(text: str, ratio: float) -> Contrast:
    return Contrast(text=text, ratio=ratio, wanted=4.5, foreground="#1e2a27", background="#14201d", px=16)


def judged(dark: tuple[Contrast, ...] | None, light: tuple[Contrast, ...] = ()) -> Verdict:
    drawings = [Rendering(width=600, low_contrast=light)]
    if dark is not None:
        drawings.append(Rendering(width=600, scheme="dark", low_contrast=dark))
    (verdict,) = invisible_in_dark_mode(a_visit(mails=[a_mail(html="<p>…</p>", renderings=tuple(drawings))]))
    return verdict


def test_dark_on_dark_fails() -> None:
    verdict = judged((faint("Cảm ơn bạn", 1.2), faint("Tổng cộng", 1.1)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation cannot be read on a dark screen: “Tổng cộng”, #1e2a27 on #14201d, is 1.1:1."
    )


def test_hard_to_read_goes_to_a_person() -> None:
    assert judged((faint("Tổng cộng", 3.1),)).outcome is Outcome.REVIEW


def test_what_is_faint_in_the_light_as_well_is_another_matter() -> None:
    assert judged((faint("Tổng cộng", 1.1),), light=(faint("Tổng cộng", 1.4),)).outcome is Outcome.PASS


def test_a_mail_that_is_drawn_as_in_the_light_passes() -> None:
    assert judged(()).outcome is Outcome.PASS


def test_what_was_not_drawn_in_the_dark_cannot_be_told() -> None:
    assert judged(None).outcome is Outcome.CANT_TELL
