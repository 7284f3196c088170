import pytest
from factories import SHOP_URL, a_page, a_plan, a_plan_step, a_step, a_visit

from shopper import Block, Effect, Link, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.dead_ends.login_wall import login_wall
from shopper.testing import an_exploration

LOG_IN = a_page(
    "/vi/tai-khoan/dang-nhap", title="Đăng nhập", text="Đăng nhập\nEmail\nMật khẩu", controls=("Đăng nhập",), links=()
)


def judged(words: str, path: str, page: PageView = LOG_IN, *, stopped: bool = False, **changes: object) -> list[Verdict]:
    home = a_page("/vi/", links=(Link(text=words, href=SHOP_URL + path),))
    steps = (a_step("1", page=home), a_step("2", "click", page, effect=Effect(name=words, navigated=True)))
    last = (a_step("3", "see", page, outcome="failed"),) if stopped else ()
    return list(login_wall(a_visit(**{"steps": (*steps, *last), **changes})))


def test_a_wall_at_which_the_visit_ended_fails() -> None:
    (verdict,) = judged("Theo dõi đơn hàng", "/vi/don-hang", stopped=True)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "“Theo dõi đơn hàng” asks for a log-in, and offers no other way."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("Theo dõi đơn hàng", "web shop", ("step:2",))


def test_a_wall_that_she_could_go_round_goes_to_a_person() -> None:
    (verdict,) = judged("Track an order", "/en/orders")
    assert verdict.outcome is Outcome.REVIEW


@pytest.mark.parametrize(("words", "path"), [("Liên hệ", "/vi/lien-he"), ("Häufige Fragen", "/de/faq"), ("Help", "/help")])
def test_help_behind_a_wall_that_names_nobody_fails(words: str, path: str) -> None:
    assert [verdict.outcome for verdict in judged(words, path)] == [Outcome.FAIL]


def test_a_number_on_the_page_of_the_wall_is_a_way_round() -> None:
    page = LOG_IN.model_copy(update={"blocks": (*LOG_IN.blocks, Block(text="Hotline: 1800 0108"))})
    assert [verdict.outcome for verdict in judged("Liên hệ", "/vi/lien-he", page)] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("Track an order", a_page("/en/orders", title="Track an order", text="Email\nPostcode", controls=("Find order",))),
        ("Suivre ma commande", a_page("/fr/connexion", title="Connexion", text="Mot de passe\nNuméro de commande")),
        ("Zur Kasse", a_page("/de/anmelden", title="Anmelden", text="Passwort\nAls Gast bestellen", controls=("Anmelden",))),
        ("Liên hệ", a_page("/vi/lien-he", title="Liên hệ", text="Gửi câu hỏi")),
    ],
)
def test_what_is_open_to_guests_passes(words: str, page: PageView) -> None:
    (verdict,) = judged(words, "/a", page, stopped=True)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("words", "path"), [("Tài khoản", "/vi/tai-khoan"), ("Log in", "/en/login"), ("Cốc men ngọc", "/vi/coc")]
)
def test_doors_to_an_account_and_to_goods_are_left_alone(words: str, path: str) -> None:
    assert judged(words, path, stopped=True) == []


def test_who_has_an_account_meets_no_wall() -> None:
    plan = a_plan(steps=(a_plan_step("1", "fill", args={"into": {"label": "Mật khẩu"}, "text": "x"}),))
    assert judged("Theo dõi đơn hàng", "/vi/don-hang", stopped=True, plan=plan) == []


def test_an_exploration_meets_walls_too() -> None:
    exploration = an_exploration(a_page("/vi/"), LOG_IN)
    door = exploration.pages[1].model_copy(update={"link": "Trung tâm trợ giúp", "url": f"{SHOP_URL}/vi/tro-giup"})
    visit = a_visit(steps=(), explorations=(exploration.model_copy(update={"pages": (exploration.pages[0], door)}),))
    (verdict,) = login_wall(visit)
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("page:p2",))
