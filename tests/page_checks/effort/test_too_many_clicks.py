from factories import a_fact, a_plan, a_shop, a_step, a_visit

from shopper import Effect, Evidence, Outcome
from shopper.page_checks.effort.too_many_clicks import too_many_clicks


def visit(*verbs: str, standards: dict[str, object] | None = None, fact: str = "order.number") -> Evidence:
    """A visit of these steps; the last one notes the number."""
    steps = tuple(a_step(f"{n}", verb) for n, verb in enumerate(verbs, 1))
    plan = a_plan(shop=a_shop(standards=standards or {}))
    return a_visit(plan=plan, steps=steps, mails=[], noted=[a_fact(fact, source=f"step:{len(steps)}")])


def outcomes(seen: Evidence) -> list[Outcome]:
    return [verdict.outcome for verdict in too_many_clicks(seen)]


def test_against_what_the_shop_promises() -> None:
    promised = {"clicks": {"order": 3}}
    assert outcomes(visit("goto", "click", "tick", "press", "note", standards=promised)) == [Outcome.PASS]
    (verdict,) = too_many_clicks(visit("goto", *["click"] * 4, "note", standards=promised))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order took 4 clicks; the shop's own standard is at most 3."
    assert (verdict.about, verdict.evidence) == ("order", ("step:6",))


def test_the_clicks_are_named_as_the_page_calls_them() -> None:
    steps = (
        a_step("1", "click", effect=Effect(name="Add to cart")),
        a_step("2", "press", text="press: Enter"),
        a_step("3", "note"),
    )
    (verdict,) = too_many_clicks(a_visit(steps=steps, mails=[], noted=[a_fact("order.number", source="step:3")]))
    assert verdict.actual == "2: “Add to cart” → press: Enter"


def test_without_a_promise_only_very_many_go_to_a_person() -> None:
    assert outcomes(visit("goto", *["click"] * 20, "note")) == [Outcome.PASS]
    assert outcomes(visit("goto", *["click"] * 21, "note")) == [Outcome.REVIEW]


def test_fields_are_no_clicks_and_she_sets_out_anew_after_a_wait_or_another_address() -> None:
    promised = {"clicks": {"order": 1, "return": 1}}
    assert outcomes(visit("goto", *["fill"] * 9, "click", "note", standards=promised)) == [Outcome.PASS]
    assert outcomes(visit(*["click"] * 9, "wait", "click", "note", standards=promised, fact="return.number")) == [Outcome.PASS]
    assert outcomes(visit(*["click"] * 9, "goto", "click", "note", standards=promised)) == [Outcome.PASS]


def test_what_was_never_reached_is_not_counted() -> None:
    assert outcomes(a_visit(noted=[], mails=[])) == []
