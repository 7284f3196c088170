import pytest
from factories import a_page, a_step, a_visit

from shopper import FormField, Outcome
from shopper.model import Verdict
from shopper.page_checks.effort.validation_unhelpful import validation_unhelpful

EMAIL = FormField(label="Email", name="email", kind="email", filled=True, form=1)
POSTCODE = FormField(label="Postcode", name="postcode", form=1)
FORM = a_page("/en/checkout", text="Address\nPlease fill in every field.", fields=(EMAIL, POSTCODE))


def judged(*words: str, wrong: FormField = POSTCODE, alerts: tuple[str, ...] = ()) -> list[Verdict]:
    text = "\n".join(["Address", "Please fill in every field.", *words])
    refused = a_page("/en/checkout", text=text, fields=(EMAIL, wrong), alerts=alerts)
    return list(validation_unhelpful(a_visit(steps=(a_step("1", "fill", FORM), a_step("2", "click", refused)))))


def marked(message: str) -> FormField:
    return POSTCODE.model_copy(update={"invalid": True, "message": message})


def test_a_refusal_that_names_no_field_fails() -> None:
    (verdict,) = judged("Please check your details.")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "/en/checkout was refused with “Please check your details.”, which does not say which field is meant."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/en/checkout", "web shop", ("step:2",))


def test_a_mark_without_a_remedy_fails() -> None:
    (verdict,) = judged("Invalid", wrong=marked("Invalid"))
    assert (verdict.outcome, verdict.sentence.endswith("does not say what to do about it.")) == (Outcome.FAIL, True)


@pytest.mark.parametrize(
    "words",
    [
        "Please enter a postcode, such as 10000.",
        "Postcode is a required field.",
        "Bitte geben Sie eine Postleitzahl ein.",
        "Merci de saisir un code postal.",
        "Vui lòng nhập mã bưu chính.",
        "Introduzca un código postal.",
    ],
)
def test_ordinary_messages_say_which_field_and_what_to_do(words: str) -> None:
    assert [verdict.outcome for verdict in judged(words)] == [Outcome.PASS]
    assert [verdict.outcome for verdict in judged(words, wrong=marked(words))] == [Outcome.PASS]
    assert [verdict.outcome for verdict in judged(alerts=(words,))] == [Outcome.PASS]


def test_invalid_behind_a_name_goes_to_a_person() -> None:
    assert [verdict.outcome for verdict in judged("Postcode is invalid")] == [Outcome.REVIEW]
    assert [verdict.outcome for verdict in judged("The postcode is wrong.", wrong=marked("Wrong"))] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "words", ["The bank declined this card. Please try another card.", "Wrong email or password.", "Thank you for your message"]
)
def test_declined_cards_passwords_and_thanks_are_no_mistakes_in_a_form(words: str) -> None:
    assert judged(words) == []


def test_a_form_that_went_through_and_one_that_the_browser_stopped_are_left_alone() -> None:
    assert judged() == []
    next_page = a_page("/en/checkout/payment", text="Error-free checkout", fields=(FormField(label="Card number"),))
    assert list(validation_unhelpful(a_visit(steps=(a_step("1", page=FORM), a_step("2", "click", next_page))))) == []
    assert judged(wrong=POSTCODE.model_copy(update={"invalid": True})) == []
