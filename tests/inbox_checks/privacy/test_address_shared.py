import pytest
from factories import a_letter, a_mail, a_plan, a_shop, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.privacy.address_shared import address_shared
from shopper.model import Verdict


def judged(*mails: Mail, **changes: object) -> list[Verdict]:
    return list(address_shared(a_visit(mails=list(mails), plan=a_plan(shop=a_shop(partners=("kindline.test",))), **changes)))


def stranger(sender: str = "deals@sunny-villas.test", **changes: object) -> Mail:
    said = {
        "subject": "Holiday villas at half the price",
        "text": "Dear traveller, book a villa.",
        "sender_name": "Sunny Villas",
    }
    return a_mail(**{"kind": "", "system": "", "solicited": False, "sender": sender, "id": "m9", **said, **changes})


def test_a_stranger_fails_and_is_named_once() -> None:
    (verdict,) = judged(a_mail(), stranger(), stranger(id="m10"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "An address that only Gốm Sen was given got a mail from deals@sunny-villas.test."
    assert (verdict.about, verdict.owner) == ("sunny-villas.test", "Gốm Sen")


def test_the_shop_alone_passes() -> None:
    (verdict,) = judged(a_mail(), a_mail(id="m2", sender="notice@vanchuyen.test"))
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "sender", ["news@gomsen.test", "bot@mail.kindline.test", "mailer-daemon@mx.test", "admin@inbox.test", "v1@inbox.test"]
)
def test_partners_mail_servers_and_herself_are_no_strangers(sender: str) -> None:
    assert judged(a_mail(), stranger(sender))[0].outcome is Outcome.PASS


@pytest.mark.parametrize("text", ["How was your mug from Gốm Sen?", "Wie war Bestellung GS-10023?", "Votre avis sur GOM SEN"])
def test_whoever_writes_for_the_shop_is_unknown_senders_matter(text: str) -> None:
    assert judged(a_mail(), stranger(text=text))[0].outcome is Outcome.PASS


def test_her_own_copies_and_empty_mailboxes_are_left_alone() -> None:
    copy = stranger("other@elsewhere.test", message_id="<l1@inbox.test>")
    assert judged(a_mail(), copy, letters=(a_letter(),))[0].outcome is Outcome.PASS
    assert judged() == []
