import pytest

from shopper.reading.language import bare_vietnamese, foreign_blocks, language_of, language_of_label

SENTENCES = {
    "vi": "Cảm ơn bạn đã đặt hàng, đơn hàng của bạn đang được giao đến địa chỉ đã chọn.",
    "en": "Thank you for your order, your parcel is on its way to the address that you chose.",
    "de": "Vielen Dank für Ihre Bestellung, das Paket ist unterwegs zu der gewählten Adresse.",
    "fr": "Merci pour votre commande, le colis est en route vers l'adresse que vous avez choisie.",
    "es": "Gracias por su pedido, el paquete está en camino a la dirección que ha elegido.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_each_language_is_told(language: str) -> None:
    guess = language_of(SENTENCES[language])
    assert (guess.language, guess.share) == (language, 1.0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cam on ban da dat hang tai cua hang cua chung toi",
        "Don hang cua ban dang duoc giao den dia chi sau",
        "Quy khach vui long kiem tra lai thong tin don hang",
        "Xin loi vi su bat tien nay",
        "Thoi gian giao hang du kien tu hai den ba ngay",
        "Ban co the doi tra trong vong ba muoi ngay",
    ],
)
def test_vietnamese_without_accents_is_vietnamese(sentence: str) -> None:
    assert language_of(sentence).language == "vi"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("que me lo den con el pan", "es"),
        ("no me lo han dado todavia", "es"),
        ("on the hot day he can go to the inn", "en"),
        ("tu as lu le mot sur la main", "fr"),
        ("das Haus in dem ich bin", "de"),
    ],
)
def test_short_syllables_of_others_are_not_vietnamese(sentence: str, language: str) -> None:
    assert language_of(sentence).language == language


def test_mixed_text_is_voted_on_by_words() -> None:
    guess = language_of(f"{SENTENCES['vi']}\n{SENTENCES['vi']}\n{SENTENCES['en']}")
    assert guess.language == "vi"
    assert 0.6 < guess.shares["vi"] < 0.75
    assert guess.shares["vi"] + guess.shares["en"] == pytest.approx(1)


def test_languages_in_one_block_are_told_by_sentence() -> None:
    guess = language_of(f"{SENTENCES['de']} {SENTENCES['en']}")
    assert set(guess.shares) == {"de", "en"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GS-10023\t2 × 389.000 ₫",
        "Nguyễn Thùy Linh, Hàng Gai, Hoàn Kiếm, Hà Nội",
        "https://www.gomsen.test/vi/don-hang orders@gomsen.test",
        "Tổng cộng",
        "ご注文ありがとうございます 発送 されました よろしく お願い します",
    ],
)
def test_names_numbers_addresses_and_scraps_have_no_language(text: str) -> None:
    assert language_of(text).language is None


def test_given_names_are_left_out() -> None:
    name = "xưởng gốm của bà và mẹ chúng tôi"
    with_name = f"{name}\nYour parcel from {name} is on its way to you now"
    assert language_of(with_name).language == "vi"
    assert language_of(with_name, leave_out=[name]).shares == {"en": 1.0}


def test_a_huge_text_is_judged_by_its_beginning() -> None:
    assert language_of("word " * 500_000 + SENTENCES["vi"]).words <= 40_000


@pytest.mark.parametrize(
    ("subject", "language"),
    [
        ("Order no. 1001", "en"),
        ("Xác nhận đơn hàng GS-10023", "vi"),
        ("Ihre Bestellung 1001", "de"),
        ("Votre commande 1001", "fr"),
        ("Su pedido 1001", "es"),
        ("Your order / Đơn hàng của bạn", None),
        ("GS-10023", None),
    ],
)
def test_labels_are_told_by_the_words_of_shops(subject: str, language: str | None) -> None:
    assert language_of_label(subject) == language


@pytest.mark.parametrize("piece", ["a.", "a@", "a", "- ", "ngh", "a;", "\t", "Aa "])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    assert language_of(piece * 100_000).words <= 200_000


def test_foreign_blocks_are_found_by_their_small_words() -> None:
    for other, sentence in SENTENCES.items():
        for wanted in SENTENCES:
            found = [(block, language) for block, language, _ in foreign_blocks(f"{SENTENCES[wanted]}\n{sentence}", wanted)]
            assert found == ([] if other == wanted else [(sentence, other)])


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("en", "We ship with Vận Chuyển Nhanh to Hà Nội today"),
        ("en", "Cốc men ngọc Hồ Tây vẽ tay hoa sen"),
        ("en", "Xin chào Linh, your order is on its way to you"),
        ("vi", "Kiện hàng được giao qua Express Delivery Service of Vietnam Post"),
        ("vi", "Original Meissen Porcelain Plate Blue White hand painted"),
    ],
)
def test_names_and_products_are_no_foreign_blocks(wanted: str, text: str) -> None:
    assert foreign_blocks(text, wanted) == []


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Your Order Has Been Shipped", "en"),
        ("Ihre Bestellung, Ihre Vorteile, Ihr Konto", "de"),
        ("Votre Commande Est En Route", "fr"),
        ("Đơn Hàng Của Bạn Đã Được Giao", "vi"),
    ],
)
def test_headlines_in_capitals_are_no_names(headline: str, language: str) -> None:
    assert language_of(headline).language == language


def test_bare_vietnamese_is_found_by_sentence() -> None:
    text = "Don hang cua ban da duoc giao. Cảm ơn bạn đã mua hàng.\nYour order has been delivered.\nNguyen Thuy Linh, Hang Gai"
    assert bare_vietnamese(text) == ["Don hang cua ban da duoc giao."]
    assert bare_vietnamese("Cua hang Gom Sen Bat Trang", leave_out=["Gom Sen Bat Trang"]) == []
