"""Reference in plain text, made of the docstrings and models of steps, checks and files: no second place to keep it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import shopper
from shopper import registry
from shopper.errors import UsageError
from shopper.journey.docstrings import field_docs, sentence
from shopper.journey.items import Branch, Item
from shopper.journey.keys import FILES, Key, default_in_words, keys_of, type_in_words
from shopper.journey.load import Loaded, load, load_profiles
from shopper.journey.mistakes import closest, one_of, say
from shopper.journey.profiles import ShopBook
from shopper.journey.schema import BUILT_IN_FAULTS
from shopper.journey.script import MODIFIERS, _Modifiers
from shopper.journey.unfold import Flow
from shopper.journey.wording import typed_as
from shopper.model import Audit
from shopper.registry import CheckType, Law, StepType

COMES_ALONG = Path(shopper.__file__).parent
"""The project that comes along: the practice shop's."""

GROUPS = ("steps", "checks", "defects", "keys", *FILES, "flows", "mails")
"""What can be explained as a whole."""


def explain(name: str, root: Path = COMES_ALONG) -> str:
    """Text for one of `GROUPS`, or for whatever has this name: a step, a check, a defect, a key of a file or what stands beside
    every step; a flow, a kind of mail or a journey of the project at `root`. Raises UsageError with a suggestion for anything
    else, MistakesFound where the project's files cannot be read."""
    project = _Project(root)
    match name:
        case "steps":
            return explain_steps()
        case "checks":
            return explain_checks()
        case "defects":
            return explain_defects()
        case "keys":
            return "\n\n".join(explain_keys(kind) for kind in FILES)
        case kind if kind in FILES:
            return explain_keys(kind)
        case "flows":
            return project.in_words(project.flows, "uses", _flows_table)
        case "mails":
            return project.in_words(project.mails, "sends", _mails_table)
    group = _group_of(name)
    try:
        texts = [text for text, _ in _named(name, project)]
    except UsageError:
        if not group:
            raise
        return explain(group, root)
    return "\n\n".join([*texts, *([f"See also: shopper explain {group}"] if group else [])])


def _group_of(name: str) -> str:
    """The group that has this name in the other number: `mailboxes` for `mailbox`; an empty text if none has."""
    forms = {group: (f"{group}s", group.removesuffix("s"), group.removesuffix("es")) for group in GROUPS}
    return next((group for group in GROUPS if name != group and name in forms[group]), "")


def as_json(name: str, root: Path = COMES_ALONG) -> str:
    """The same as `explain` for machines: an object for one thing, a list of objects for a group or for several of one name."""
    project = _Project(root)
    match name:
        case "steps":
            data: Any = [step_data(step) for step in registry.steps().values()]
        case "checks":
            data = [_check(check) for check in registry.checks().values()]
        case "defects":
            data = [_defect(defect) for defect in _defects().values()]
        case "keys":
            data = [_key(key, kind) for kind in FILES for key in keys_of(kind)]
        case kind if kind in FILES:
            data = [_key(key, kind) for key in keys_of(kind)]
        case "flows":
            data = [asdict(flow) for flow in project.flows]
        case "mails":
            data = [asdict(mail) for mail in project.mails]
        case _:
            try:
                found = [thing for _, thing in _named(name, project)]
            except UsageError:
                if not (group := _group_of(name)):
                    raise
                return as_json(group, root)
            data = found[0] if len(found) == 1 else found
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def _named(name: str, project: _Project) -> list[tuple[str, dict[str, Any]]]:
    """What has this name, in words and for machines: several shops may have a flow of one name."""
    id, found = name.replace("_", "-"), []
    step = "fault" if name in BUILT_IN_FAULTS else name
    if step in registry.steps():
        found.append((explain_step(step), step_data(registry.steps()[step])))
    if id in registry.checks():
        found.append((explain_check(name), _check(registry.checks()[id])))
    if name in _defects():
        found.append((_defect_in_words(_defects()[name]), _defect(_defects()[name])))
    if name in every_step():
        found.append((f"{name}: stands beside any step.\n\n{every_step()[name]}", {"name": name, "about": every_step()[name]}))
    if not found:
        keys = [(kind, key) for kind in FILES for key in keys_of(kind) if name in (key.path, key.path.rpartition(".")[2])]
        found += [(_key_in_words(key, kind), _key(key, kind)) for kind, key in keys]
    if found:
        return found
    found += [(_flow_in_words(flow), asdict(flow)) for flow in project.flows if flow.name == name]
    found += [(_mail_in_words(mail), asdict(mail)) for mail in project.mails if mail.name == name]
    if found:
        return found
    found += [(_journey_in_words(journey), asdict(journey)) for journey in project.journeys if journey.name == name]
    if found:
        return found
    keys_by_name = (key.path.rpartition(".")[2] for kind in FILES for key in keys_of(kind))
    here = [name for things in (project.flows, project.mails, project.journeys) for name in (thing.name for thing in things)]
    raise _unknown(
        name, "name", (*GROUPS, *registry.steps(), *registry.checks(), *_defects(), *every_step(), *keys_by_name, *here)
    )


