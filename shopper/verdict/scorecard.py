"""The score card: what counts how much, what must pass, what is aimed at. Read from `journeys/scorecard.yaml`.

target: 85
categories: {speed: 20, personal: 0}       # the others keep their weights
must_pass:                                 # instead of the usual list
  - {title: The confirmation arrives, check: missing-mail, about: order_confirmation}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from shopper.errors import UsageError
from shopper.model import Model, Place
from shopper.registry import CATEGORIES
from shopper.registry import checks as all_checks


class Category(Model):
    id: str
    title: str
    weight: float = Field(ge=0)


class Required(Model):
    """What must pass, whatever else is fine: a check, or its verdict about one thing (a mail's kind, a page) and its parts."""

    title: str
    check: str
    about: str = ""

    def covers(self, about: str) -> bool:
        """Whether a verdict about this is meant: `shipping_notice` covers `shipping_notice: Track your parcel`."""
        return self.about in ("", about) or about.startswith(f"{self.about}: ")


USUAL_MUST_PASS = (
    Required(title="The order completes", check="goal-not-reached", about="the order"),
    Required(title="The confirmation arrives", check="missing-mail", about="order_confirmation"),
    Required(title="The amount charged is the total shown", check="total-differs"),
    Required(title="A return can be started", check="return-not-online"),
    Required(title="A person can be reached", check="no-way-to-a-person"),
    Required(title="No other customer's data is shown", check="other-customers-data"),
)
"""A row whose check nobody has installed is passed over."""


class ScoreCard(Model):
    """Weighted categories, what must pass, and the score aimed at (0–100; None: no target)."""

    categories: tuple[Category, ...] = tuple(Category(id=id, title=t, weight=w) for id, (t, w) in CATEGORIES.items())
    must_pass: tuple[Required, ...] = USUAL_MUST_PASS
    target: float | None = Field(default=None, ge=0, le=100)


class _File(Model):
    """What may stand in the file."""

    categories: dict[str, float] = Field(default_factory=dict)
    must_pass: tuple[Required, ...] | None = None
    target: float | None = None


def read_card(data: Mapping[str, Any] | None, *, checks: Collection[str], file: str = "journeys/scorecard.yaml") -> ScoreCard:
    """A score card from the parsed file (`{}` or None: the usual one). `checks`: the ids that exist.

    Raises UsageError with file, key and remedy.
    """
    try:
        given = _File.model_validate(data or {})
        weights = {id: weight for id, (_, weight) in CATEGORIES.items()} | given.categories
        _known(given.categories, CATEGORIES, "a category", f"{file}: categories")
        if given.must_pass is not None:
            _known([row.check for row in given.must_pass], checks, "a check", f"{file}: must_pass")
        card = ScoreCard(
            categories=tuple(Category(id=id, title=title, weight=weights[id]) for id, (title, _) in CATEGORIES.items()),
            must_pass=USUAL_MUST_PASS if given.must_pass is None else given.must_pass,
            target=given.target,
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"`{where}`: {first['msg'][0].lower()}{first['msg'][1:]}" if where else first["msg"],
            place=file,
            remedy="It may hold `target` (0–100), `categories` (id: weight, 0 or more) and `must_pass` (title, check, about).",
        ) from None
    if not any(category.weight for category in card.categories):
        raise UsageError(
            "every category weighs nothing", place=file, remedy="Give at least one of `categories` a weight above 0."
        )
    return card


def load_card(path: Path, *, checks: Collection[str] | None = None) -> ScoreCard:
    """The score card in this file, or the usual one if there is no such file. Raises UsageError as `read_card` does."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return ScoreCard()
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file=str(path), line=mark.line + 1, column=mark.column + 1) if mark else str(path)
        raise UsageError("this is not YAML", place=place, remedy="Compare it with the usual score card.") from None
    return read_card(data, checks=all_checks() if checks is None else checks, file=str(path))


def _known(given: Collection[str], known: Collection[str], what: str, place: str) -> None:
    for word in given:
        if word not in known:
            close = get_close_matches(word, known, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"One of: {', '.join(sorted(known))}."
            raise UsageError(f"`{word}` is not {what}", place=place, remedy=hint)
