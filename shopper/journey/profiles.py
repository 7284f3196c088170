"""Shops, personas and mailboxes: their files read, and what one key says compared with the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from shopper.journey.mistakes import Mistakes, closest, did_you_mean, one_of
from shopper.journey.schema import OTHER_STANDARDS, FlowInput, MailboxShape, PersonaShape, ShopFile, hours_mistake
from shopper.journey.script import Reader
from shopper.journey.source import Keys, Source
from shopper.journey.unfold import Flow, flows_used, typed
from shopper.journey.wording import note_errors
from shopper.model import Mailbox, Persona, Shop

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class ShopBook:
    """A shop's file, read: its profile, and how its flows are done."""

    profile: Shop
    flows: Mapping[str, Flow]
    source: Source


def parse(model: type[M], source: Source, mistakes: Mistakes, what: str, base: Keys = ()) -> M | None:
    """The data at `base` as this model; None after noting what does not fit. `what` names it: `a journey`."""
    try:
        return model.model_validate(source.data_at(base))
    except ValidationError as error:
        note_errors(error, model, source, mistakes, what=what, base=base)
        return None


def read_personas(source: Source, mistakes: Mistakes) -> dict[str, Persona | None]:
    """Name → persona; None for one that is there with mistakes."""
    read = {id: parse(PersonaShape, source, mistakes, "a persona", (id,)) for id in source.data}
    return {id: shape.profile(id) if shape else None for id, shape in read.items()}


def read_mailboxes(source: Source, mistakes: Mistakes) -> dict[str, Mailbox | None]:
    """Name → mailbox; None for one that is there with mistakes. Passwords that stand there openly are never quoted."""
    source.hide("password")
    read = {name: parse(MailboxShape, source, mistakes, "a mailbox", (name,)) for name in source.data}
    for name, shape in read.items():
        for key in ("imap", "user", "password", "address"):
            if shape and not shape.practice and not getattr(shape, key):
                mistakes.add(source, source.span((name,), key=True), f"`{name}` needs `{key}`", f"add `{key}:`")
    return {name: shape.profile(name) if shape else None for name, shape in read.items()}


def read_shop(id: str, source: Source, mailboxes: Collection[str], mistakes: Mistakes) -> ShopBook | None:
    """A shop's file; None after noting why it cannot be read whole."""
    source.hide("basic")
    shape = parse(ShopFile, source, mistakes, "a shop")
    flows = {name: _flow(source, name, body, shape, mistakes) for name, body in _mapping(source.data, "flows").items()}
    for flow in flows.values():
        for use, name in flows_used(flow.items):
            if name not in flows:
                mistakes.add(source, use.where(name), f"there is no flow `{name}`", which_flow(name, flows))
    _compare(source, mailboxes, mistakes)
    return ShopBook(shape.profile(id), flows, source) if shape else None


def which_flow(name: str, flows: Collection[str]) -> str:
    """A hint for a flow that is not there."""
    return did_you_mean(name, flows) or f"flows: {one_of(flows) or 'none'}"


def note_unused(source: Source, path: Keys, inputs: Collection[str], reader: Reader, where: str, mistakes: Mistakes) -> None:
    """Note inputs that no `${inputs.…}` uses. One that is probably used, but misspelt there, is noted only there."""
    for name in inputs:
        if name not in reader.used_inputs and not closest(name, reader.used_inputs.difference(inputs)):
            hint = f"use it as `${{inputs.{name}}}`, or delete it"
            mistakes.add(source, source.span((*path, name), key=True), f"the input `{name}` is used nowhere in {where}", hint)


def _flow(source: Source, name: str, body: Any, shape: ShopFile | None, mistakes: Mistakes) -> Flow:
    """A flow as far as it can be read, even where the rest of its file cannot."""
    path: Keys = ("flows", name)
    declared = _mapping(body, "inputs")
    inputs: Mapping[str, FlowInput] = shape.flows[name].inputs if shape else {}
    reader = Reader(source, mistakes, declared)
    steps = body.get("steps") if isinstance(body, dict) else None
    items = reader.items(steps, (*path, "steps")) if steps and isinstance(steps, list) else ()
    note_unused(source, (*path, "inputs"), declared, reader, f"`{name}`", mistakes)
    for input, wanted in inputs.items():
        reader.check_text((*path, "inputs", input, "default"), wanted.default, inputs=False)
        try:
            typed(wanted.default, wanted.type)
        except ValueError as error:
            span = source.span((*path, "inputs", input, "default"))
            mistakes.add(source, span, f"`default` must be {wanted.type}", str(error))
    return Flow(name, source, path, inputs, items)


def _compare(source: Source, mailboxes: Collection[str], mistakes: Mistakes) -> None:
    """What one key says must fit the others, and the mailboxes."""
    data: Mapping[str, Any] = source.data
    mailbox = data.get("mailbox")
    if isinstance(mailbox, str) and mailbox not in mailboxes:
        hint = did_you_mean(mailbox, mailboxes) or f"mailboxes.yaml has {one_of(mailboxes) or 'none'}"
        mistakes.add(source, source.span(("mailbox",)), f"there is no mailbox `{mailbox}`", hint)
    host = urlsplit(data["url"]).hostname if isinstance(data.get("url"), str) and "[" not in data["url"] else None
    hosts = data.get("hosts")
    if host and isinstance(hosts, list) and hosts and not any(covers(str(pattern), host) for pattern in hosts):
        mistakes.add(source, source.span(("hosts",), key=True), f"`hosts` leaves out the shop itself ({host})", f"add {host}")
    known = (*_mapping(data, "mails"), *OTHER_STANDARDS)
    for name in _mapping(data, "standards"):
        if name not in known:
            hint = did_you_mean(name, known) or f"known here: {one_of(known)}"
            span = source.span(("standards", name), key=True)
            mistakes.add(source, span, f"`{name}` is no kind of mail and no standard", hint)
    for day, times in _mapping(data, "hours").items():
        problem, hint = hours_mistake(day, str(times))
        if problem:
            mistakes.add(source, source.span(("hours", day), key=problem.endswith("day")), problem, hint)


def covers(pattern: str, host: str) -> bool:
    """Whether a pattern of `hosts` (`www.example.com`, `*.example.com`) takes in this host."""
    pattern = pattern.lower()
    return host == pattern or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _mapping(data: Any, key: str) -> Mapping[str, Any]:
    """The mapping under a key of a file that may be wrong in every respect."""
    inner = data.get(key) if isinstance(data, dict) else None
    return inner if isinstance(inner, dict) else {}
