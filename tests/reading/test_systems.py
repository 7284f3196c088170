import pytest
from factories import T0, a_mail, a_shop, minutes

from shopper.model import Mail, Signature
from shopper.reading.systems import clusters_of, id_form, systems_of, traces_of

SHOP = a_shop()


def mail(id: str, system: str = "", *, program: str = "", after: int = 1, **changes: object) -> Mail:
    headers = {"x-mailer": (program,)} if program else {}
    return a_mail(
        id=id,
        system=system,
        headers=headers,
        arrived=T0 + minutes(after),
        message_id=changes.pop("message_id", f"{id}@x"),
        **changes,
    )


def test_declared_systems_keep_their_names_in_the_order_of_first_mails() -> None:
    mails = [
        mail("m2", "shipping", after=9, sender="ship@gomsen.test"),
        mail("m1", "platform"),
        mail("m3", "platform", after=20),
    ]
    first, second = systems_of(mails, SHOP)
    assert (first.name, first.mails, first.declared) == ("platform", ("m1", "m3"), True)
    assert (second.name, second.senders) == ("shipping", ("ship@gomsen.test",))


def test_two_programs_under_one_name_are_said() -> None:
    (system,) = systems_of(
        [
            mail("m1", "help_desk", program="Kindline Desk 2026.2"),
            mail("m2", "help_desk", program="Tiller Service Desk 7"),
            mail("m3", "help_desk", program="Kindline Desk 2026.3"),
        ],
        SHOP,
    )
    assert "2 programs write under this name" in system.reason
    assert "“Kindline Desk”" in system.reason
    assert "“Tiller Service Desk”" in system.reason


@pytest.mark.parametrize(
    ("traces", "name"),
    [
        ({"headers": {"x-shopify-shop-id": ("1",)}}, "Shopify"),
        ({"headers": {"x-zendesk-from-account-id": ("1",)}}, "Zendesk"),
        ({"message_id": "abc@klaviyomail.com"}, "Klaviyo"),
        ({"headers": {"x-mailer": ("SAP Web Application Server 7.40",)}}, "SAP"),
        ({"headers": {"x-mailer": ("PHPMailer 6.9 (https://github.com)",)}}, "PHPMailer"),
        ({"message_id": "0102018e@eu-west-1.amazonses.com"}, "Amazon SES"),
        ({"headers": {"x-mailer": ("Kiln Storefront 4.2",)}}, "Kiln Storefront"),
        ({}, "gomsen.test"),
    ],
)
def test_a_name_is_proposed_by_its_traces(traces: dict[str, object], name: str) -> None:
    (system,) = systems_of([a_mail(**{"message_id": "1@x", "system": "", **traces})], SHOP)
    assert (system.name, system.declared) == (name, False)


def test_a_program_that_says_no_name_is_told_by_message_id_and_key() -> None:
    signed = (Signature(domain="gomsen.test", selector="s1", outcome="pass"),)
    one = mail("m1", message_id="parcelhand-0a1b2c3d4e5f@ship.gomsen.test", signatures=signed)
    two = mail("m2", message_id="parcelhand-9f8e7d6c5b4a@ship.gomsen.test", signatures=signed)
    other = mail("m3", message_id="77.oms@packing.gomsen.test", signatures=signed)
    assert [[mail.id for mail in cluster] for cluster in clusters_of([one, two, other])] == [["m1", "m2"], ["m3"]]
    assert id_form("parcelhand-0a1b2c3d4e5f@ship.gomsen.test") == "parcelhand-…@ship.gomsen.test"


def test_a_key_is_read_from_the_header_where_it_was_not_tried() -> None:
    header = "v=1; a=rsa-sha256; d=gomsen.test; s=oms; h=from:to; bh=x; b=y"
    assert traces_of(a_mail(headers={"dkim-signature": (header,)})).key == "oms._domainkey.gomsen.test"


def test_strangers_are_nobodys_system() -> None:
    assert systems_of([mail("m1", solicited=False)], SHOP) == ()
