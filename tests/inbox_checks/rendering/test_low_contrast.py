import pytest
from factories import a_mail, a_visit

from shopper import Blob, Contrast, Outcome, Rendering
from shopper.inbox_checks.rendering.low_contrast import low_contrast
from shopper.model import Verdict

PICTURE = Blob(path="evidence/blobs/aa/aa.jpg", sha256="aa", size=9)


def judged(*faint: Contrast, drawn: bool = True) -> list[Verdict]:
    drawings = (Rendering(width=375), Rendering(width=600, low_contrast=faint, picture=PICTURE)) if drawn else ()
    return list(low_contrast(a_visit(mails=[a_mail("refund", html="<p>…</p>", renderings=drawings)])))


def faint(ratio: float, wanted: float = 4.5, text: str = "Hotline 1800 0108") -> Contrast:
    return Contrast(text=text, ratio=ratio, wanted=wanted, foreground="#b5bdb9", background="#ffffff", px=13)


def test_pale_words_fail_and_are_quoted() -> None:
    (verdict,) = judged(faint(4.4), faint(1.93))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The refund has words that are hard to read: “Hotline 1800 0108”, #b5bdb9 on #ffffff, is 1.9:1."
    )
    assert (verdict.actual, verdict.evidence) == ("1.9:1", ("mail:m1", "evidence/blobs/aa/aa.jpg"))


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (faint(2.84), Outcome.FAIL),  # #999999 on white
        (faint(4.48), Outcome.REVIEW),  # #777777 on white misses by a hair
        (faint(2.6, wanted=3.0), Outcome.FAIL),
        (faint(2.9, wanted=3.0), Outcome.REVIEW),
        (faint(1.0), Outcome.REVIEW),  # hidden on purpose, perhaps
    ],
)
def test_how_pale_is_too_pale(one: Contrast, outcome: Outcome) -> None:
    (verdict,) = judged(one)
    assert verdict.outcome is outcome


def test_enough_contrast_passes() -> None:
    (verdict,) = judged()
    assert verdict.outcome is Outcome.PASS


def test_what_was_not_drawn_cannot_be_told() -> None:
    (verdict,) = judged(drawn=False)
    assert verdict.outcome is Outcome.CANT_TELL
