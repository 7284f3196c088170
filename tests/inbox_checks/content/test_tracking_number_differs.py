import pytest
from factories import T0, a_mail, a_page, a_step, a_visit, minutes

from shopper import Link, Mail, Outcome
from shopper.inbox_checks.content.tracking_number_differs import tracking_number_differs

ANNOUNCED = "VC0123456789VN"


def a_notice(
    number: str, kind: str = "shipping_notice", *, after: float = 60, href: str = "", label: str = "Mã vận đơn"
) -> Mail:
    links = (Link(text="Theo dõi", href=href),) if href else ()
    return a_mail(kind, text=f"{label}\n{number}", id=f"m{after:.0f}", arrived=T0 + minutes(after), links=links)


def test_another_number_fails_and_both_are_named() -> None:
    mails = [a_notice(ANNOUNCED), a_notice("VC0123456798VN", "carrier_notice", after=90)]
    first, second = tracking_number_differs(a_visit(mails=mails))
    assert (first.outcome, second.outcome) == (Outcome.PASS, Outcome.FAIL)
    assert second.sentence == "The carrier notice names the parcel VC0123456798VN; VC0123456789VN was announced."
    assert second.evidence == ("mail:m90", "mail:m60")


def test_a_link_to_another_parcel_fails() -> None:
    href = "https://track.vanchuyen.test/vi/kien-hang/VC0123456798VN"
    (verdict,) = tracking_number_differs(a_visit(mails=[a_notice(ANNOUNCED, href=href)]))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == ("The shipping notice names the parcel VC0123456789VN, and its link leads to VC0123456798VN.")


@pytest.mark.parametrize(
    ("label", "number", "href"),
    [
        ("Mã vận đơn", ANNOUNCED, f"https://track.vanchuyen.test/vi/{ANNOUNCED}?lang=vi"),
        ("Tracking number", "1Z999AA10123456784", "https://www.ups.com/track?tracknum=1Z999AA10123456784&loc=en_GB"),
        ("Sendungsnummer", "00340434161094042557", "https://www.dhl.de/piececode=00340434161094042557"),
        ("Numéro de suivi", "6A12345678901", "https://click.mailer.test/ls/click?upn=u001.abc123456789def"),
    ],
)
def test_ordinary_notices_pass(label: str, number: str, href: str) -> None:
    (verdict,) = tracking_number_differs(a_visit(mails=[a_notice(number, label=label, href=href)]))
    assert verdict.outcome is Outcome.PASS


def test_a_second_parcel_passes_and_another_carriers_number_goes_to_a_person() -> None:
    second = a_notice("VC0123456798VN", after=90)
    assert [v.outcome for v in tracking_number_differs(a_visit(mails=[a_notice(ANNOUNCED), second]))] == [Outcome.PASS] * 2
    other = a_notice("1Z999AA10123456784", "carrier_notice", after=90)
    found = [v.outcome for v in tracking_number_differs(a_visit(mails=[a_notice(ANNOUNCED), other]))]
    assert found == [Outcome.PASS, Outcome.REVIEW]


def test_the_number_of_the_orders_page_counts() -> None:
    page = a_step("2", "click", a_page("/vi/don-hang", text=f"Mã vận đơn: {ANNOUNCED}"), ended=T0)
    (verdict,) = tracking_number_differs(a_visit(steps=(page,), mails=[a_notice("VC0123456798VN")]))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("mail:m60", "step:2"))


def test_without_a_number_or_from_a_stranger_nothing_is_said() -> None:
    assert list(tracking_number_differs(a_visit())) == []
    stranger = a_notice("VC0123456798VN").model_copy(update={"solicited": False})
    assert list(tracking_number_differs(a_visit(mails=[stranger]))) == []
