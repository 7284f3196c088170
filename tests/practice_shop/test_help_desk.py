"""What customers ask, how it is understood, and that a case stays with its customer."""

from datetime import UTC, datetime, timedelta

import pytest

from shopper.practice_shop.help_desk import (
    Note,
    Ticket,
    TicketBook,
    is_thanks,
    language_of,
    order_in,
    pieces_in,
    topic_of,
    wants_director,
)

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Cốc Hồ Tây có dùng được với lò vi sóng không?", "product"),
        ("Is the mug safe in the microwave and dishwasher?", "product"),
        ("Giao hàng đến Đà Nẵng mất bao lâu?", "delivery"),
        ("giao hang mat may ngay", "delivery"),
        ("How many days does delivery take?", "delivery"),
        ("Tôi muốn trả hàng và được hoàn tiền", "return"),
        ("I would like to send it back and get a refund", "return"),
        ("Thẻ Visa của tôi có thanh toán được không?", "payment"),
        ("Can I pay by card?", "payment"),
        ("Tôi muốn sửa địa chỉ, sửa đơn được không?", "change"),
        ("Please cancel my order", "change"),
        ("Chiếc bát bị nứt, có được bảo hành không?", "warranty"),
        ("My bowl is cracked, is that covered by the warranty?", "warranty"),
        ("Tôi rất thất vọng và muốn khiếu nại", "complaint"),
        ("This is a complaint, I am very disappointed", "complaint"),
        ("Darf der Becher in die Mikrowelle und in die Spülmaschine?", "product"),
        ("Wie viele Tage dauert die Lieferung?", "delivery"),
        ("Ich möchte die Schale zurückgeben und mein Geld zurück", "return"),
        ("Kann ich mit Karte bezahlen?", "payment"),
        ("Bitte stornieren Sie meine Bestellung", "change"),
        ("Die Schale hat einen Riss, gilt die Garantie?", "warranty"),
        ("Ich möchte mich beschweren, ich bin sehr enttäuscht", "complaint"),
        ("Ce mug passe-t-il au micro-ondes et au lave-vaisselle ?", "product"),
        ("Combien de jours prend la livraison ?", "delivery"),
        ("Je voudrais renvoyer le bol et être remboursée", "return"),
        ("Puis-je payer par carte ?", "payment"),
        ("Je voudrais modifier l’adresse de ma commande", "change"),
        ("Mon bol est fêlé, est-ce couvert par la garantie ?", "warranty"),
        ("C’est une réclamation, je suis très déçue", "complaint"),
        ("Xin chào", ""),
        ("", ""),
    ],
)
def test_the_topic_is_told_from_the_words(text: str, topic: str) -> None:
    assert topic_of(text) == topic


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Giao hàng mất bao lâu ạ?", "vi"),
        ("How long does delivery take?", "en"),
        ("Is the Hồ Tây mug by Gốm Sen safe in the microwave, and in the dishwasher?", "en"),
        ("Wie lange dauert die Lieferung?", "de"),
        ("Darf der Becher Hồ Tây von Gốm Sen in die Mikrowelle?", "de"),
        ("Combien de temps prend la livraison ?", "fr"),
        ("Où en est ma commande, s’il vous plaît ?", "fr"),
        ("", "en"),
    ],
)
def test_the_language_is_told_from_letters_and_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_pieces_are_known_by_their_places() -> None:
    assert [piece.id for piece in pieces_in("cốc hồ tây và bát Sa Pa")] == ["mug", "bowl"]
    assert [piece.id for piece in pieces_in("the hoi an teapot")] == ["teapot"]
    assert pieces_in("the lake is west") == []


def test_thanks_are_no_question() -> None:
    assert is_thanks("Cảm ơn bạn nhiều nhé!") and is_thanks("Great, thanks")
    assert is_thanks("Vielen Dank, mehr wollte ich nicht wissen.") and is_thanks("Merci, c’est tout ce que je voulais savoir.")
    assert not is_thanks("Thanks! And what does delivery cost?")
    assert not is_thanks("Thank you. My bowl is broken.")


def test_order_numbers_are_found_as_people_write_them() -> None:
    assert order_in("đơn gs41207 của tôi", "GS") == "GS-41207"
    assert order_in("order GS-41207.", "GS") == "GS-41207"
    assert order_in("order XX-41207, HD-30418, GSM-1234", "GS") == ""


def test_the_director_is_asked_for_in_the_words_that_the_policy_gives() -> None:
    assert wants_director("Xin gửi giám đốc") and wants_director("Please pass this to the director")
    assert wants_director("Bitte an die Geschäftsführung") and wants_director("À la direction, s’il vous plaît")
    assert not wants_director("Xin gửi cửa hàng")


def opened(book: TicketBook, email: str = "linh@mailbox.test") -> Ticket:
    note = Note("Is it safe?", NOW)
    return book.open(note, language="en", name="Linh", email=email, topic="product", subject="A question")


def test_a_mail_goes_on_with_the_customers_own_case_only() -> None:
    book = TicketBook()
    mine, other = opened(book), opened(book, "emma@mailbox.test")
    book.wrote(mine, "<answer@gomsen.test>")
    assert book.continued("Linh@mailbox.test", "Re: hello", "<x@y> <answer@gomsen.test>") == mine
    assert book.continued("linh@mailbox.test", f"Re: hello [{mine.number}]", "") == mine
    assert book.continued("linh@mailbox.test", f"Re: hello [{other.number}]", "") is None
    assert book.continued("emma@mailbox.test", "Re: hello", "<answer@gomsen.test>") is None


def test_a_case_with_a_new_note_takes_the_place_of_the_one_before() -> None:
    book = TicketBook()
    longer = book.add(opened(book), Note("Thank you", NOW + timedelta(hours=3)))
    assert [note.text for note in longer.notes] == ["Is it safe?", "Thank you"]
    assert book.tickets == [longer] and book.by_secret(longer.secret) is longer


def test_cases_of_the_last_day_are_counted_by_address() -> None:
    book = TicketBook()
    for _ in range(3):
        opened(book)
    assert book.lately("LINH@mailbox.test", NOW + timedelta(hours=23)) == 3
    assert book.lately("linh@mailbox.test", NOW + timedelta(hours=25)) == 0
    assert book.lately("emma@mailbox.test", NOW) == 0
