"""The way in: YAML files → plans, or all their mistakes at once."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopper.errors import UsageError
from shopper.journey import language
from shopper.journey.files import home_of
from shopper.journey.items import Step
from shopper.journey.mistakes import Mistakes, closest, did_you_mean, one_of, say
from shopper.journey.needs import Part, Stage, check_spoken, is_said
from shopper.journey.plans import plans, played, speaks
from shopper.journey.profiles import (
    ShopBook,
    note_unused,
    parse_in_part,
    read_mailboxes,
    read_personas,
    read_shop,
    said_by_language,
    which_flow,
)
from shopper.journey.schema import JourneyFile
from shopper.journey.script import Reader
from shopper.journey.source import MAX_BYTES, Keys, Source, read
from shopper.journey.unfold import Script, Unfolded, flows_used, inputs_by_language, steps_in, unfold
from shopper.model import Mailbox, Persona, Place, Plan

NOT_JOURNEYS = ("mailboxes", "personas", "scorecard", "schedule")
"""Files beside the journeys, by stem."""


_TOP_KEY = re.compile(r"(?m)^([a-z_]+):")


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
    """Everything that the files say. `plans`: journeys × the shops that fit × locale × device × browser, in a fixed order.
    `notes`: which journeys are not played at which shops, as these lack what their steps need."""

    shops: Mapping[str, ShopBook] = field(default_factory=dict)
    mailboxes: Mapping[str, Mailbox] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    journeys: Sequence[Journey] = ()
    plans: Sequence[Plan] = ()
    notes: Sequence[str] = ()


def load(paths: Sequence[Path], *, root: Path, shops: Sequence[str] = (), only: Filter | None = None) -> Loaded:
    """Read journeys (files, or folders of them; all of the project if `paths` is empty) and what they need.

    `root`: the project's folder, which holds `journeys/`, or that folder itself. `shops`: names of shop files, all if empty.
    Raises MistakesFound with every mistake of every file, UsageError for a path or a name that does not exist.
    """
    with _without_collector():
        return _Loading(root, shops).load(paths, only or Filter())


def load_profiles(root: Path, shops: Sequence[str] = ()) -> Loaded:
    """The shops, mailboxes and personas of a project without its journeys, whose mistakes are not looked for.

    Raises MistakesFound for mistakes in those files, UsageError for a shop that does not exist.
    """
    return _Loading(root, shops).profiles()


def load_shops(files: Sequence[Path], *, root: Path) -> Loaded:
    """Shops' files by themselves, wherever they lie, compared with the mailboxes of the project. Raises MistakesFound."""
    return _Loading(root, ()).shops_alone(files)


def is_shop(path: Path) -> bool:
    """Whether a file describes a shop: by its first keys, as a draft may lie anywhere."""
    if not path.is_file() or path.suffix not in (".yaml", ".yml"):
        return False
    keys = set(_TOP_KEY.findall(path.read_text("utf-8", errors="replace")[:MAX_BYTES]))
    return {"shop", "url"} <= keys and not keys & {"journey", "steps"}


def _with_logos(plan: Plan, folder: Path) -> Plan:
    """The plan with what the shop's logos look like, where it expects mails: they are compared with those."""
    if not any(step.verb in ("expect_mail", "await_mail") for step in plan.steps):
        return plan
    seen = {logo: print for logo in plan.shop.brand.logos if (print := _look(folder / logo))}
    return plan.model_copy(update={"shop": plan.shop.model_copy(update={"logo_prints": seen})}) if seen else plan


@functools.cache
def _look(file: Path) -> str:
    """A logo's fingerprint; empty for a drawing (SVG), which no mail can show, and for what is no picture."""
    from shopper.fingerprints import FORMATS, LARGEST, fingerprint  # here, as Pillow takes long to import

    is_picture = file.suffix[1:].upper().replace("JPG", "JPEG") in FORMATS and file.is_file()
    return fingerprint(file.read_bytes()) if is_picture and file.stat().st_size <= LARGEST else ""


