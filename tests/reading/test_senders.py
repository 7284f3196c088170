import pytest
from factories import a_letter, a_mail, a_plan, a_shop, a_visit

from shopper.model import MailKind
from shopper.reading.senders import (
    firm_of,
    is_hers,
    is_known,
    is_of_the_shop,
    is_private,
    names_shop,
    own_mails,
    partners_mails,
)

SHOP = a_shop(partners=("kindline.test",))


@pytest.mark.parametrize(
    ("host", "firm"), [("mail.gomsen.com.vn", "gomsen"), ("www.sommer.de", "sommer"), ("shop.co.uk", "shop")]
)
def test_a_firm_is_told_from_what_is_above_and_below_it(host: str, firm: str) -> None:
    assert firm_of(host) == firm


def test_the_shops_addresses_are_those_under_its_name() -> None:
    assert is_of_the_shop("orders@gomsen.test", SHOP)
    assert is_of_the_shop("bounce@mail.gomsen.com", SHOP)
    assert not is_of_the_shop("notice@vanchuyen.test", SHOP)
    assert not is_of_the_shop("", SHOP)


def test_known_are_the_shop_its_senders_and_its_partners() -> None:
    assert is_known("x@gomsen.test", SHOP)
    assert is_known("case@mail.kindline.test", SHOP)
    assert not is_known("x@elsewhere.test", SHOP)


def test_private_mailboxes_are_told() -> None:
    assert is_private("gomsen@gmail.com")
    assert is_private("a@web.de")
    assert not is_private("hello@gomsen.test")


@pytest.mark.parametrize("text", ["Gốm Sen", "GOM SEN", "gom-sen", "Ihr Paket von gomsen.test"])
def test_the_shop_is_named_with_or_without_accents(text: str) -> None:
    assert names_shop(text, SHOP)
    assert not names_shop("Vận Chuyển Én", SHOP)


def test_mails_are_the_shops_a_partners_or_nobodys() -> None:
    answer = MailKind.model_validate({"system": "desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
    mails = [
        a_mail(id="own"),
        a_mail("answer", id="answer", sender="help@gomsen.test"),
        a_mail(id="carrier", sender="notice@vanchuyen.test"),
        a_mail(id="partner", sender="x@kindline.test", solicited=False),
        a_mail(id="stranger", sender="x@elsewhere.test", solicited=False),
    ]
    visit = a_visit(mails=mails, plan=a_plan(shop=a_shop(partners=("kindline.test",), mails={"answer": answer})))
    assert [mail.id for mail in own_mails(visit)] == ["own", "answer"]
    assert [mail.id for mail in own_mails(visit, by_hand=False)] == ["own"]
    assert [mail.id for mail in partners_mails(visit)] == ["carrier", "partner"]


def test_her_own_mails_are_hers() -> None:
    visit = a_visit(letters=(a_letter(),))
    assert is_hers(a_mail(sender="V1@inbox.test"), visit)
    assert is_hers(a_mail(message_id="<l1@inbox.test>"), visit)
    assert not is_hers(a_mail(), visit)
