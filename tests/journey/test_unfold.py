from collections.abc import Callable

import pytest

from shopper.journey.expressions import Values
from shopper.journey.load import Loaded
from shopper.journey.mistakes import MistakesFound
from shopper.model import PlanStep

Project = Callable[..., Loaded]


def steps(project: Project, journey: str, **files: str) -> dict[str, PlanStep]:
    return {step.id: step for step in project(journey, **files).plans[0].steps}


def test_flows_are_unfolded_with_scope_and_chain(project: Project) -> None:
    plan = project("""
        inputs: {product: Celadon mug}
        steps:
          - goto: /
          - use: find_product
            with: {name: "${inputs.product}"}
          - use: check_out
    """).plans[0]
    assert [(step.id, step.verb) for step in plan.steps] == [
        ("1", "goto"), ("2.1", "fill"), ("2.2", "press"), ("3.1", "fill"), ("3.2", "click"),
    ]  # fmt: skip
    goto, fill, *_, click = plan.steps
    assert goto.scope == 0 and plan.scopes[0].inputs == {"product": "Celadon mug"}
    assert plan.scopes[fill.scope].flow == "find_product"
    assert plan.scopes[fill.scope].parent == 0
    assert plan.scopes[fill.scope].inputs == {"name": "${inputs.product}"}
    assert plan.scopes[click.scope].inputs == {"pay": "test_card"}, "the flow's own default"
    assert str(fill.place) == "journeys/shops/kiln.yaml:14:9"
    assert [str(place) for place in fill.chain] == ["journeys/buy.yaml:7:5"]
    assert fill.text == 'fill: {into: {role: searchbox}, text: "${inputs.name}"}'


def test_an_irreversible_step_carries_how_to_find_out(project: Project) -> None:
    click = steps(project, "steps:\n  - use: check_out")["1.2"]
    assert click.once
    assert [(look.id, look.verb) for look in click.done_if] == [("1.2.d1.1", "goto"), ("1.2.d1.2", "see")]
    assert [place.file for place in click.done_if[0].chain] == ["journeys/buy.yaml", "journeys/shops/kiln.yaml"]


def test_a_condition_is_one_guard_for_its_whole_block(project: Project) -> None:
    found = steps(project, """
        matrix: {locale: [vi-VN, en-GB], device: [desktop, phone]}
        steps:
          - note: {order.number: {css: "#n"}}
          - if: order.number
            then:
              - goto: /a
              - if: language == 'vi'
                then: [goto: /b]
                else: [goto: /c]
            else:
              - goto: /d
          - use: check_out
            if: not order.paid
          - goto: /e
            if: device == 'phone'
    """)  # fmt: skip
    guards = {id: [(guard.id, guard.expression, guard.negate) for guard in step.guards] for id, step in found.items()}
    outer = ("2", "order.number", False)
    assert guards == {
        "1": [],
        "2.1": [outer],
        "2.2.1": [outer, ("2.2", "language == 'vi'", False)],
        "2.2.2": [outer, ("2.2", "language == 'vi'", True)],
        "2.3": [("2", "order.number", True)],
        "3.1": [("3", "not order.paid", False)],
        "3.2": [("3", "not order.paid", False)],
        "4": [("4", "device == 'phone'", False)],
    }


def test_a_guard_in_a_flow_is_asked_in_the_scope_of_the_flow(project: Project) -> None:
    flow = """
        shop: Lò Gốm
        url: https://www.kiln.test
        languages: vi
        flows:
          pay:
            inputs: {by: text}
            steps: [{goto: /card, if: inputs.by == 'card'}]
    """
    [step] = steps(project, "steps:\n  - use: pay\n    with: {by: card}", shops__kiln=flow).values()
    assert step.guards[0].scope == step.scope == 1


def test_cleanup_comes_last_and_is_marked(project: Project) -> None:
    found = steps(project, """
        steps:
          - note: {order.number: {css: "#n"}}
        cleanup:
          - goto: /cancel
            optional: yes
          - use: greet
            if: order.number
    """)  # fmt: skip
    assert [(id, step.cleanup) for id, step in found.items()] == [("1", False), ("c1", True), ("c2.1", True)]


def test_modifiers_are_no_arguments(project: Project) -> None:
    step = steps(project, "steps:\n  - goto: /\n    once: true\n    optional: yes\n    if: language == 'vi'")["1"]
    assert (step.args, step.once, step.optional) == ({"url": "/"}, True, True)


