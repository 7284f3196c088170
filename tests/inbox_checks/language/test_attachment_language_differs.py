from typing import Any

import pytest
from factories import a_document, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.attachment_language_differs import attachment_language_differs
from shopper.model import Verdict

INVOICES = {
    "vi-VN": "HOÁ ĐƠN\nSố hoá đơn: HD-10023\nMã đơn hàng: GS-10023\nCốc men ngọc 2 × 389.000 ₫\nPhí vận chuyển 30.000 ₫\n"
    "Cảm ơn bạn đã mua hàng tại Gốm Sen. Hãy giữ hoá đơn này để dùng khi cần bảo hành.\n"
    "Đơn hàng đã được thanh toán đủ, bạn không phải trả thêm gì.",
    "en-GB": "INVOICE\nInvoice number: HD-10023\nOrder number: GS-10023\nCeladon mug 2 × €15.90\nDelivery €5.00\n"
    "Thank you for shopping with us. Please keep this invoice in case you need the warranty.\n"
    "The order is fully paid, so there is nothing more to pay.",
    "de-DE": "RECHNUNG\nRechnungsnummer: HD-10023\nBestellnummer: GS-10023\nLieferung 5,00 €\n"
    "Vielen Dank für Ihren Einkauf. Bitte bewahren Sie diese Rechnung für die Garantie auf.\n"
    "Die Bestellung ist vollständig bezahlt, es ist nichts mehr zu zahlen.",
}
LABELS = "INVOICE\nInvoice no. 10023\nOrder no. GS-1\nDelivery address\nShipping €5.00\nTotal 36.80"


def judged(text: str, locale: str = "vi-VN", **changes: Any) -> list[Verdict]:
    mail = a_mail("invoice", system="erp", solicited=changes.pop("solicited", True))
    document = a_document(text, **{"name": "Hoa-don-GS-10023.pdf", **changes})
    return list(attachment_language_differs(a_visit(mails=[mail], documents=(document,), locale=locale)))


@pytest.mark.parametrize("locale", INVOICES)
def test_her_own_language_passes(locale: str) -> None:
    assert [verdict.outcome for verdict in judged(INVOICES[locale], locale)] == [Outcome.PASS]


@pytest.mark.parametrize(("text", "locale"), [(INVOICES["en-GB"], "vi-VN"), (INVOICES["de-DE"], "en-GB"), (LABELS, "vi-VN")])
def test_another_language_fails_by_sentences_or_by_labels(text: str, locale: str) -> None:
    assert [verdict.outcome for verdict in judged(text, locale)] == [Outcome.FAIL]


def test_the_sentence_names_the_document_and_the_finding_stays_the_same() -> None:
    (verdict,) = judged(INVOICES["en-GB"])
    assert (
        verdict.sentence == "The document Hoa-don-GS-10023.pdf of the invoice is in English; the customer shops in Vietnamese."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("invoice: Hoa-don.pdf", "erp", ("mail:m1",))


def test_a_document_in_two_languages_passes() -> None:
    assert [v.outcome for v in judged(f"{INVOICES['vi-VN']}\n{INVOICES['en-GB']}")] == [Outcome.PASS]
    assert [v.outcome for v in judged(f"{LABELS}\nSố hoá đơn 10023")] == [Outcome.PASS]


def test_one_that_could_not_be_read_cannot_be_told() -> None:
    (verdict,) = judged("", problem="it is encrypted")
    assert verdict.outcome is Outcome.CANT_TELL


def test_names_and_numbers_alone_downloads_and_strangers_are_left_alone() -> None:
    assert judged("GS-10023\n36.80\nNguyễn Thùy Linh") == []
    assert judged(INVOICES["en-GB"], source="step:4") == []
    assert judged(INVOICES["en-GB"], solicited=False) == []
