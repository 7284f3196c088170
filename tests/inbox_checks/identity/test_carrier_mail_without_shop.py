import pytest
from factories import a_mail, a_plan, a_shop, a_visit

from shopper import Outcome
from shopper.inbox_checks.identity.carrier_mail_without_shop import carrier_mail_without_shop
from shopper.model import Verdict

PARCEL = "Chào Linh, kiện hàng GS-10023 đến hôm nay."


def judged(text: str = PARCEL, **changes: object) -> list[Verdict]:
    said = {
        "sender": "notice@vanchuyen.test",
        "sender_name": "Vận Chuyển Én",
        "subject": "Hôm nay giao kiện hàng",
        "system": "carrier",
    }
    mail = a_mail("carrier_notice", text=text, **said | changes)
    return list(carrier_mail_without_shop(a_visit(mails=[mail], plan=a_plan(shop=a_shop(partners=("vanchuyen.test",))))))


def test_a_parcel_of_nobody_fails() -> None:
    (verdict,) = judged()
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The carrier notice does not say that it is about something from Gốm Sen."
    assert (verdict.about, verdict.owner) == ("carrier_notice", "carrier")


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Kiện hàng từ Gốm Sen đến hôm nay."},
        {"text": "Your parcel from GOM SEN arrives today."},
        {"subject": "Ihr Paket von Gốm Sen kommt heute"},
        {"sender_name": "Gốm Sen via Vận Chuyển Én"},
        {"text": "Votre colis de gomsen.test arrive."},
    ],
)
def test_the_shops_name_anywhere_passes(said: dict[str, str]) -> None:
    assert judged(**said)[0].outcome is Outcome.PASS


def test_a_mail_that_could_not_be_read_cannot_be_told() -> None:
    assert judged(problem="Nested too deep.")[0].outcome is Outcome.CANT_TELL


def test_the_shops_own_mails_and_strangers_are_left_alone() -> None:
    assert judged(sender="ship@gomsen.test") == []
    assert judged(sender="win@lottery.test", solicited=False) == []


def test_broken_letters_may_name_it() -> None:
    assert judged("Kiá»‡n hÃ ng tá»« Gá»‘m Sen") == []