def test_inputs_come_in_their_type(project: Project) -> None:
    flow = """
        shop: Lò Gốm
        url: https://www.kiln.test
        languages: vi
        flows:
          pay:
            inputs: {a: text, b: number, c: yes/no, d: money, e: duration, f: {type: number, default: 2}}
            steps: [see: "${inputs.a}${inputs.b}${inputs.c}${inputs.d}${inputs.e}${inputs.f}"]
    """
    journey = "steps:\n  - use: pay\n    with: {a: 7, b: '2.50', c: yes, d: 50 EUR, e: 5m}"
    plan = project(journey, shops__kiln=flow).plans[0]
    assert plan.scopes[1].inputs == {"a": "7", "b": 2.5, "c": True, "d": "50 EUR", "e": "5m", "f": 2}


@pytest.mark.parametrize(
    ("value", "type"),
    [("seven", "b: number"), ("maybe", "c: yes/no"), ("50", "d: money"), ("5 min", "e: duration"), ("30 Feb", "f: date")],
)
def test_an_input_of_another_type_is_a_mistake(project: Project, value: str, type: str) -> None:
    name = type.split(":")[0]
    flow = f"""
        shop: Lò Gốm
        url: https://www.kiln.test
        languages: vi
        flows:
          pay: {{inputs: {{{type}}}, steps: [see: "${{inputs.{name}}}"]}}
    """
    with pytest.raises(MistakesFound, match=f"buy.yaml:5:15: `{name}` must be {type.split(': ')[1]}"):
        project(f"steps:\n  - use: pay\n    with: {{{name}: {value}}}", shops__kiln=flow)


def test_flows_that_multiply_are_stopped(project: Project) -> None:
    flows = "".join(f"  f{n}: {{steps: [use: f{n + 1}, use: f{n + 1}, use: f{n + 1}]}}\n" for n in range(12))
    shop = f"shop: Lò Gốm\nurl: https://www.kiln.test\nlanguages: vi\nflows:\n{flows}  f12: {{steps: [goto: /]}}\n"
    with pytest.raises(MistakesFound, match="more than 2000 steps"):
        project("steps:\n  - use: f0", shops__kiln=shop)


def test_the_same_mistake_of_a_flow_used_twice_is_said_once(project: Project) -> None:
    with pytest.raises(MistakesFound) as caught:
        project("steps:\n  - use: greet\n  - use: greet")
    [mistake] = caught.value.mistakes
    assert [str(place) for place in mistake.chain] == ["journeys/buy.yaml:4:5"]


def test_a_fact_may_be_handed_to_a_flow_right_after_it_was_noted(project: Project) -> None:
    plan = project("""
        steps:
          - note: {order.number: {css: "#n"}}
          - use: find_product
            with: {name: "${order.number}"}
          - use: greet
    """).plans[0]
    assert plan.scopes[1].inputs == {"name": "${order.number}"}


def test_for_each_does_its_steps_once_for_each_value(project: Project) -> None:
    plan = project("""
        inputs: {mugs: [Hồ Tây, Đà Lạt], pay: card}
        steps:
          - for_each: {mug: "${inputs.mugs}"}
            do:
              - use: find_product
                with: {name: "${inputs.mug}"}
              - goto: "/?pay=${inputs.pay}"
          - for_each: {page: [a, b, c]}
            do:
              - goto: "/${inputs.page}"
    """).plans[0]
    assert [step.id for step in plan.steps] == [
        "1.1.1.1",
        "1.1.1.2",
        "1.1.2",
        "1.2.1.1",
        "1.2.1.2",
        "1.2.2",
        "2.1.1",
        "2.2.1",
        "2.3.1",
    ]
    values = Values(plan, facts={}, visit={}, secret=str)
    said = [values.resolve(step.args, step.scope) for step in plan.steps]
    assert [args["text"] for args in said if "text" in args] == ["Hồ Tây", "Đà Lạt"]
    assert [args["url"] for args in said if "url" in args] == ["/?pay=card", "/?pay=card", "/a", "/b", "/c"]


def test_for_each_wants_a_list_and_knows_its_name_only_within(project: Project) -> None:
    with pytest.raises(MistakesFound) as found:
        project("""
            inputs: {mug: one}
            steps:
              - for_each: {item: "${inputs.mug}"}
                do: [{goto: "/${inputs.item}"}]
              - for_each: {a: [1], b: [2]}
                do: [{goto: "/${inputs.itm}"}]
              - goto: "/${inputs.item}"
        """)
    said = str(found.value)
    assert "`inputs.itm` is not known here" in said
    assert "`inputs.item` is not known here" in said
    assert "name one value with its list" in said
    with pytest.raises(MistakesFound, match="`item` is no list"):
        project("""
            inputs: {mug: one}
            steps:
              - for_each: {item: "${inputs.mug}"}
                do: [{goto: "/${inputs.item}"}]
        """)
