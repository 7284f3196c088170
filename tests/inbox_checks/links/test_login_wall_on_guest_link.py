import pytest
from factories import SHOP_URL, a_mail, a_page, a_plan, a_plan_step, a_step, a_visit

from shopper import Evidence, Link, LinkProbe, Outcome, PageView
from shopper.inbox_checks.links.login_wall_on_guest_link import login_wall_on_guest_link
from shopper.model import Verdict

ORDER = Link(text="Xem đơn hàng", href=f"{SHOP_URL}/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w")
LOG_IN = a_page(
    "/vi/tai-khoan/dang-nhap",
    title="Đăng nhập – Gốm Sen",
    text="Gốm Sen\nĐăng nhập\nXem các đơn hàng bạn đã đặt bằng tài khoản.\nEmail\nMật khẩu",
    controls=("Đăng nhập",),
)


def a_visit_with(page: PageView | None, link: Link = ORDER, status: int = 200, **changes: object) -> Evidence:
    probe = LinkProbe(href=link.href, outcome="opened", status=status, url=page.url if page else link.href, page=page)
    mail = a_mail("ready_to_ship", links=(link,), probes=(probe,), system="order_management")
    return a_visit(mails=[mail], **changes)


def judged(page: PageView | None, link: Link = ORDER, **changes: object) -> list[Verdict]:
    return list(login_wall_on_guest_link(a_visit_with(page, link, **changes)))


def test_a_guest_before_a_log_in_form_fails() -> None:
    (verdict,) = judged(LOG_IN)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The ready to ship links “Xem đơn hàng” to a log-in form; this customer is a guest and has no password."
    )
    assert verdict.about == "ready_to_ship: Xem đơn hàng"


@pytest.mark.parametrize(
    ("path", "title", "text", "control"),
    [
        ("/customer/account/login/", "Customer Login", "Registered Customers\nEmail\nPassword", "Sign In"),
        ("/account/login", "Anmelden – Porzellan Berg", "Anmelden\nE-Mail-Adresse\nPasswort", "Anmelden"),
        (
            "/connexion",
            "Connexion | Terre et Feu",
            "Connectez-vous à votre compte\nAdresse e-mail\nMot de passe",
            "Se connecter",
        ),
        ("/mi-cuenta", "Iniciar sesión", "Correo electrónico\nContraseña", "Acceder"),
    ],
)
def test_log_in_forms_are_known_in_every_language(path: str, title: str, text: str, control: str) -> None:
    (verdict,) = judged(a_page(path, title=title, text=text, controls=(control,)))
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("title", "text", "controls"),
    [
        ("Đơn hàng GS-10023", "Đơn hàng GS-10023\nĐang vận chuyển\nĐăng nhập để xem tất cả đơn hàng", ("Đăng nhập",)),
        ("Your order GS-10023", "On its way\nTotal €36.80\nLog in\nCreate a password to see all your orders", ("Log in",)),
        ("Ihre Bestellung", "Bestellung 10023\nVersendet\nPasswort vergessen?", ("Anmelden",)),
        ("Sendungsverfolgung", "Ihr Paket ist unterwegs", ("Anmelden", "Registrieren")),
        ("Suivi de commande", "Votre colis est en route", ("Se connecter",)),
    ],
)
def test_an_order_s_page_with_a_log_in_in_its_head_passes(title: str, text: str, controls: tuple[str, ...]) -> None:
    (verdict,) = judged(a_page("/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w", title=title, text=text, controls=controls))
    assert verdict.outcome is Outcome.PASS


def test_a_form_that_lets_guests_in_too_goes_to_a_person() -> None:
    page = a_page(
        "/account/login", title="Log in", text="Password\nOr see your order as a guest\nOrder number", controls=("Log in",)
    )
    assert judged(page)[0].outcome is Outcome.REVIEW


def test_a_veiled_page_cannot_be_told() -> None:
    assert judged(a_page(challenged=True))[0].outcome is Outcome.CANT_TELL
    assert judged(a_page(status=403), status=403)[0].outcome is Outcome.CANT_TELL


def test_links_into_the_account_may_ask_for_a_password() -> None:
    assert judged(LOG_IN, Link(text="Tài khoản của bạn", href=f"{SHOP_URL}/vi/tai-khoan")) == []
    assert judged(LOG_IN, Link(text="Log in to see your orders", href=f"{SHOP_URL}/en/account")) == []
    assert judged(LOG_IN, Link(text="Sản phẩm mới", href=f"{SHOP_URL}/vi/san-pham")) == []


def test_who_has_a_password_is_no_guest() -> None:
    typed = a_plan_step("1", "fill", args={"into": {"label": {"vi": "Mật khẩu", "en": "Password"}}, "text": "…"})
    plan = a_plan(steps=(typed,))
    assert judged(LOG_IN, plan=plan, steps=(a_step("1", "fill"),)) == []
    assert len(judged(LOG_IN, plan=plan, steps=(a_step("1", "fill", outcome="skipped"),))) == 1
