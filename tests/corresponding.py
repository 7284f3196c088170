"""A customer who asks, a help desk that acknowledges and answers, and what ordinary shops write in five languages."""

from __future__ import annotations

from typing import Any

from factories import T0, a_letter, a_mail, a_plan, a_shop, a_visit, minutes

from shopper.model import Evidence, Mail, MailKind, Shop
from shopper.reading.text import without_quotes

ANSWERS = {
    "a shop in Hà Nội": (
        "vi-VN",
        """Dạ em chào chị Linh ạ,
Cốc Hồ Tây dùng được trong lò vi sóng và máy rửa bát, chị cứ yên tâm nhé.
Nếu chị cần thêm thông tin, chị trả lời mail này giúp em.
Em cảm ơn chị ạ,
Thu Hương
Chăm sóc khách hàng | Hotline 1900 6035 (8:00 – 21:00)""",
    ),
    "a marketplace in Vietnam": (
        "vi-VN",
        """Kính gửi Quý khách Nguyễn Thùy Linh,
Cảm ơn Quý khách đã liên hệ. Đơn hàng đang được giao và dự kiến đến trước ngày 5/3. Rất tiếc vì sự chậm trễ này.
Quý khách có thể theo dõi hành trình tại mục Đơn hàng của tôi.
Trân trọng,
Bộ phận Chăm sóc khách hàng""",
    ),
    "a small shop in Britain": (
        "en-GB",
        """Hi Linh,
Yes, it is safe in both!
Best,
Anna
Gốm Sen | 12 Kiln Lane
Registered in England No. 0471 1221 | This e-mail is confidential.""",
    ),
    "a store with a help desk": (
        "en-GB",
        """Hello Thùy Linh,
Thank you for getting in touch about your order.
Unfortunately the plate is out of stock, so we have refunded £24.00 to your card. It takes 3–5 working days to arrive.
If you would rather have another one, reply to this email or call us on 0161 496 0000.
Kind regards,
Martin Hale
Customer Service Team""",
    ),
    "a dealer in Germany": (
        "de-DE",
        """Sehr geehrte Frau Nguyễn,
vielen Dank für Ihre Anfrage. Der Becher ist spülmaschinenfest und für die Mikrowelle geeignet.
Leider können wir die Bestellung nicht mehr ändern, Sie können sie aber kostenlos zurücksenden.
Bitte geben Sie bei Rückfragen stets Ihre Bestellnummer an.
Mit freundlichen Grüßen
i. A. Sabine Köhler
Kundenservice""",
    ),
    "a young shop in Berlin": (
        "de-DE",
        """Moin Linh,
klar, der darf in die Mikrowelle – viel Freude damit!
Liebe Grüße aus Berlin
Dein Team von Gốm Sen""",
    ),
    "a shop in Lyon": (
        "fr-FR",
        """Bonjour Madame Nguyễn,
Je vous confirme que ce mug passe au micro-ondes.
Malheureusement, l’assiette n’est plus disponible : souhaitez-vous un remboursement ?
Pour toute question, je reste à votre disposition.
Bien cordialement,
Camille Roux
Service client""",
    ),
    "a shop in Madrid": (
        "es-ES",
        """Hola Linh:
Gracias por escribirnos. La taza es apta para el microondas y el lavavajillas.
Si necesita algo más, no dude en responder a este correo.
Un cordial saludo,
Lucía Ferrer
Atención al Cliente""",
    ),
}
"""Who writes → (locale, what a person answers there)."""

ACKNOWLEDGEMENTS = {
    "a help desk's default": (
        "en-GB",
        "[Gốm Sen] Request received (#48210)",
        """Your request (48210) has been received and is being reviewed by our support staff.
We aim to reply within one business day. Our office hours are Monday to Friday, 9am to 5pm.
To add additional comments, reply to this email.""",
    ),
    "a department store": (
        "de-DE",
        "Ihre Anfrage [Ticket#2026030210000174]",
        """Guten Tag,
vielen Dank für Ihre Nachricht. Ihre Vorgangsnummer lautet 2026030210000174. Wir antworten Ihnen innerhalb von 2 Werktagen.
Bitte halten Sie für Rückfragen Ihre Bestellnummer bereit.
Ihr Kundenservice""",
    ),
    "a marketplace in Vietnam": (
        "vi-VN",
        "Đã tiếp nhận yêu cầu hỗ trợ #9921734",
        """Chào bạn,
Yêu cầu của bạn đã được tiếp nhận với mã số 9921734. Chúng tôi sẽ phản hồi trong vòng 24 giờ (không tính cuối tuần và ngày lễ).
Trân trọng,
Bộ phận Chăm sóc khách hàng""",
    ),
    "a chain in France": (
        "fr-FR",
        "Votre demande n° 00418832",
        """Bonjour,
Nous avons bien reçu votre message (dossier 00418832). Un conseiller vous répondra sous 48 heures ouvrées.
Cordialement,
Le service client""",
    ),
    "a shop in Spain": (
        "es-ES",
        "Hemos recibido su consulta",
        """Hola:
Hemos registrado su consulta con el número de caso 2026-11873. Le responderemos en un plazo de 2 días laborables.
Un saludo,
El equipo de atención al cliente""",
    ),
}
"""Who writes → (locale, subject, text of an acknowledgement there)."""


def a_desk(**changes: Any) -> Shop:
    """A shop whose help desk acknowledges, answers by hand, and asks whether it helped."""
    own = {"acknowledgement": {"reply": "automatic"}, "answer": {"reply": "human"}, "survey": {"purpose": "survey"}}
    common = {"system": "help_desk", "from": "help@gomsen.test", "subject": {}}
    kinds = {name: MailKind.model_validate(common | said) for name, said in own.items()}
    return a_shop(**{"mails": {**a_shop().mails, **kinds}, "hours": {"mon-fri": "08:00-18:00"}, **changes})


def an_answer(text: str, *, after: float = 120, **changes: Any) -> Mail:
    """What a person wrote, so many minutes after the question."""
    said = {"id": "a1", "subject": "Re: Câu hỏi về cốc [HD-30418]", "sender_name": "Phạm Thu Hương (Gốm Sen)"}
    return _a_reply("answer", text, after, said | changes)


def an_acknowledgement(text: str, *, after: float = 1, **changes: Any) -> Mail:
    """What a machine wrote, so many minutes after the question."""
    said = {"id": "k1", "subject": "We have received your question [HD-30418]", "automatic": True}
    return _a_reply("acknowledgement", text, after, said | changes)


def _a_reply(kind: str, text: str, after: float, said: dict[str, Any]) -> Mail:
    arrived = T0 + minutes(after)
    return a_mail(kind, **{"system": "help_desk", "text": text, "reply": without_quotes(text), "arrived": arrived, **said})


def a_correspondence(*mails: Mail, locale: str = "en-GB", **changes: Any) -> Evidence:
    """A visit in which she asked by mail and got these; `shop`, `urgent` and `persona` go into its plan."""
    plan = {name: changes.pop(name) for name in ("shop", "urgent", "persona") if name in changes}
    return a_visit(
        plan=a_plan(**{"shop": a_desk(), "locale": locale, **plan}),
        mails=list(mails),
        **{"letters": (a_letter(),), "expectations": (), "noted": [], **changes},
    )
