import pytest

from shopper.model import Reading
from shopper.reading.facts import document_facts, mail_facts, text_facts


def facts(text: str, locale: str = "en-GB") -> dict[str, str]:
    found = text_facts(text, locale)
    assert len({fact.name for fact in found}) == len(found), found
    return {fact.name: str(fact.value) for fact in found}


@pytest.mark.parametrize(
    ("locale", "text", "number", "total", "tracking"),
    [
        (
            "vi-VN",
            "Mã đơn hàng: GS-10023\nTạm tính\t778.000 ₫\nTổng cộng (đã gồm VAT)\t808.000 ₫\nMã vận đơn: VC123456789VN",
            "GS-10023", "808,000 VND", "VC123456789VN",
        ),
        (
            "en-GB",
            "Order number\nGS-10023\nSubtotal €31.80\nTotal (incl. VAT) €36.80\nTracking number: VC123456789VN",
            "GS-10023", "36.80 EUR", "VC123456789VN",
        ),
        (
            "de-DE",
            "Bestellnummer: 4711-22\nZwischensumme 30,00 €\nGesamtsumme inkl. MwSt. 36,80 €\nSendungsnummer: 003404341234",
            "4711-22", "36.80 EUR", "003404341234",
        ),
        (
            "fr-FR",
            "Commande n° FR-2201\nSous-total 30,00 €\nTotal HT 25,00 €\nTotal TTC : 36,80 €\nNuméro de suivi : XY123456",
            "FR-2201", "36.80 EUR", "XY123456",
        ),
        (
            "es-ES",
            "Número de pedido: ES-22\nTotal sin IVA 25,00 €\nTotal del pedido: 36,80 €\nN.º de seguimiento: XY99",
            "ES-22", "36.80 EUR", "XY99",
        ),
    ],
)  # fmt: skip
def test_labelled_facts_in_five_languages(locale: str, text: str, number: str, total: str, tracking: str) -> None:
    assert facts(text, locale) == {"order.number": number, "order.total": total, "tracking.number": tracking}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Your order GS-10023 is on its way", "GS-10023"),
        ("Order #1001 confirmed", "1001"),
        ("Order confirmation GS-2026-000123", "GS-2026-000123"),
        ("Xác nhận đơn hàng #GS-10023", "GS-10023"),
    ],
)
def test_order_numbers_in_sentences_and_subjects(text: str, number: str) -> None:
    assert facts(text)["order.number"] == number


@pytest.mark.parametrize(
    "text",
    [
        "Your order of 10/10/2026",
        "Order 2026-10-10",
        "Order 2 items more and save",
        "Order within 24h for delivery tomorrow",
        "Order number: pending",
        "Your order Galaxy-s24 has come",
        "In order 10012 to work",
        "We value your order very much",
    ],
)
def test_what_merely_follows_the_word_order_is_no_number(text: str) -> None:
    assert "order.number" not in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Subtotal €30.00",
        "Sub total: €30.00",
        "Total excl. VAT €30.92",
        "Total VAT €5.88",
        "Total discount €2.00",
        "Total savings: €3.00",
        "Total weight 3 kg",
        "Totally €5 off",
        "Tổng tiền hàng: 778.000đ",
        "Tổng tiền chưa gồm VAT: 778.000đ",
        "Tạm tính 778.000đ",
        "Gesamtrabatt 3,00 €",
        "Gesamtbetrag netto 30,00 €",
        "Sous-total 30,00 €",
        "Total €36.80\nTotal €40.00",
    ],
)
def test_what_is_no_total_is_not_taken_for_one(text: str) -> None:
    assert "order.total" not in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your order total is €36.80.",
        "Total\n€36.80",
        "Total €36.80 incl. €5.88 VAT",
        "Total excl. VAT €30.92\nTotal: €36.80",
        "Total €31.80\nGrand total €36.80",
        "Thank you. Total: €36.80",
    ],
)
def test_the_one_total_is_found(text: str) -> None:
    assert facts(text)["order.total"] == "36.80 EUR"


def test_two_order_numbers_are_both_stated() -> None:
    found = text_facts("Order number: GS-10023\nReplaces order number GS-10020", "en-GB")
    assert [fact.value for fact in found] == ["GS-10023", "GS-10020"]


def test_subject_and_text_are_read_and_quoted() -> None:
    reading = Reading(subject="Your order GS-10023", text="Total: €36.80")
    assert [(fact.name, fact.quote) for fact in mail_facts(reading, "en-GB")] == [
        ("order.total", "Total: €36.80"),
        ("order.number", "order GS-10023"),
    ]


