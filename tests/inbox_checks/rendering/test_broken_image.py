from typing import Any

from factories import a_mail, a_visit

from shopper import Markup, Outcome, Rendering
from shopper.inbox_checks.rendering.broken_image import broken_image
from shopper.model import MailPicture, Verdict

LOGO = MailPicture(src="https://www.gomsen.test/static/logo-2023.png", alt="Gốm Sen")


def judged(*drawings: Rendering, picture: MailPicture = LOGO) -> list[Verdict]:
    mail = a_mail(html="<img>", markup=Markup(pictures=(picture,)), renderings=drawings)
    return list(broken_image(a_visit(mails=[mail])))


def drawn(**seen: Any) -> Rendering:
    return Rendering(width=375, **seen)


def test_a_picture_that_does_not_come_fails_by_its_address() -> None:
    (verdict,) = judged(drawn(broken=(LOGO.src,)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The order confirmation shows a broken picture ({LOGO.src})."


def test_pictures_that_come_pass() -> None:
    (verdict,) = judged(drawn())
    assert verdict.outcome is Outcome.PASS


def test_hosts_that_were_not_asked_cannot_be_told() -> None:
    (verdict,) = judged(drawn(unasked=("https://cdn.example.com/a.png",)))
    assert verdict.outcome is Outcome.CANT_TELL


def test_what_was_not_drawn_cannot_be_told() -> None:
    (verdict,) = judged()
    assert verdict.outcome is Outcome.CANT_TELL


def test_a_mail_without_visible_pictures_is_left_out() -> None:
    assert judged(drawn(), picture=MailPicture(src="https://count.test/o.gif", tiny=True)) == []
