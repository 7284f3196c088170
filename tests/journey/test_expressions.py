import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopper.errors import StepFailed
from shopper.journey.expressions import Values
from shopper.journey.language import ExpressionError, holes, names
from shopper.model import Money, Persona, Place, Plan, Scope, Shop

FACTS: dict[str, Any] = {"order.number": "GS-17", "order.total": Money(amount=Decimal("19.90"), currency="EUR"), "copies": 3}
ATTACKS = [
    "''.__class__", "visit.__class__.__mro__", "visit._id", "visit['__class__']", "visit.mail.upper()", "range(9)",
    "cycler('a')", "lipsum()", "self.__init__", "9**9**9", "'x' * 10 ** 9", "visit|attr('mail')", "visit|map('x')",
    "visit|pprint", "{'a': 1}", "visit[0:1]", "visit.mail|format(1)", "().__doc__", "none.x()", "a;b", "import os", "a := 1",
    "(" * 140 + "1" + ")" * 140, "not " * 70 + "a", "a" * 301, "visit.mail is mapping", "'%s' % visit.mail()",
]  # fmt: skip


def values(facts: dict[str, Any] | None = None, *scopes: Scope) -> Values:
    shop = Shop(id="kiln", name="Lò Gốm", url="https://www.kiln.test", languages=("vi", "en"), hosts=())
    plan = Plan(
        id="p", journey="p", title="p", place=Place(file="p"), shop=shop, persona=Persona(id="linh", name="Linh"),
        locale="en-GB", steps=(), scopes=scopes or (Scope(),),
    )  # fmt: skip
    visit = {"id": "v1", "mail": "v1@kiln.test", "number": 1}
    return Values(plan, facts=FACTS if facts is None else facts, visit=visit, secret=lambda name: f"secret of {name}")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("plain", "plain"),
        (7, 7),
        ("${copies}", 3),
        ("${copies + 1}", 4),
        ("${copies > 2 and 'yes' or 'no'}", "yes"),
        ("${order.total}", FACTS["order.total"]),
        ("Total: ${order.total}", "Total: 19.90 EUR"),
        ("${order.total.amount * 2}", Decimal("39.80")),
        ("${ order.number | lower }", "gs-17"),
        ("${order.note | default('none')}", "none"),
        ("${'#' ~ order.number}", "#GS-17"),
        ("${visit.mail} / ${persona.name} / ${shop.name}", "v1@kiln.test / Linh / Lò Gốm"),
        ("${locale} ${language} ${device}", "en-GB en desktop"),
        ("$${literal} ${'}'}", "${literal} }"),
        ("${secret:PASSWORD}", "secret of PASSWORD"),
        ({"a": ["${copies}", {"b": "x${copies}"}]}, {"a": [3, {"b": "x3"}]}),
    ],
)
def test_a_value_is_filled_in_and_keeps_its_type(typed: Any, value: Any) -> None:
    assert values().resolve(typed) == value


def test_an_input_is_filled_in_where_the_flow_was_used() -> None:
    scopes = (
        Scope(inputs={"name": "Mug", "title": {"vi": "Cốc", "en": "Mug!"}}),
        Scope(parent=0, inputs={"name": "${inputs.name} ${copies}"}, flow="outer"),
        Scope(parent=1, inputs={"name": "<${inputs.name}>"}, flow="inner"),
    )
    assert values(None, *scopes).resolve("${inputs.name}", 2) == "<Mug 3>"
    assert values(None, *scopes).resolve("${inputs.title}", 0) == "Mug!", "by language: the customer's own"


def test_a_fact_noted_later_is_seen_at_once() -> None:
    facts: dict[str, Any] = {}
    seen = values(facts)
    with pytest.raises(StepFailed, match=r"`order.number` has no value yet"):
        seen.resolve("${order.number}")
    facts["order.number"] = "GS-18"
    assert seen.resolve("${order.number}") == "GS-18"


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("order.number == 'GS-17'", True),
        ("${order.number}", True),
        ("not order.number", False),
        ("order.returned", False),
        ("not order.returned", True),
        ("not parcel.box.size", True),
        ("parcel.weight > 3", False),
        ("parcel.weight + 1 > 3", False),
        ("order.total.amount >= 19.9", True),
        ("language in ['en', 'de']", True),
        ("order.returned is defined", False),
        ("'GS' in order.number", True),
    ],
)
def test_a_condition_may_ask_for_what_is_not_there(condition: str, holds: bool) -> None:
    assert values().holds(condition) is holds


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("${order}", "a group of them: number, total"),
        ("${copies / 0}", "zero"),
        ("${order.number + 1}", "for numbers"),
        ("${order.total > 1}", "do not mix"),
        ("${'ab' * 3}", "for numbers"),
        ("${5 | round(0 - 9999999)}", "0 … 10 digits"),
        ("${visit.items}", "has no value"),
        ("${order.number | int}", "invalid literal"),
    ],
)
def test_what_cannot_be_worked_out_fails_the_step_in_words(typed: str, words: str) -> None:
    with pytest.raises(StepFailed, match=r"cannot be|a group|has no value") as caught:
        values().resolve(typed)
    assert words in caught.value.problem


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_gets_out_of_the_language(attack: str) -> None:
    with pytest.raises(ExpressionError):
        names(attack)
    with pytest.raises((StepFailed, ExpressionError)):
        holes(f"${{{attack}}}")
        values().resolve(f"${{{attack}}}")


def test_nothing_grows_without_bounds() -> None:
    begun = time.process_time()
    doubling = "x" + "|replace('x','xxxxxxxxxxxxxxxxxxxx')" * 7
    nested = [Scope(inputs={"a": "x" * 1000})]
    nested += [Scope(parent=depth, inputs={"a": "${inputs.a}" * 50}) for depth in range(9)]
    for filling, expression, scope in ((values({"x": "x"}), f"${{{doubling}}}", 0), (values({}, *nested), "${inputs.a}", 9)):
        with pytest.raises(StepFailed, match=r"large|grows"):
            filling.resolve(expression, scope)
    assert time.process_time() - begun < 10


def test_names_are_found_with_what_may_be_missing() -> None:
    used = {
        str(use): use.guarded for use in names("order.total.amount > 5 and (gift | default('x')) ~ a if b is defined else c[0]")
    }
    assert used == {"order.total.amount": False, "gift": True, "a": False, "b": True, "c": False}


def test_an_unclosed_hole_is_a_mistake() -> None:
    assert [hole.inner for hole in holes("a ${b} $${c} ${'}'}")] == ["b", "'}'"]
    with pytest.raises(ExpressionError, match=r"never closed"):
        holes("a ${b} ${c")


@settings(max_examples=300, deadline=20_000)
@given(st.text(alphabet="abo.| ()[]{}'\"+-*/%<>=!~,01_$:", max_size=60) | st.sampled_from(ATTACKS))
def test_any_expression_is_read_or_explained(expression: str) -> None:
    for method in (values().resolve, lambda text: values().holds(expression)):
        try:
            method(f"${{{expression}}}")
        except (StepFailed, ExpressionError) as error:
            assert str(error)
