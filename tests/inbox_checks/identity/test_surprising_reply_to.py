import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Outcome
from shopper.inbox_checks.identity.surprising_reply_to import surprising_reply_to
from shopper.model import Verdict


def judged(reply_to: str, **changes: object) -> list[Verdict]:
    mail = a_mail("shipping_notice", reply_to=reply_to, **changes)
    return list(surprising_reply_to(a_visit(mails=[mail], plan=a_plan(shop=a_shop(partners=("kindline.test",))))))


@pytest.mark.parametrize("address", ["gomsen.workshop@gmail.com", "sen@gmx.de", "owner@example.com", "root@localhost"])
def test_a_private_mailbox_and_nowhere_fail(address: str) -> None:
    (verdict,) = judged(address)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"Answers to the shipping notice go to {address}."


@pytest.mark.parametrize(
    "address",
    [
        "hello@gomsen.test",
        "support@mail.gomsen.com",
        "orders@gomsen.test",
        "support+id4711@gomsen.zendesk.com",
        "conversation-9@reply.gorgias.com",
        "case-12@kindline.test",
        "notice@vanchuyen.test",
    ],
)
def test_where_the_shop_reads_it_is_fine(address: str) -> None:
    sender = "ship@vanchuyen.test" if "vanchuyen" in address else "ship@gomsen.test"
    assert judged(address, sender=sender)[0].outcome is Outcome.PASS


def test_another_firm_goes_to_a_person() -> None:
    assert judged("care@ceramics-group.test")[0].outcome is Outcome.REVIEW


def test_without_reply_to_and_from_strangers_nothing_is_said() -> None:
    assert judged("") == []
    assert judged("a@gmail.com", solicited=False) == []
