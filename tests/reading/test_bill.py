from decimal import Decimal

import pytest

from shopper.model import Money
from shopper.reading.bill import Bill, Item, adds_up, items_in, parts_in, read_bill, reckoned

ORDINARY = {
    "vi-VN": (
        "Cốc men ngọc\t2 × 389.000 ₫\t778.000 ₫\nPhí vận chuyển\t30.000 ₫\nGiảm giá vận chuyển\t-15.000 ₫\n"
        "Tổng cộng (đã gồm VAT)\t793.000 ₫\nTrong đó thuế GTGT 10%\t72.091 ₫\nCảm ơn bạn đã mua hàng."
    ),
    "en-GB": (
        "2 × Celadon mug\t€31.80\n10% off for 3 pieces or more\t-€3.18\nDelivery\t€5.00\n"
        "Total\t€33.62\nIncluding 10% VAT\t€3.06"
    ),
    "en-US": "Celadon mug × 2\nBlue / Large\t$31.80\nSubtotal\t$31.80\nShipping\t$5.00\nTaxes\t$2.62\nTotal\t$39.42 USD",
    "de-DE": (
        "Pos.\tArtikel\tAnzahl\tPreis\tSumme\n1\tCeladon-Tasse\nArtikelnummer: SW10001\t2\t15,90 €\t31,80 €\n"
        "Zwischensumme: 31,80 €\nVersandkosten: 5,00 €\nGesamtnettosumme: 30,92 €\n"
        "zzgl. 19 % MwSt. 5,88 €\nGesamtsumme: 36,80 €"
    ),
    "fr-FR": "1 × Tasse céladon : 15,90 €\nLivraison : 5,00 €\nTotal : 20,90 €\nDont TVA 10 % : 1,90 €",
    "es-ES": (
        "Producto\tCantidad\tPrecio\nTaza\t2\t31,80€\nSubtotal:\t31,80€\nEnvío:\tGratis\nMétodo de pago:\tTarjeta\n"
        "Total:\t31,80€ (incluye 5,52€ IVA)"
    ),
}
"""Locale → the bill of a mail as shop systems of that country write it."""


def bill(text: str, locale: str = "en-GB") -> Bill:
    found = read_bill(text, locale)
    assert found
    return found


def euros(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


@pytest.mark.parametrize("locale", ORDINARY)
def test_ordinary_bills_are_read_wholly_and_add_up(locale: str) -> None:
    found = bill(ORDINARY[locale], locale)
    assert found.is_whole
    assert adds_up(found), reckoned(found)


@pytest.mark.parametrize("locale", ORDINARY)
def test_the_quantity_is_no_position_and_the_name_no_article_number(locale: str) -> None:
    (item,) = bill(ORDINARY[locale], locale).items
    assert item.quantity == (1 if locale == "fr-FR" else 2)
    names = ("Cốc men ngọc", "Celadon mug", "Celadon-Tasse", "Tasse céladon", "Taza")
    assert item.name in names


def test_every_part_has_its_name() -> None:
    found = bill(
        "1 × Mug\t€10.00\nGift wrapping\t€2.00\nVoucher ABC\t€3.00\nShipping\t€5.00\nVAT 20%\t€2.80\nGrand Total\t€16.80"
    )
    parts = (found.fees, found.discount, found.shipping, found.total)
    assert parts == (euros("2.00"), euros("3.00"), euros("5.00"), euros("16.80"))
    (tax,) = found.taxes
    assert (tax.rate, tax.amount, tax.included) == (Decimal(20), euros("2.80"), None)
    assert adds_up(found)


def test_the_parts_of_a_page_stand_below_their_names() -> None:
    page = (
        "Total\n€20.90\nYour order\n1 × Celadon mug\n€15.90\nSubtotal\n€15.90\nDelivery\n€5.00\n"
        "Total\n€20.90\nIncluding 10% VAT\n€1.90"
    )
    found = bill(page)
    assert (found.is_whole, found.items[0].quantity, found.subtotal, found.total) == (True, 1, euros("15.90"), euros("20.90"))


def test_a_documents_row_needs_no_cells() -> None:
    found = bill("Cốc men ngọc 2 389.000 ₫ 778.000 ₫\nTổng cộng: 778.000 ₫", "vi-VN")
    assert (found.items[0].name, found.items[0].quantity) == ("Cốc men ngọc", 2)


@pytest.mark.parametrize(
    "text",
    [
        "1 × Mug\t€15.90\nDelivery\t€5.00\nTotal\t€15.90",
        "2 × Mug\t€31.80\nDelivery\tFree\nTotal\t€30.80",
        "1 × Mug\t€15.90\n1 × Bowl\t€10.00\nDelivery\t€5.00\nTotal\t€25.90",
        "1 × Mug\t€15.90\nDiscount\t-€2.00\nDelivery\t€5.00\nTotal\t€20.90",
    ],
)
def test_what_does_not_come_to_its_total_does_not_add_up(text: str) -> None:
    found = bill(text)
    assert found.is_whole
    assert not adds_up(found)


@pytest.mark.parametrize(
    "text",
    [
        "1 × Mug\t€15.90\nDelivery\t€5.00\nTotal\t€20.91",
        "Mug\t1\t€20.00\t€15.90\nYour discount\t€4.10\nDelivery\t€5.00\nTotal\t€20.90",
        "Subtotal\t€15.90\nCoupon\t-€5.00\nShipping\tFree\nTotal\t€10.90",
    ],
)
def test_rounding_struck_prices_and_free_delivery_are_no_faults(text: str) -> None:
    assert adds_up(bill(text))


@pytest.mark.parametrize(
    "text",
    [
        "1 × Mug\t€15.90\nAstral alignment\n€3.00\nTotal\t€20.90\nTotal\t€18.90",
        "1 × Mug\t€15.90\nYou would have paid €99.00 elsewhere\nTotal\t€15.90",
        "1 × Mug\t€15.90\nTotal\t€15.90 (about $17.20)",
        "1 × Mug\t€15.90\nShipping\tcalculated later\nTotal\t€15.90",
    ],
)
def test_what_was_not_understood_makes_it_no_whole_bill(text: str) -> None:
    assert not bill(text).is_whole


@pytest.mark.parametrize("text", ["", "Total €36.80", "Free delivery from €50", "Your parcel is on its way."])
def test_no_bill_is_no_bill(text: str) -> None:
    assert read_bill(text, "en-GB") is None


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("☑ 1 × Cốc men ngọc Hồ Tây", [(1, "Cốc men ngọc Hồ Tây")]),
        ("Trong kiện hàng\t2 × Cốc men ngọc", [(2, "Cốc men ngọc")]),
        ("Celadon mug x2", [(2, "Celadon mug")]),
        ("Celadon mug\nQty: 3", [(3, "Celadon mug")]),
        ("Menge: 2\tTasse", [(2, "Tasse")]),
        ("Poster 20 x 30 cm", []),
        ("We open in 2 days", []),
        ("Your 2 orders are on their way", []),
    ],
)
def test_pieces_are_listed_with_their_quantity(text: str, listed: list[tuple[int, str]]) -> None:
    assert [(item.quantity, item.name) for item in items_in(text, "en-GB")] == listed


