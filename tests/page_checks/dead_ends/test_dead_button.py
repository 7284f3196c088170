import pytest
from factories import a_page, a_step, a_visit

from shopper import Effect, Outcome, PageView, StepRecord
from shopper.model import Verdict
from shopper.page_checks.dead_ends.dead_button import dead_button

PAGE = a_page("/vi/lien-he", text="Liên hệ\nGửi câu hỏi", controls=("Gửi câu hỏi",))


def judged(effect: Effect, after: PageView = PAGE, *later: StepRecord, **more: object) -> list[Verdict]:
    clicked = a_step("2", "click", after, effect=effect, **more)
    return list(dead_button(a_visit(steps=(a_step("1", page=PAGE), clicked, *later))))


NOTHING = Effect(name="Gửi câu hỏi")
IN_VAIN = a_step("3", "see", PAGE, outcome="failed")


def test_a_click_after_which_she_could_not_go_on_fails() -> None:
    (verdict,) = judged(NOTHING, PAGE, IN_VAIN)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "Clicking “Gửi câu hỏi” on /vi/lien-he did nothing."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("“Gửi câu hỏi” on /vi/lien-he", "web shop", ("step:2",))


def test_a_click_without_effect_in_a_visit_that_went_on_goes_to_a_person() -> None:
    onward = a_step("3", "click", a_page("/vi/"), effect=Effect(name="Trang chủ", navigated=True))
    assert [verdict.outcome for verdict in judged(NOTHING, PAGE, onward)] == [Outcome.REVIEW, Outcome.PASS]
    assert [verdict.outcome for verdict in judged(NOTHING)] == [Outcome.REVIEW]


@pytest.mark.parametrize("what", ["navigated", "submitted", "requested", "changed", "focused", "opened"])
def test_whatever_a_click_sets_off_is_enough(what: str) -> None:
    (verdict,) = judged(Effect.model_validate({"name": "Menu", what: True}), PAGE, IN_VAIN)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "after",
    [
        a_page("/vi/lien-he", text="Liên hệ\nGửi câu hỏi\nĐã sao chép vào bộ nhớ tạm"),
        a_page("/vi/lien-he", text="Liên hệ\nGửi câu hỏi", alerts=("Copied",)),
        a_page("/vi/lien-he?tab=2", text="Liên hệ\nGửi câu hỏi"),
    ],
)
def test_a_page_that_says_more_than_before_has_reacted_after_all(after: PageView) -> None:
    (verdict,) = judged(NOTHING, after, IN_VAIN)
    assert verdict.outcome is Outcome.PASS


def test_numbers_do_not_tell_buttons_apart() -> None:
    (verdict,) = judged(Effect(name="Đơn GS-10023"), PAGE, IN_VAIN)
    assert verdict.about == "“Đơn GS-…” on /vi/lien-he"


def test_the_same_button_is_told_once_at_its_worst() -> None:
    again = a_step("3", "click", PAGE, effect=NOTHING)
    (verdict,) = judged(NOTHING, PAGE, again, a_step("4", "see", PAGE, outcome="failed"))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:3",))


def test_clicks_that_failed_tidied_up_or_were_not_watched_say_nothing() -> None:
    assert judged(NOTHING, PAGE, outcome="failed") == []
    assert judged(NOTHING, PAGE, cleanup=True) == []
    assert list(dead_button(a_visit())) == []