@dataclass(frozen=True)
class _Read:
    """A journey's file as far as it could be read. `unsure`: keys that could not be read whole."""

    id: str
    script: Script
    file: JourneyFile | None
    unsure: frozenset[str]

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
        self.notes: list[str] = []

    def profiles(self) -> Loaded:
        mailboxes = self._read_profiles()
        self.mistakes.raise_if_any()
        return self._loaded(mailboxes)

    def shops_alone(self, files: Sequence[Path]) -> Loaded:
        source = self._beside("mailboxes")
        mailboxes = read_mailboxes(source, Mistakes()) if source else {}
        for path in files:
            source = self._source(path)
            if source and (shop := read_shop(path.stem, source, mailboxes, self.mistakes)):
                self.shops[path.stem] = shop
        self.mistakes.raise_if_any()
        return self._loaded(mailboxes)

    def load(self, paths: Sequence[Path], only: Filter) -> Loaded:
        mailboxes = self._read_profiles()
        journeys = [journey for path in self._journey_files(paths) if (journey := self._journey(path))]
        self._one_name_each(journeys)
        found = [plan for journey in journeys for plan in self._plans(journey) if only.takes(plan)]
        found = [_with_logos(plan, self.home / "shops") for plan in found]
        self.mistakes.raise_if_any()
        read = [Journey(journey.id, journey.place, journey.file, journey.script) for journey in journeys if journey.file]
        return self._loaded(mailboxes, read, found)

    def _read_profiles(self) -> dict[str, Mailbox | None]:
        personas = self._beside("personas")
        if personas:
            self.personas = read_personas(personas, self.mistakes)
        source = self._beside("mailboxes")
        mailboxes = read_mailboxes(source, self.mistakes) if source else {}
        for path in self._shop_files():
            source = self._source(path)
            if source and (shop := read_shop(path.stem, source, mailboxes, self.mistakes)):
                self.shops[path.stem] = shop
            else:
                self.all_shops_read = False
        if personas and self.shops and self._knows_languages(shops := [*self.shops.values()]):
            # A persona may be there for shops that are not: only what is plainly meant for one of these is said.
            said = said_by_language(personas)
            check_spoken(personas, said, _spoken(shops), "any shop", self.mistakes, misspelt_only=True)
        return mailboxes

    def _knows_languages(self, shops: Sequence[ShopBook]) -> bool:
        """Whether these are all the shops for which something may be written, and what they speak could be read."""
        return not self.wanted and self.all_shops_read and not any("languages" in shop.unsure for shop in shops)

    def _loaded(
        self, mailboxes: Mapping[str, Mailbox | None], journeys: Sequence[Journey] = (), plans: Sequence[Plan] = ()
    ) -> Loaded:
        return Loaded(
            self.shops,
            {name: mailbox for name, mailbox in mailboxes.items() if mailbox},
            {name: persona for name, persona in self.personas.items() if persona},
            journeys,
            plans,
            self.notes,
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
                found.setdefault(_real(file), file)
        return list(found.values())

    def _is_journey(self, path: Path) -> bool:
        folder = _real(path).parent
        return folder != _real(self.home / "shops") and not (path.stem in NOT_JOURNEYS and folder == _real(self.home))

    def _source(self, path: Path) -> Source | None:
        try:
            if not path.is_file():
                self.mistakes.add_file(self._name(path), "this is no ordinary file; only such are read", "Move it away.")
                return None
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}", remedy="Check that it is a file, and its rights."
            ) from error
        source = read(self._name(path), raw, self.mistakes)
        self.mistakes.partial |= not source
        if not source or isinstance(source.data, dict):
            return source
        problem = "this file is empty" if source.data is None else "a mapping must stand here: keys with values"
        self.mistakes.add(source, source.span(()), problem, "such as `journey: …` and `steps:`", kind="shape")
        return None

    def _name(self, path: Path) -> str:
        """A file as people know it: from the project's folder on."""
        for form in (path.absolute(), _real(path)):
            for project in (self.home.parent, _real(self.home.parent)):
                if form.is_relative_to(project):
                    return form.relative_to(project).as_posix()
        return str(path)

    # --- journeys ---

    def _journey(self, path: Path) -> _Read | None:
        source = self._source(path)
        if not source:
            return None
        instead = {"journey": path.stem, "persona": "", "steps": ["…"]}
        file, unsure = parse_in_part(JourneyFile, source, self.mistakes, "a journey", instead)
        inputs = source.data.get("inputs")
        inputs = inputs if isinstance(inputs, dict) else {}
        reader = Reader(source, self.mistakes, inputs)
        blocks = {key: block for key in ("steps", "cleanup") if (block := source.data.get(key)) and isinstance(block, list)}
        items = {key: reader.items(block, (key,)) for key, block in blocks.items()}
        for name, value in inputs.items():
            reader.check_text(("inputs", name), value, inputs=False)
            if not _is_plain(value):
                hint = "a text, a number, true or false, or a text by language: {vi: …, en: …}, or a list"
                span = source.span(("inputs", name), key=True)
                self.mistakes.add(source, span, f"`{name}` must have a plain value", hint, kind="shape")
        note_unused(source, ("inputs",), inputs, reader, "this journey", self.mistakes)
        self._check_persona(source)
        return _Read(path.stem, Script(source, inputs, items.get("steps", ()), items.get("cleanup", ())), file, unsure)

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
        self._check_spoken(journey)
        played: list[Unfolded] = []
        for shop in self._fitting(journey):
            stage = self._stage(journey, shop)
            unfolded = unfold(journey.script, shop.flows, stage, self.mistakes)
            played.append(unfolded)
            if journey.file and stage.persona and not self.mistakes:
                yield from plans(journey.id, journey.file, journey.place, shop.profile, stage.persona, unfolded)
        if not self.wanted and self.all_shops_read:
            self._check_reach(journey.source, played)

    def _stage(self, journey: _Read, shop: ShopBook) -> Stage:
        """What the journey's steps are compared with at this shop, as far as its file and the shop's could be read."""
        persona, limits = None, None
        parts: list[Part] = []
        if journey.file:
            persona = self.personas.get(journey.file.persona)
            limits = journey.file.limits.mails
            voices = journey.file.matrix.voice or ()
            strange = [voice for voice in voices if persona and voice not in persona.voices]
            for voice in strange:
                path = _place_of(journey.source, ("matrix", "voice"), voice)
                known = persona.voices if persona else ()
                hint = did_you_mean(voice, known) or f"voices: {one_of(known) or 'none'}"
                problem = f"`{journey.file.persona}` has no voice `{voice}`"
                self.mistakes.add(journey.source, journey.source.span(path), problem, hint)
            if strange and len(strange) == len(voices):
                persona = None  # what she says cannot be looked for
            if _locales_known(journey) and "languages" not in shop.unsure:
                ways = played(journey.file.matrix, shop.profile, persona)
                parts = [part for part in ways if part.voice not in strange]
        whole = "matrix" not in journey.unsure
        self.mistakes.partial |= not (whole and persona and parts)
        return Stage(shop.profile, shop.source.file, self.home, shop.unsure, persona, tuple(parts), whole, limits)

    def _check_spoken(self, journey: _Read) -> None:
        """The languages of a journey's texts are those of the shops that it is written for."""
        shops = self._meant(journey)
        if shops and self._knows_languages(shops):
            steps = steps_in((*journey.script.steps, *journey.script.cleanup))
            found = (*inputs_by_language(journey.script.inputs), *(found for step in steps for found in step.by_language))
            whose = "this shop" if len(shops) == 1 else "any shop that this journey is written for"
            check_spoken(journey.source, found, _spoken(shops), whose, self.mistakes)

    def _check_reach(self, source: Source, played: Sequence[Unfolded]) -> None:
        """A block that is reached at no shop is a mistake."""
        for block in played[0].blocks if played else ():
            reasons = [unfolded.blocks.get(block, "") for unfolded in played]
            asked = (*block[:-1], "if")
            if all(reasons) and not self.mistakes.within(source, source.span(asked)):
                expression = language.condition(str(source.data_at(asked))).strip()
                opposite = block[-1] == "else"
                problem = f"`{expression}` is {'always' if opposite else 'never'} so here"
                problem += ": this `else` is never played" if opposite else ": this is never played"
                self.mistakes.add(source, source.span(block, key=opposite), problem, reasons[0])

    def _fitting(self, journey: _Read) -> list[ShopBook]:
        """The shops at which the journey is played: those it names, or all that have its flows; and its language."""
        meant = self._meant(journey)
        used = {name: use for use, name in flows_used((*journey.script.steps, *journey.script.cleanup))}
        shops = [shop for shop in meant if all(name in shop.flows for name in used)]
        if journey.file and journey.file.shop:
            shops = meant
        elif meant and not shops and self.all_shops_read:
            shops = [max(meant, key=lambda shop: sum(name in shop.flows for name in used))]
        for shop in shops:
            for name, use in used.items():
                if name not in shop.flows and "flows" not in shop.unsure:
                    problem = f"there is no flow `{name}` in {shop.source.file}"
                    self.mistakes.add(journey.source, use.where(name), problem, which_flow(name, shop.flows))
        return self._speaking(journey, self._equipped(journey, shops))

    def _equipped(self, journey: _Read, shops: list[ShopBook]) -> list[ShopBook]:
        """Those of the shops whose files have what the journey's steps always need, such as `chat:`; all that it names, and all
        if none of them has it."""
        if journey.file and journey.file.shop:
            return shops
        always = [item for item in journey.script.steps if isinstance(item, Step) and not item.condition]
        needed = dict.fromkeys(key for step in always for key in step.said("needs"))
        lacking = {
            shop.profile.id: [key for key in needed if key not in shop.unsure and not is_said(shop.profile, key)]
            for shop in shops
        }
        if all(lacking.values()):
            return shops
        for shop in shops:
            if lack := " and ".join(f"`{key}:`" for key in lacking[shop.profile.id]):
                self.notes.append(f"{journey.id} is not played at {shop.profile.id}: it needs {lack} in {shop.source.file}")
        return [shop for shop in shops if not lacking[shop.profile.id]]

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
        if named and not self.wanted and not any(name in self.shops for name in named):
            named = (closest(named[0], self.shops),)  # its other mistakes are to be seen now
        return [shop for id, shop in self.shops.items() if named is None or id in named]

    def _speaking(self, journey: _Read, shops: list[ShopBook]) -> list[ShopBook]:
        """Those of the shops that speak a language of the journey's; a locale that none of them speaks is a mistake."""
        source = journey.source
        locales = (journey.file.matrix.locale if journey.file else None) or ()
        for locale in locales:
            if shops and self.all_shops_read and not any(speaks(shop.profile, locale) for shop in shops):
                path = _place_of(source, ("matrix", "locale"), locale)
                spoken = dict.fromkeys(language for shop in shops for language in shop.profile.languages)
                problem = f"no shop that fits this journey speaks `{locale}`"
                self.mistakes.add(source, source.span(path), problem, f"languages: {one_of(spoken)}")
        # Where none does, which has been noted, its steps are compared with these shops all the same.
        return [shop for shop in shops if not locales or any(speaks(shop.profile, locale) for locale in locales)] or shops


