from datetime import UTC, date, datetime

import pytest
from factories import a_shop

from shopper.reading.promises import Promised, find_promises

SHOP = a_shop(hours={"mon-fri": "08:00-18:00", "holidays": "VN"})
MONDAY = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
"""Ten in the morning in Hà Nội; no holiday is near."""


def promised(text: str, locale: str, at: datetime = MONDAY, **changes: object) -> list[Promised]:
    return find_promises(text, locale, at, SHOP.model_copy(update=changes))


def hanoi(day: int, hour: int = 17) -> datetime:
    """In October 2026, by UTC: 17 o'clock is midnight in Hà Nội."""
    return datetime(2026, 10, day, hour, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "locale", "what", "due"),
    [
        ("Chúng tôi trả lời bạn trong vòng 24 giờ.", "vi-VN", "reply", hanoi(6, 3)),
        ("Hàng được giao trong 3–5 ngày làm việc.", "vi-VN", "delivery", hanoi(12)),
        ("Ngày giao hàng dự kiến: Thứ Sáu 09/10/2026", "vi-VN", "delivery", hanoi(9)),
        ("Kiện hàng đã rời xưởng, dự kiến đến Thứ Năm, 8 tháng 10, 2026.", "vi-VN", "delivery", hanoi(8)),
        ("Tiền được hoàn vào thẻ trong 5 ngày làm việc.", "vi-VN", "refund", hanoi(12)),
        ("Một người trả lời bạn trong vòng 24 giờ vào ngày làm việc.", "vi-VN", "reply", hanoi(6, 3)),
        ("We answer within 2 working days.", "en-GB", "reply", hanoi(7)),
        ("Delivery by Friday, 9 October", "en-GB", "delivery", hanoi(9)),
        ("Your parcel should arrive by Friday.", "en-GB", "delivery", hanoi(9)),
        ("Orders ship within 24 hours.", "en-GB", "shipping", hanoi(6, 3)),
        ("Delivery: 3-5 business days", "en-GB", "delivery", hanoi(12)),
        ("It will be delivered tomorrow.", "en-GB", "delivery", hanoi(6)),
        ("Expected delivery date\nThursday, 8 October 2026", "en-GB", "delivery", hanoi(8)),
        ("Lieferung in 2 Werktagen", "de-DE", "delivery", hanoi(7)),
        ("Ihr Paket kommt am Freitag, den 9.10. an.", "de-DE", "delivery", hanoi(9)),
        ("Wir melden uns spätestens in drei Tagen bei Ihnen.", "de-DE", "reply", hanoi(8)),
        ("Die Erstattung erfolgt binnen 14 Tagen.", "de-DE", "refund", hanoi(19)),
        ("Nous vous répondons sous 48 heures.", "fr-FR", "reply", hanoi(7, 3)),
        ("Livraison prévue le vendredi 9 octobre 2026", "fr-FR", "delivery", hanoi(9)),
        ("Le remboursement intervient dans un délai de 5 jours ouvrés.", "fr-FR", "refund", hanoi(12)),
        ("Entrega en 3 días hábiles", "es-ES", "delivery", hanoi(8)),
        ("Le responderemos en un plazo de 24 horas.", "es-ES", "reply", hanoi(6, 3)),
        ("Su pedido llegará el viernes 9 de octubre.", "es-ES", "delivery", hanoi(9)),
    ],
)
def test_promises_of_five_languages_are_read(text: str, locale: str, what: str, due: datetime) -> None:
    (found,) = promised(text, locale)
    assert (found.what, found.due, found.sure) == (what, due, True)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Nếu có món nào bị vỡ, hãy gửi ảnh trong vòng 7 ngày, chúng tôi gửi chiếc mới.", "vi-VN"),
        ("Ngân hàng thường cần thêm 3 đến 5 ngày làm việc để ghi có.", "vi-VN"),
        ("Chúng tôi làm việc lại lúc 08:00 và trả lời bạn trong vòng 24 giờ sau đó.", "vi-VN"),
        ("Once the parcel is back, we refund your card within 14 days.", "en-GB"),
        ("We usually reply within two hours.", "en-GB"),
        ("Please reply within 7 days.", "en-GB"),
        ("Order within 3 hours and we deliver it tomorrow.", "en-GB"),
        ("Your voucher is valid until Friday, 9 October, delivery included.", "en-GB"),
        ("Can you deliver by Friday?", "en-GB"),
        ("Sie haben 30 Tage Zeit für die Rücksendung.", "de-DE"),
        ("Nach Eingang erstatten wir den Betrag innerhalb von 14 Tagen.", "de-DE"),
        ("Vous disposez de 14 jours pour nous retourner l'article.", "fr-FR"),
        ("Tiene 30 días para devolverlo.", "es-ES"),
    ],
)
def test_what_depends_is_hedged_or_asked_of_the_customer_is_not_sure(text: str, locale: str) -> None:
    assert [one for one in promised(text, locale) if one.sure] == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Giao lúc 14:02, 27/11/2026", "vi-VN"),
        ("Mã đơn hàng: GS-10023", "vi-VN"),
        ("Thứ Hai đến thứ Sáu, 8:00–18:00", "vi-VN"),
        ("25 Láng Hạ, Hà Nội 10000", "vi-VN"),
        ("Order placed on 21 November 2026", "en-GB"),
        ("© 2019–2026 Gốm Sen. All rights reserved.", "en-GB"),
        ("Delivered at 14:02, 27 November 2026", "en-GB"),
        ("Deliver to: Flat 3, 12 Baker Street, London", "en-GB"),
        ("Our phones are open Monday to Friday, 9:00 to 17:00.", "en-GB"),
        ("Ihre Bestellung vom 21.11.2026 wurde versandt.", "de-DE"),
        ("Guten Morgen, Ihre Lieferung ist da.", "de-DE"),
        ("Votre commande du 21 novembre 2026 a été expédiée.", "fr-FR"),
    ],
)
def test_addresses_numbers_hours_and_what_is_past_are_no_promises(text: str, locale: str) -> None:
    assert promised(text, locale) == []


def test_of_a_range_the_last_day_counts() -> None:
    (found,) = promised("Estimated delivery between 8 October and 12 October 2026", "en-GB")
    assert found.day == date(2026, 10, 12)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    friday = datetime(2026, 10, 9, 3, 0, tzinfo=UTC)
    assert [one.due for one in promised("We answer within 1 working day.", "en-GB", friday)] == [hanoi(12)]
    new_year = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
    (found,) = promised("We answer within 1 working day.", "en-GB", new_year)
    assert found.due == datetime(2027, 1, 4, 17, 0, tzinfo=UTC)


def test_read_kindly_a_day_is_a_working_day() -> None:
    friday = datetime(2026, 10, 9, 3, 0, tzinfo=UTC)
    (found,) = promised("We answer within 24 hours.", "en-GB", friday)
    assert (found.due, found.at_latest) == (datetime(2026, 10, 10, 3, 0, tzinfo=UTC), hanoi(12, 3))


def test_where_hours_are_not_known_working_days_are_not_sure() -> None:
    (found,) = promised("We answer within 2 working days.", "en-GB", hours={})
    assert (found.due, found.sure) == (hanoi(7), False)


@pytest.mark.parametrize("piece", ["within ", "in 2 ", "trong vòng 24 giờ ", "1-", "by Friday ", "if. ", "a "])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    assert len(promised(piece * 30_000, "en-GB")) <= 1_000
