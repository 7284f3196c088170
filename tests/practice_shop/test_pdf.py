"""Invoice and return label: what a reader gets out of them."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from shopper.practice_shop.orders import Address, Order, OrderBook, Return
from shopper.practice_shop.paths import LANGUAGES
from shopper.practice_shop.rendering import day, label, money, words
from shopper.practice_shop.systems.pdf import invoice_pdf, label_pdf
from shopper.practice_shop.tenant import GOM_SEN, TENANTS
from shopper.reading.facts import text_facts

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
LINH = Address("Nguyễn Thùy Linh", "linh@mailbox.test", "0168 000 0142", "25 ngõ 81 phố Láng Hạ", "Hà Nội", "11500", "VN")
LOCALES = {"vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def an_order(language: str) -> Order:
    basket = {"mug": 2, "cups": 1, "teapot": 1}
    return OrderBook().place(basket, LINH, language=language, placed=NOW, zone=GOM_SEN.timezone)


def a_return(language: str) -> Return:
    book = OrderBook()
    order = book.place({"mug": 2}, LINH, language=language, placed=NOW, zone=GOM_SEN.timezone)
    booked = NOW + timedelta(days=5)
    return book.take_back(order, {"mug": 1}, "unsaid", booked=booked, refunded=booked + timedelta(days=2))


def text_of(document: bytes) -> str:
    """One page, its blanks made ordinary."""
    [page] = PdfReader(io.BytesIO(document)).pages
    return blank(page.extract_text())


def blank(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@each_language
def test_an_invoice_says_what_the_order_says_in_reading_order(language: str) -> None:
    order = an_order(language)
    text = text_of(invoice_pdf(order, language, GOM_SEN))
    bill, t = order.bill, words(language)

    def amount(value: object) -> str:
        return blank(money(value, order.currency, language))  # type: ignore[arg-type]

    told = [
        t["documents"]["invoice"]["title"],
        "INV-GS-41207",
        blank(f"{label(t['mails']['number'], language)} GS-41207"),
        day(order.invoiced.astimezone(GOM_SEN.timezone).date(), language),
        GOM_SEN.legal,
        GOM_SEN.tax,
        LINH.name,
        *(f"{line.product.name[language]} {line.quantity} {amount(line.price)} {amount(line.total)}" for line in bill.lines),
        *(
            blank(f"{label(t['bill'][name], language)} {amount(value)}")
            for name, value in (
                ("subtotal", bill.subtotal),
                ("discount", -bill.discount),
                ("shipping", bill.shipping),
                ("total", order.total),
                ("tax", bill.tax),
            )
        ),
    ]
    places = [text.find(words) for words in told]
    assert -1 not in places and places == sorted(places)


@each_language
def test_an_audit_reads_order_and_total_from_an_invoice(language: str) -> None:
    order = an_order(language)
    facts = {fact.name: fact.value for fact in text_facts(text_of(invoice_pdf(order, language, GOM_SEN)), LOCALES[language])}
    assert facts["order.number"] == order.number
    assert getattr(facts["order.total"], "amount", None) == order.total


@each_language
def test_a_wrong_total_is_higher_and_only_there(language: str) -> None:
    order = an_order(language)
    right, wrong = (
        text_of(invoice_pdf(order, language, GOM_SEN, defects)).splitlines() for defects in ([], ["invoice_total_wrong"])
    )
    [(before, after)] = [pair for pair in zip(right, wrong, strict=True) if pair[0] != pair[1]]
    total = words(language)["bill"]["total"]
    assert before.startswith(total) and after.startswith(total)
    assert blank(money(order.total + order.bill.shipping, order.currency, language)) in after


@each_language
def test_a_label_names_both_ends_and_the_return(language: str) -> None:
    returned = a_return(language)
    text = text_of(label_pdf(returned, language, GOM_SEN))
    told = [returned.number, returned.order.number, LINH.name, LINH.street, GOM_SEN.legal, GOM_SEN.carrier.name, GOM_SEN.phone]
    assert [words for words in told if words not in text] == []
    assert returned.lines[0].product.name[language] in text


def test_the_same_order_gives_the_same_bytes() -> None:
    order, returned = an_order("vi"), a_return("vi")
    assert invoice_pdf(order, "vi", GOM_SEN) == invoice_pdf(order, "vi", GOM_SEN)
    assert label_pdf(returned, "vi", GOM_SEN) == label_pdf(returned, "vi", GOM_SEN)


@pytest.mark.parametrize("tenant", TENANTS.values(), ids=lambda tenant: tenant.id)
def test_every_tenant_invoices_under_its_own_name(tenant: object) -> None:
    others = [other.name for other in TENANTS.values() if other is not tenant]
    text = text_of(invoice_pdf(an_order("en"), "en", tenant))  # type: ignore[arg-type]
    assert tenant.legal in text and [name for name in others if name in text] == []  # type: ignore[attr-defined]


def test_a_long_order_stays_on_its_page() -> None:
    from shopper.practice_shop.goods import goods

    basket = dict.fromkeys(goods(), 20)
    order = OrderBook().place(basket, LINH, language="vi", placed=NOW, zone=GOM_SEN.timezone)
    text = text_of(invoice_pdf(order, "vi", GOM_SEN))
    assert all(product.name["vi"] in text for product in goods().values())