# --- steps --------------------------------------------------------------------------------------------------------


def explain_steps() -> str:
    """A line for each verb, then what may stand beside any of them."""
    steps = {name: sentence(step.doc) for name, step in sorted(registry.steps().items())}
    return "\n".join([*_table(steps), "", "Beside every step:", *_table(every_step()), "", "More: shopper explain NAME"])


def explain_step(name: str) -> str:
    """A verb's help: what it does, examples, arguments. Raises UsageError with a suggestion for an unknown one."""
    if name not in registry.steps():
        raise _unknown(name, "step", registry.steps())
    kind = registry.steps()[name]
    rows = {
        argument["name"]: say(argument["type"], "(required)" if argument["required"] else _default(argument), argument["about"])
        for argument in step_data(kind)["arguments"]
    }
    arguments = ["Arguments", *_table(rows), "", how_written(kind)] if rows else [f"It takes no arguments: `- {name}:`"]
    return "\n".join([f"{name}: {kind.doc}", "", *arguments])


def how_written(kind: StepType) -> str:
    """Which argument a bare value or the verb's mapping is, and what may stand beside the verb."""
    short, whole = (typed_as(kind.args, name) for name in (kind.args.shorthand, kind.args.whole))
    others = [name for name in _arguments(kind) if name not in (short, whole)]
    hint = f"A bare value means `{short}`." if short else ""
    hint = f"Its mapping is `{whole}`." if whole else hint
    beside = f"Beside it: {one_of(others)}." if (short or whole) and others else ""
    modifiers = f"Beside every step: {', '.join(MODIFIERS)}." if kind.kind != "structure" else "Beside it: if."
    return say(hint, beside, modifiers)


def every_step() -> dict[str, str]:
    """What may stand beside every step, and what it means."""
    docs = field_docs(_Modifiers)
    return {field.alias or name: docs[name] for name, field in _Modifiers.model_fields.items()}


def _arguments(kind: StepType) -> dict[str, Any]:
    return {field.alias or name: field for name, field in kind.args.model_fields.items()}


def step_data(step: StepType) -> dict[str, Any]:
    """A verb for machines: name, summary, doc, kind, and its arguments: name, type, required, default, about."""
    docs = field_docs(step.args)
    arguments = [
        {
            "name": field.alias or name,
            "type": "list of steps" if name == step.args.block else type_in_words(field.annotation),
            "required": field.is_required(),
            "default": None if field.is_required() else field.get_default(call_default_factory=False),
            "about": field.description or docs.get(name, ""),
        }
        for name, field in step.args.model_fields.items()
    ]
    return {"name": step.name, "summary": sentence(step.doc), "doc": step.doc, "kind": step.kind, "arguments": arguments}


def _default(argument: dict[str, Any]) -> str:
    default = default_in_words(argument["default"])
    return f"(default {default})" if default else ""


# --- checks and defects -------------------------------------------------------------------------------------------


def explain_checks() -> str:
    """A line for each check, group by group."""
    groups: dict[str, dict[str, str]] = {}
    for id, check in sorted(registry.checks().items()):
        groups.setdefault(f"{check.folder}/{check.group}", {})[id] = check.summary
    parts = ["\n".join([f"{group}/", *_table(checks), ""]) for group, checks in sorted(groups.items())]
    return "\n".join([*parts, "More: shopper explain NAME"])


