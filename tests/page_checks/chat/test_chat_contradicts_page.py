import pytest
from factories import a_page, a_proven_mail, a_step, a_turn, a_visit

from shopper import Evidence, Outcome
from shopper.page_checks.chat.chat_contradicts_page import chat_contradicts_page

WINDOWS = {
    "vi": "Bạn có {} ngày kể từ ngày nhận để trả hàng chưa sử dụng.",
    "en": "You have {} days from receiving the pieces to return them unused.",
    "de": "Sie haben {} Tage Zeit, um die Stücke unbenutzt zurückzugeben.",
    "fr": "Vous avez {} jours pour renvoyer les pièces non utilisées.",
}


def visit(chat: str, *pages: str, **changes: object) -> Evidence:
    steps = tuple(a_step(f"{n}", page=a_page(f"/page-{n}", text=text)) for n, text in enumerate(pages, 1))
    return a_visit(steps=steps, chat=(a_turn("Bao lâu?", "customer"), a_turn(chat, after=1)), mails=[], **changes)


def outcomes(seen: Evidence) -> list[Outcome]:
    return [verdict.outcome for verdict in chat_contradicts_page(seen)]


@pytest.mark.parametrize("language", WINDOWS)
def test_another_time_to_return_than_the_page_states_fails(language: str) -> None:
    chat, page = WINDOWS[language].format(14), WINDOWS[language].format(30)
    (verdict,) = chat_contradicts_page(visit(chat, f"Tiêu đề\n{page}"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The chat said “{chat}”, but /page-1 says “{page}”."
    assert (verdict.about, verdict.evidence) == ("time to return", ("step:5", "step:1"))
    assert outcomes(visit(page, page)) == [Outcome.PASS]


def test_pages_that_do_not_agree_among_themselves_go_to_a_person() -> None:
    said = WINDOWS["en"]
    assert outcomes(visit(said.format(14), said.format(30), said.format(60))) == [Outcome.REVIEW]
    assert outcomes(visit(said.format(30), said.format(30), said.format(60))) == [Outcome.PASS]


def test_a_mail_states_it_too() -> None:
    said = WINDOWS["en"]
    seen = visit(said.format(14), "Shop").model_copy(update={"mails": (a_proven_mail(text=said.format(30)),)})
    assert outcomes(seen) == [Outcome.FAIL]


def test_nearly_the_same_sentence_with_another_number_goes_to_a_person() -> None:
    said = "Standard delivery within Vietnam costs {}."
    assert outcomes(visit(said.format("45.000 ₫"), said.format("30.000 ₫"))) == [Outcome.REVIEW]


@pytest.mark.parametrize(
    ("chat", "page"),
    [
        ("Chiếc cốc dùng được với lò vi sóng.", "Cốc Hồ Tây\n389.000 ₫\nDung tích: 0,3 l"),
        ("Your order GS-10023 should arrive on Monday.", "Thank you\nOrder GS-10023\nTotal €36.80"),
        ("Wir liefern in drei Tagen.", "Versand\nNach Österreich liefern wir in 5 Tagen für 9,90 €."),
    ],
)
def test_ordinary_answers_beside_ordinary_pages_pass(chat: str, page: str) -> None:
    assert outcomes(visit(chat, page)) == [Outcome.PASS]


def test_broken_pages_and_pages_of_others_say_nothing() -> None:
    page = WINDOWS["en"].format(30)
    steps = (
        a_step("1", page=a_page("/x", text=page, status=500)),
        a_step("2", page=a_page("https://other.test/", text=page)),
    )
    assert outcomes(a_visit(steps=steps, mails=[], chat=(a_turn(WINDOWS["en"].format(14)),))) == []
    assert outcomes(a_visit()) == []
