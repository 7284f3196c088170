from factories import a_page, a_step, a_visit

from shopper import FormField, Outcome
from shopper.model import Verdict
from shopper.page_checks.effort.input_lost_on_error import input_lost_on_error

NAME = FormField(label="Full name", name="name", filled=True, form=1)
QUESTION = FormField(label="Your question", name="message", kind="textarea", filled=True, form=1)
PASSWORD = FormField(label="Password", name="password", kind="password", filled=True, form=1)
CARD = FormField(label="Card number", name="card", autocomplete="cc-number", filled=True, form=1)
TOPIC = FormField(label="Topic", name="topic", kind="select", form=1)
TERMS = FormField(label="I agree", name="terms", kind="checkbox", filled=True, form=1)


def empty(*fields: FormField) -> tuple[FormField, ...]:
    return tuple(field.model_copy(update={"filled": False}) for field in fields)


def judged(*after: FormField, said: str = "Please choose a topic.") -> list[Verdict]:
    before = a_page("/en/contact", text="Contact", fields=(NAME, QUESTION, PASSWORD, CARD, TERMS, TOPIC))
    refused = a_page("/en/contact", text=f"Contact\n{said}", fields=(*after, TOPIC))
    return list(input_lost_on_error(a_visit(steps=(a_step("1", "fill", before), a_step("2", "click", refused)))))


def test_what_was_typed_and_is_gone_fails() -> None:
    (verdict,) = judged(*empty(NAME, QUESTION, PASSWORD, CARD, TERMS))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "After /en/contact was refused, “Full name” and “Your question” were empty."
    assert (verdict.actual, verdict.about, verdict.evidence) == ("2 of 2 fields empty", "/en/contact", ("step:2",))


def test_passwords_cards_and_ticks_may_be_gone() -> None:
    (verdict,) = judged(NAME, QUESTION, *empty(PASSWORD, CARD, TERMS))
    assert verdict.outcome is Outcome.PASS


def test_if_only_the_wrong_field_is_gone_a_person_judges() -> None:
    (wrong,) = empty(NAME)
    (verdict,) = judged(wrong.model_copy(update={"invalid": True}), QUESTION, PASSWORD, CARD, TERMS)
    assert (verdict.outcome, verdict.sentence) == (Outcome.REVIEW, "After /en/contact was refused, “Full name” was empty.")


def test_a_form_that_is_empty_because_it_was_taken_is_left_alone() -> None:
    assert judged(*empty(NAME, QUESTION, PASSWORD, CARD, TERMS), said="Thank you. We will answer soon.") == []
