"""Mails as shops of several countries write them every day: no check of this folder may say that one is wrong."""

from decimal import Decimal

import pytest
from factories import T0, a_fact, a_mail, a_visit, minutes

from shopper import Link, Money, Outcome
from shopper.registry import checks

CONTENT = [check for check in checks().values() if check.group == "content"]

TIKI = (
    "vi-VN", "872394023", "398500 VND",
    """Cảm ơn bạn đã đặt hàng tại Tiki!
Xin chào Linh, Tiki rất vui thông báo đơn hàng #872394023 của bạn đã được tiếp nhận và đang trong quá trình xử lý.
Thông tin đơn hàng #872394023
Thông tin thanh toán\tĐịa chỉ giao hàng
Nguyễn Thùy Linh\tNguyễn Thùy Linh
Phương thức thanh toán: Thanh toán tiền mặt khi nhận hàng
Thời gian giao hàng dự kiến: dự kiến giao hàng vào Thứ sáu, 06/03/2026
Phí vận chuyển: 14.000 ₫
CHI TIẾT ĐƠN HÀNG
Sản phẩm\tĐơn giá\tSố lượng\tGiảm giá\tTổng tạm
Cốc sứ Minh Long 320ml\t129.500 ₫\t3\t0 ₫\t388.500 ₫
Tổng tạm tính\t388.500 ₫
Phí vận chuyển\t14.000 ₫
Giảm giá phí vận chuyển\t-4.000 ₫
Tổng giá trị đơn hàng\t398.500 ₫
Bạn có thể đổi trả trong vòng 30 ngày. Hoàn tiền 111% nếu hàng giả.""",
    """Kiện hàng của bạn đang được giao
Đơn hàng #872394023 sẽ được giao trong hôm nay. Vui lòng chuẩn bị 398.500 ₫ tiền mặt.
Mã vận đơn: TKNVN00123456
Cốc sứ Minh Long 320ml x3
Phương thức thanh toán: COD
Đổi trả trong 30 ngày""",
)  # fmt: skip
SHOPWARE = (
    "de-DE", "10045", "54.79 EUR",
    """Hallo Anna Kern,
vielen Dank für Ihre Bestellung bei Töpferhof (Nummer: 10045) am 02.03.2026.
Bestellnummer: 10045
Informationen zu Ihrer Bestellung:
Pos.\tProdukt-Nr.\tBezeichnung\tMenge\tPreis\tSumme
1\tSW10023\tBecher Seladon
Farbe: Grün\t2\t19,95 €\t39,90 €
2\tSW10031\tUntertasse\t1\t9,99 €\t9,99 €
Versandkosten: 4,90 €
Gesamtkosten Netto: 46,04 €
zzgl. 19% MwSt. 8,75 €
Gesamtkosten Brutto: 54,79 €
Gewählte Zahlungsart: Vorkasse
Zahlungsart: Vorkasse
Versandart: Standard
Rechnungsadresse:
Anna Kern
Lange Straße 5
10115 Berlin
Lieferadresse:
Anna Kern
Lange Straße 5
10115 Berlin
Ihre Bestellung trifft voraussichtlich am 06.03.2026 ein.
Widerrufsbelehrung: Sie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen.
Freiwilliges Rückgaberecht: 30 Tage.""",
    """Ihre Bestellung 10045 wurde versendet
Sendungsnummer: 00340434161094042557
Bezeichnung\tMenge
Becher Seladon grün\t2
Untertasse\t1
Lieferadresse: Kern, Lange Str. 5, 10115 Berlin, Deutschland
Zahlungsart: Überweisung""",
)  # fmt: skip
SHOPIFY = (
    "en-US", "1042", "66.61 USD",
    """Order #1042
Thank you for your purchase!
We're getting your order ready to be shipped. We will notify you when it has been sent.
View your order
Order summary
Celadon mug × 2
Sea green\t$40.00
Stoneware plate × 1
$24.00 $21.60
Discount (SPRING10)\t-$2.40
Subtotal\t$61.60
Shipping\t$0.00
Taxes\t$5.01
Total\t$66.61 USD
You saved $2.40
Customer information
Shipping address
Billing address
Linh Nguyen
25 Main St Apt 4
Portland OR 97201
Payment
Visa ending with 4242
Shipping method
Standard
30-day returns. Refunds within 10 days.""",
    """Order #1042
Your order is on the way
Your order is on the way. Track your shipment to see the delivery status.
UPS tracking number: 1Z999AA10123456784
Items in this shipment
Celadon mug × 2
Stoneware plate × 1""",
)  # fmt: skip
WOO = (
    "es-ES", "8812", "45.80 EUR",
    """Gracias por tu pedido
Hola Lucía: hemos recibido tu pedido n.º 8812 y ya lo estamos procesando:
[Pedido n.º 8812] (2 marzo 2026)
Producto\tCantidad\tPrecio
Taza de celadón (#TZ-12)\t2\t31,80 €
Plato\t1\t9,00 €
Subtotal:\t40,80 €
Envío:\t5,00 € vía Correos
Método de pago:\tTarjeta de crédito
Total:\t45,80 € (incluye 7,95 € IVA)
Dirección de facturación\tDirección de envío
Lucía Vega\tLucía Vega
Tienes 14 días para devolver el producto.""",
    """Tu pedido n.º 8812 está en camino
Código de seguimiento: PQ4F6A0712345670128001X
2 x Taza de celadón
1 x Plato
Pago: Tarjeta
Entrega prevista: viernes, 6 de marzo""",
)  # fmt: skip
AMAZON = (
    "fr-FR", "404-1234567-1234567", "27.98 EUR",
    """Bonjour Claire,
Nous vous remercions de votre commande. Nous vous tiendrons informée par e-mail lorsque les articles auront été expédiés.
Commande n° 404-1234567-1234567
Livraison prévue : vendredi 6 mars - lundi 9 mars
Votre commande sera expédiée à :
Claire Martin
Paris
Sous-total des articles : EUR 24,98
Frais de port : EUR 4,99
Réduction sur les frais de port : -EUR 1,99
Montant total de la commande : EUR 27,98
Les retours sont gratuits pendant 30 jours.
Les informations sur les conditions générales de vente et le droit de rétractation (14 jours) se trouvent en pièce jointe.""",
    """Bonjour Claire,
Votre colis a été expédié !
Commande n° 404-1234567-1234567
Livraison : samedi 7 mars
Total de l'envoi : EUR 27,98
Payé par Visa""",
)  # fmt: skip
MAGENTO = (
    "en-GB", "000000123", "68.40 GBP",
    """Linh, Thank you for your order from Kiln & Co.
Your Order #000000123
Placed on 2 Mar 2026, 03:00:00
Billing Info\tShipping Info
Linh Nguyen\tLinh Nguyen
Payment Method\tShipping Method
Cash On Delivery\tFlat Rate - Fixed
Items\tQty\tPrice
Celadon Mug
SKU: CM-01\t3\t£47.70
Subtotal\t£47.70
Shipping & Handling\t£9.30
Tax\t£11.40
Grand Total (Excl.Tax)\t£57.00
Grand Total (Incl.Tax)\t£68.40""",
    """Your shipment #000000077 for Order #000000123
Items\tQty
Celadon Mug
SKU: CM-01\t2
Carrier\tTracking number
Your order will come in several parcels.""",
)  # fmt: skip