def test_hostile_texts_are_read_in_no_time() -> None:
    for text in ("1 × " * 20_000, "x1 " * 30_000, "€1 " * 30_000, "total " * 20_000, "\t" * 90_000):
        read_bill(text, "en-GB")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("1 x The Salt Path\t£15.99\n1 x Gift card (sent by email)\t£25.00\nPostage\t£0.00\nTotal\t£40.99", "en-GB"),
        ("Savon\t3\t20,70 €\nHuile\t1\t16,00 €\nProduits\t36,70 €\nLivraison\t5,00 €\nTotal payé\t41,70 €", "fr-FR"),
        ("Bolts\t4\t£64.00\nResin\t25\t£280.00\nNet goods value\t£344.00\nCarriage\t£20.00\nVAT 20%\t£72.80\n"
         "Total payable\t£436.80", "en-GB"),
        ("Crew neck, Qty 1\t£69.00\nPromo WELCOME10\t-£10.00\nDelivery\t£4.00\nTotal including VAT\t£63.00", "en-GB"),
        ("Ladegerät\tAnzahl: 1\t35,99 €\nHaferflocken\tAnzahl: 3\t8,07 €\nZwischensumme:\t44,06 €\n"
         "Verpackung und Versand:\t3,99 €\nKostenloser Versand:\t-3,99 €\nGesamtbetrag inkl. USt.:\t44,06 €", "de-DE"),
    ],
)  # fmt: skip
def test_bills_of_ordinary_shops_add_up(text: str, locale: str) -> None:
    bill = read_bill(text, locale)
    assert bill and bill.is_whole and adds_up(bill)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Celadon mug\tQty: 2\t£15.90 each\nDelivery\t£5.00\nTotal\t£36.80", "en-GB"),
        ("Product\tUnit price\tQty\nMug\t£15.90\t2\nDelivery\t£5.00\nTotal\t£36.80", "en-GB"),
        ("Item\tQty\tPrice\nMug\t2\t£15.90\nDelivery\t£5.00\nTotal\t£36.80", "en-GB"),
        ("Artikel\tMenge\tEinzelpreis\nTasse\t2\t15,90 €\nVersand\t5,00 €\nGesamtsumme\t36,80 €", "de-DE"),
        ("Sản phẩm\tĐơn giá\tSố lượng\nCốc\t389.000 ₫\t2\nPhí vận chuyển\t30.000 ₫\nTổng cộng\t808.000 ₫", "vi-VN"),
        ("Cốc men ngọc\nSố lượng: 2\nĐơn giá: 389.000 ₫\nPhí vận chuyển: 30.000 ₫\nTổng cộng: 808.000 ₫", "vi-VN"),
        ("1 × Tea set\t£40.00\n– 1 × Teapot\t£25.00\n– 2 × Cup\t£15.00\nDelivery\t£5.00\nTotal\t£45.00", "en-GB"),
        ("1 × Tea set\t£40.00\n   1 × Teapot\t£25.00\n   2 × Cup\t£15.00\nDelivery\t£5.00\nTotal\t£45.00", "en-GB"),
        ("- 1 × Teapot\t£25.00\n- 2 × Cup\t£15.00\nDelivery\t£5.00\nTotal\t£45.00", "en-GB"),
    ],
)  # fmt: skip
def test_prices_by_the_piece_and_of_parts_are_known(text: str, locale: str) -> None:
    bill = read_bill(text, locale)
    assert bill and bill.is_whole and adds_up(bill)


def test_a_payments_number_is_no_quantity() -> None:
    assert items_in("Transaction ID\t8XK12345AB678901C\n2x Mug", "en-GB") == (Item("Mug", 2),)


def test_every_row_with_an_amount_is_told_with_what_its_words_name() -> None:
    text = "1 × Celadon mug\n€15.90\nDelivery\n€1.90\nService fee\n€2.90\nTotal\n€20.70\nThank you"
    found = [(part.label, part.kind, str(part.amount)) for part in parts_in(text, "en-GB")]
    assert found == [
        ("Celadon mug", "", "15.90 EUR"),
        ("Delivery", "shipping", "1.90 EUR"),
        ("Service fee", "fee", "2.90 EUR"),
        ("Total", "total", "20.70 EUR"),
    ]
