import pytest
from factories import CONFIRMATIONS, a_letter, a_mail, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.content.placeholder_left import placeholder_left
from shopper.model import Verdict


def judged(mail: Mail) -> list[Verdict]:
    return list(placeholder_left(a_visit(mails=[mail])))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chào {{ customer.first_name }},", "{{ customer.first_name }}"),
        ("Xin chào ${name}!", "${name}"),
        ("Hi {name}, thank you", "{name}"),
        ("Dear %name%, your order", "%name%"),
        ("Beste %customer_name,", "%customer_name"),
        ("Hello *|FNAME|*", "*|FNAME|*"),
        ("Mã đơn: ##order##", "##order##"),
        ("{% if order %}Cảm ơn{% endif %}", "{% if order %}"),
        ("Hello <%= name %>", "<%= name %>"),
        ("Dear [First name],", "[First name]"),
        ("Kính gửi [Tên khách hàng],", "[Tên khách hàng]"),
        ("Welcome to [Your store]!", "[Your store]"),
        ("Hola [NOMBRE]:", "[NOMBRE]"),
        ("Hola [CLIENTE],", "[CLIENTE]"),
        ("Hello [FIRST_NAME],", "[FIRST_NAME]"),
        ("We are glad, [FIRSTNAME]", "[FIRSTNAME]"),
        ("Sehr geehrte Frau [NACHNAME],", "[NACHNAME]"),
        ("[VORNAME]", "[VORNAME]"),
        ("Bonjour [PRÉNOM],", "[PRÉNOM]"),
        ("Chào [TÊN KHÁCH],", "[TÊN KHÁCH]"),
        ("Xin chào anh [HỌ TÊN KHÁCH],", "[HỌ TÊN KHÁCH]"),
        ("Votre commande chez [Votre boutique]", "[Votre boutique]"),
        ("Track it: [TRACKING_URL]", "[TRACKING_URL]"),
        ("Dear null,", "Dear null"),
        ("Chào bạn undefined,", "Chào bạn undefined"),
        ("Hello ,", "Hello ,"),
        ("Chào ,", "Chào ,"),
        ("Tổng cộng: undefined", "undefined"),
        ("Total\tNaN", "NaN"),
        ("Địa chỉ: [object Object]", "[object Object]"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
    ],
)
def test_what_a_template_left_fails_and_is_quoted(text: str, shown: str) -> None:
    (verdict,) = judged(a_mail("ready_to_ship", text=f"Gốm Sen\n{text}\nCảm ơn bạn", system="order_management"))
    assert verdict.outcome is Outcome.FAIL
    assert f"“{shown}”" in verdict.sentence
    assert (verdict.about, verdict.owner) == ("ready_to_ship", "order_management")


def test_subject_and_sender_are_looked_at() -> None:
    for changes in ({"subject": "Order {{number}}"}, {"sender_name": "[Your store]"}):
        (verdict,) = judged(a_mail(**changes))
        assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "text",
    [
        CONFIRMATIONS["vi"][1],
        CONFIRMATIONS["en"][1],
        "Hello, thank you. Chào bạn , cảm ơn bạn.",
        "Giảm 10% cho đơn sau, 50% off everything, 5 % de remise",
        "[Gốm Sen] Order #GS-10023 [Case 4711]",
        "[HD-30432] Re: your question [Ticket#123] [1]",
        "[EXTERNAL] Your order\n[EXTERNAL]\n[IMAGE]\n[LOGO]\n[QC] Quảng cáo",
        "Hello Linh [VIP],\n[Customer]: when does it come?\n[Khách hàng]: bao giờ giao?",
        "Hallo [Linh], [GOM SEN] [sic] [a] [logo_header]",
        "Nan is here, nan tre, undefined behaviour is fun, null and void",
        "https://www.gomsen.test/?q=%name%&x={{y}}",
        "> Dear null,\nChào Linh,",
        "Bonjour !",
        "Use code {SAVE10}",
    ],
)
def test_ordinary_text_passes(text: str) -> None:
    (verdict,) = judged(a_mail(text=text))
    assert verdict.outcome is Outcome.PASS, verdict.sentence


def test_strangers_are_left_alone() -> None:
    assert judged(a_mail(text="Dear null,", solicited=False)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Use %SPRING% for 10% off",
        "Code: {spring}",
        "You asked: “Why does my mail say {{ customer.first_name }} instead of Linh?”",
    ],
)
def test_codes_and_quoted_sentences_go_to_a_person(text: str) -> None:
    (verdict,) = judged(a_mail(text=f"Hello Linh,\n{text}\nYour Gốm Sen team"))
    assert verdict.outcome is Outcome.REVIEW


def test_her_own_words_are_left_out() -> None:
    words = "My mail says {{ name }}"
    mail = a_mail(text=f"Hello Linh,\n“{words}”\nWe are sorry.")
    (verdict,) = placeholder_left(a_visit(mails=[mail], letters=[a_letter(text=words)]))
    assert verdict.outcome is Outcome.PASS
