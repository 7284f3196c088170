"""What ordinary shops write fails none of the checks of answers, in five languages."""

import pytest
from corresponding import ACKNOWLEDGEMENTS, ANSWERS, a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.registry import checks

SERVICE = sorted(id for id, check in checks().items() if check.group == "service")


@pytest.mark.parametrize("check", SERVICE)
@pytest.mark.parametrize("who", ANSWERS)
def test_an_ordinary_answer_fails_nothing(who: str, check: str) -> None:
    locale, text = ANSWERS[who]
    visit = a_correspondence(an_answer(text, in_reply_to=("l1@inbox.test",)), locale=locale, urgent=True)
    assert [one.sentence for one in checks()[check].run(visit) if one.outcome is not Outcome.PASS] == []


@pytest.mark.parametrize("check", SERVICE)
@pytest.mark.parametrize("who", ACKNOWLEDGEMENTS)
def test_an_ordinary_acknowledgement_fails_nothing(who: str, check: str) -> None:
    locale, subject, text = ACKNOWLEDGEMENTS[who]
    visit = a_correspondence(an_acknowledgement(text, subject=subject), locale=locale)
    assert [one.sentence for one in checks()[check].run(visit) if one.outcome is not Outcome.PASS] == []