def test_an_empty_mail_states_nothing() -> None:
    assert mail_facts(Reading(), "vi-VN") == []


def test_one_endless_line_is_cut() -> None:
    assert text_facts("order number total " * 20_000, "en-GB") == []


@pytest.mark.parametrize(
    ("locale", "text", "refund"),
    [
        ("vi-VN", "Số tiền hoàn\n389.000 ₫", "389,000 VND"),
        ("vi-VN", "Số tiền hoàn lại: 389.000 ₫", "389,000 VND"),
        ("vi-VN", "Chúng tôi đã hoàn cho bạn 389.000đ vào thẻ.", "389,000 VND"),
        ("vi-VN", "Hoàn tiền: -389.000 ₫", "389,000 VND"),
        ("en-GB", "Amount refunded\t€15.90", "15.90 EUR"),
        ("en-GB", "Your refund of €15.90 is on its way.", "15.90 EUR"),
        ("en-GB", "Refund €15.90", "15.90 EUR"),
        ("de-DE", "Erstattungsbetrag: 15,90 €", "15.90 EUR"),
        ("fr-FR", "Montant du remboursement : 15,90 €", "15.90 EUR"),
        ("es-ES", "Importe del reembolso: 15,90 €", "15.90 EUR"),
    ],
)
def test_what_is_paid_back_is_a_refund_and_no_total(locale: str, text: str, refund: str) -> None:
    assert facts(text, locale) == {"refund.total": refund}


@pytest.mark.parametrize(
    "text",
    [
        "Amount refunded: €15.90\nTotal: €15.90",
        "Refund\tTotal €15.90",
        "Total refunded €15.90",
        "Gutschrift Gesamtbetrag €15.90",
    ],
)
def test_a_refunds_total_is_not_the_orders(text: str) -> None:
    assert "order.total" not in facts(text)


def test_a_refund_beside_the_orders_total_keeps_both() -> None:
    assert facts("Order total €36.80\nAmount refunded €15.90") == {"order.total": "36.80 EUR", "refund.total": "15.90 EUR"}


@pytest.mark.parametrize(
    "text", ["Refund within 14 days", "A refund of up to €50", "Refund €15.90\nAmount refunded €5.00", "Tiền hoàn hàng 5.000 ₫"]
)
def test_unsure_refunds_are_left_alone(text: str) -> None:
    assert "refund.total" not in facts(text)


@pytest.mark.parametrize(
    ("locale", "text", "order", "total", "invoice"),
    [
        (
            "vi-VN",
            "Hoá đơn\nSố hoá đơn\tINV-GS-41207\nMã đơn hàng\tGS-41207\nTạm tính\t778.000 ₫\nTổng cộng\t808.000 ₫",
            "GS-41207", "808,000 VND", "INV-GS-41207",
        ),
        (
            "en-GB",
            "Invoice number\nINV-71\nOrder number: GS-41207\nSubtotal\t€31.80\nTotal payable\t€36.80\nAmount due: €0.00",
            "GS-41207", "36.80 EUR", "INV-71",
        ),
        (
            "de-DE",
            "Rechnung Nr. RE-2026-12\nBestellnummer 4711-22\nNettobetrag 30,92 €\nRechnungsbetrag\t36,80 €",
            "4711-22", "36.80 EUR", "RE-2026-12",
        ),
        (
            "fr-FR",
            "Facture n° F-2201\nCommande n° FR-2201\nTotal HT 25,00 €\nNet à payer 36,80 €",
            "FR-2201", "36.80 EUR", "F-2201",
        ),
        (
            "es-ES",
            "Factura n.º F-22\nNúmero de pedido: ES-22\nTotal sin IVA 25,00 €\nTotal a pagar 36,80 €",
            "ES-22", "36.80 EUR", "F-22",
        ),
    ],
)  # fmt: skip
def test_an_invoice_in_five_languages(locale: str, text: str, order: str, total: str, invoice: str) -> None:
    found = {fact.name: str(fact.value) for fact in document_facts(text, locale)}
    assert found.pop("order.subtotal", None) in (None, "778,000 VND", "31.80 EUR")
    assert found == {"order.number": order, "order.total": total, "invoice.number": invoice}


def test_a_document_that_says_nothing_states_nothing() -> None:
    assert document_facts("", "vi-VN") == []
    assert document_facts("Invoice date 2026-10-10\nInvoice to Nguyễn Thùy Linh", "en-GB") == []
