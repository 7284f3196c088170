import pytest
from factories import a_page, a_step, a_visit

from shopper import Effect, FormField, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.dead_ends.form_swallows_input import form_swallows_input


def a_form(path: str = "/vi/lien-he", *, filled: bool = True, kind: str = "textarea", **changes: object) -> PageView:
    fields = (
        FormField(label="Email của bạn", name="email", kind="email", form=2, filled=filled and kind != "search"),
        FormField(label="Nội dung", name="message", kind=kind, form=2, filled=filled),
    )
    return a_page(path, fields=fields if kind != "search" else fields[1:], text="Liên hệ\nGửi câu hỏi cho chúng tôi", **changes)


def judged(after: PageView, *, before: PageView | None = None, stopped: bool = False, sent: bool = True) -> list[Verdict]:
    steps = [
        a_step("1", page=a_form(filled=False)),
        a_step("2", "fill", before or a_form()),
        a_step("3", "click", after, effect=Effect(name="Gửi", submitted=sent, navigated=True)),
    ]
    last = [a_step("4", "see", after, outcome="failed")] if stopped else []
    return list(form_swallows_input(a_visit(steps=(*steps, *last))))


def test_an_emptied_form_without_a_word_fails() -> None:
    (verdict,) = judged(a_form(filled=False))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The form on /vi/lien-he was sent, and the page said neither that it arrived nor what was wrong."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/vi/lien-he", "web shop", ("step:3",))


def test_the_same_form_fails_if_she_could_not_go_on_and_else_goes_to_a_person() -> None:
    assert [verdict.outcome for verdict in judged(a_form(), stopped=True)] == [Outcome.FAIL]
    assert [verdict.outcome for verdict in judged(a_form())] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "after",
    [
        a_form().model_copy(update={"headings": ("GS-10023",)}),
        a_page("/vi/yeu-cau/abc", text="Cảm ơn bạn, chúng tôi đã nhận được câu hỏi."),
        a_page("/en/contact", text="Thank you! We will answer within one working day.", fields=()),
        a_form(filled=False).model_copy(update={"alerts": ("Vielen Dank für Ihre Nachricht.",)}),
        a_form().model_copy(update={"fields": (*a_form().fields[:1], a_form().fields[1].model_copy(update={"invalid": True}))}),
    ],
)
def test_thanks_numbers_and_errors_are_answers(after: PageView) -> None:
    (verdict,) = judged(after, before=a_form(after.url))
    assert verdict.outcome is Outcome.PASS


def test_a_form_that_gives_way_to_a_word_of_thanks_has_answered() -> None:
    thanks = a_page("/vi/lien-he", text="Liên hệ\nMerci, votre message est bien arrivé.", fields=a_form(filled=False).fields)
    assert [verdict.outcome for verdict in judged(thanks)] == [Outcome.PASS]


def test_searches_numbers_of_pieces_and_forms_that_were_not_sent_are_left_alone() -> None:
    assert judged(a_form(kind="search"), before=a_form(kind="search")) == []
    amount = FormField(label="Số lượng", name="quantity", kind="number", form=1, filled=True)
    assert judged(a_page("/vi/gio-hang", fields=(amount,)), before=a_page("/vi/gio-hang", fields=(amount,))) == []
    assert judged(a_form(filled=False), sent=False) == []


def test_a_form_that_opened_with_all_that_she_writes_is_left_alone() -> None:
    """A lookup that knows her shows at once what it finds; asked again it shows the same."""
    found = a_form().model_copy(update={"headings": ("GS-10023",)})
    sent = Effect(name="Tìm", submitted=True, navigated=True)
    steps = [a_step("1", page=found), a_step("2", "fill", found), a_step("3", "click", found, effect=sent)]
    assert list(form_swallows_input(a_visit(steps=steps))) == []
