import pytest

from shopper.reading.address_forms import clash, forms_in, main_form


@pytest.mark.parametrize(
    ("text", "language", "forms"),
    [
        ("Hast du Fragen? Schreib uns, wir helfen dir. Wenn Sie anrufen:", "de", {"Sie": 1, "du": 2}),
        ("Sie erhalten eine Mail. Wenn sie da ist, lesen Sie bitte Ihre Rechnung.", "de", {"Sie": 2}),
        ("Votre colis arrive. Nous vous écrirons.", "fr", {"vous": 2}),
        ("Prenez rendez-vous, s'il vous plaît.", "fr", {}),
        ("Suis ta commande, on t'écrit.", "fr", {"tu": 2}),
        ("Gracias por su pedido. Usted recibirá su paquete.", "es", {"usted": 3}),
        ("El mensajero y su compañera te llaman.", "es", {"tú": 1}),
        ("Cảm ơn bạn và bạn bè. Quí khách, anh/chị vui lòng kết bạn.", "vi", {"quý khách": 1, "anh chị": 1, "bạn": 1}),
        ("Bấm nút “Gửi cho bạn” để xem.", "vi", {}),
        ("Thank you for your order.", "en", {}),
        ("Vielen Dank, dass Sie bestellt haben.\nSumme: EUR 36,80\nVersand: 5 Eur", "de", {"Sie": 1}),
        ("Ist das euer Paket? Eure Tassen.", "de", {"du": 2}),
        ("Votre vase ton sur ton, réf. TA 12, donne le ton.", "fr", {"vous": 1}),
        ("Mug Toi et moi\t15,90 €\nTu es là\tEUR 15,90\nVotre total", "fr", {"vous": 1}),
        ("Gracias por su pedido. Departamento de TI: abierto", "es", {"usted": 1}),
    ],
)
def test_forms_are_counted(text: str, language: str, forms: dict[str, int]) -> None:
    assert forms_in(text, language) == forms


def test_the_main_form_is_used_by_far_the_most() -> None:
    assert main_form({"Sie": 6, "du": 2}) == "Sie"
    assert main_form({"Sie": 3, "du": 2}) == ""
    assert main_form({"Sie": 1}) == ""
    assert main_form({}) == ""


def test_forms_of_one_distance_do_not_clash() -> None:
    assert clash({"quý khách": 4, "anh chị": 2}) is None
    assert clash({"quý khách": 4, "anh chị": 2, "bạn": 1}) == ("quý khách", "bạn")
    assert clash({"du": 3, "Sie": 5}) == ("Sie", "du")
