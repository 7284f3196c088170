import pytest
from factories import CONFIRMATIONS, a_letter, a_mail, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.language.mixed_language_mail import mixed_language_mail
from shopper.model import Verdict

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]
ENGLISH = "Should a piece arrive broken, send us a photo within a week and we will send a new one."
VIETNAMESE = "Nếu có món nào bị vỡ, hãy gửi ảnh cho chúng tôi trong vòng bảy ngày, chúng tôi gửi chiếc mới miễn phí."


def judged(text: str, locale: str = "vi-VN", mail: Mail | None = None, **changes: object) -> list[Verdict]:
    return list(mixed_language_mail(a_visit(mails=[mail or a_mail(text=text)], locale=locale, **changes)))


def outcome(text: str, locale: str = "vi-VN", **changes: object) -> Outcome:
    (verdict,) = judged(text, locale, **changes)
    return verdict.outcome


@pytest.mark.parametrize(("text", "locale"), [(VI, "vi-VN"), (EN, "en-GB")])
def test_one_language_passes(text: str, locale: str) -> None:
    assert outcome(text, locale) is Outcome.PASS


@pytest.mark.parametrize(
    ("text", "locale", "language"),
    [(f"{VI}\n{ENGLISH}", "vi-VN", "English"), (f"{EN}\n{VIETNAMESE}", "en-GB", "Vietnamese")],
)
def test_a_passage_in_another_language_fails_with_its_words(text: str, locale: str, language: str) -> None:
    (verdict,) = judged(text, locale)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith(f"The order confirmation says in {language} “{text.splitlines()[-1]}”; ")
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))


def test_a_mail_said_twice_goes_to_a_person() -> None:
    assert outcome(f"{VI}\n{EN}") is Outcome.REVIEW


def test_a_mail_wholly_in_another_language_is_another_check_s_matter() -> None:
    assert judged(EN) == []
    assert judged(f"{EN}\n{ENGLISH}\nCảm ơn bạn đã đặt hàng.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Track and trace here",
        "2 × Original hand painted mug with the lotus of the lake\t€31.80",
        "Nguyễn Thùy Linh, 25 Láng Hạ Street, Hà Nội",
        "https://www.gomsen.test/please/open/this/link/to/see/your/order",
        "Gốm Sen Ltd is registered in England and Wales, with its registered office in London.",
        "This mail is confidential and is intended only for the person that it is addressed to.",
        "> Is this mug safe for the microwave and for the dishwasher?",
    ],
)
def test_names_prices_links_quotes_and_small_print_are_left_out(line: str) -> None:
    assert outcome(f"{VI}\n{line}") is Outcome.PASS


def test_her_own_words_are_not_the_shop_s() -> None:
    letter = a_letter(text=f"Hello,\n{ENGLISH}")
    assert outcome(f"{VI}\n{ENGLISH}", letters=(letter,)) is Outcome.PASS
    assert outcome(f"{VI}\nOn Monday, 2 March 2026, Linh wrote:\n{ENGLISH}") is Outcome.PASS


def test_strangers_unknown_languages_and_empty_mails_are_left_alone() -> None:
    assert judged("", mail=a_mail(text=f"{VI}\n{ENGLISH}", solicited=False)) == []
    assert judged(VI, "fi-FI") == []
    assert judged("") == []
