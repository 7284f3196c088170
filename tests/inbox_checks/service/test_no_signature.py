import pytest
from corresponding import a_correspondence, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.no_signature import no_signature
from shopper.model import Verdict


def judged(text: str, **changes: object) -> Verdict:
    (verdict,) = no_signature(a_correspondence(an_answer(text, **changes)))
    return verdict


def test_a_closing_without_a_name_fails() -> None:
    verdict = judged("Hello Linh,\nYes, it is.\nKind regards,\n1800 0108 · Contact us")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The answer ends “Kind regards,” and is signed by nobody."


@pytest.mark.parametrize(
    "end",
    [
        "Kind regards,\nAnna",
        "Best regards, Anna Hale",
        "Trân trọng,\nBộ phận Chăm sóc khách hàng",
        "Em cảm ơn chị ạ,\nThu Hương",
        "Mit freundlichen Grüßen\ni. A. Sabine Köhler",
        "Cordialement,\nCamille de La Tour",
        "Your Gốm Sen team",
        "Phạm Thu Hương",
    ],
)
def test_a_person_a_team_or_the_shop_may_sign(end: str) -> None:
    assert judged(f"Hello Linh,\nYes, it is.\n{end}").outcome is Outcome.PASS


def test_nothing_at_all_below_the_answer_fails() -> None:
    assert judged("Yes, it is safe in both.").outcome is Outcome.FAIL


def test_what_could_not_be_read_may_be_signed() -> None:
    assert judged("Yes, it is", problem="it is cut off").outcome is Outcome.CANT_TELL
