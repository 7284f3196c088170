from factories import a_fact, a_plan, a_plan_step, a_step, a_turn, a_visit

from shopper import Evidence
from shopper.reading.effort import clicks_to, handoffs, index, repeated, switches


def visit() -> Evidence:
    """Six clicks, three fields (the mail address twice), and one change of channel."""
    fills = {
        "2": {"into": {"label": "Email"}, "text": "${visit.mail}"},
        "5": {"into": {"label": "Confirm your email"}, "text": "${visit.mail}"},
        "6": {"into": {"label": "Postcode"}, "text": "${persona.postcode}"},
    }
    verbs = ("click", "fill", "click", "click", "fill", "fill", "tick", "press", "click", "note")
    steps = tuple(a_step(f"{n}", verb, url="https://www.gomsen.test/checkout") for n, verb in enumerate(verbs, 1))
    tidied = a_step("11", "click", cleanup=True)
    missed = a_step("12", "click", outcome="optional_failed")
    return a_visit(
        plan=a_plan(steps=tuple(a_plan_step(id, "fill", args=args) for id, args in fills.items())),
        steps=(*steps, tidied, missed),
        noted=[a_fact(source="step:10")],
        mails=[],
        chat=(a_turn("?", "customer"), a_turn("Please call us on 1800 0108.")),
    )


def test_the_effort_index_adds_up_what_a_visit_costs() -> None:
    """Clicks 6 + fields 3 + 2 × 1 typed again + 5 × 1 change of channel."""
    seen = visit()
    assert [again.what for again in repeated(seen)] == ["mail address"]
    assert len(switches(seen)) == 1
    assert index(seen) == 6 + 3 + 2 * 1 + 5 * 1


def test_clicks_are_counted_to_the_goal() -> None:
    assert len(clicks_to(visit(), "order") or ()) == 6
    assert clicks_to(visit(), "return") is None


def test_there_and_back_are_two_handoffs() -> None:
    turns = tuple(a_turn("Dạ", "person", agent=name) for name in ("A", "B", "A"))
    assert handoffs(a_visit(chat=turns)) == 2
