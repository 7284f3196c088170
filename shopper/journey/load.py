"""The way in: YAML files → plans, or all their mistakes at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopper.errors import UsageError
from shopper.journey.files import home_of
from shopper.journey.mistakes import Mistakes, did_you_mean, one_of, say
from shopper.journey.plans import plans, speaks
from shopper.journey.profiles import ShopBook, note_unused, parse, read_mailboxes, read_personas, read_shop, which_flow
from shopper.journey.schema import JourneyFile
from shopper.journey.script import Reader
from shopper.journey.source import Keys, Source, read
from shopper.journey.unfold import Script, flows_used, unfold
from shopper.model import Mailbox, Persona, Place, Plan

NOT_JOURNEYS = ("mailboxes", "personas", "scorecard", "schedule")
"""Files beside the journeys, by stem."""


@dataclass(frozen=True)
class Filter:
    """Which plans are wanted; an empty field: all of them."""

    locales: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    browsers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def takes(self, plan: Plan) -> bool:
        """Whether this plan is wanted: a word of each field that says something."""
        pairs = (
            (self.locales, (plan.locale,)),
            (self.devices, (plan.device,)),
            (self.browsers, (plan.browser,)),
            (self.tags, plan.tags),
            (self.types, (plan.type,)),
        )
        return all(not wanted or set(wanted) & set(has) for wanted, has in pairs)


@dataclass(frozen=True)
class Journey:
    """A journey's file, read. `id` is the file's name without its ending."""

    id: str
    place: Place
    file: JourneyFile
    script: Script


@dataclass(frozen=True)
class Loaded:
    """Everything that the files say. `plans`: journeys × the shops that fit × locale × device × browser, in a fixed order."""

    shops: Mapping[str, ShopBook] = field(default_factory=dict)
    mailboxes: Mapping[str, Mailbox] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    journeys: Sequence[Journey] = ()
    plans: Sequence[Plan] = ()


def load(paths: Sequence[Path], *, root: Path, shops: Sequence[str] = (), only: Filter | None = None) -> Loaded:
    """Read journeys (files, or folders of them; all of the project if `paths` is empty) and what they need.

    `root`: the project's folder, which holds `journeys/`, or that folder itself. `shops`: names of shop files, all if empty.
    Raises MistakesFound with every mistake of every file, UsageError for a path or a name that does not exist.
    """
    return _Loading(root, shops).load(paths, only or Filter())


@dataclass(frozen=True)
class _Read:
    """A journey's file as far as it could be read; `file` is None where its shape is wrong."""

    id: str
    script: Script
    file: JourneyFile | None

    @property
    def source(self) -> Source:
        return self.script.source

    @property
    def place(self) -> Place:
        span = self.source.span(("journey",), key=True)
        return Place(file=self.source.file, line=span.line, column=span.column)


