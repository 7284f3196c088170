import pytest
from factories import a_mail, a_visit

from shopper import Markup, Outcome
from shopper.inbox_checks.rendering.layout_table_without_role import layout_table_without_role
from shopper.model import Verdict


def judged(silent: int, marked: int) -> list[Verdict]:
    markup = Markup(layout_tables=silent, layout_tables_marked=marked)
    return list(layout_table_without_role(a_visit(mails=[a_mail("invoice", html="<table>", markup=markup)])))


@pytest.mark.parametrize(
    ("silent", "marked", "outcome"),
    [
        (7, 0, Outcome.FAIL),
        (1, 0, Outcome.FAIL),
        (3, 9, Outcome.FAIL),
        (2, 9, Outcome.REVIEW),  # may list something
        (1, 1, Outcome.REVIEW),
        (0, 4, Outcome.PASS),
    ],
)
def test_what_the_tables_say(silent: int, marked: int, outcome: Outcome) -> None:
    (verdict,) = judged(silent, marked)
    assert verdict.outcome is outcome


def test_the_sentence_counts_them() -> None:
    assert judged(7, 0)[0].sentence == "The invoice has 7 tables that arrange its layout without saying so."
    assert judged(1, 0)[0].sentence == "The invoice has a table that arranges its layout without saying so."


def test_a_mail_without_tables_is_left_out() -> None:
    assert judged(0, 0) == []
