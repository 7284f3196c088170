import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.identity.inconsistent_sender_name import inconsistent_sender_name
from shopper.model import Brand, MailKind, Verdict

ANSWER = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})


def judged(*mails: Mail, **changes: object) -> list[Verdict]:
    return list(inconsistent_sender_name(a_visit(mails=list(mails), **changes)))


@pytest.mark.parametrize(
    "name",
    [
        "Gốm Sen",
        "GOM SEN",
        "Gom Sen Orders",
        "Linh von Gốm Sen",
        "Trần Minh Sen (Gốm Sen)",
        "Service client Gốm Sen",
        "gomsen.test",
    ],
)
def test_whoever_names_the_shop_passes(name: str) -> None:
    (verdict,) = judged(a_mail(sender_name=name))
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize("name", ["Order Management", "Kundenservice", "Service client", "no-reply", "Chăm sóc khách hàng"])
def test_a_task_alone_fails(name: str) -> None:
    (verdict,) = judged(a_mail("ready_to_ship", sender_name=name, system="oms"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The ready to ship comes from “{name}”, which does not say Gốm Sen."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("ready_to_ship", "oms", ("mail:m1",))


def test_another_name_fails_beside_mails_of_the_shop_and_alone_goes_to_a_person() -> None:
    assert judged(a_mail(sender_name="Bát Tràng Studio"))[0].outcome is Outcome.REVIEW
    assert judged(a_mail(), a_mail(id="m2", sender_name="Bát Tràng Studio"))[1].outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Chào bạn Linh,\nCốc dùng được trong lò vi sóng.\nTrần Minh Tú\nGốm Sen", Outcome.PASS),
        ("Hello Linh,\nYes, it is fine in the microwave.\nTú", Outcome.REVIEW),
    ],
)
def test_a_person_may_sign_with_her_own_name_where_her_mail_names_the_shop(text: str, outcome: Outcome) -> None:
    answer = a_mail("answer", sender_name="Trần Minh Tú", text=text)
    (verdict,) = judged(answer, plan=a_plan(shop=a_shop(mails={"answer": ANSWER})))
    assert verdict.outcome is outcome


def test_partners_strangers_old_names_and_defaults_are_others_matter() -> None:
    assert judged(a_mail(sender="notice@vanchuyen.test", sender_name="Vận Chuyển Én")) == []
    assert judged(a_mail(sender_name="Orders", solicited=False)) == []
    assert judged(a_mail(sender_name="Magento")) == []
    shop = a_shop(brand=Brand(name="Gốm Sen", former_names=("Lotus Ceramics",)))
    assert judged(a_mail(sender_name="Lotus Ceramics"), plan=a_plan(shop=shop)) == []