def _place_of(source: Source, path: Keys, word: str) -> Keys:
    """Where a word stands in what is a list, or a single word."""
    typed = source.data_at(path)
    return (*path, typed.index(word)) if isinstance(typed, list) and word in typed else path


def _locales_known(journey: _Read) -> bool:
    """Whether the matrix says in which locales a journey is played: in some of them at least, if it could be read in part."""
    if "matrix" not in journey.unsure:
        return True
    matrix = journey.source.data.get("matrix")
    return isinstance(matrix, dict) and bool("locale" not in matrix or (journey.file and journey.file.matrix.locale))


def _spoken(shops: Sequence[ShopBook]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language for shop in shops for language in shop.profile.languages))


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """What is read lives on: to look for garbage in it, again and again, would take a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _yaml_in(folder: Path, *, deep: bool = False) -> list[Path]:
    """The YAML files of a folder in a fixed order; hidden ones and folders are left alone."""
    files = folder.rglob("*") if deep else folder.glob("*")
    return sorted(path for path in files if path.suffix in (".yaml", ".yml") and path.name[0] != "." and not path.is_dir())


def _real(path: Path) -> Path:
    """Where a path leads; a link that leads round in a circle stays as it is (`resolve` would raise)."""
    return Path(os.path.realpath(path))


def _is_plain(value: Any) -> bool:
    """Whether an input has one value, one by language, or a list of such."""
    if isinstance(value, list):
        return bool(value) and all(not isinstance(item, list) and _is_plain(item) for item in value)
    if isinstance(value, dict):
        return bool(value) and all(isinstance(text, str | int | float) for text in value.values())
    return isinstance(value, str | int | float)
