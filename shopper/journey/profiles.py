"""Shops, personas and mailboxes: their files read, and what one key says compared with the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from shopper.egress import host_matches
from shopper.journey.items import texts_by_language
from shopper.journey.keys import keys_of
from shopper.journey.mistakes import Mistakes, closest, did_you_mean, one_of
from shopper.journey.needs import check_spoken, lacking
from shopper.journey.schema import OTHER_STANDARDS, FlowInput, MailboxShape, PersonaShape, ShopFile, hours_mistake
from shopper.journey.script import Reader
from shopper.journey.source import Keys, Source
from shopper.journey.unfold import Flow, flows_used, steps_in, typed
from shopper.journey.wording import note_errors
from shopper.model import Mailbox, MailKind, Persona, Shop

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class ShopBook:
    """A shop's file, read: its profile, and how its flows are done. `unsure`: keys that could not be read whole."""

    profile: Shop
    flows: Mapping[str, Flow]
    source: Source
    unsure: frozenset[str] = frozenset()


@cache
def _known(kind: str) -> frozenset[str]:
    """Every key that such a file may have, on whatever level."""
    return frozenset(name for key in keys_of(kind) for name in key.path.split("."))


def parse(model: type[M], source: Source, mistakes: Mistakes, what: str, base: Keys = ()) -> M | None:
    """The data at `base` as this model; None after noting what does not fit. `what` names it: `a journey`."""
    try:
        return model.model_validate(source.data_at(base), by_alias=True, by_name=False)
    except ValidationError as error:
        note_errors(error, model, source, mistakes, what=what, base=base)
        return None


def parse_in_part(
    model: type[M], source: Source, mistakes: Mistakes, what: str, instead: Mapping[str, Any]
) -> tuple[M | None, frozenset[str]]:
    """A file as this model, without what does not fit, which is noted: all that fits is to be compared all the same. The keys
    at which something was left out; `instead`: what stands for a key that may not be missing."""
    try:
        return model.model_validate(source.data, by_alias=True, by_name=False), frozenset()
    except ValidationError as error:
        note_errors(error, model, source, mistakes, what=what)
        data = {**source.data}
        # From the end on: what is left out of a list moves nothing that is still to be left out.
        wrong = {details["loc"] for details in error.errors(include_url=False)}
        for top, *inner in sorted(wrong, key=lambda loc: [(isinstance(part, int), part) for part in loc], reverse=True):
            if inner and isinstance(data.get(top), dict) and inner[0] in data[top]:
                listed = data[top][inner[0]]
                if len(inner) == 2 and isinstance(listed, list) and len(listed) > 1:
                    rest = [item for index, item in enumerate(listed) if index != inner[1]]
                    data[top] = {**data[top], inner[0]: rest}
                    continue
                data[top] = {key: value for key, value in data[top].items() if key != inner[0]}
            else:
                data.pop(top, None)
        unsure = frozenset(str(details["loc"][0]) for details in error.errors(include_url=False))
    try:
        return model.model_validate({**instead, **data}, by_alias=True, by_name=False), unsure
    except ValidationError:  # one part needs another
        return None, unsure


def read_personas(source: Source, mistakes: Mistakes) -> dict[str, Persona | None]:
    """Name → persona; None for one that is there with mistakes."""
    read = {id: parse(PersonaShape, source, mistakes, "a persona", (id,)) for id in source.data}
    return {id: shape.profile(id) if shape else None for id, shape in read.items()}


def said_by_language(source: Source) -> list[tuple[Keys, Mapping[str, Any]]]:
    """The texts by language that personas say."""
    people = ((id, data) for id, data in source.data.items() if isinstance(data, dict))
    return [found for id, data in people for found in texts_by_language(PersonaShape, data, {key: (id, key) for key in data})]


def read_mailboxes(source: Source, mistakes: Mistakes) -> dict[str, Mailbox | None]:
    """Name → mailbox; None for one that is there with mistakes. Passwords that stand there openly are never quoted."""
    source.hide("password", "client_secret", "refresh_token", known=_known("mailboxes"), names=1)
    read = {name: parse(MailboxShape, source, mistakes, "a mailbox", (name,)) for name in source.data}
    for name, shape in read.items():
        if not shape or shape.practice:
            continue
        for key in ("imap", "user", "password", "address"):
            if not getattr(shape, key) and not (key == "password" and shape.oauth):
                mistakes.add(source, source.span((name,), key=True), f"`{name}` needs `{key}`", f"add `{key}:`")
        if shape.password and shape.oauth:
            span = source.span((name, "oauth"), key=True)
            mistakes.add(source, span, "`password` and `oauth` cannot both be meant", "leave one of them out")
    return {name: shape.profile(name) if shape else None for name, shape in read.items()}


