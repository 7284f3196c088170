"""The ways in which a step may be written all lead to the same arguments."""

from collections.abc import Callable

import pytest

from shopper.journey.load import Loaded
from shopper.journey.mistakes import MistakesFound

Project = Callable[..., Loaded]


@pytest.mark.parametrize(
    ("step", "args"),
    [
        ("goto: /", {"url": "/"}),
        ("goto: {url: /}", {"url": "/"}),
        ("await_mail: order_confirmation\n    within: 5m", {"mail": "order_confirmation", "within": "5m"}),
        ("await_mail: {mail: order_confirmation, within: 5m}", {"mail": "order_confirmation", "within": "5m"}),
        ("see: Cốc\n    wait: 20s", {"text": "Cốc", "wait": "20s"}),
        ("see: {role: heading, name: {vi: Cảm ơn}}", {"role": "heading", "name": {"vi": "Cảm ơn"}}),
        ('note: {price: {css: "#p", as: money}}', {"values": {"price": {"css": "#p", "as": "money"}}}),
        ("press: {key: Enter, in: {role: searchbox}}", {"key": "Enter", "in": {"role": "searchbox"}}),
        ("fill: {into: {label: Phone}, text: +84 28}", {"into": {"label": "Phone"}, "text": "+84 28"}),
    ],
)
def test_forms_of_a_step(project: Project, step: str, args: dict[str, object]) -> None:
    [found] = project(f"steps:\n  - {step}\n").plans[0].steps
    assert found.args == args


def test_one_mistake_does_not_hide_or_cause_others(project: Project) -> None:
    with pytest.raises(MistakesFound) as caught:
        project("""
            steps:
              - note: {order.number: {css: "#n", ass: money}}
              - see: "${order.number}"
              - clik: {role: button}
              - wait: 2 hours
        """)
    assert [(m.place.line, m.hint) for m in caught.value.mistakes] == [
        (5, "did you mean `as`?"),
        (7, "did you mean `click`?  Steps: shopper explain steps"),
        (8, "did you mean `2h`?"),
    ]
