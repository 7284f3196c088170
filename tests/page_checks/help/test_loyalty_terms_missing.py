import pytest
from factories import SHOP_URL, a_page, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Link, Outcome, PageView, Verdict
from shopper.page_checks.help.loyalty_terms_missing import loyalty_terms_missing
from shopper.testing import an_exploration


def judged(*pages: PageView, **changes: object) -> list[Verdict]:
    return list(loyalty_terms_missing(a_visit(steps=(), explorations=(an_exploration(*pages, **changes),))))


@pytest.mark.parametrize("language", SHOPS)
def test_shops_without_a_programme_are_not_judged(language: str) -> None:
    assert list(loyalty_terms_missing(a_tour(language))) == []


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("Tích điểm", "Điểm có hiệu lực 24 tháng kể từ ngày ghi nhận trong tài khoản của bạn."),
        ("Loyalty programme", "100 points buy a voucher over £2. Points expire after 24 months."),
        ("Bonusprogramm", "100 Punkte ergeben einen Gutschein über 2 €, gültig 24 Monate."),
        ("Programme de fidélité", "100 points donnent un bon d'achat de 2 €, valable 24 mois."),
    ],
)
def test_a_programme_with_its_terms_passes(title: str, terms: str) -> None:
    page = a_page("/x", title=title, headings=(title,), text=f"{title}\n{terms}")
    assert [(one.outcome, one.actual) for one in judged(a_page("/"), page)] == [(Outcome.PASS, "/x")]


@pytest.mark.parametrize(
    "line", ["Tích điểm với mỗi đơn hàng", "Collect points with every order", "Punkte sammeln", "Carte de fidélité"]
)
def test_a_programme_that_is_only_named_fails(line: str) -> None:
    (verdict,) = judged(a_page("/", text=line))
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "loyalty programme", ("page:p1",))
    assert verdict.sentence == f"The shop offers “{line}”, but its terms cannot be found."


def test_a_link_that_was_not_followed_may_lead_to_them() -> None:
    home = a_page("/", links=(Link(text="Loyalty programme", href="https://rewards.gomsen.test/terms"),))
    assert [one.outcome for one in judged(home)] == [Outcome.PASS]


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    assert [one.outcome for one in judged(a_page("/", text="Punkte sammeln"), complete=False)] == [Outcome.CANT_TELL]


def test_points_of_sale_are_no_programme() -> None:
    assert judged(a_page("/", links=(Link(text="Points de vente", href=f"{SHOP_URL}/x"),))) == []


@pytest.mark.parametrize(
    ("title", "tiers"),
    [("Hạng thành viên", "Hạng Bạc: từ 3 triệu, giảm 5%"), ("Treueprogramm", "Silber: ab 300 € im Jahr 5 % auf alles")],
)
def test_tiers_are_terms(title: str, tiers: str) -> None:
    page = a_page("/x", title=title, headings=(title,), text=f"{title}\n{tiers} cho mọi đơn hàng")
    assert [one.outcome for one in judged(a_page("/"), page)] == [Outcome.PASS]


def test_terms_behind_a_link_that_could_not_be_read_may_be_there() -> None:
    home = a_page("/", links=(Link(text="Loyalty programme", href=f"{SHOP_URL}/loyalty"),))
    assert [one.outcome for one in judged(home, a_page("/loyalty", status=503))] == [Outcome.CANT_TELL]
