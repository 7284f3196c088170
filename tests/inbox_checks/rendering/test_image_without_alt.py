from typing import Any

import pytest
from factories import a_mail, a_visit

from shopper import Link, Markup, Outcome
from shopper.inbox_checks.rendering.image_without_alt import image_without_alt
from shopper.model import MailPicture, Verdict

LOGO = MailPicture(src="https://www.gomsen.test/static/logo.png", alt="Gốm Sen", width=160, height=48)
TRACK = "https://track.vanchuyen.test/vi/VC1"


def judged(*pictures: MailPicture, **changes: Any) -> list[Verdict]:
    mail = a_mail(html="<p>…</p>", markup=Markup(pictures=pictures), **changes)
    return list(image_without_alt(a_visit(mails=[mail])))


def test_a_missing_text_fails_with_the_name_of_the_file() -> None:
    (verdict,) = judged(LOGO, MailPicture(src="https://www.gomsen.test/static/button.png?v=2"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == ("The order confirmation has a picture without a text for those who cannot see it (button.png).")
    assert (verdict.about, verdict.owner, verdict.actual) == ("order_confirmation", "platform", "1 of 2 without")


@pytest.mark.parametrize(
    "picture",
    [
        LOGO,
        MailPicture(src="https://cdn.test/wave.png", alt=""),
        MailPicture(src="https://cdn.test/wave.png", alt="", href=TRACK),  # the words beside it lead there, too
    ],
)
def test_words_and_decoration_pass(picture: MailPicture) -> None:
    (verdict,) = judged(picture, links=(Link(text="Theo dõi", href=TRACK), Link(text="", href=TRACK)))
    assert verdict.outcome is Outcome.PASS


def test_a_link_that_is_nothing_but_a_silent_picture_fails() -> None:
    (verdict,) = judged(MailPicture(src="https://cdn.test/b.png", alt=" ", href=TRACK), links=(Link(text="", href=TRACK),))
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "picture",
    [
        MailPicture(src="https://count.test/o.gif", width=1, height=1, tiny=True),
        MailPicture(src="https://cdn.test/rule.gif", width=560, height=2),
        MailPicture(src="https://cdn.test/web.png", visible=False),
    ],
)
def test_counting_dots_spacers_and_hidden_pictures_are_left_out(picture: MailPicture) -> None:
    assert judged(picture) == []


def test_strangers_and_mails_without_design_are_left_out() -> None:
    silent = MailPicture(src="https://cdn.test/b.png")
    assert judged(silent, solicited=False) == []
    assert list(image_without_alt(a_visit(mails=[a_mail()]))) == []