def explain_check(id: str) -> str:
    """A check's help: what it checks, why it matters, how to fix. Raises UsageError with a suggestion for an unknown one."""
    checks = registry.checks()
    if (name := id.replace("_", "-")) not in checks:
        raise _unknown(id, "check", checks)
    check = checks[name]
    category = registry.CATEGORIES[check.category][0]
    serves = [f"serves {', '.join(check.serves)}"] if check.serves else []
    parts = [f"{check.id}: {check.summary}", ", ".join((category, f"impact {check.impact.value}", *serves))]
    if check.law:
        parts.append(law_in_words(check.law))
    sections = {
        "What it checks": check.what, "Why it matters": check.why, "How to fix": check.fix, "Example": check.example,
    }  # fmt: skip
    for title, text in sections.items():
        if text:
            parts.append(f"{title}\n{textwrap.indent(text, '  ')}")
    return "\n\n".join(parts)


def law_in_words(law: Law) -> str:
    """Where a legal rule is written, since when it holds, and which pack switches it on."""
    until = f" until {law.until}" if law.until else ""
    return f"{law.source}, in force since {law.since}{until}. Judged where the shop's file says `compliance: [{law.pack}]`."


def explain_defects() -> str:
    """A line for each defect of the practice shop, by what it spoils."""
    from shopper.practice_shop.defects import BY_GROUP

    width = max(map(len, _defects()))
    parts = [
        "\n".join([f"{group}:", *_table({one.name: one.title for one in sorted(defects, key=_name)}, width), ""])
        for group, defects in sorted(BY_GROUP.items())
    ]
    return "\n".join([*parts, "More: shopper explain NAME", "Switch one on: shopper run --defect NAME"])


def _name(defect: Any) -> str:
    return str(defect.name)


def _defects() -> Mapping[str, Any]:
    from shopper.practice_shop.defects import DEFECTS

    return DEFECTS


def _check(check: CheckType) -> dict[str, Any]:
    names = ("id", "title", "failure", "category", "impact", "serves", "summary", "what", "why", "fix", "example", "group")
    law = {"pack": law.pack, "source": law.source, "since": law.since, "until": law.until} if (law := check.law) else {}
    return {name: getattr(check, name) for name in names} | law


def _defect(defect: Any) -> dict[str, Any]:
    return {
        name: getattr(defect, name)
        for name in ("name", "title", "breaks", "finds", "follows", "medium", "journeys", "languages")
    }


def _defect_in_words(defect: Any) -> str:
    follows = f" May follow: {', '.join(defect.follows)}." if defect.follows else ""
    shown = f"Shows in {shown_in(defect)}."
    return f"{defect.name}: {defect.title}.\n\n{defect.breaks}\n\n{shown}\nFound by {defect.finds}.{follows}"


def shown_in(defect: Any) -> str:
    """The journeys that meet a defect of the practice shop, and the languages that they must be played in."""
    return one_of(defect.journeys) + (f", played in {one_of(defect.languages)}" if defect.languages else "")


def unseen(defects: Iterable[str], audit: Audit) -> list[str]:
    """A sentence for each of these defects that was not found, and that none of the audit's visits is known to meet."""
    visits = [(visit.journey, visit.locale.partition("-")[0]) for visit in audit.visits]
    found = {finding.check for finding in audit.findings}
    switched = [_defects()[name] for name in defects]
    return [
        f"`{one.name}` was not met: it shows in {shown_in(one)}."
        for one in switched
        if one.finds not in found and not any(_meets(one, *visit) for visit in visits)
    ]


def _meets(defect: Any, journey: str, language: str) -> bool:
    return journey in defect.journeys and (not defect.languages or language in defect.languages)


# --- keys ---------------------------------------------------------------------------------------------------------


def explain_keys(kind: str) -> str:
    """Every key of a kind of file, one of `FILES`: its type, its default, what it means."""
    rows = {key.path: say(key.type, "(required)" if key.required else _usually(key), key.about) for key in keys_of(kind)}
    return "\n".join([f"{kind}: {FILES[kind][2].replace('`', '')}", "", *_table(rows)])


def _usually(key: Key) -> str:
    return f"(default {key.default})" if key.default else ""


