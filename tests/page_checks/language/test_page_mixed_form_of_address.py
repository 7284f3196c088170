import pytest
from factories import a_page, a_visit

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.language.page_mixed_form_of_address import page_mixed_form_of_address
from shopper.testing import an_exploration

SIE = "Wenn Sie Fragen haben, rufen Sie uns an. Gern beraten wir Sie, und wir senden Ihnen Ihre Ware."
DU = "Wenn du Fragen hast, ruf uns an. Gern beraten wir dich, und wir senden dir deine Ware."
BAN = "Bạn cần hỗ trợ? Chúng tôi gửi hàng cho bạn, và bạn có thể trả lại."
QUY_KHACH = "Quý khách cần hỗ trợ? Quý khách vui lòng gọi. Chúng tôi cảm ơn Quý khách."
VOUS = "Vous avez une question ? Appelez-nous, nous vous répondons et votre colis arrive chez vous."


def judged(*pages: PageView, language: str = "de") -> list[Verdict]:
    return list(page_mixed_form_of_address(a_visit(steps=(), explorations=(an_exploration(*pages, language=language),))))


def outcomes(*texts: str, language: str = "de") -> list[Outcome]:
    return [
        verdict.outcome for verdict in judged(*(a_page(f"/p{n}", text=text) for n, text in enumerate(texts)), language=language)
    ]


def test_two_forms_on_one_page_fail() -> None:
    (verdict,) = judged(a_page("/de/faq", text=f"{SIE}\n{DU}"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/de/faq addresses her both as Sie (5 times) and as du (4 times)."
    assert verdict.about == "/de/faq"


def test_two_slips_go_to_a_person_and_one_is_none() -> None:
    assert outcomes(f"{SIE} {SIE}\nDein Konto und dein Warenkorb.") == [Outcome.REVIEW]
    assert outcomes(f"{SIE}\nDein Konto.") in ([Outcome.PASS], [])


def test_pages_among_one_another_are_compared_and_the_strays_are_one_finding() -> None:
    *verdicts, last = judged(
        *(a_page(f"/de/{n}", text=SIE) for n in range(9)), a_page("/de/faq", text=DU), a_page("/de/blog", text=DU)
    )
    (stray,) = (verdict for verdict in (*verdicts, last) if verdict.outcome is Outcome.FAIL)
    assert stray.sentence == "/de/faq and 1 more page address her as du, the 9 other pages as Sie."
    assert stray.about == "du beside Sie"


def test_vietnamese_and_french_are_judged_too() -> None:
    assert Outcome.FAIL in outcomes(BAN, BAN, BAN, QUY_KHACH, language="vi")
    assert outcomes(VOUS, VOUS, f"{VOUS}\nLe ton du bois, ton sur ton", language="fr") == [Outcome.PASS] * 3


def test_contracts_reviews_names_and_languages_with_one_form_are_left_alone() -> None:
    assert judged(*(a_page(f"/de/{n}", text=DU) for n in range(4)), a_page("/de/agb", text=SIE))[-1].outcome is Outcome.PASS
    reviewed = a_page("/de/tasse", text=f"{SIE}\nBewertungen\n{DU}\n{DU}", headings=("Tasse", "Bewertungen"))
    assert judged(reviewed)[0].outcome is Outcome.PASS
    assert judged(a_page("/en/", text="You are welcome"), language="en") == []


@pytest.mark.parametrize("text", [SIE, "Sie ist aus Ton. Ihre Farbe ist grün.", "Weil du es bist: unser Becher"])
def test_ordinary_pages_do_not_fail(text: str) -> None:
    assert Outcome.FAIL not in outcomes(text)
