import pytest
from corresponding import a_correspondence, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.not_greeted_by_name import not_greeted_by_name
from shopper.model import Persona, Verdict


def judged(text: str, **changes: object) -> Verdict:
    (verdict,) = not_greeted_by_name(a_correspondence(an_answer(text, **changes)))
    return verdict


def test_an_answer_to_nobody_fails_and_quotes_its_beginning() -> None:
    verdict = judged("Dear customer,\nYes, it is.\nKind regards,\nAnna")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The answer begins “Dear customer,” and never names the customer."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("answer", "help_desk", ("mail:a1",))


@pytest.mark.parametrize(
    "greeting", ["Hello Linh,", "Chào chị Linh,", "Sehr geehrte Frau Nguyen,", "Bonjour Madame Nguyễn,", "Linh,"]
)
def test_given_name_or_family_name_pass_with_or_without_accents(greeting: str) -> None:
    assert judged(f"{greeting}\nYes, it is.\nAnna").outcome is Outcome.PASS


def test_her_name_in_the_mail_that_is_quoted_does_not_count() -> None:
    assert judged("Hello,\nYes.\nAnna\n\n> Regards, Linh").outcome is Outcome.FAIL


def test_a_mail_that_could_not_be_read_whole_tells_nothing() -> None:
    assert judged("", problem="its parts are nested too deeply").outcome is Outcome.CANT_TELL


def test_nobody_can_use_a_name_that_was_never_given() -> None:
    visit = a_correspondence(an_answer("Hello,\nYes."), persona=Persona(id="guest", name=""))
    assert list(not_greeted_by_name(visit)) == []


def test_only_the_first_answer_need_greet() -> None:
    visit = a_correspondence(an_answer("Hello Linh,\nYes."), an_answer("You are welcome!", after=300, id="a2"))
    assert [verdict.outcome for verdict in not_greeted_by_name(visit)] == [Outcome.PASS]
