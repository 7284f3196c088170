import pytest
from factories import T0, a_mail, a_plan, a_shop, a_visit, minutes

from shopper import Outcome
from shopper.inbox_checks.timing.out_of_order_mails import out_of_order_mails
from shopper.model import MailKind, Verdict

ANSWERS = {
    kind: MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": reply})
    for kind, reply in (("we_have_it", "automatic"), ("anna_writes", "human"))
}


def judged(*kinds: str, apart: float = 10) -> list[Verdict]:
    """Mails of these kinds, one after the other, so many minutes apart."""
    mails = [a_mail(kind, id=f"m{n}", system=kind, arrived=T0 + minutes(n * apart)) for n, kind in enumerate(kinds)]
    return list(out_of_order_mails(a_visit(plan=a_plan(shop=a_shop(mails=ANSWERS)), mails=mails)))


STORY = ("order_confirmation", "ready_to_ship", "shipping_notice", "carrier_notice", "delivered")


def test_a_story_told_forwards_passes() -> None:
    verdicts = judged(*STORY, "return_label", "refund")
    assert [verdict.outcome for verdict in verdicts] == [Outcome.PASS] * 5


def test_ready_after_sent_fails_once() -> None:
    fails = [
        v for v in judged("order_confirmation", "shipping_notice", "ready_to_ship", "delivered") if v.outcome is Outcome.FAIL
    ]
    (verdict,) = fails
    assert verdict.sentence == "The shipping notice came 10 min before the ready to ship."
    assert (verdict.about, verdict.owner) == ("shipping_notice and ready_to_ship", "ready_to_ship")
    assert verdict.evidence == ("mail:m1", "mail:m2")


@pytest.mark.parametrize(
    "kinds",
    [
        ("refund", "return_label"),
        ("invoice", "order_confirmation"),
        ("order_cancelled", "order_confirmation"),
        ("delivered", "shipping_notice"),
        ("anna_writes", "we_have_it"),
        ("survey", "anna_writes"),
    ],
)
def test_backwards_fails(kinds: tuple[str, ...]) -> None:
    assert [verdict.outcome for verdict in judged(*kinds)] == [Outcome.FAIL]


def test_the_same_second_is_in_order() -> None:
    assert {verdict.outcome for verdict in judged(*STORY[::-1], apart=0)} == {Outcome.PASS}


def test_what_nobody_knows_is_left_alone() -> None:
    assert judged("newsletter", "return_confirmation", "payment_reminder", "order_changed", "order_confirmation") == []


def test_the_second_order_s_mails_follow_its_own_confirmation() -> None:
    verdicts = judged("order_confirmation", "shipping_notice", "order_confirmation", "shipping_notice")
    assert [verdict.outcome for verdict in verdicts] == [Outcome.PASS, Outcome.PASS]


def test_parts_of_one_order_prove_nothing() -> None:
    assert judged("shipping_notice", "order_confirmation", "shipping_notice") == []


def test_strangers_tell_no_story() -> None:
    mails = [a_mail("delivered", id="m1", solicited=False), a_mail("shipping_notice", id="m2", arrived=T0 + minutes(9))]
    assert list(out_of_order_mails(a_visit(mails=mails))) == []
