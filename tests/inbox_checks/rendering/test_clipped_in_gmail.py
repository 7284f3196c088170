import pytest
from factories import a_mail, a_visit

from shopper import Markup, Outcome
from shopper.inbox_checks.rendering.clipped_in_gmail import clipped_in_gmail


@pytest.mark.parametrize(
    ("size", "outcome", "said"),
    [
        (131 * 1024, Outcome.FAIL, "131 KB"),
        (102 * 1024 + 1, Outcome.FAIL, "103 KB"),
        (102 * 1024, Outcome.REVIEW, "102 KB"),
        (60 * 1024, Outcome.PASS, "60 KB"),
    ],
)
def test_gmail_shows_102_kb(size: int, outcome: Outcome, said: str) -> None:
    mail = a_mail(html="<p>…</p>", markup=Markup(size=size))
    (verdict,) = clipped_in_gmail(a_visit(mails=[mail]))
    assert (verdict.outcome, verdict.actual) == (outcome, said)
    assert verdict.sentence == f"The order confirmation has {said} of HTML; Gmail shows the first 102 KB."


def test_a_plain_text_has_no_limit() -> None:
    assert list(clipped_in_gmail(a_visit(mails=[a_mail()]))) == []
