"""Good mails in Spanish: a WooCommerce shop, a department store, a business order, a help desk."""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

from ordinary_mails.writing import Story, Written, after

_ACEITE = "Aceites del Sur <pedidos@aceitesdelsur.example>"
_ACEITE_FOOTER = """---
Aceites del Sur S.L. – CIF B12345678 – Calle Real 5, 23700 Linares (Jaén)
Atención al cliente: 953 555 010 · [ayuda@aceitesdelsur.example](mailto:ayuda@aceitesdelsur.example)"""
_SALE = """# Condiciones generales de venta
Estas condiciones generales de venta se aplican a todos los pedidos. El contrato se perfecciona con la confirmación del pedido y los precios incluyen el IVA.
# Derecho de desistimiento
Tiene derecho a desistir del contrato en un plazo de catorce días naturales desde la recepción, sin necesidad de justificación."""

WOOCOMMERCE = Story(
    id="es-woocommerce", locale="es-ES", shop="Aceites del Sur", domain="aceitesdelsur.example", customer="Lucía Romero", number="7714", total="58,90 €",
    partners=("envia.example",),
    mails=(
        Written("order_confirmation", _ACEITE, "¡Hemos recibido tu pedido en Aceites del Sur!", f"""^ Pedido n.º 7714
# Gracias por tu pedido
Hola Lucía:
Hemos recibido tu pedido n.º 7714 y lo estamos procesando:
| Producto | Cantidad | Precio
| Aceite de oliva virgen extra, 5 l | 1 | 49,00 €
| Vinagre de Jerez, 50 cl | 1 | 5,00 €
| Subtotal: | | 54,00 €
| Envío: | | 4,90 €
| Método de pago: | | Transferencia bancaria
| Total: | | 58,90 €
Dirección de envío: Lucía Romero, Calle Mayor 14, 28013 Madrid
Puedes realizar la transferencia a la cuenta ES91 2100 0418 4502 0005 1332 indicando el número de pedido.
{_SALE}
{_ACEITE_FOOTER}""", system="woocommerce", files=("condiciones-generales-de-venta.pdf",)),
        Written("order_paid", _ACEITE, "Hemos recibido el pago de tu pedido 7714", f"""^ Ya estamos preparando tu pedido.
# Pago recibido
Hola Lucía:
Hemos recibido el pago de 58,90 € de tu pedido n.º 7714. Lo enviaremos en un plazo de 24 horas laborables.
{_ACEITE_FOOTER}""", after=after(days=1), system="woocommerce"),
        Written("shipping_notice", _ACEITE, "Tu pedido 7714 está en camino", f"""^ Entrega prevista: lunes, 9 de marzo
# Tu pedido está en camino
Hola Lucía:
Hemos entregado tu pedido n.º 7714 a la empresa de transporte Envía. La entrega está prevista para el lunes, 9 de marzo de 2026.
Número de seguimiento: ENV0047711290ES
> [Seguir el envío](https://www.envia.example/seguimiento/ENV0047711290ES)
{_ACEITE_FOOTER}""", after=after(days=2, hours=6), system="woocommerce"),
        Written("carrier_notice", "Envía <avisos@envia.example>", "Tu envío de Aceites del Sur llega hoy", """^ Entre las 12:00 y las 14:00
Hola, Lucía Romero:
Tu envío ENV0047711290ES de Aceites del Sur se entregará hoy entre las 12:00 y las 14:00.
> [Ver el seguimiento](https://www.envia.example/seguimiento/ENV0047711290ES)
¿No estarás en casa? Puedes [cambiar la entrega](https://www.envia.example/cambiar/ENV0047711290ES) hasta las 11:00.
---
Este es un mensaje automático; por favor, no respondas a este correo. Teléfono de atención: 900 555 022
Envía Paquetería S.A., Calle Alcalá 300, 28027 Madrid""", after=after(days=6, hours=5), system="mjml"),
    ),
)  # fmt: skip