def _key_in_words(key: Key, kind: str) -> str:
    rows = {"type": key.type, "default": key.default}
    required = ", required" if key.required else ""
    where = "a key of locators" if kind == "locator" else f"a key of {FILES[kind][2].partition(':')[0].replace('`', '')}"
    within = {inner.path: say(inner.type, _usually(inner)) for inner in keys_of(kind) if inner.path.startswith(f"{key.path}.")}
    table = _table({title: text for title, text in (rows | within).items() if text})
    return "\n".join(
        [f"{key.path}: {where}{required}", "", key.about, "", *table, "", f"All keys there: shopper explain {kind}"]
    )


def _key(key: Key, kind: str) -> dict[str, Any]:
    return {"file": kind, **asdict(key)}


# --- the project's flows and kinds of mail ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlowHelp:
    """A flow of a shop: what it is given (name → type, with the default), what it does step by step, as typed, where it
    stands (`file:line`)."""

    shop: str
    name: str
    inputs: Mapping[str, str]
    steps: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class MailHelp:
    """A kind of mail of a shop. `subject`: language → text; `standard`: what the shop promises, as `24h`, or an empty text."""

    shop: str
    name: str
    title: str
    system: str
    sender: str
    subject: Mapping[str, str]
    reply: str
    standard: str
    place: str


@dataclass(frozen=True, slots=True)
class JourneyHelp:
    """A journey: its title and `why`, its steps as typed, where it stands (`file:line`), and the ids of its visits."""

    name: str
    title: str
    why: str
    steps: tuple[str, ...]
    place: str
    visits: tuple[str, ...]


@dataclass(frozen=True)
class _Project:
    """What the shops' files of a project say; read when it is asked for."""

    root: Path

    @property
    def is_of_a_user(self) -> bool:
        return self.root != COMES_ALONG

    @cached_property
    def shops(self) -> Mapping[str, ShopBook]:
        return load_profiles(self.root).shops

    @cached_property
    def flows(self) -> list[FlowHelp]:
        return [_flow(id, flow) for id, shop in self.shops.items() for flow in shop.flows.values()]

    @cached_property
    def journeys(self) -> list[JourneyHelp]:
        return list(_journeys(load((), root=self.root)))

    @cached_property
    def mails(self) -> list[MailHelp]:
        return [mail for id, shop in self.shops.items() for mail in _mails(id, shop)]

    def in_words(self, things: list[Any], does: str, table: Any) -> str:
        """A table for each shop. A reader who has no project is told whose these are."""
        parts = (
            [] if self.is_of_a_user else ["There is no journeys/ here or above. This is the practice shop that comes along."]
        )
        for id in self.shops:
            lines = table([thing for thing in things if thing.shop == id])
            parts.append("\n".join([f"{id} {does}:", *lines]) if lines else f"{id} {does} none.")
        if not self.shops:
            parts.append("There is no shop yet: shopper new shop NAME --url URL")
        return "\n\n".join([*parts, "More: shopper explain NAME"])


def _flow(shop: str, flow: Flow) -> FlowHelp:
    inputs = {
        name: wanted.type
        + (f", {default_in_words(wanted.default) or 'nothing'} if left out" if wanted.default is not None else "")
        for name, wanted in flow.inputs.items()
    }
    span = flow.source.span(flow.path, key=True)
    steps = tuple(_step_as_typed(item) for item in flow.items)
    return FlowHelp(shop, flow.name, inputs, steps, f"{flow.source.file}:{span.line}")


def _step_as_typed(item: Item) -> str:
    if isinstance(item, Branch):
        return f"if {item.condition.expression if item.condition else '…'}: {_verbs(item.then)}" + (
            f"; else: {_verbs(item.otherwise)}" if item.otherwise else ""
        )
    return item.source.typed(item.path)


def _verbs(items: Iterable[Item]) -> str:
    return ", ".join("if" if isinstance(item, Branch) else item.verb for item in items)


def _flows_table(flows: list[FlowHelp]) -> list[str]:
    return _table(
        {flow.name: say(f"({', '.join(flow.inputs)})" if flow.inputs else "", _in_short(flow), flow.place) for flow in flows}
    )


def _in_short(flow: FlowHelp) -> str:
    return ", ".join(re.split(r"[: ]", step, maxsplit=1)[0] for step in flow.steps)


