from datetime import UTC, date, datetime

import pytest

from shopper import Evidence, Outcome, Verdict
from shopper.reading.legal import binds, cited, says_it_costs
from shopper.registry import Law
from shopper.testing import a_plan, a_shop, a_visit

FUNCTION = Law("eu", "Directive (EU) 2023/2673", date(2026, 6, 19))
ENDED = Law("vn", "A decree", date(2013, 7, 1), date(2026, 6, 30))


def visit(locale: str, day: datetime, packs: tuple[str, ...] = ("eu", "vn")) -> Evidence:
    return a_visit(plan=a_plan(locale=locale, shop=a_shop(compliance=packs)), started=day)


@pytest.mark.parametrize(
    ("law", "locale", "day", "bound"),
    [
        (FUNCTION, "de-DE", datetime(2026, 6, 19, tzinfo=UTC), True),
        (FUNCTION, "de-DE", datetime(2026, 6, 18, 23, tzinfo=UTC), False),
        (FUNCTION, "en-IE", datetime(2027, 1, 1, tzinfo=UTC), True),
        (FUNCTION, "nb-NO", datetime(2027, 1, 1, tzinfo=UTC), True),
        (FUNCTION, "en-GB", datetime(2027, 1, 1, tzinfo=UTC), False),
        (FUNCTION, "de-CH", datetime(2027, 1, 1, tzinfo=UTC), False),
        (FUNCTION, "vi-VN", datetime(2027, 1, 1, tzinfo=UTC), False),
        (ENDED, "vi-VN", datetime(2026, 6, 30, tzinfo=UTC), True),
        (ENDED, "vi-VN", datetime(2026, 7, 1, tzinfo=UTC), False),
    ],
)
def test_a_rule_binds_from_its_first_to_its_last_day_where_it_protects(
    law: Law, locale: str, day: datetime, bound: bool
) -> None:
    assert binds(law, visit(locale, day)) is bound
    assert not binds(law, visit(locale, day, packs=()))


def test_a_verdict_names_the_source() -> None:
    verdict = Verdict(outcome=Outcome.FAIL, expected="the total")
    assert cited(verdict, FUNCTION).expected == "the total (Directive (EU) 2023/2673)"
    assert cited(verdict, None) is verdict


def test_capitals_and_sharp_s_change_nothing() -> None:
    assert says_it_costs("JETZT KAUFEN") is Outcome.PASS
    assert says_it_costs("Bestellung abschließen") is Outcome.FAIL
