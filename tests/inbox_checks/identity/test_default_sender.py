import pytest
from factories import a_mail, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.identity.default_sender import default_sender
from shopper.model import Verdict


def judged(mail: Mail) -> list[Verdict]:
    return list(default_sender(a_visit(mails=[mail])))


@pytest.mark.parametrize(
    "name",
    [
        "Magento",
        "WordPress",
        "[Your store]",
        "Main Website Store",
        "Your Company",
        "{{shop.name}}",
        "Mein Shop",
        "Tên cửa hàng",
    ],
)
def test_names_that_programs_bring_along_fail(name: str) -> None:
    (verdict,) = judged(a_mail(sender_name=name))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The order confirmation has a sender that was never set: the name “{name}”."


@pytest.mark.parametrize("sender", ["wordpress@gomsen.test", "owner@example.com", "root@localhost", "shop@web1.localdomain"])
def test_addresses_that_programs_bring_along_fail(sender: str) -> None:
    (verdict,) = judged(a_mail(sender=sender, sender_name="", solicited=False))
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize("name", ["Gốm Sen", "The Magento Coffee House", "Kundenservice", "Storefront", "Boutique Lotus", ""])
def test_names_that_somebody_chose_are_fine(name: str) -> None:
    assert all(verdict.outcome is Outcome.PASS for verdict in judged(a_mail(sender_name=name)))


def test_what_has_nothing_to_do_with_the_shop_is_left_alone() -> None:
    assert judged(a_mail(sender="root@localhost", sender_name="root", subject="cron", text="done", solicited=False)) == []


@pytest.mark.parametrize("sender", ["root@gomsen.test", "orders@localhost", "orders@example.com"])
def test_an_address_that_was_never_set_fails_under_the_shops_name_too(sender: str) -> None:
    (verdict,) = judged(a_mail(sender=sender, sender_name="Gốm Sen"))
    assert verdict.sentence == f"The order confirmation has a sender that was never set: the address {sender}."
