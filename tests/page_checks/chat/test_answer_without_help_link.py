import pytest
from factories import SHOP_URL, a_letter, a_mail, a_page, a_plan, a_shop, a_step, a_turn, a_visit

from shopper import Link, LinkProbe, Outcome, PageView
from shopper.model import MailKind, Verdict
from shopper.page_checks.chat.answer_without_help_link import answer_without_help_link

ARTICLES = {
    "vi": ("Câu hỏi thường gặp", "Làm sao để trả hàng?", "Mở đơn hàng rồi chọn trả hàng."),
    "en": ("Frequently asked questions", "How do I return something?", "Open the order and choose to return it."),
    "de": ("Häufige Fragen", "Wie kann ich etwas zurückgeben?", "Öffnen Sie die Bestellung."),
    "fr": ("Questions fréquentes", "Comment renvoyer un article ?", "Ouvrez la commande."),
    "es": ("Preguntas frecuentes", "¿Cómo puedo devolver un artículo?", "Abra el pedido."),
}
MORE = f"{SHOP_URL}/en/policies/returns"


def faq(language: str = "en") -> PageView:
    title, *lines = ARTICLES[language]
    return a_page("/en/faq", title=title, text="\n".join((title, *lines)), headings=(title,))


def judged(
    answer: str, question: str = "", *, page: PageView | None = None, probes: tuple[LinkProbe, ...] = ()
) -> list[Verdict]:
    asked = a_turn(question or ARTICLES["en"][1], "customer")
    steps = (a_step("1", page=page or faq()),)
    return list(answer_without_help_link(a_visit(steps=steps, chat=(asked, a_turn(answer, after=1)), page_links=probes)))


@pytest.mark.parametrize("language", ARTICLES)
def test_an_answer_without_a_link_is_for_a_person_to_look_at(language: str) -> None:
    question = ARTICLES[language][1]
    (verdict,) = judged("…", question, page=faq(language))
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == f"The answer to “{question}” links no help page, though /en/faq takes it up."
    assert verdict.evidence == ("step:5", "step:1")


@pytest.mark.parametrize(
    "answer",
    [f"More about this: {MORE}", f"See {MORE}.", "https://help.gomsen.test/returns", "Đọc thêm ở Chính sách đổi trả nhé."],
)
def test_an_address_or_a_link_of_the_chat_will_do(answer: str) -> None:
    page = faq().model_copy(update={"links": (Link(text="Chính sách đổi trả", href=MORE, where="dialog"),)})
    assert [one.outcome for one in judged(answer, page=page)] == [Outcome.PASS]


def test_the_start_page_shows_nothing() -> None:
    assert [one.outcome for one in judged(f"See {SHOP_URL}/")] == [Outcome.REVIEW]


def test_a_page_that_does_not_open_is_no_help() -> None:
    gone = LinkProbe(href=MORE, outcome="opened", status=404, url=MORE, attempts=2)
    (verdict,) = judged(f"See {MORE}.", probes=(gone,))
    assert (verdict.outcome, verdict.sentence) == (
        Outcome.REVIEW,
        "The answer to “How do I return something?” links a page that answered 404 (not there).",
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many days do I have to return something?",
        "Is the mug safe in the microwave?",
        "May I speak to a person please?",
        "Cảm ơn bạn!",
    ],
)
def test_other_questions_are_not_judged(question: str) -> None:
    assert judged("30 days.", question) == []


def test_what_no_help_page_takes_up_is_not_judged() -> None:
    assert judged("You cannot.", "How do I become an apprentice potter?") == []
    assert judged("Yes.", page=a_page("/vi/san-pham/coc", text="How do I return something?", links=())) == []


@pytest.mark.parametrize(("links", "outcome"), [((Link(text="Returns", href=MORE),), Outcome.PASS), ((), Outcome.REVIEW)])
def test_answers_by_mail_are_read_too(links: tuple[Link, ...], outcome: Outcome) -> None:
    kind = MailKind.model_validate({"system": "help_desk", "from": "help@gomsen.test", "subject": {}, "reply": "human"})
    mail = a_mail("answer", system="help_desk", links=links)
    visit = a_visit(
        plan=a_plan(shop=a_shop(mails={"answer": kind})),
        steps=(a_step("1", page=faq()),),
        mails=[mail],
        letters=(a_letter("Hello, how do I return something? Linh"),),
    )
    (verdict,) = answer_without_help_link(visit)
    assert (verdict.outcome, verdict.owner) == (outcome, "help_desk")
