import pytest
from factories import T0, a_mail, a_page, a_step, a_visit, minutes

from shopper import Outcome, Verdict
from shopper.inbox_checks.content.return_deadline_differs import return_deadline_differs

POLICY = "Bạn có thể trả lại hàng chưa sử dụng trong vòng 30 ngày kể từ ngày nhận."


def judged(text: str, policy: str = POLICY) -> list[Verdict]:
    steps = (a_step("1", page=a_page("/vi/chinh-sach/doi-tra", text=policy)),)
    return list(return_deadline_differs(a_visit(steps=steps, mails=[a_mail(text=text)])))


def test_another_period_than_the_policys_fails_and_quotes_it() -> None:
    (verdict,) = judged("Bạn có 14 ngày để trả hàng.")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation gives 14 days to send goods back; the shop's page gives 30 days "
        "(“Bạn có thể trả lại hàng chưa sử dụng trong vòng 30 ngày kể từ ngày nhận.”)."
    )
    assert verdict.evidence == ("mail:m1", "step:1")


@pytest.mark.parametrize(
    ("policy", "text"),
    [
        (POLICY, "Bạn có 30 ngày để trả hàng."),
        ("You can return everything within 28 days.", "You have 28 days to return it. We refund you within 14 days."),
        (
            "Sie haben 100 Tage Rückgaberecht.",
            "Sie können alles innerhalb von 100 Tagen zurücksenden. Widerrufsfrist: 14 Tage.",
        ),
        ("Vous avez 30 jours pour retourner vos articles.", "Retours sous 30 jours. Vous avez 14 jours pour vous rétracter."),
        (
            "Two weeks or more: return electronics within 14 days.\nReturn clothes within 30 days.",
            "You have 30 days to return it.",
        ),
    ],
)
def test_the_same_period_passes_and_other_periods_are_of_other_things(policy: str, text: str) -> None:
    (verdict,) = judged(text, policy)
    assert verdict.outcome is Outcome.PASS


def test_where_the_policy_has_several_a_person_looks() -> None:
    (verdict,) = judged("You have 21 days to return it.", "Return electronics within 14 days.\nReturn clothes within 30 days.")
    assert verdict.outcome is Outcome.REVIEW


def test_mails_among_one_another() -> None:
    second = a_mail("ready_to_ship", text="Bạn có 30 ngày để trả lại.", id="m2", arrived=T0 + minutes(90))
    (verdict,) = return_deadline_differs(a_visit(mails=[a_mail(text="Bạn có 14 ngày để trả hàng."), second]))
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "ready_to_ship", ("mail:m2", "mail:m1"))


def test_a_mail_that_says_nothing_of_it_or_a_stranger_is_not_judged() -> None:
    assert judged("Chúng tôi hoàn tiền trong 14 ngày.") == []
    stranger = a_mail(text="Return it within 3 days.", solicited=False)
    assert list(return_deadline_differs(a_visit(mails=[stranger]))) == []