class _Loading:
    def __init__(self, root: Path, shops: Sequence[str]) -> None:
        self.home = home_of(root)
        self.wanted = tuple(shops)
        self.mistakes = Mistakes()
        self.personas: dict[str, Persona | None] = {}
        self.shops: dict[str, ShopBook] = {}
        self.all_shops_read = True

    def load(self, paths: Sequence[Path], only: Filter) -> Loaded:
        if source := self._beside("personas"):
            self.personas = read_personas(source, self.mistakes)
        source = self._beside("mailboxes")
        mailboxes = read_mailboxes(source, self.mistakes) if source else {}
        for path in self._shop_files():
            source = self._source(path)
            if source and (shop := read_shop(path.stem, source, mailboxes, self.mistakes)):
                self.shops[path.stem] = shop
            else:
                self.all_shops_read = False
        journeys = [journey for path in self._journey_files(paths) if (journey := self._journey(path))]
        self._one_name_each(journeys)
        found = [plan for journey in journeys for plan in self._plans(journey) if only.takes(plan)]
        self.mistakes.raise_if_any()
        return Loaded(
            self.shops,
            {name: mailbox for name, mailbox in mailboxes.items() if mailbox},
            {name: persona for name, persona in self.personas.items() if persona},
            [Journey(journey.id, journey.place, journey.file, journey.script) for journey in journeys if journey.file],
            found,
        )

    # --- finding files ---

    def _beside(self, stem: str) -> Source | None:
        path = next((path for path in _yaml_in(self.home) if path.stem == stem), None)
        return self._source(path) if path else None

    def _shop_files(self) -> list[Path]:
        files = {path.stem: path for path in _yaml_in(self.home / "shops")}
        for name in self.wanted:
            if name not in files:
                known = f"Shops: {one_of(files) or 'none'}."
                raise UsageError(f"there is no shop `{name}`", remedy=say(did_you_mean(name, files).capitalize(), known))
        return [files[name] for name in (dict.fromkeys(self.wanted) or files)]

    def _journey_files(self, paths: Sequence[Path]) -> list[Path]:
        found: dict[Path, Path] = {}
        for path in paths or (self.home,):
            if not path.exists():
                beside = [str(path.with_name(other.name)) for other in _yaml_in(path.parent)]
                raise UsageError(f"there is no file {path}", remedy=did_you_mean(str(path), beside).capitalize())
            if not path.is_dir() and not self._is_journey(path):
                raise UsageError(f"{path} is no journey", remedy="It is checked together with the journeys that need it.")
            files = [file for file in _yaml_in(path, deep=True) if self._is_journey(file)] if path.is_dir() else [path]
            for file in files:
                found.setdefault(file.resolve(), file)
        return list(found.values())

    def _is_journey(self, path: Path) -> bool:
        folder = path.resolve().parent
        return folder != (self.home / "shops").resolve() and not (path.stem in NOT_JOURNEYS and folder == self.home.resolve())

    def _source(self, path: Path) -> Source | None:
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}", remedy="Check that it is a file, and its rights."
            ) from error
        source = read(self._name(path), raw, self.mistakes)
        if not source or isinstance(source.data, dict):
            return source
        problem = "this file is empty" if source.data is None else "a mapping must stand here: keys with values"
        self.mistakes.add(source, source.span(()), problem, "such as `journey: …` and `steps:`")
        return None

    def _name(self, path: Path) -> str:
        """A file as people know it: from the project's folder on."""
        for form in (path.absolute(), path.resolve()):
            for project in (self.home.parent, self.home.parent.resolve()):
                if form.is_relative_to(project):
                    return form.relative_to(project).as_posix()
        return str(path)

    # --- journeys ---

    def _journey(self, path: Path) -> _Read | None:
        source = self._source(path)
        if not source:
            return None
        file = parse(JourneyFile, source, self.mistakes, "a journey")
        inputs = source.data.get("inputs")
        inputs = inputs if isinstance(inputs, dict) else {}
        reader = Reader(source, self.mistakes, inputs)
        blocks = {key: block for key in ("steps", "cleanup") if (block := source.data.get(key)) and isinstance(block, list)}
        items = {key: reader.items(block, (key,)) for key, block in blocks.items()}
        for name, value in inputs.items():
            reader.check_text(("inputs", name), value, inputs=False)
            if not _is_plain(value):
                hint = "a text, a number, true or false, or a text by language: {vi: …, en: …}, or a list"
                self.mistakes.add(source, source.span(("inputs", name), key=True), f"`{name}` must have a plain value", hint)
        note_unused(source, ("inputs",), inputs, reader, "this journey", self.mistakes)
        self._check_persona(source)
        return _Read(path.stem, Script(source, inputs, items.get("steps", ()), items.get("cleanup", ())), file)

    def _check_persona(self, source: Source) -> None:
        persona = source.data.get("persona")
        persona = str(persona) if isinstance(persona, int | float) and not isinstance(persona, bool) else persona
        if isinstance(persona, str) and persona not in self.personas:
            hint = did_you_mean(persona, self.personas) or f"personas.yaml has {one_of(self.personas) or 'none'}"
            self.mistakes.add(source, source.span(("persona",)), f"there is no persona `{persona}`", hint)

    def _one_name_each(self, journeys: Sequence[_Read]) -> None:
        first: dict[str, _Read] = {}
        for journey in journeys:
            if (other := first.setdefault(journey.id, journey)) is not journey:
                span = journey.source.span(("journey",), key=True)
                problem = f"`{journey.id}` is also the name of {other.source.file}"
                self.mistakes.add(journey.source, span, problem, "rename one of the files")

    # --- plans ---

    def _plans(self, journey: _Read) -> Iterator[Plan]:
        for shop in self._fitting(journey):
            unfolded = unfold(journey.script, shop.flows, shop.profile.mails, shop.source.file, self.home, self.mistakes)
            if journey.file and not self.mistakes and (persona := self.personas.get(journey.file.persona)):
                yield from plans(journey.id, journey.file, journey.place, shop.profile, persona, unfolded)

    def _fitting(self, journey: _Read) -> list[ShopBook]:
        """The shops at which the journey can be played: those it names, or all, that have its flows and its language."""
        meant = self._meant(journey)
        used = {name: use for use, name in flows_used((*journey.script.steps, *journey.script.cleanup))}
        fitting = [shop for shop in meant if all(name in shop.flows for name in used)]
        if meant and not fitting and self.all_shops_read:
            nearest = max(meant, key=lambda shop: sum(name in shop.flows for name in used))
            for name, use in used.items():
                if name not in nearest.flows:
                    problem = f"there is no flow `{name}` in {nearest.source.file}"
                    self.mistakes.add(journey.source, use.where(name), problem, which_flow(name, nearest.flows))
        return self._speaking(journey, fitting)

    def _meant(self, journey: _Read) -> list[ShopBook]:
        """The shops that the journey is written for, as far as they were asked for."""
        source = journey.source
        named = journey.file.shop if journey.file else None
        for index, name in enumerate(named or ()):
            if name not in self.shops and not self.wanted and self.all_shops_read:
                path: Keys = ("shop", index) if source.holds(("shop", index)) else ("shop",)
                hint = did_you_mean(name, self.shops) or f"shops: {one_of(self.shops) or 'none'}"
                self.mistakes.add(source, source.span(path), f"there is no shop `{name}`", hint)
        if not self.shops and self.all_shops_read:
            problem = "there is no shop at which this could be played"
            self.mistakes.add(source, source.span(("journey",), key=True), problem, "add shops/NAME.yaml")
        return [shop for id, shop in self.shops.items() if named is None or id in named]

    def _speaking(self, journey: _Read, shops: list[ShopBook]) -> list[ShopBook]:
        """Those of the shops that speak a language of the journey's; a locale that none of them speaks is a mistake."""
        source = journey.source
        locales = (journey.file.matrix.locale if journey.file else None) or ()
        for index, locale in enumerate(locales):
            if shops and self.all_shops_read and not any(speaks(shop.profile, locale) for shop in shops):
                path: Keys = ("matrix", "locale", index) if source.holds(("matrix", "locale", index)) else ("matrix", "locale")
                spoken = dict.fromkeys(language for shop in shops for language in shop.profile.languages)
                problem = f"no shop that fits this journey speaks `{locale}`"
                self.mistakes.add(source, source.span(path), problem, f"languages: {one_of(spoken)}")
        return [shop for shop in shops if not locales or any(speaks(shop.profile, locale) for locale in locales)]


def _yaml_in(folder: Path, *, deep: bool = False) -> list[Path]:
    """The YAML files of a folder in a fixed order; hidden ones are left alone."""
    files = folder.rglob("*") if deep else folder.glob("*")
    return sorted(path for path in files if path.suffix in (".yaml", ".yml") and path.name[0] != "." and path.is_file())


def _is_plain(value: Any) -> bool:
    """Whether an input has one value, one by language, or a list of such."""
    if isinstance(value, list):
        return bool(value) and all(not isinstance(item, list) and _is_plain(item) for item in value)
    if isinstance(value, dict):
        return bool(value) and all(isinstance(text, str | int | float) for text in value.values())
    return isinstance(value, str | int | float)
