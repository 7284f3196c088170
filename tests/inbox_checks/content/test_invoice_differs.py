from decimal import Decimal

import pytest
from factories import NUMBER, a_document, a_fact, a_mail, a_visit

from shopper import Document, Money, Outcome
from shopper.inbox_checks.content.invoice_differs import invoice_differs
from shopper.model import Blob, Verdict

INVOICES = {
    "vi-VN": f"Hoá đơn\nSố hoá đơn\tHD-0012\nMã đơn hàng\t{NUMBER}\nTạm tính\t778.000 ₫\nTổng cộng\t808.000 ₫",
    "en-GB": f"Invoice\nInvoice number\tHD-0012\nOrder number\t{NUMBER}\nSubtotal\t€31.80\nTotal\t€36.80",
}


def judged(*documents: Document, locale: str = "vi-VN", **changes: object) -> list[Verdict]:
    mails = [a_mail("invoice", text="Hoá đơn của bạn", system="erp")]
    return list(invoice_differs(a_visit(locale=locale, mails=mails, documents=documents, **changes)))


@pytest.mark.parametrize("locale", INVOICES)
def test_an_invoice_that_agrees_passes(locale: str) -> None:
    verdicts = judged(a_document(INVOICES[locale]), locale=locale)
    assert [(v.outcome, v.about) for v in verdicts] == [(Outcome.PASS, "invoice: number"), (Outcome.PASS, "invoice: total")]


@pytest.mark.parametrize(("locale", "right", "wrong"), [("vi-VN", "808.000", "838.000"), ("en-GB", "36.80", "38.70")])
def test_another_total_fails_and_quotes_both(locale: str, right: str, wrong: str) -> None:
    number, total = judged(a_document(INVOICES[locale].replace(right, wrong)), locale=locale)
    assert (number.outcome, total.outcome) == (Outcome.PASS, Outcome.FAIL)
    assert total.sentence.startswith("The invoice asks for 8" if locale == "vi-VN" else "The invoice asks for 38.70 EUR in all")
    assert (total.owner, total.evidence) == ("erp", ("mail:m1", "step:2"))


def test_another_order_fails() -> None:
    number, _ = judged(a_document(INVOICES["vi-VN"].replace(NUMBER, "GS-10026")))
    assert (number.outcome, number.actual, number.expected) == (Outcome.FAIL, "GS-10026", NUMBER)


def test_a_downloaded_invoice_is_the_web_shop_s() -> None:
    blob = Blob(path="evidence/blobs/02/02.pdf", sha256="02", size=9)
    (_, total) = judged(a_document(INVOICES["vi-VN"].replace("808", "809"), source="step:6", blob=blob))
    assert (total.about, total.owner) == ("download: total", "web shop")
    assert total.evidence == ("step:6", "step:2", blob.path)


def test_an_invoice_that_cannot_be_read_cannot_be_told() -> None:
    for document in (a_document(problem="It is encrypted."), a_document(name="4711.pdf"), a_document("Hoá đơn\nCảm ơn bạn")):
        (verdict,) = judged(document)
        assert verdict.outcome is Outcome.CANT_TELL
    assert "encrypted" in judged(a_document(problem="It is encrypted."))[0].sentence


@pytest.mark.parametrize(
    "document",
    [
        a_document(f"Nhãn trả hàng\nMã đơn hàng {NUMBER}9", name="Nhan-tra-hang.pdf"),
        a_document(f"Return label\nInvoice: none\nOrder number {NUMBER}9", name="RT-7316.pdf"),
        a_document("Credit note\nTotal €5.00", name="credit-note-for-invoice-12.pdf"),
        a_document("Điều khoản", name="dieu-khoan.pdf"),
    ],
)
def test_other_documents_are_no_invoices(document: Document) -> None:
    assert judged(document) == []


def test_one_order_in_several_invoices_goes_to_a_person() -> None:
    part = INVOICES["vi-VN"].replace("808.000", "400.000")
    rest = INVOICES["vi-VN"].replace("808.000", "408.000").replace("HD-0012", "HD-0013")
    totals = [v for v in judged(a_document(part), a_document(rest, id="d2")) if v.about == "invoice: total"]
    assert [verdict.outcome for verdict in totals] == [Outcome.REVIEW, Outcome.REVIEW]


def test_another_currency_cannot_be_compared() -> None:
    noted = [a_fact("order.total", Money(amount=Decimal("36.80"), currency="EUR"))]
    (verdict,) = judged(a_document(INVOICES["vi-VN"]), noted=noted)
    assert verdict.outcome is Outcome.CANT_TELL


def test_without_an_order_or_without_an_invoice_nothing_is_said() -> None:
    assert judged(a_document(INVOICES["vi-VN"]), noted=[]) == []
    assert judged() == []
