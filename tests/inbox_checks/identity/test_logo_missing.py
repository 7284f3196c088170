import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.identity.logo_missing import logo_missing
from shopper.model import Brand, MailKind, Verdict

ANSWER = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
BRANDED = a_shop(brand=Brand(name="Gốm Sen", logos=("gom_sen.svg",)), mails={"answer": ANSWER})


def judged(mail: Mail, **changes: object) -> list[Verdict]:
    return list(logo_missing(a_visit(mails=[mail], plan=a_plan(shop=changes.pop("shop", BRANDED)), **changes)))


def outcome(html: str, **changes: object) -> Outcome:
    (verdict,) = judged(a_mail(html=html, **changes))
    return verdict.outcome


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://www.gomsen.test/static/logo.png">',
        '<img src="cid:1" alt="Gốm Sen">',
        '<img src="https://cdn.test/gom_sen.png" alt="">',
    ],
)
def test_a_picture_that_says_it_is_the_logo_passes(html: str) -> None:
    assert outcome(f"<body>{html}<p>Cảm ơn bạn</p></body>") is Outcome.PASS


def test_no_picture_at_all_fails() -> None:
    (verdict,) = judged(a_mail("invoice", html='<p>Hoá đơn của bạn</p><img src="o.gif" width="1" height="1">', system="erp"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice has no picture at all, so it does not show the logo."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("invoice", "erp", ("mail:m1",))


@pytest.mark.parametrize(
    "html", ['<img src="https://x.test/mug.jpg" alt="Cốc">', '<td style="background:url(head.png)">', "<svg/>"]
)
def test_pictures_that_say_nothing_go_to_a_person(html: str) -> None:
    assert outcome(html) is Outcome.REVIEW


def test_html_that_could_not_be_read_cannot_be_told() -> None:
    assert outcome("<p>…</p>", problem="The HTML is nested too deep.") is Outcome.CANT_TELL


def test_text_mails_partners_answers_and_shops_without_a_logo_are_left_alone() -> None:
    assert judged(a_mail()) == []
    assert judged(a_mail(html="<p>x</p>", sender="notice@vanchuyen.test")) == []
    assert judged(a_mail("answer", html="<p>x</p>")) == []
    assert judged(a_mail(html="<p>x</p>", solicited=False)) == []
    assert judged(a_mail(html="<p>x</p>"), shop=a_shop()) == []
