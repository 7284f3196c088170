"""The score card: what counts how much, what must pass, what is aimed at. Read from `journeys/scorecard.yaml`.

target: 85
categories: {speed: 20, personal: 0}       # the others keep their weights
must_pass:                                 # instead of the usual list
  - {title: The confirmation arrives, check: missing-mail, about: order_confirmation}
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import Field, ValidationError

from shopper.journey.mistakes import Mistakes, MistakesFound, did_you_mean
from shopper.journey.rulebook import RequiredShape, ScoreCardFile
from shopper.journey.source import read
from shopper.journey.wording import note_errors
from shopper.model import Model
from shopper.registry import CATEGORIES
from shopper.registry import checks as all_checks


class Category(Model):
    id: str
    title: str
    weight: float = Field(ge=0)


class Required(RequiredShape):
    """What must pass, whatever else is fine: a check, or its verdict about one thing (a mail's kind, a page) and its parts."""

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


def parse_card(raw: bytes, file: str, checks: Collection[str] | None = None) -> ScoreCard:
    """The score card in `raw`; `file` is how mistakes call it. An empty file is the usual one.

    `checks`: the ids that exist; left out, they are loaded if the card names any. Raises MistakesFound with every mistake.
    """
    mistakes = Mistakes()
    source = read(file, raw, mistakes)
    mistakes.raise_if_any()
    assert source
    data = {} if source.data is None else source.data
    try:
        given = ScoreCardFile.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        note_errors(error, ScoreCardFile, source, mistakes, what="a score card")
        raise MistakesFound(mistakes.in_order()) from None
    known = (all_checks() if checks is None else checks) if given.must_pass else ()
    for index, row in enumerate(given.must_pass or ()):
        if row.check not in known:
            hint = did_you_mean(row.check, known) or "All checks: shopper explain checks"
            mistakes.add(source, source.span(("must_pass", index, "check")), f"`{row.check}` is not a check", hint)
    weights = {id: weight for id, (_, weight) in CATEGORIES.items()} | given.categories
    if not any(weights.values()):
        span = source.span(("categories",), key=True)
        mistakes.add(source, span, "every category weighs nothing", "give at least one of them a weight above 0")
    mistakes.raise_if_any()
    return ScoreCard(
        categories=tuple(Category(id=id, title=title, weight=weights[id]) for id, (title, _) in CATEGORIES.items()),
        must_pass=USUAL_MUST_PASS
        if given.must_pass is None
        else tuple(Required(**row.model_dump()) for row in given.must_pass),
        target=given.target,
    )


def load_card(path: Path, *, checks: Collection[str] | None = None) -> ScoreCard:
    """The score card in this file, or the usual one if there is no such file. Raises MistakesFound as `parse_card` does."""
    if not path.is_file():
        return ScoreCard()
    return parse_card(path.read_bytes(), f"{path.parent.name}/{path.name}", checks)
