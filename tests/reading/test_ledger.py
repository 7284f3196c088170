import pytest

from shopper.reading.ledger import Entry, contradictions, ledger, page_policies, text_policies
from shopper.testing import T0, a_mail, a_page, a_turn, a_visit, an_exploration


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Bạn có thể trả hàng trong vòng 30 ngày.", ("return.window", "", "30 days")),
        ("You can return unused pieces within two weeks.\nReturns within 30 days.", ("return.window", "", "30 days")),
        ("Cracks are replaced under our warranty of 24 months.", ("warranty.length", "", "24 months")),
        ("Garantie\n2 Jahre auf Glasur und Tonkörper.", ("warranty.length", "", "24 months")),
        ("Thời hạn bảo hành là 12 tháng.", ("warranty.length", "", "12 months")),
        ("Nous remboursons la carte dans les 14 jours.", ("refund.time", "", "14 days")),
        ("Wenn Sie widerrufen, erstatten wir innerhalb von 14 Tagen.", ("refund.time", "withdrawal", "14 days")),
        ("We refund you within 5 working days.", ("refund.time", "working days", "5 days")),
    ],
)
def test_what_a_text_states(text: str, stated: tuple[str, str, str]) -> None:
    assert [policy[:3] for policy in text_policies(text)] == [stated]


@pytest.mark.parametrize(
    "text",
    [
        "Your bank may need 3 days to show the refund.",
        "Return within 30 days.\nMembers may return within 60 days.",
        "The warranty is 24 months on the body. The warranty is 6 months on the battery.",
        "Refunds usually take 5 days.",
        "Đã hoàn tiền 17:00, Thứ Hai, 30 tháng 11, 2026",
        "Đã hoàn tiền ngày 5 tháng 11 năm 2026",
        "Wir liefern in 3 Tagen.",
    ],
)
def test_what_nobody_could_be_sure_of_is_not_stated(text: str) -> None:
    assert text_policies(text) == []


def test_delivery_is_told_apart_by_place_and_way() -> None:
    rows = "Lieferung\nVietnam\tStandard\t3 Tage\t1,20 €\nVietnam\tExpress\t1 Tag\t2,00 €\nEuropa\tStandard\tab 50 €\t0 €"
    page = a_page("/de/lieferung", title="Lieferbedingungen", text=rows, links=())
    assert [policy[:3] for policy in page_policies(page, "de-DE", "VN")] == [
        ("delivery.cost", "vietnam, standard", "1.2 EUR"),
        ("delivery.time", "vietnam, standard", "3 days"),
        ("delivery.cost", "vietnam, express", "2 EUR"),
        ("delivery.time", "vietnam, express", "1 days"),
    ]


def test_the_ledger_joins_facts_pages_mails_and_chat() -> None:
    first = an_exploration(a_page("/en/returns", text="You can return pieces within 30 days.", links=()), language="en")
    visit = a_visit(
        locale="en-GB",
        steps=(),
        explorations=(first,),
        mails=[a_mail(language="en", text="You can return pieces within 14 days.")],
        chat=(a_turn("You can return pieces within 60 days."), a_turn("Return within 90 days?", "customer", id="t2")),
    )
    windows = [(one.source, one.value) for one in ledger(visit) if one.name == "return.window"]
    assert {("page:p1", "30 days"), ("mail:m1", "14 days"), ("turn:t1", "60 days")} == {*windows}
    assert any(one.name == "order.number" for one in ledger(visit))


def entry(value: str, name: str = "warranty.length", scope: str = "", source: str = "page:p1") -> Entry:
    return Entry(name, scope, value, value, source, T0)


def test_only_one_name_in_one_scope_contradicts_itself() -> None:
    one, other = entry("24 months"), entry("12 months", source="page:p2")
    assert contradictions((one, one, other)) == [(one, other)]
    assert contradictions((one, entry("12 months", scope="battery"), entry("GS-1", "order.number"))) == []
    assert contradictions((entry("GS-1", "order.number"), entry("GS-2", "order.number"))) == []


def test_structured_data_state_things_too() -> None:
    returns = {"@type": "Product", "offers": [{"hasMerchantReturnPolicy": {"merchantReturnDays": 14}}]}
    page = a_page("/en/p", text="Mug", structured=(returns,), links=())
    assert [*page_policies(page, "en-GB", "VN")] == [("return.window", "", "14 days", "merchantReturnDays: 14", True)]