@pytest.mark.parametrize(
    "shop", [TIKI, SHOPWARE, SHOPIFY, WOO, AMAZON, MAGENTO], ids=["Tiki", "Shopware", "Shopify", "Woo", "Amazon", "Magento"]
)
@pytest.mark.parametrize("check", CONTENT, ids=lambda check: check.id)
def test_no_check_fails_an_ordinary_mail(check: object, shop: tuple[str, ...]) -> None:
    locale, number, total, confirmed, shipped = shop
    amount, currency = total.split()
    link = Link(
        text="Terms, AGB, Widerruf, CGV, condiciones, điều khoản, đổi trả, returns", href="https://www.gomsen.test/terms"
    )
    mails = [
        a_mail(text=confirmed, subject=f"Order {number}", links=(link,), plain=confirmed, html="<p>…</p>"),
        a_mail("shipping_notice", text=shipped, subject="On its way", id="m2", arrived=T0 + minutes(1500)),
    ]
    noted = [a_fact("order.number", number), a_fact("order.total", Money(amount=Decimal(amount), currency=currency))]
    failed = [
        verdict.sentence
        for verdict in check.run(a_visit(mails=mails, noted=noted, locale=locale))
        if verdict.outcome is Outcome.FAIL
    ]  # type: ignore[attr-defined]
    assert failed == []
