"""What the customer did, in words: “Click button “Checkout””, not `click: {role: button, name: {en: Checkout, vi: …}}`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from pydantic import ValidationError

from shopper import Locator, StepRecord
from shopper.reports._text import Words

_WHAT_AND_WHERE = {
    "fill": ("text", "into"), "choose": ("option", "in"), "open_mail_link": ("text", "mail"), "upload": ("file", "into"),
}  # fmt: skip
_QUOTED_BESIDE = ("say", "write_mail", "reply_mail")
"""What they say stands in the timeline as the customer wrote it."""

_NO_MORE_TO_SAY = ("reload", "come_back", "explore", "ask_person")


def said(step: StepRecord, language: str, words: Words, called: Callable[[str], str] = str) -> str:
    """A sentence in the report's language, naming things in the visit's language, as the customer saw them. `called`: kind of
    mail → what people call it.

    A verb that has no sentence among the words, and whatever does not read as YAML, is given as it was written.
    """
    written = step.text or step.verb
    if f"do_{step.verb}" not in words.keys:
        return written
    if step.verb in (*_QUOTED_BESIDE, *_NO_MORE_TO_SAY):
        return words(f"do_{step.verb}")
    try:
        args = yaml.safe_load(f"{{{step.text}}}")[step.verb]
        what, where = _named(step.verb, args, language, words, called)
    except (yaml.YAMLError, ValidationError, KeyError, TypeError):
        return written
    if step.verb == "fill" and "${" in what:  # the journey's own variable says nothing to a reader
        return words("do_fill_in", where=where)
    return words(f"do_{step.verb}", what=what, where=where)


def _named(verb: str, args: Any, language: str, words: Words, called: Callable[[str], str]) -> tuple[str, str]:
    """What the sentence is about, and where. Raises KeyError, TypeError or ValidationError for arguments of another shape."""
    if verb in _WHAT_AND_WHERE:
        what, where = _WHAT_AND_WHERE[verb]
        if where == "mail":
            return _spoken(args[what], language), called(_spoken(args[where], language))
        return _spoken(args[what], language), _spoken(args[where], language)
    if verb == "expect_mail":
        return ", ".join(map(called, args)), ""
    if verb == "await_mail":
        return called(args["mail"] if isinstance(args, dict) else _spoken(args, language)), ""
    if verb == "note":
        return ", ".join(args), ""
    if verb == "await_reply":
        return words(f"reply_{args or 'anyone'}"), ""
    if verb == "fault":
        name = args["name"] if isinstance(args, dict) else args
        return words("fault_none") if name == "none" else words("fault_on", what=name.replace("_", " ")), ""
    if verb == "wait_until":
        return _until(args, language, words), ""
    return _spoken({"text": args} if verb == "see" and isinstance(args, str) else args, language), ""


def _until(args: Any, language: str, words: Words) -> str:
    if isinstance(args, dict):
        return words("until_seen", what=_spoken(args["see"], language))
    if isinstance(args, int):  # what YAML 1.1 makes of 20:30
        args = f"{args // 60:02}:{args % 60:02}"
    return words(f"until_{args}") if args in ("open", "closed") else words("until_time", time=args)


def _spoken(value: Any, language: str) -> str:
    """A locator as a person would say it, a text in the visit's language, or a plain value."""
    match value:
        case str() | int() | float():
            return str(value)
        case {**parts} if located := {key: part for key, part in parts.items() if key in Locator.model_fields}:
            return Locator.model_validate(located, context={"loading": True}).describe(language)
        case {**parts} if parts:
            return str(parts.get(language) or next(iter(parts.values())))
    raise TypeError(f"nothing to say about {value!r}")
