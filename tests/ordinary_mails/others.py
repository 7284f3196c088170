"""Good mails of other kinds: codes, receipts, several taxes, other countries of the five languages, social footers, quoted threads."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

from ordinary_mails.writing import Story, Written, after

_SOCIAL = "[Instagram](https://www.instagram.com/{name}) [Facebook](https://www.facebook.com/{name}) [YouTube](https://www.youtube.com/@{name})"

AMAZON_LIKE = Story(
    id="de-warehouse", locale="de-DE", shop="Grossmarkt24", domain="grossmarkt24.example", customer="Thomas Krüger", number="302-7781204-5519037", total="67,42 €",
    mails=(
        Written("order_confirmation", "Grossmarkt24.example <bestellbestaetigung@grossmarkt24.example>", "Bestellt: \"USB-C Ladegerät...\" und 2 weitere Artikel", """^ Vielen Dank, Thomas. Zustellung: Donnerstag, 5. März
Danke für deine Bestellung, Thomas!
Zustellung Donnerstag, 5. März
Bestellnr. 302-7781204-5519037
> [Bestellung ansehen oder bearbeiten](https://www.grossmarkt24.example/gp/css/order-details?orderID=302-7781204-5519037&ref_=pe_2)
| USB-C Ladegerät PowerPort 65W Fast Charger | Anzahl: 1 | 35,99 €
| Bio-Haferflocken, 1 kg | Anzahl: 3 | 8,07 €
| The Pragmatic Programmer (Hardcover) | Anzahl: 1 | 23,36 €
| Zwischensumme: | | 67,42 €
| Verpackung und Versand: | | 3,99 €
| Kostenloser Versand: | | -3,99 €
| Gesamtbetrag inkl. USt.: | | 67,42 €
| Enthaltene USt. 7 %: | | 2,06 €
| Enthaltene USt. 19 %: | | 5,75 €
Die Widerrufsbelehrung und unsere Allgemeinen Geschäftsbedingungen findest du im Anhang.
---
Diese E-Mail wurde von einer Adresse gesendet, die keine eingehenden E-Mails empfangen kann. Hast du Fragen? Besuche unsere [Hilfeseiten](https://www.grossmarkt24.example/hilfe).
Grossmarkt24 S.à r.l., 5 Rue Plaetis, L-2338 Luxemburg""", system="mjml", files=("Widerrufsbelehrung.pdf", "AGB.pdf")),
        Written("shipping_notice", "Grossmarkt24.example <versandbestaetigung@grossmarkt24.example>", "Versendet: \"USB-C Ladegerät...\" und 2 weitere Artikel", """^ Dein Paket wurde versendet!
Hallo Thomas, dein Paket ist unterwegs.
Zustellung morgen, 5. März
Bestellnr. 302-7781204-5519037
> [Lieferung verfolgen](https://www.grossmarkt24.example/progress-tracker/package?orderId=302-7781204-5519037&shipmentId=BxK29fQ1p)
---
Diese E-Mail wurde von einer Adresse gesendet, die keine eingehenden E-Mails empfangen kann. Hast du Fragen? Besuche unsere [Hilfeseiten](https://www.grossmarkt24.example/hilfe).
Grossmarkt24 S.à r.l., 5 Rue Plaetis, L-2338 Luxemburg""", after=after(days=1, hours=9), system="mjml"),
    ),
)  # fmt: skip

CODES = Story(
    id="en-codes", locale="en-GB", shop="Tidewater", domain="tidewater.example", customer="Aisha Khan",
    trackers=("links.tidewater.example",),
    mails=(
        Written("code", "Tidewater <account@tidewater.example>", "481 903 is your Tidewater sign-in code", """^ It expires in 10 minutes.
# Your sign-in code
Hi Aisha,
Enter this code to sign in:
481 903
It expires in 10 minutes. We will never ask you for this code by phone or email. If you didn't try to sign in, you can ignore this email or [contact us](https://www.tidewater.example/contact).
---
Tidewater Ltd, 2 Quay Street, Bristol BS1 4DJ""", system="mjml"),
        Written("password_reset", "Tidewater <account@tidewater.example>", "Reset your password", """^ You asked us to reset it.
# Reset your password
Hi Aisha,
We received a request to reset the password of your Tidewater account. The link below works once and expires in one hour.
> [Choose a new password](https://www.tidewater.example/reset?token=9f1b7c2e5d8a4460b3fe)
If you didn't ask for this, you don't need to do anything: your password stays the same.
---
Tidewater Ltd, 2 Quay Street, Bristol BS1 4DJ""", after=after(minutes=8), system="shopify"),
        Written("back_in_stock", "Tidewater <hello@tidewater.example>", "Good news: the Harbour jacket is back in stock", f"""^ You asked us to tell you.
# It's back
Hi Aisha,
You asked us to let you know when the Harbour jacket is back in size M. It is, and we've only a few.
![Harbour jacket, navy](https://img.tidewater.example/harbour-navy.jpg)
| Harbour jacket, navy, M | £129.00
> [See the jacket](https://links.tidewater.example/e/c/eyJlbWFpbF9pZCI6IjEyMyJ9/jacket)
---
{_SOCIAL.format(name="tidewater")}
You received this one-off email because you asked for it on our website. [Privacy](https://www.tidewater.example/privacy) | [Unsubscribe](https://links.tidewater.example/u/77)
Tidewater Ltd, 2 Quay Street, Bristol BS1 4DJ""", after=after(days=2, hours=7), system="mjml", purpose="marketing",
            headers={"List-Unsubscribe": "<https://links.tidewater.example/u/77>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}, pixel="https://links.tidewater.example/e/o/eyJlbWFpbF9pZCI6IjEyMyJ9"),
    ),
)  # fmt: skip

PAYPAL_LIKE = Story(
    id="en-wallet", locale="en-GB", shop="Moor & Fell", domain="moorfell.example", customer="Daniel Price", number="MF-7781", total="£86.00", partners=("walletpay.example",),
    mails=(
        Written("order_confirmation", "Moor & Fell <orders@moorfell.example>", "We've got your order MF-7781", """^ Thanks Daniel – here's what happens next.
# We've got your order
Hi Daniel,
Thanks for ordering with us. Your order number is MF-7781.
| Wool blanket, heather (was £95.00, now £76.00) × 1 | £76.00
| Soap, 3 for 2: Lavender × 3 (£5.00 each) | £10.00
| You saved | £24.00
| Delivery | FREE
| Total (VAT included) | £86.00
Paid with WalletPay. Estimated dispatch: within 2 working days.
> [See your order](https://www.moorfell.example/orders/view/c0ffee19aa77)
Please find our Terms and Conditions and the cancellation form attached.
---
Moor & Fell Ltd · Unit 3, Station Yard, Skipton BD23 1FD · 01756 555 019 · [hello@moorfell.example](mailto:hello@moorfell.example)""", system="shopify", files=("Terms and Conditions.pdf", "Cancellation form.pdf")),
        Written("receipt", "service@walletpay.example <service@walletpay.example>", "Receipt for your payment to Moor & Fell Ltd", """^ You paid £86.00 GBP
Hello, Daniel Price
You paid £86.00 GBP to Moor & Fell Ltd.
| Transaction ID | 8XK12345AB678901C
| Transaction date | 3 March 2026
| Merchant | Moor & Fell Ltd
| Purchase amount | £86.00
> [View or manage payment](https://www.walletpay.example/activity/payment/8XK12345AB678901C)
This transaction will appear on your bank statement as WALLETPAY *MOORFELL.
---
[Help & Contact](https://www.walletpay.example/help) | [Security](https://www.walletpay.example/security) | [Apps](https://www.walletpay.example/apps)
WalletPay is committed to preventing fraudulent emails. Emails from WalletPay will always contain your full name.
Please don't reply to this email. © 2026 WalletPay (Europe) S.A.""", after=after(minutes=2), system="magento"),
        Written("order_cancelled", "Moor & Fell <orders@moorfell.example>", "Part of your order MF-7781 has been cancelled", """^ We're sorry: the soap has sold out.
# We're sorry, the soap has sold out
Hi Daniel,
One of the items in your order MF-7781 is no longer available. We have cancelled it and refunded £10.00 to your WalletPay account. The blanket is on its way as planned.
| Lavender soap × 3 | £10.00
| Refunded | £10.00
| New order total | £76.00
Questions? Just reply to this email or call 01756 555 019.
---
Moor & Fell Ltd · Unit 3, Station Yard, Skipton BD23 1FD · 01756 555 019 · [hello@moorfell.example](mailto:hello@moorfell.example)""", after=after(hours=7), system="shopify"),
    ),
)  # fmt: skip

SWISS = Story(
    id="de-swiss", locale="de-CH", shop="Bergvelo", domain="bergvelo.example", customer="Reto Zumsteg", number="BV-20431", total="CHF 1'249.50",
    mails=(
        Written("order_confirmation", "Bergvelo <shop@bergvelo.example>", "Bestellbestätigung BV-20431", """^ Wir haben Ihre Bestellung erhalten.
Grüezi Herr Zumsteg
Besten Dank für Ihre Bestellung BV-20431 vom 3. März 2026.
| Laufradsatz Alpin 29" | CHF 1'190.00
| Schlauch 29", 2 Stk. | CHF 19.50
| Montagepauschale | CHF 40.00
| Versand | gratis
| Total inkl. 8.1% MwSt. | CHF 1'249.50
Sie bezahlen per Rechnung innert 30 Tagen. Die Abholung in der Filiale Chur ist ab Freitag, 6. März möglich.
Freundliche Grüsse
Ihr Bergvelo-Team
---
Bergvelo AG, Bahnhofstrasse 12, 7000 Chur, Tel. 081 555 20 20, UID CHE-123.456.789 MWST
[AGB](https://www.bergvelo.example/agb) | [Rückgabe](https://www.bergvelo.example/rueckgabe)""", system="shopware"),
        Written("delay_notice", "Bergvelo <shop@bergvelo.example>", "Ihre Bestellung BV-20431 verzögert sich", """Grüezi Herr Zumsteg
Leider verzögert sich die Lieferung des Laufradsatzes durch unseren Lieferanten. Die Abholung ist neu ab Dienstag, 10. März möglich. Bitte entschuldigen Sie die Umstände.
Falls Ihnen das nicht passt, können Sie die Bestellung kostenlos stornieren. Antworten Sie dazu einfach auf diese E-Mail oder rufen Sie uns an: 081 555 20 20.
Freundliche Grüsse
Seraina Caduff, Bergvelo AG
---
Bergvelo AG, Bahnhofstrasse 12, 7000 Chur, Tel. 081 555 20 20""", after=after(days=2, hours=6), system="outlook"),
    ),
)  # fmt: skip

MEXICO = Story(
    id="es-mexico", locale="es-MX", shop="Tienda Jacaranda", domain="jacaranda.example", customer="María Fernanda López", number="TJ-100245", total="$1,348.00",
    mails=(
        Written("order_confirmation", "Tienda Jacaranda <pedidos@jacaranda.example>", "Confirmamos tu pedido TJ-100245 💜", """^ Llega entre el 6 y el 9 de marzo.
# ¡Gracias por tu compra, María Fernanda!
Número de pedido: TJ-100245
| Rebozo de algodón morado × 1 | $899.00
| Taza de talavera × 2 | $350.00
| Envío | $99.00
| Total | $1,348.00 MXN
Pago en efectivo en tienda de conveniencia. Tienes hasta el 5 de marzo de 2026 para pagar.
> [Ver ficha de pago](https://www.jacaranda.example/pago/8c1d33a0f7)
Puedes hacer devoluciones dentro de los 30 días posteriores a la entrega. Consulta los [términos y condiciones](https://www.jacaranda.example/terminos) y la [política de devoluciones](https://www.jacaranda.example/devoluciones).
---
¿Dudas? Escríbenos por WhatsApp al 55 5550 0199 o a [hola@jacaranda.example](mailto:hola@jacaranda.example)
Tienda Jacaranda S.A. de C.V., Av. Álvaro Obregón 110, Roma Norte, 06700 Ciudad de México""", system="mjml", pixel="https://www.jacaranda.example/o/8c1d33a0f7b2469e8d55"),
        Written("cart", "Tienda Jacaranda <hola@jacaranda.example>", "¿Olvidaste algo, María Fernanda?", """^ Guardamos tu carrito por 48 horas.
# Tu carrito te espera
Hola, María Fernanda: dejaste un rebozo en tu carrito. Lo guardamos por 48 horas.
> [Volver a mi carrito](https://www.jacaranda.example/carrito/recuperar/5f1a)
---
Recibes este correo porque aceptaste recibir novedades. [Cancelar suscripción](https://www.jacaranda.example/baja/5f1a)
Tienda Jacaranda S.A. de C.V., Av. Álvaro Obregón 110, Roma Norte, 06700 Ciudad de México""", after=after(days=3, hours=15), system="mjml", purpose="marketing",
            headers={"List-Unsubscribe": "<https://www.jacaranda.example/baja/5f1a>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}),
    ),
)  # fmt: skip

LAZADA_LIKE = Story(
    id="vi-flash", locale="vi-VN", shop="Chợ Xanh", domain="choxanh.example", customer="Vũ Đức Long", number="CX88120034", total="1.064.500đ", trackers=("click.choxanh.example",),
    mails=(
        Written("order_confirmation", "Chợ Xanh <noreply@choxanh.example>", "🎉 Đặt hàng thành công! Đơn hàng #CX88120034", f"""^ Cảm ơn Long! Đơn hàng đang được người bán chuẩn bị.
# Đặt hàng thành công!
Chào Long, cảm ơn bạn đã mua sắm tại Chợ Xanh. Đơn hàng #CX88120034 gồm 2 kiện từ 2 nhà bán.
| Kiện 1 – Nhà bán Minh Tâm Official Store | Dự kiến giao 05/03 – 07/03
| Tai nghe Bluetooth SoundPeats Air4 Pro | 899.000đ x 1
| Kiện 2 – Nhà bán Nhà Bếp Việt | Dự kiến giao 06/03 – 09/03
| Bộ 3 hộp thuỷ tinh Lock&Lock 630ml | 175.000đ x 1
| Tạm tính | 1.074.000đ
| Phí vận chuyển | 40.500đ
| Voucher freeship | -30.000đ
| Xu Chợ Xanh | -20.000đ
| Tổng cộng (đã bao gồm VAT nếu có) | 1.064.500đ
Hình thức thanh toán: Ví MoMo
> [Theo dõi đơn hàng](https://click.choxanh.example/ls/click?upn=u001.QkPqz8)
> [Điều khoản mua hàng và chính sách đổi trả](https://click.choxanh.example/ls/click?upn=u001.Wd9Lr2)
---
Email này được gửi tự động, bạn vui lòng không trả lời. Liên hệ: [trung tâm trợ giúp](https://www.choxanh.example/tro-giup) hoặc gọi 1900 1007 (1.000đ/phút, 8h–21h).
Công ty TNHH Chợ Xanh, Tầng 8, 60A Trường Sơn, Quận Tân Bình, TP.HCM. GPKD số 0315554443
{_SOCIAL.format(name="choxanh")}""", system="mjml"),
        Written("shipping_notice", "Chợ Xanh <noreply@choxanh.example>", "Kiện 1 của đơn hàng #CX88120034 đang trên đường giao", """^ Shipper sẽ liên hệ với bạn.
# Kiện hàng đang trên đường
Chào Long, kiện 1 của đơn hàng #CX88120034 đã rời kho.
Mã vận đơn: SPXVN045512300981
Dự kiến giao: 05/03/2026 – 07/03/2026
> [Theo dõi kiện hàng](https://click.choxanh.example/ls/click?upn=u001.Zb2Xm7)
---
Email này được gửi tự động, bạn vui lòng không trả lời. Liên hệ: [trung tâm trợ giúp](https://www.choxanh.example/tro-giup) hoặc gọi 1900 1007.
Công ty TNHH Chợ Xanh, Tầng 8, 60A Trường Sơn, Quận Tân Bình, TP.HCM""", after=after(days=1, hours=2), system="mjml"),
        Written("shipping_notice", "Chợ Xanh <noreply@choxanh.example>", "Kiện 2 của đơn hàng #CX88120034 đang trên đường giao", """^ Shipper sẽ liên hệ với bạn.
# Kiện hàng đang trên đường
Chào Long, kiện 2 của đơn hàng #CX88120034 đã rời kho.
Mã vận đơn: GHNX7701228841
Dự kiến giao: 06/03/2026 – 09/03/2026
> [Theo dõi kiện hàng](https://click.choxanh.example/ls/click?upn=u001.Ty5Nk1)
---
Email này được gửi tự động, bạn vui lòng không trả lời. Liên hệ: [trung tâm trợ giúp](https://www.choxanh.example/tro-giup) hoặc gọi 1900 1007.
Công ty TNHH Chợ Xanh, Tầng 8, 60A Trường Sơn, Quận Tân Bình, TP.HCM""", after=after(days=2, hours=2), system="mjml"),
    ),
)  # fmt: skip

BELGIUM = Story(
    id="fr-belgium", locale="fr-BE", shop="Chocolaterie Delvaux", domain="delvauxchoc.example", customer="Nathalie Peeters", number="DC-3381", total="64,50 €",
    mails=(
        Written("order_confirmation", "Chocolaterie Delvaux <boutique@delvauxchoc.example>", "Votre commande DC-3381 est confirmée", """^ Nous préparons vos ballotins.
Bonjour Nathalie,
Merci pour votre commande DC-3381 ! Nous la préparons avec soin.
| Ballotin 500 g – assortiment noir | 2 × 24,00 € | 48,00 €
| Orangettes 250 g | 1 × 16,00 € | 16,00 €
| Réduction BIENVENUE (10 %) | | -6,40 €
| Frais de port | | 6,90 €
| Total TVAC | | 64,50 €
Cadeau pour : Mamie Odette, rue Haute 12, 1000 Bruxelles. Les prix n’apparaissent pas sur le bon de livraison.
Vous trouverez nos conditions générales de vente et le formulaire de rétractation en annexe.
Au plaisir de vous régaler,
L’équipe Delvaux
---
Chocolaterie Delvaux SRL, Grand-Place 7, 1000 Bruxelles – TVA BE 0123.456.789 – 02 555 31 31""", system="woocommerce", files=("Conditions générales.pdf", "Formulaire de rétractation.pdf")),
        Written("answer", "Boutique Delvaux <boutique@delvauxchoc.example>", "RE: Puis-je changer la date de livraison ?", """Bonjour Madame Peeters,
C’est fait : votre colis partira le lundi 9 mars au lieu du 4, et Mamie Odette le recevra le 10 ou le 11. Si elle n’est pas chez elle, le facteur le déposera au point poste de la rue Haute.
Belle journée et à bientôt,
Émilie Claes
Chocolaterie Delvaux
+32 2 555 31 31 | [www.delvauxchoc.example](https://www.delvauxchoc.example)
Ce message et ses annexes sont confidentiels et destinés à leur seul destinataire.
>> De : Nathalie Peeters <v7f3k@inbox.test>
>> Envoyé : mardi 3 mars 2026 09:12
>> À : Boutique Delvaux <boutique@delvauxchoc.example>
>> Objet : Puis-je changer la date de livraison ?
>> Bonjour, je voudrais que le colis DC-3381 arrive une semaine plus tard, est-ce possible ? Merci ! Nathalie""", after=after(hours=6), system="outlook", reply="human"),
    ),
)  # fmt: skip

STORIES = (AMAZON_LIKE, CODES, PAYPAL_LIKE, SWISS, MEXICO, LAZADA_LIKE, BELGIUM)
