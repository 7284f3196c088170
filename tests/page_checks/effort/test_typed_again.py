from typing import Any

from factories import a_fact, a_page, a_plan, a_plan_step, a_step, a_visit

from shopper import Evidence, FormField, Outcome, PageView
from shopper.page_checks.effort.typed_again import typed_again

NAME, MAIL = "${persona.name}", "${visit.mail}"


def visit(*steps: tuple[str, str, dict[str, Any]], pages: dict[str, PageView] | None = None, **changes: Any) -> Evidence:
    """Steps as (verb, path, arguments), each seen on its page."""
    plan = a_plan(steps=tuple(a_plan_step(f"{n}", verb, args=args) for n, (verb, _, args) in enumerate(steps, 1)))
    seen = tuple(a_step(f"{n}", verb, (pages or {}).get(path) or a_page(path)) for n, (verb, path, _) in enumerate(steps, 1))
    return a_visit(plan=plan, steps=seen, mails=[], **{"noted": [], **changes})


def fill(path: str, label: str, text: str) -> tuple[str, str, dict[str, Any]]:
    return "fill", path, {"into": {"label": label}, "text": text}


def outcomes(seen: Evidence) -> list[Outcome]:
    return [verdict.outcome for verdict in typed_again(seen)]


def test_the_same_typed_on_two_pages_fails() -> None:
    (verdict,) = typed_again(visit(fill("/checkout", "Email", MAIL), fill("/payment", "Your email", MAIL)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The customer had to give her mail address again on /payment."
    assert (verdict.about, verdict.evidence) == ("mail address on /payment", ("step:1", "step:2"))


def test_to_repeat_it_in_a_second_field_of_the_page_counts() -> None:
    assert outcomes(visit(fill("/register", "Email", MAIL), fill("/register", "Email wiederholen", MAIL))) == [Outcome.FAIL]


def test_to_mend_the_same_field_does_not() -> None:
    assert outcomes(visit(fill("/checkout", "Email", MAIL), fill("/checkout", "Email", MAIL))) == [Outcome.PASS]


def test_a_name_on_a_card_is_something_else() -> None:
    for label in ("Name on card", "Tên in trên thẻ", "Name auf der Karte", "Nom inscrit sur la carte"):
        assert outcomes(visit(fill("/checkout", "Full name", NAME), fill("/payment", label, NAME))) == [Outcome.PASS]


def test_logging_in_is_none() -> None:
    register, log_in = fill("/register", "Email", MAIL), fill("/login", "Email", MAIL)
    assert outcomes(visit(register, log_in, fill("/login", "Mật khẩu", "a secret"))) == [Outcome.PASS]


def test_a_second_way_begins_after_a_goal_or_a_wait() -> None:
    order, track = fill("/checkout", "Email", MAIL), fill("/track", "Email", MAIL)
    noted = [a_fact(source="step:2")]
    assert outcomes(visit(order, ("note", "/placed", {}), track, noted=noted)) == [Outcome.PASS]
    assert outcomes(visit(order, ("await_mail", "/placed", {}), track)) == [Outcome.PASS]


def asking(path: str, **changes: Any) -> PageView:
    field = {"label": "Email", "name": "again", "kind": "email", "autocomplete": "email", "required": True, "form": 1}
    return a_page(path, fields=(FormField(**field | changes),))


def test_a_later_page_that_insists_on_it_fails() -> None:
    way = (fill("/checkout", "Email", MAIL), ("click", "/payment", {}))
    assert outcomes(visit(*way, pages={"/payment": asking("/payment")})) == [Outcome.FAIL]
    for harmless in ({"filled": True}, {"required": False}, {"visible": False}, {"autocomplete": "cc-name"}):
        assert outcomes(visit(*way, pages={"/payment": asking("/payment", **harmless)})) == [Outcome.PASS]


def test_a_form_that_stands_everywhere_asks_for_nothing() -> None:
    everywhere = {path: asking(path, name="newsletter") for path in ("/", "/cart", "/checkout", "/payment")}
    way = (("goto", "/", {}), ("click", "/cart", {}), fill("/checkout", "Email", MAIL), ("click", "/payment", {}))
    assert outcomes(visit(*way, pages=everywhere)) == [Outcome.PASS]


def test_a_page_to_log_in_beside_asks_for_something_else() -> None:
    password = FormField(label="Password", kind="password", form=1)
    page = asking("/payment")
    page = page.model_copy(update={"fields": (*page.fields, password)})
    assert outcomes(visit(fill("/checkout", "Email", MAIL), ("click", "/payment", {}), pages={"/payment": page})) == [
        Outcome.PASS
    ]


def test_who_fills_in_nothing_is_not_judged() -> None:
    assert outcomes(a_visit()) == []
