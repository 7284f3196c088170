import pytest

from shopper.reading.buttons import says_it_costs


@pytest.mark.parametrize(
    "words",
    [
        "Place order", "Place your order", "Buy now", "Pay now", "Pay €17.80", "Complete order", "Confirm and pay", "€17.80",
        "Zahlungspflichtig bestellen", "Jetzt kaufen", "Kaufen", "Bestellung abschließen", "Kostenpflichtig bestellen",
        "Commander", "Commander et payer", "Valider ma commande", "Commande avec obligation de paiement", "Payer 20,80 €",
        "Đặt hàng", "ĐẶT HÀNG", "Đặt mua ngay", "Thanh toán", "Xác nhận đơn hàng", "Hoàn tất đặt hàng",
        "Realizar pedido", "Pagar ahora", "Confirmar compra",
    ],
)  # fmt: skip
def test_words_for_ordering_buying_and_paying_are_clear(words: str) -> None:
    assert says_it_costs(words) == "clear"


@pytest.mark.parametrize(
    "words",
    [
        "Continue", "CONTINUE ›", "Next", "OK", "Confirm", "Submit", "Done", "Weiter", "Weiter »", "Bestätigen", "Absenden",
        "Continuer", "Valider", "Suivant", "Tiếp tục", "Xác nhận", "Hoàn tất", "Continuar", "Aceptar",
    ],
)  # fmt: skip
def test_words_that_only_go_on_are_unclear(words: str) -> None:
    assert says_it_costs(words) == "unclear"


@pytest.mark.parametrize("words", ["Continue to payment", "Weiter zur Zahlung", "Tiếp tục thanh toán", "Let’s go", "🛒", ""])
def test_anything_else_is_unsure(words: str) -> None:
    assert says_it_costs(words) == "unsure"
