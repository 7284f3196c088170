"""Names of what the workshop writes: refused with one that would do."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from shopper.errors import UsageError
from shopper.journey.mistakes import say
from shopper.journey.names import likely_name
from shopper.journey.schema import Name


def checked_name(what: str, text: str, *, place: str = "", dashes: bool = False) -> str:
    """A name as files and YAML have it. `what` it is of, such as `journey`; `dashes`: it is typed with `-` for `_`, as
    checks' ids are. Raises UsageError with one that would do."""
    try:
        return str(TypeAdapter(Name).validate_python(text.replace("-", "_") if dashes else text))
    except ValidationError:
        joint = "-" if dashes else "_"
        guess = likely_name(text, before_digit=what).replace("_", joint)
        remedy = say(f"Did you mean `{guess}`?" if guess else "", f"Small letters, digits and `{joint}`, a letter first.")
        raise UsageError(f"`{text}` is not a name for a {what}", place=place, remedy=remedy) from None
