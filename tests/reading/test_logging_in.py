import pytest
from factories import a_page, a_plan, a_plan_step, a_step, a_visit

from shopper.reading.logging_in import has_account, is_login_page, lets_guests_in


@pytest.mark.parametrize("label", ["Password", "Mật khẩu", "Passwort", "Mot de passe", "Contraseña"])
def test_who_typed_a_password_has_an_account(label: str) -> None:
    typed = a_plan_step("1", "fill", args={"into": {"label": label}, "text": "…"})
    assert has_account(a_visit(plan=a_plan(steps=(typed,)), steps=(a_step("1", "fill"),)))
    assert not has_account(a_visit(plan=a_plan(steps=(typed,)), steps=(a_step("1", "fill", outcome="failed"),)))


def test_a_form_needs_a_name_and_something_to_fill_in() -> None:
    assert is_login_page(a_page("/login", title="Shop", text="Email\nPassword"))
    assert is_login_page(a_page("/u", title="Sign in | Shop", text="Email", controls=("Sign in",)))
    assert not is_login_page(a_page("/login", title="Shop", text="We have moved"))
    assert not is_login_page(a_page("/orders/1", title="Order 1", text="Password", controls=("Log in",)))
    assert not is_login_page(
        a_page("/help", title="How to log in", text="Choose a password that nobody in the whole world can guess")
    )


def test_guests_may_have_another_way() -> None:
    assert lets_guests_in(a_page(text="Bestellnummer\nPostleitzahl"))
    assert not lets_guests_in(a_page(text="Passwort vergessen?"))