def read_shop(id: str, source: Source, mailboxes: Collection[str], mistakes: Mistakes) -> ShopBook | None:
    """A shop's file as far as it can be read; None if nothing of it can. What is wrong is noted."""
    source.hide("sign_in", known=_known("shop"), but=("flows", "mails"))
    instead = {"shop": id, "url": "https://shop.invalid", "languages": ["en"]}
    shape, unsure = parse_in_part(ShopFile, source, mistakes, "a shop", instead)
    flows = {name: _flow(source, name, body, shape, mistakes) for name, body in _mapping(source.data, "flows").items()}
    for flow in flows.values():
        for use, name in flows_used(flow.items):
            if name not in flows:
                mistakes.add(source, use.where(name), f"there is no flow `{name}`", which_flow(name, flows))
    _compare(source, mailboxes, mistakes)
    if not shape:
        return None
    if "languages" not in unsure:
        _compare_languages(source, shape.languages, flows.values(), mistakes)
    profile = shape.profile(id)
    # A kind of mail that could not be read is there all the same.
    unread = {kind: MailKind(system="unknown", sender="*@shop.invalid", subject={}) for kind in _mapping(source.data, "mails")}
    return ShopBook(profile.model_copy(update={"mails": {**unread, **profile.mails}}), flows, source, unsure)


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
    shaped = shape.flows.get(name) if shape else None
    inputs: Mapping[str, FlowInput] = shaped.inputs if shaped else {}
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
    return Flow(name, source, path, inputs, items, sure=shaped is not None)


def _compare(source: Source, mailboxes: Collection[str], mistakes: Mistakes) -> None:
    """What one key says must fit the others, and the mailboxes."""
    data: Mapping[str, Any] = source.data
    mailbox = data.get("mailbox")
    if isinstance(mailbox, str) and mailbox not in mailboxes:
        hint = did_you_mean(mailbox, mailboxes) or f"mailboxes.yaml has {one_of(mailboxes) or 'none'}"
        mistakes.add(source, source.span(("mailbox",)), f"there is no mailbox `{mailbox}`", hint)
    host = urlsplit(data["url"]).hostname if isinstance(data.get("url"), str) and "[" not in data["url"] else None
    hosts = data.get("hosts")
    if host and isinstance(hosts, list) and hosts and not any(host_matches(str(pattern).lower(), host) for pattern in hosts):
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


def _compare_languages(source: Source, languages: Collection[str], flows: Iterable[Flow], mistakes: Mistakes) -> None:
    """Texts by language are in the shop's languages; those that stand for all journeys, in all of them."""
    keys = {key: source.data[key] for key in ("consent", "chat") if key in source.data}
    common = [*texts_by_language(ShopFile, keys, {key: (key,) for key in keys})]
    for kind, shape in _mapping(source.data, "mails").items():
        if subject := _mapping(shape, "subject"):
            common.append((("mails", kind, "subject"), subject))
    for path, texts in common:
        if missing := lacking(texts, languages):
            problem = f"`{path[-1]}` says nothing in `{missing}`, a language of this shop"
            mistakes.add(source, source.span(path, key=True), problem, f"add `{missing}: …`")
    steps = (found for flow in flows for step in steps_in(flow.items) for found in step.by_language)
    listed = source.data.get("questions")
    asked = [(("questions", at), one) for at, one in enumerate(listed if isinstance(listed, list) else ())]
    questions = ((path, one) for path, one in asked if isinstance(one, dict))
    check_spoken(source, (*common, *steps, *questions), languages, "this shop", mistakes)


def _mapping(data: Any, key: str) -> Mapping[str, Any]:
    """The mapping under a key of a file that may be wrong in every respect."""
    inner = data.get(key) if isinstance(data, dict) else None
    return inner if isinstance(inner, dict) else {}
