import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import MailKind, Outcome
from shopper.inbox_checks.delivery.auto_reply_not_marked import auto_reply_not_marked
from shopper.model import Verdict

KINDS = {
    name: MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": reply})
    for name, reply in (("acknowledgement", "automatic"), ("answer", "human"))
}


def judged(headers: dict[str, tuple[str, ...]], kind: str = "acknowledgement", **changes: object) -> list[Verdict]:
    mail = a_mail(kind, headers=headers, system="help_desk", **changes)
    return list(auto_reply_not_marked(a_visit(plan=a_plan(shop=a_shop(mails=KINDS)), mails=[mail])))


def test_an_unmarked_acknowledgement_fails() -> None:
    (verdict,) = judged({"subject": ("Chúng tôi đã nhận câu hỏi của bạn",)})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The acknowledgement does not say that a machine wrote it (no Auto-Submitted header)."
    assert (verdict.about, verdict.owner) == ("acknowledgement", "help_desk")


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ({"auto-submitted": ("auto-replied",)}, Outcome.PASS),
        ({"auto-submitted": ("auto-generated; owner-email=x",)}, Outcome.PASS),
        ({"auto-submitted": ("no",)}, Outcome.FAIL),
        ({"precedence": ("auto_reply",)}, Outcome.REVIEW),
        ({"x-auto-response-suppress": ("All",)}, Outcome.REVIEW),
        ({}, Outcome.CANT_TELL),
    ],
)
def test_what_marks_a_mail(headers: dict[str, tuple[str, ...]], outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in judged(headers)] == [outcome]


def test_what_a_person_wrote_needs_no_mark() -> None:
    assert judged({"subject": ("Re:",)}, "answer") == []
    assert judged({"subject": ("Re:",)}, solicited=False) == []
