import pytest
from factories import CONFIRMATIONS, a_mail, a_visit

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