def _flow_in_words(flow: FlowHelp) -> str:
    given = ", ".join(f"{name}: …" for name in flow.inputs)
    example = f"- use: {flow.name}" + (f"\n  with: {{{given}}}" if given else "")
    inputs = ["Inputs", *_table(flow.inputs), ""] if flow.inputs else []
    steps = [f"  {number}. {step}" for number, step in enumerate(flow.steps, 1)]
    return "\n".join([f"{flow.name}: a flow of {flow.shop} ({flow.place})", "", example, "", *inputs, "What it does", *steps])


def _mails(id: str, shop: ShopBook) -> Iterable[MailHelp]:
    for kind, mail in shop.profile.mails.items():
        standard = str(shop.profile.standards.get(kind, ""))
        span = shop.source.span(("mails", kind), key=True)
        place = f"{shop.source.file}:{span.line}"
        yield MailHelp(id, kind, mail.title, mail.system, mail.sender, mail.subject, mail.reply, standard, place)


def _mails_table(mails: list[MailHelp]) -> list[str]:
    return _table({mail.name: say(f"{mail.system}, from {mail.sender}", _subject(mail), _standard(mail)) for mail in mails})


def _mail_in_words(mail: MailHelp) -> str:
    answers = {"automatic": "an automatic acknowledgement", "human": "a person's answer"}.get(mail.reply, "")
    rows = {
        "system": mail.system,
        "from": mail.sender,
        "subject": _subject(mail),
        "answers": answers,
        "standard": mail.standard,
    }
    title = f" “{mail.title}”" if mail.title else ""
    head = f"{mail.name}: a kind of mail of {mail.shop}{title} ({mail.place})"
    example = f"- expect_mail: {{{mail.name}: {{within: {mail.standard or '…'}}}}}"
    return "\n".join([head, "", example, "", *_table({key: text for key, text in rows.items() if text})])


def _subject(mail: MailHelp) -> str:
    return ", ".join(f"{language}: “{text}”" for language, text in mail.subject.items())


def _standard(mail: MailHelp) -> str:
    return f"within {mail.standard}" if mail.standard else ""


def _journeys(loaded: Loaded) -> Iterable[JourneyHelp]:
    for journey in loaded.journeys:
        visits = tuple(plan.id for plan in loaded.plans if plan.journey == journey.id)
        steps = tuple(_step_as_typed(item) for item in (*journey.script.steps, *journey.script.cleanup))
        place = f"{journey.place.file}:{journey.place.line}"
        yield JourneyHelp(journey.id, journey.file.journey, journey.file.why, steps, place, visits)


def _journey_in_words(journey: JourneyHelp) -> str:
    steps = [f"  {number}. {step}" for number, step in enumerate(journey.steps, 1)]
    why = [textwrap.fill(" ".join(journey.why.split()), 100), ""] if journey.why else []
    visits = ["", f"Visits ({len(journey.visits)})", *(f"  {visit}" for visit in journey.visits)]
    head = f"{journey.name}: a journey ({journey.place})"
    play = f"Play it: shopper run {journey.name}"
    return "\n".join([head, "", journey.title, "", *why, "What it does", *steps, *visits, "", play])


# --- words --------------------------------------------------------------------------------------------------------


def _table(rows: Mapping[str, str], first_column: int = 0) -> list[str]:
    """Rows of two columns, the second wrapped to 100 letters; a very long first one has a line of its own. `first_column`: its
    letters, where several tables stand below one another."""
    width = (first_column or min(max(map(len, rows), default=0), 30)) + 2
    lines = []
    for name, text in rows.items():
        first, *rest = textwrap.wrap(text, 100 - width) or [""]
        if len(name) > width - 2:
            lines.append(f"  {name}")
            name = ""
        lines += [f"  {name:<{width}}{first}".rstrip(), *(f"  {'':<{width}}{line}" for line in rest)]
    return [line for line in lines if line]


def _unknown(name: str, what: str, known: Iterable[str]) -> UsageError:
    guess = closest(name, known)
    ways = {"step": "All steps: shopper explain steps", "check": "All checks: shopper explain checks"}
    lists = ways.get(what, f"Lists: shopper explain {', '.join(GROUPS)}")
    return UsageError(f"there is no {what} `{name}`", remedy=say(f"Did you mean `{guess}`?" if guess else "", lists))
