import pytest
from factories import a_plan

from shopper.reading.greeted import greeted, greets_a_person, is_hers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xin chào Linh,\nCảm ơn bạn.", "Linh"),
        ("Gốm Sen\nKính gửi chị Nguyễn Thùy Linh:", "Nguyễn Thùy Linh"),
        ("Dear Ms. Whitfield,", "Whitfield"),
        ("Sehr geehrte Frau Dr. Brandt,", "Brandt"),
        ("Chère Madame de la Tour,", "de la Tour"),
        ("Thank you, Emma!", "Emma"),
        ("Hello and thank you for your order", ""),
        ("Dear Customer,", ""),
        ("Đơn hàng của bạn", ""),
        ("Welcome to our shop", ""),
        ("Hi 10023,", ""),
    ],
)
def test_the_name_in_a_salutation(text: str, name: str) -> None:
    assert greeted(text) == name


def test_a_full_name_and_one_with_a_title_are_a_persons() -> None:
    for text in ("Dear Ms. Whitfield,", "Hi Emma Whitfield!", "Chào Trần Văn Hùng,", "Chào anh Hùng,"):
        assert greets_a_person(text)
    for text in ("Hi Emma!", "Chào Sài Gòn,", "Welcome Back", "Chào bạn Minh,", "Dear Customer,", ""):
        assert not greets_a_person(text)


def test_one_word_of_three_is_not_enough_to_be_hers() -> None:
    linh = a_plan().persona
    assert is_hers("Thuy Linh", linh, "v1@inbox.test")
    assert is_hers("Nguyễn", linh, "v1@inbox.test")
    assert is_hers("Maria", linh, "maria@inbox.test")
    assert not is_hers("Nguyễn Văn Minh", linh, "v1@inbox.test")
