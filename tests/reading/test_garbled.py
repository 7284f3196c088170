import pytest

from shopper.model import Reading
from shopper.reading.garbled import garbled, is_garbled, mended


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("MÃ£ Ä‘Æ¡n hÃ ng cá»§a báº¡n", "Ä‘Æ¡n", "đơn"),
        ("Gá»‘m Sen", "Gá»‘m", "Gốm"),
        ("Your cafÃ© table", "cafÃ©", "café"),
        ("It costs â‚¬50.23", "â‚¬50.23", "€50.23"),
        ("Itâ€™s here", "Itâ€™s", "It’s"),
        ("FÃ¼r GrÃ¶ÃŸe", "FÃ¼r", "Für"),
        ("at 20Â°C", "20Â°C", "20°C"),
        ("Caf&eacute; &amp; Tee", "Caf&eacute;", "Café"),
    ],
)
def test_misread_words_are_found_and_mended(text: str, word: str, meant: str) -> None:
    assert word in garbled(text)
    assert mended(word) == meant


def test_twice_misread_is_misread() -> None:
    assert garbled("cafÃƒÂ©") == ["cafÃƒÂ©"]


def test_replaced_letters_are_found() -> None:
    assert garbled("C\ufffdm on ban") == ["C\ufffdm"]
    assert len(garbled("C?m on b?n da d?t h?ng t?i c?a hang")) == 6
    assert garbled("Wer?Wie?Was? Hỏi? Đáp?") == []


@pytest.mark.parametrize(
    "text",
    [
        "Cảm ơn bạn đã đặt hàng. CÂU HỎI, ÂN CẦN, BÂY GIỜ",
        "SÃO PAULO: entrega pela MANHÃ, «AMANHÃ», irmã e pão",
        "Nhập “MÃ” để nhận quà… ĐÃ… GIÁ”",
        "Für Größe Straße, crème brûlée, señor, £5, 20°C, Sen®",
        "https://shop.test/?a=1&amp;b=2",
        "",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert garbled(text) == []


@pytest.mark.parametrize("piece", ["Ã", "Ä‘", "?a", "&amp", "á»", " "])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    assert len(garbled(piece * 100_000)) <= 1


def test_a_mail_is_garbled_by_its_sender_subject_or_text() -> None:
    for name in ("sender_name", "subject", "text"):
        assert is_garbled(Reading(**{name: "Gá»‘m Sen"}))
    assert not is_garbled(Reading(sender_name="Gốm Sen", subject="Đơn hàng", text="Cảm ơn bạn"))
