import pytest
from factories import a_page, a_visit

from shopper.model import Block, PageView
from shopper.reading.questions import FAQ_TOPICS, answering, coverage, faq_pages, said_on
from shopper.reading.tours import tours
from shopper.testing import an_exploration

ANSWERED = {
    "delivery time": (
        "How long does delivery take?",
        "Bao lâu thì tôi nhận được hàng?",
        "Wann kommt mein Paket?",
        "Quels sont les délais de livraison ?",
        "¿Cuánto tarda el envío?",
        "Thời gian giao hàng",
        "Lieferzeit",
    ),
    "delivery cost": (
        "What does shipping cost?",
        "Phí vận chuyển là bao nhiêu?",
        "Was kostet der Versand?",
        "Combien coûte la livraison ?",
        "Gastos de envío",
        "Versandkosten",
    ),
    "changing an order": (
        "Can I cancel my order?",
        "Tôi sửa đơn hàng sau khi đặt được không?",
        "Kann ich meine Bestellung nachträglich ändern?",
        "Puis-je modifier ma commande ?",
        "¿Puedo modificar mi pedido?",
    ),
    "adding an item": (
        "Can I add an item to my order?",
        "Tôi muốn thêm một món vào đơn đã đặt",
        "Kann ich ein Stück zu einer Bestellung hinzufügen?",
        "Puis-je ajouter une pièce à une commande ?",
        "¿Puedo añadir un artículo a mi pedido?",
    ),
    "returns": (
        "How do I return something?",
        "Làm sao trả hàng?",
        "Wie gebe ich etwas zurück?",
        "Comment renvoyer quelque chose ?",
        "¿Cómo devuelvo un producto?",
    ),
    "payment": (
        "How can I pay?",
        "Cửa hàng nhận những cách thanh toán nào?",
        "Wie kann ich bezahlen?",
        "Comment puis-je payer ?",
        "¿Cómo puedo pagar?",
    ),
    "warranty": (
        "How long is the warranty?",
        "Bảo hành bao lâu?",
        "Wie lange gilt die Garantie?",
        "Combien de temps dure la garantie ?",
        "¿Qué garantía tienen?",
    ),
}


@pytest.mark.parametrize(("topic", "question"), [(topic, said) for topic, all in ANSWERED.items() for said in all])
def test_a_question_is_known_by_its_words_in_each_language(topic: str, question: str) -> None:
    assert answering(topic, ["Cảm ơn bạn", question]) == question


@pytest.mark.parametrize(
    ("topic", "line"),
    [
        ("adding an item", "Open the order under Track an order and change the address."),
        ("adding an item", "Mở đơn hàng ở mục Theo dõi đơn hàng."),
        ("delivery cost", "How long does delivery take?"),
        ("delivery time", "Wohin liefern Sie?"),
        ("changing an order", "Do I need an account to buy?"),
        ("returns", "Kiểm tra hàng trước khi nhận"),
        ("warranty", "Làm sao tôi biết hàng đã được gửi?"),
        ("payment", "Où livrez-vous ?"),
    ],
)
def test_other_lines_answer_it_not(topic: str, line: str) -> None:
    assert answering(topic, [line]) == ""


def test_every_topic_is_tried() -> None:
    assert set(ANSWERED) == set(FAQ_TOPICS)


@pytest.mark.parametrize(
    ("question", "line", "least", "most"),
    [
        ("How do I get an invoice?", "How do I get an invoice?", 1.0, 1.0),
        ("Can I have an invoice for my company?", "How do I get an invoice?", 0.3, 0.7),
        ("Cốc có dùng được trong lò vi sóng không?", "Gốm dùng trong lò vi sóng có an toàn không?", 0.6, 1.0),
        ("Do you repair broken handles?", "Wo finde ich meine Rechnung?", 0.0, 0.0),
        ("", "How do I get an invoice?", 0.0, 0.0),
    ],
)
def test_a_question_is_covered_as_far_as_its_words_are_there(question: str, line: str, least: float, most: float) -> None:
    share, told = coverage(question, ["Hello", line])
    assert least <= share <= most
    assert told == line or not share


def test_nothing_said_covers_nothing() -> None:
    assert coverage("How do I get an invoice?", []) == (0.0, "")


def faq(path: str, text: str, **changes: object) -> PageView:
    return a_page(path, title="Câu hỏi thường gặp", text=text, **changes)


def test_articles_below_the_help_centre_belong_to_it_and_its_json_ld_speaks() -> None:
    head = faq("/vi/hoi-dap", "Câu hỏi thường gặp\nGiao hàng", structured=({"mainEntity": [{"name": "Bảo hành bao lâu?"}]},))
    article = a_page("/vi/hoi-dap/1", title="x", blocks=(Block(text="Phí giao hàng là bao nhiêu?"),))
    (tour,) = tours(a_visit(steps=(), explorations=(an_exploration(a_page("/vi/"), head, article),)))
    pages = faq_pages(tour)
    assert [seen.source for seen in pages] == ["page:p2", "page:p3"]
    assert {"Phí giao hàng là bao nhiêu?", "Bảo hành bao lâu?"} <= set(said_on(pages))


def test_a_guide_to_buying_is_no_page_of_frequent_questions() -> None:
    guide = a_page("/pages/huong-dan-mua-hang", title="Hướng dẫn mua hàng", text="Bước 1: chọn sản phẩm rồi thêm vào giỏ hàng.")
    help = a_page("/pages/ho-tro", title="Hỗ trợ khách hàng", text="Bạn cần biết gì? Hãy chọn một câu hỏi ở dưới.")
    (tour,) = tours(a_visit(steps=(), explorations=(an_exploration(a_page("/"), guide, help),)))
    assert [seen.page.title for seen in faq_pages(tour)] == ["Hỗ trợ khách hàng"]
