from typing import Any

import pytest
from factories import a_mail, a_visit

from shopper import Markup, Outcome, Rendering
from shopper.inbox_checks.rendering.unreadable_without_images import unreadable_without_images
from shopper.model import MailPicture, Verdict

POSTER = MailPicture(src="https://www.gomsen.test/poster.png", alt="", width=560)
LOGO = MailPicture(src="https://www.gomsen.test/logo.png", alt="Gốm Sen", width=160)


def judged(letters: int | None, *pictures: MailPicture, **changes: Any) -> list[Verdict]:
    drawings = [Rendering(width=600, letters=letters or 0)]
    if letters is not None:
        drawings.append(Rendering(width=600, images=False, letters=letters))
    mail = a_mail("survey", html="<img>", markup=Markup(pictures=pictures), renderings=tuple(drawings), **changes)
    return list(unreadable_without_images(a_visit(mails=[mail])))


def test_a_mail_that_is_one_picture_fails() -> None:
    (verdict,) = judged(14, POSTER)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The survey leaves 14 letters to read when its pictures are blocked."


@pytest.mark.parametrize(
    ("letters", "picture", "outcome"),
    [
        (640, LOGO, Outcome.PASS),
        (640, POSTER, Outcome.PASS),  # a hero above an ordinary text
        (150, LOGO, Outcome.PASS),  # a short one
        (150, POSTER, Outcome.REVIEW),  # nothing but a footer, perhaps
        (59, LOGO, Outcome.FAIL),
    ],
)
def test_what_is_left(letters: int, picture: MailPicture, outcome: Outcome) -> None:
    (verdict,) = judged(letters, picture)
    assert verdict.outcome is outcome


def test_a_mail_without_pictures_loses_nothing() -> None:
    assert judged(20) == []
    assert judged(20, MailPicture(src="https://count.test/o.gif", tiny=True)) == []


def test_what_was_not_drawn_cannot_be_told() -> None:
    (verdict,) = judged(None, POSTER)
    assert verdict.outcome is Outcome.CANT_TELL
