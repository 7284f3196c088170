import pytest

from shopper.reading.availability import says_when_it_comes, stock_in, stock_of
from shopper.testing import T0


@pytest.mark.parametrize(
    "line",
    [
        "In stock at the workshop",
        "Only 3 left",
        "Còn hàng",
        "Auf Lager",
        "Sofort lieferbar",
        "En stock à l’atelier",
        "Disponible",
    ],
)
def test_what_is_there(line: str) -> None:
    said = stock_in(line)
    assert said and (said.stock, said.quote) == ("in stock", line)


@pytest.mark.parametrize(
    "line",
    ["Out of stock", "Sold out", "Hết hàng", "Tạm hết hàng", "Ausverkauft", "Nicht auf Lager", "Rupture de stock", "Épuisé",
     "Agotado",
     "Currently not available"],
)  # fmt: skip
def test_what_is_gone(line: str) -> None:
    said = stock_in(line)
    assert said and said.stock == "out of stock"


@pytest.mark.parametrize(
    "line",
    ["Notify me when back in stock", "Sold out? Ask us", "In stock in our store", "Celadon mug", "Almost sold out",
     "Bald ausverkauft, wenn …",
     "Not available in blue", "in stock " * 20],
)  # fmt: skip
def test_conditions_stores_and_questions_say_nothing_sure(line: str) -> None:
    assert stock_in(line) is None


def test_what_is_said_below_a_name_goes_with_it() -> None:
    lines = ["Mugs", "Blue mug", "€15.90", "In stock", "Green mug", "€15.90", "Sold out", "Red mug"]
    headings = ("Mugs", "Blue mug", "Green mug", "Red mug")
    said = {name: found.stock for name in headings[1:] if (found := stock_of(name, lines, headings))}
    assert said == {"Blue mug": "in stock", "Green mug": "out of stock"}
    assert stock_of("Teapot", lines, headings) is stock_of("", lines, headings) is None


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en-GB", "Delivery\nArrives on Thursday, 5 March", "Arrives on Thursday, 5 March"),
        ("en-GB", "Get it tomorrow", "Get it tomorrow"),
        ("en-GB", "Way of delivery\nStandard\n3-5 business days", "3-5 business days"),
        ("de-DE", "Lieferzeit ca. 2–4 Werktage", "Lieferzeit ca. 2–4 Werktage"),
        ("de-DE", "Lieferung bis Mittwoch", "Lieferung bis Mittwoch"),
        ("fr-FR", "Livraison sous 48 heures", "Livraison sous 48 heures"),
        ("vi-VN", "Nhận hàng vào thứ Năm, 5 tháng 3", "Nhận hàng vào thứ Năm, 5 tháng 3"),
        ("vi-VN", "Giao hàng trong 3 - 5 ngày", "Giao hàng trong 3 - 5 ngày"),
        ("es-ES", "Entrega en 2 a 3 días laborables", "Entrega en 2 a 3 días laborables"),
        ("en-GB", "Instant download", "Instant download"),
        ("en-GB", "Your files are e-mailed to you right away", "Your files are e-mailed to you right away"),
        ("de-DE", "Sofort als Download", "Sofort als Download"),
        ("fr-FR", "Téléchargement immédiat", "Téléchargement immédiat"),
        ("vi-VN", "Tải về ngay sau khi thanh toán", "Tải về ngay sau khi thanh toán"),
    ],
)
def test_when_it_comes_is_a_day_or_a_span(locale: str, text: str, words: str) -> None:
    assert says_when_it_comes(text, locale, T0) == words


@pytest.mark.parametrize(
    "text",
    [
        "Delivery €1.90",
        "Free delivery\nReturns within 30 days",
        "Delivery terms",
        "Lieferung 4,90 €\n14 Tage Rückgaberecht",
        "Giao hàng\nĐổi trả trong 7 ngày",
        "24 months warranty",
    ],
)
def test_costs_returns_and_warranties_are_no_day_of_delivery(text: str) -> None:
    assert says_when_it_comes(text, "en-GB", T0) == ""
