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
        (7, 0, Outcome.REVIEW),
        (1, 0, Outcome.REVIEW),
        (3, 9, Outcome.REVIEW),
        (2, 9, Outcome.PASS),  # they list something
        (1, 1, Outcome.PASS),
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


def test_one_mail_of_a_system_stands_for_all() -> None:
    mails = [
        a_mail("invoice", id=id, system=system, html="<table>", markup=Markup(layout_tables=7))
        for id, system in (("m1", "erp"), ("m2", "erp"), ("m3", "shipping"))
    ]
    assert [one.owner for one in layout_table_without_role(a_visit(mails=mails))] == ["erp", "shipping"]
