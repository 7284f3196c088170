"""The shape of the files by which an audit is judged: `scorecard.yaml` and `baseline.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from shopper.journey.values import Day, Number
from shopper.model import Model

Weight = Annotated[Number, Field(ge=0)]
Category = Literal["resolution", "speed", "transparency", "ease", "consistency", "communication", "personal", "process"]


def _said(text: str) -> str:
    if text.strip():
        return text
    raise PydanticCustomError("reason", "a reason is missing; say in a sentence why this is accepted", {})


class RequiredShape(Model):
    """What must pass, whatever else is fine: a check, or its verdict about one thing (a mail's kind, a page) and its parts."""

    title: str
    """How the report calls it: `The confirmation arrives`."""
    check: str
    """A check's id: `shopper explain checks` lists them."""
    about: str = ""
    """What the verdict is about, such as a kind of mail; left out: whatever it is about."""


class ScoreCardFile(Model):
    """`journeys/scorecard.yaml`: what counts how much. All of it may be left out."""

    target: Annotated[Number, Field(ge=0, le=100)] | None = None
    """A score below this fails the audit (0–100); left out: no score does."""
    categories: dict[Category, Weight] = Field(default={})
    """Category → weight, those that are to differ from the usual ones; 0: it is not scored."""
    must_pass: tuple[RequiredShape, ...] | None = None
    """If one of these fails, so does the audit, whatever its score. A list here replaces the usual one."""


class EntryShape(Model):
    """One finding that is known and accepted for a while. `shopper accept` writes them."""

    id: Annotated[str, Field(min_length=1)]
    """The finding's id, as reports show it. The lines below say for readers which one that is."""
    check: str
    """The check that found it."""
    journey: str
    """The journey, by its file's name."""
    shop: str
    """The shop, by its file's name."""
    locale: str
    """The customer's locale: `vi-VN`."""
    device: str
    """`desktop` or `phone`."""
    about: str = ""
    """What it is about, such as a kind of mail."""
    sentence: str = ""
    """What the check said."""
    reason: Annotated[str, AfterValidator(_said), Field(json_schema_extra={"pattern": r"\S"})]
    """Why it is accepted, in a sentence."""
    accepted: Day
    """The day on which it was accepted: 2026-11-22."""
    until: Day
    """The last day on which it counts as known."""

    @model_validator(mode="after")
    def _in_order(self) -> EntryShape:
        if self.until < self.accepted:
            raise PydanticCustomError("compared", "this was over before it began; `until` comes after `accepted`", {})
        return self