_GRANDE = "Almacenes Rivera <noresponder@rivera.example>"
_GRANDE_FOOTER = """---
Por favor, no responda a este mensaje. Si necesita ayuda, llámenos al 900 555 100 o visite nuestro [Centro de ayuda](https://www.rivera.example/ayuda).
Almacenes Rivera S.A., Gran Vía 60, 28013 Madrid. CIF A87654321."""

STORE = Story(
    id="es-store", locale="es-ES", shop="Almacenes Rivera", domain="rivera.example", customer="Javier Ortega", number="2603030047", total="129,95 €",
    mails=(
        Written("order_confirmation", _GRANDE, "Confirmación de su pedido 2603030047", f"""^ Gracias por su compra, Javier.
# Gracias por su compra
Estimado Javier Ortega:
Le confirmamos que hemos recibido su pedido 2603030047, realizado el 03/03/2026.
| Cafetera italiana, 6 tazas | 34,95 €
| Batería de cocina, 3 piezas | 105,00 €
| Descuento tarjeta Rivera | -10,00 €
| Gastos de envío | 0,00 €
| Total (IVA incluido) | 129,95 €
Forma de pago: tarjeta terminada en 0917
Fecha de entrega estimada: entre el 5 y el 7 de marzo de 2026
> [Consultar mi pedido](https://www.rivera.example/mi-cuenta/pedidos/2603030047)
Dispone de 60 días para devolver su compra en cualquiera de nuestros centros. Adjuntamos las condiciones generales de venta y el formulario de desistimiento.
{_GRANDE_FOOTER}""", system="mjml", files=("condiciones-generales-de-venta.pdf", "formulario-desistimiento.pdf"), pixel="https://pixel.rivera.example/o/5f2a7b88d01c4e63a9"),
        Written("shipping_notice", _GRANDE, "Su pedido 2603030047 ha sido enviado", f"""^ Lo recibirá entre el 5 y el 7 de marzo.
# Su pedido va de camino
Estimado Javier Ortega:
Su pedido 2603030047 ha salido de nuestro almacén. Lo recibirá entre el 5 y el 7 de marzo de 2026.
Número de seguimiento: RV771200456
> [Seguir mi pedido](https://www.rivera.example/seguimiento/RV771200456)
{_GRANDE_FOOTER}""", after=after(days=1, hours=5), system="mjml"),
        Written("refund", _GRANDE, "Hemos reembolsado su devolución", f"""^ 34,95 € en su tarjeta.
# Devolución reembolsada
Estimado Javier Ortega:
Hemos recibido la cafetera italiana de su pedido 2603030047 y le hemos reembolsado 34,95 € en la tarjeta terminada en 0917. El abono puede tardar hasta 5 días laborables.
| Cafetera italiana, 6 tazas | 34,95 €
| Importe reembolsado | 34,95 €
{_GRANDE_FOOTER}""", after=after(days=10), system="mjml"),
    ),
)  # fmt: skip

_PAPEL = "Papelería Industrial Norte <comercial@pinorte.example>"
_PAPEL_FOOTER = """---
Papelería Industrial Norte S.L., Polígono Malpica 12, 50016 Zaragoza – NIF B50555555 – Tel. 976 555 400"""

