"""Which blocks of a journey can ever be played, as far as that is certain before anybody plays it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateError

from shopper.journey import language
from shopper.journey.language import MONEY_PARTS, ROOTS, TooMuch
from shopper.journey.needs import Part, Stage
from shopper.journey.values import is_template
from shopper.model import Guard


@dataclass(frozen=True, slots=True)
class Asked:
    """A guard, and how many steps lay behind when it was asked."""

    guard: Guard
    moment: int


@dataclass
class Reach:
    """Knows what has been noted so far, and who plays; answers whether conditions can hold together.

    `lookup(name, scope)`: the value of an input as far as it is known, else a text with `${…}`, or None.
    """

    stage: Stage
    lookup: Callable[[str, int], Any]
    noted: dict[str, int] = field(default_factory=dict)
    """Fact → the step that noted it last, counted from 0."""
    blurred: bool = False

    def why_not(self, asked: Sequence[Asked]) -> str:
        """Why these can never hold all at once, in words; an empty text if they can, or if nobody knows."""
        *around, last = asked
        for other in around:
            if self._same(other, last) is False and not self._changed_since(other):
                return f"the steps around it are played only if `{other.guard.expression}` is {'not ' * other.guard.negate}so"
        if self.stage.parts and self.stage.whole and not any(self._can_hold(asked, part) for part in self.stage.parts):
            unknown = [name for name in self._facts(last.guard) if not self._related(name)]
            visits = ", ".join(dict.fromkeys(f"{part.locale} {part.device}" for part in self.stage.parts))
            return f"no step before this notes `{unknown[0]}`" if unknown else f"it is played only as {visits}"
        return ""

    def _can_hold(self, asked: Sequence[Asked], part: Part) -> bool:
        return all(self._holds(one.guard, part) is not False for one in asked)

    def _holds(self, guard: Guard, part: Part) -> bool | None:
        """Whether a condition holds for who plays; None if it depends on what is noted meanwhile."""
        names: dict[str, Any] = {
            "locale": part.locale,
            "language": part.language,
            "device": part.device,
            "shop": {"name": self.stage.shop.name, "url": self.stage.shop.url},
            "inputs": {},
        }
        for use in language.names(guard.expression):
            root, *rest = use.path
            if root == "inputs" and rest:
                value = self.lookup(rest[0], guard.scope)
                value = value.get(part.language) if isinstance(value, dict) else value
                if value is None or isinstance(value, list) or is_template(value):
                    return None
                names["inputs"][rest[0]] = value
            elif root in ("visit", "persona") or (root == "shop" and self.stage.unsure) or self._may_be_noted(str(use)):
                return None
        try:
            return bool(language.compiled(guard.expression, lenient=True)(names)) is not guard.negate
        except TooMuch:
            return None
        except TemplateError:
            return guard.negate  # as when it is played: a comparison with what is not there is untrue
        except (ArithmeticError, TypeError, ValueError):
            return None

    def _may_be_noted(self, name: str) -> bool:
        return name.partition(".")[0] not in ROOTS and (self.blurred or bool(self._related(name)))

    def _same(self, one: Asked, other: Asked) -> bool | None:
        """Whether two conditions ask the same with the same answer wanted; None if they ask different things."""
        (first, wanted), (second, also) = _plain(one.guard), _plain(other.guard)
        return wanted is also if first == second and one.guard.scope == other.guard.scope else None

    def _changed_since(self, asked: Asked) -> bool:
        facts = self._facts(asked.guard)
        return (self.blurred and bool(facts)) or any(
            moment >= asked.moment for name in facts for moment in self._related(name).values()
        )

    def _facts(self, guard: Guard) -> list[str]:
        return [str(use) for use in language.names(guard.expression) if use.path[0] not in ROOTS]

    def _related(self, name: str) -> Mapping[str, int]:
        """The notes that a name in an expression may speak of: the fact, the money that it is a part of, a fact below it."""
        fact, _, part = name.rpartition(".")
        names = (name, fact) if part in MONEY_PARTS else (name,)
        return {noted: moment for noted, moment in self.noted.items() if noted in names or noted.startswith(f"{name}.")}


def _plain(guard: Guard) -> tuple[str, bool]:
    """A condition without its `not`s, and whether it is wanted to hold."""
    expression, wanted = guard.expression.strip(), not guard.negate
    while expression.startswith("not ") and not any(f" {word} " in expression for word in ("and", "or", "if", "in")):
        expression, wanted = expression.removeprefix("not ").strip(), not wanted
    return " ".join(expression.split()), wanted
