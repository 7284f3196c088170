from factories import a_mail, a_visit

from shopper import MailPicture, Markup, Outcome
from shopper.inbox_checks.privacy.tracking_pixel import tracking_pixel
from shopper.model import Verdict

TOKEN = "https://t.mailing.test/o/8f14e45fceea167a5a36dedd4bea2543.gif"


def judged(*pictures: MailPicture, **changes: object) -> list[Verdict]:
    mail = a_mail(**{"html": "<p>…</p>", "markup": Markup(pictures=pictures), **changes})
    return list(tracking_pixel(a_visit(mails=[mail])))


def dot(src: str, **changes: object) -> MailPicture:
    return MailPicture(**{"src": src, "alt": "", "width": 1, "height": 1, "tiny": True, **changes})


def test_a_dot_with_a_token_goes_to_a_person() -> None:
    (verdict,) = judged(dot(TOKEN))
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == "The order confirmation reports to t.mailing.test when it is read."


def test_a_hidden_picture_with_a_query_too() -> None:
    assert judged(dot("https://www.gomsen.test/logo.png?m=12", tiny=False, visible=False))[0].outcome is Outcome.REVIEW


def test_spacers_inline_dots_and_pictures_to_be_seen_pass() -> None:
    spacer = dot("https://www.gomsen.test/img/spacer.gif")
    assert judged(spacer)[0].outcome is Outcome.PASS
    assert (
        judged(dot("https://cdn.test/blank.gif?v=3"), dot("https://cdn.test/mug.jpg?w=9", tiny=False))[0].outcome
        is Outcome.PASS
    )
    assert judged(dot(TOKEN), dot(TOKEN))[0].outcome is Outcome.PASS
    assert judged(dot("cid:dot@shop"), dot("data:image/gif;base64,R0lGOD"))[0].outcome is Outcome.PASS


def test_strangers_and_text_mails_are_left_alone() -> None:
    assert judged(dot(TOKEN), solicited=False) == []
    assert judged(dot(TOKEN), html="") == []