BUSINESS = Story(
    id="es-business", locale="es-ES", shop="Papelería Industrial Norte", domain="pinorte.example", customer="Carmen Iglesias", number="PV-26/0452", total="605,00 €",
    mails=(
        Written("order_confirmation", _PAPEL, "Confirmación de pedido PV-26/0452", f"""Estimada Sra. Iglesias:
Le agradecemos su pedido PV-26/0452, que confirmamos con los siguientes importes (precios sin IVA):
| Concepto | Cantidad | Importe
| Papel A4 80 g, caja | 20 | 420,00 €
| Archivador palanca | 40 | 80,00 €
| Base imponible | | 500,00 €
| IVA 21 % | | 105,00 €
| Total | | 605,00 €
Forma de pago: recibo domiciliado a 60 días. Entrega prevista: semana 11.
Se adjuntan las condiciones generales de venta y de devolución.
Atentamente,
Raúl Gil
Departamento comercial
{_PAPEL_FOOTER}""", system="outlook", files=("PV-26-0452.pdf", "Condiciones generales de venta.pdf", "Condiciones de devolución.pdf")),
        Written("invoice", "Papelería Industrial Norte <facturas@pinorte.example>", "Factura F26-1190 de su pedido PV-26/0452", f"""Estimada Sra. Iglesias:
Adjuntamos la factura F26-1190, de fecha 10/03/2026, por un importe de 605,00 € (IVA incluido), correspondiente a su pedido PV-26/0452.
Vencimiento: 09/05/2026
Un cordial saludo,
Administración
{_PAPEL_FOOTER}""", after=after(days=7), files=("Factura_F26-1190.pdf",)),
        Written("order_update", _PAPEL, "Cambio en la entrega de su pedido PV-26/0452", f"""Estimada Sra. Iglesias:
El transportista nos informa de que la entrega de su pedido PV-26/0452 se realizará el 11 de marzo en lugar del 10. Lamentamos las molestias.
Si el nuevo día no le conviene, responda a este correo y buscaremos otra fecha.
Un cordial saludo,
Raúl Gil
{_PAPEL_FOOTER}""", after=after(days=6), system="outlook"),
    ),
)  # fmt: skip

HELP = Story(
    id="es-help", locale="es-ES", shop="Aceites del Sur", domain="aceitesdelsur.example", customer="Lucía Romero",
    mails=(
        Written("acknowledgement", "Aceites del Sur <ayuda@aceitesdelsur.example>", "Hemos recibido tu consulta [#3301]", """Hola Lucía:
Gracias por escribirnos. Hemos recibido tu consulta y te responderemos en un plazo máximo de 24 horas laborables.
Tu número de consulta es 3301. Si quieres añadir algo, responde a este correo.
Un saludo,
Equipo de atención al cliente de Aceites del Sur
---
Aceites del Sur S.L. · Calle Real 5, 23700 Linares (Jaén) · 953 555 010""", system="zendesk", reply="automatic", headers={"Auto-Submitted": "auto-replied"}),
        Written("answer", "Elena de Aceites del Sur <ayuda@aceitesdelsur.example>", "Re: ¿Cuánto dura el aceite una vez abierto? [#3301]", """Hola Lucía:
Una vez abierta, la garrafa conserva todo su sabor durante unos seis meses, siempre que la guardes en un lugar fresco y sin luz. Te recomendamos pasar el aceite a una botella pequeña y oscura para el uso diario.
Si notas que se enturbia con el frío, no te preocupes: es natural y desaparece a temperatura ambiente.
Un saludo,
Elena Prieto
Atención al cliente, Aceites del Sur""", after=after(hours=6), system="zendesk", reply="human"),
        Written("newsletter", "Aceites del Sur <novedades@aceitesdelsur.example>", "Ya está aquí la cosecha temprana", """^ Envío gratis hasta el domingo.
# Cosecha temprana 2026
Hola Lucía:
Ya puedes reservar nuestro aceite de cosecha temprana, el más verde y afrutado del año. Hasta el domingo 8 de marzo, el envío es gratis.
| Cosecha temprana, 50 cl | 14,50 €
| Estuche de tres botellas | 41,00 €
> [Reservar la mía](https://boletin.aceitesdelsur.example/c/41aa/cosecha)
---
Recibes este correo porque te suscribiste a nuestro boletín. [Darme de baja](https://boletin.aceitesdelsur.example/b/41aa)
Aceites del Sur S.L., Calle Real 5, 23700 Linares (Jaén)""", after=after(days=3, hours=7), system="mjml", purpose="marketing",
            headers={"List-Unsubscribe": "<https://boletin.aceitesdelsur.example/b/41aa>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}),
    ),
    trackers=("boletin.aceitesdelsur.example",),
)  # fmt: skip

STORIES = (WOOCOMMERCE, STORE, BUSINESS, HELP)
