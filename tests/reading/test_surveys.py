import pytest
from corresponding import a_correspondence
from factories import a_mail

from shopper.model import MailKind
from shopper.reading.surveys import is_survey, surveys


@pytest.mark.parametrize(
    ("name", "said", "outcome"),
    [
        ("after_contact", {"purpose": "survey"}, True),
        ("csat_survey", {}, True),
        ("feedback", {"reply": "human"}, False),
        ("survey_results", {"purpose": "marketing"}, False),
        ("order_confirmation", {}, False),
    ],
)
def test_a_survey_is_known_by_its_purpose_or_its_name(name: str, said: dict[str, str], outcome: bool) -> None:
    kind = MailKind.model_validate({"system": "desk", "from": "a@b.test", "subject": {}, **said})
    assert is_survey(name, kind) is outcome


def test_the_surveys_of_a_visit() -> None:
    assert [mail.id for mail in surveys(a_correspondence(a_mail("survey", id="s1"), a_mail()))] == ["s1"]
