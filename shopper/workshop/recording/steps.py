"""From what somebody did to the steps of a journey. Pure: the same acts give the same steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from shopper.journey.values import Locator
from shopper.model import Persona, Shop
from shopper.workshop.recording.acts import (
    AnyAct,
    Chosen,
    Clicked,
    Fetched,
    Filled,
    HandedIn,
    InFrame,
    Lost,
    Pressed,
    Seen,
    Sent,
    TabClosed,
    TabOpened,
    Ticked,
    Touched,
    WentTo,
)
from shopper.workshop.recording.handed_in import KEPT, safe_name
from shopper.workshop.recording.noting import BASKET, NUMBER, Noter, Proposed
from shopper.workshop.recording.typed import Typist, escaped

_BUYS = re.compile(
    r"\bđặt (?:hàng|mua)|\bthanh toán ngay|xác nhận (?:đơn|thanh toán|đặt)|\bmua ngay"
    r"|place (?:your |my )?order|(?:confirm|complete|submit) (?:your |my |the )?(?:order|purchase|payment)|buy now|\bpay\b"
    r"|zahlungspflichtig|jetzt (?:kaufen|bestellen|bezahlen)|kostenpflichtig"
    r"|(?:valider|confirmer|passer) (?:la |ma )?commande|\bpayer\b"
    r"|(?:realizar|confirmar|finalizar) (?:el |la )?(?:pedido|compra)|\bpagar\b",
    re.IGNORECASE,
)
"""Words on the button that buys: they count only where the page then sent something."""

TURNED_BACK = "she turned to another tab here"
CANNOT_UNDO = "it cannot be undone, so it is never done twice"
ADD_DONE_IF = "Say how to find out afterwards whether it had happened: `done_if: {use: FLOW}` beside `once: true`."
IN_FRAME = "Something was done in a frame here ({host}). Journeys cannot reach into frames: this step is missing."
NOT_KEPT = f"A file was chosen here that is not kept (only {', '.join(KEPT)} are): this step is missing."
LOST = "Something was done here that could not be recorded: this step is missing."


@dataclass(frozen=True)
class Setting:
    """Where and as whom somebody shopped. `certain`: the name of a button that cannot be undone → its `done_if`, as a flow
    of the shop has it."""

    shop: Shop
    locale: str
    persona: Persona
    device: str = "desktop"
    certain: Mapping[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.locale.split("-")[0]

    @property
    def others(self) -> tuple[str, ...]:
        """The shop's languages besides the recorded one."""
        return tuple(language for language in self.shop.languages if language.split("-")[0] != self.language)


@dataclass(frozen=True)
class Written:
    """A step as YAML shows it: its verb and what stands beside it. `remark`: a comment at the end of its line."""

    step: Mapping[str, Any]
    remark: str = ""


@dataclass(frozen=True)
class Remark:
    """A comment on a line of its own; `page`: it heads the steps of a page."""

    text: str
    page: bool = False


@dataclass(frozen=True)
class Steps:
    """`secrets`: name → text, to be kept in memory only. `ordered`: something was bought or sent for good."""

    lines: tuple[Written | Remark, ...]
    secrets: Mapping[str, str] = field(repr=False)
    ordered: bool = False


def write_steps(acts: Sequence[AnyAct], setting: Setting) -> Steps:
    """The steps of a journey that does what was done."""
    return _Scribe(setting).write(acts)


class _Scribe:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.typist = Typist(setting.persona, _name_of(setting.shop.id), bool(setting.shop.mailbox), self._known)
        self.noter = Noter(setting.locale)
        self.lines: list[Written | Remark] = []
        self.tab, self.closed = 0, set[int]()
        self.heading = ""
        self.ordered = False

    def write(self, acts: Sequence[AnyAct]) -> Steps:
        acts = _merged([act for act in acts if not self._is_consent(act)])
        for index, act in enumerate(acts):
            match act:
                case Seen():
                    self._look(act)
                case TabOpened():
                    self.tab = act.tab
                case TabClosed():
                    self.closed.add(act.tab)
                case WentTo():
                    self.tab = act.tab
                    self.lines.append(Written({"goto": self._address(act.at)}))
                case InFrame():
                    self._say(IN_FRAME.format(host=urlsplit(act.at).hostname or act.at))
                case Lost():
                    self._say(LOST)
                case Sent() | Fetched():
                    pass  # said of the act before it
                case _:
                    self._follow(act)
                    self.lines += self._done(act, _until_next(acts, index))
        self._see_the_end(acts)
        return Steps(tuple(self.lines), dict(self.typist.secrets), self.ordered)

    def _follow(self, act: Touched) -> None:
        """Go to the tab that she turned to, where playing would not arrive there by itself."""
        if act.tab != self.tab and self.tab not in self.closed:
            self.lines.append(Written({"goto": self._address(act.at)}, TURNED_BACK))
        self.tab = act.tab

    def _done(self, act: Touched, after: Sequence[AnyAct]) -> Iterator[Written | Remark]:
        where = self._locator(act.where) if act.where else {}
        match act:
            case Filled():
                text, remark = self.typist.write(act.about, act.text)
                yield Written({"fill": {"into": where, "text": text}}, remark)
            case Chosen():
                yield Written({"choose": {"in": where, "option": self._words(act.option)}})
            case Ticked():
                yield Written({"tick": {**where, **({"off": True} if act.off else {})}})
            case HandedIn():
                name = safe_name(act.file)
                yield Written({"upload": {"into": where, "file": name}}) if name else Remark(NOT_KEPT)
            case Pressed():
                yield from self._irreversible(act, {"press": self._key(act, where)}, after)
            case Clicked():
                if fetched := next((other for other in after if isinstance(other, Fetched)), None):
                    yield Written({"download": {**where, "as": escaped(fetched.file)}})
                else:
                    yield from self._irreversible(act, {"click": where}, after)

    def _key(self, act: Pressed, where: dict[str, Any]) -> Any:
        """In the field that was written into last the cursor stands already."""
        last = next((line.step for line in reversed(self.lines) if isinstance(line, Written)), {})
        there = not where or ("fill" in last and last["fill"]["into"] == where)
        return act.key if there else {"key": act.key, "in": where}

    def _irreversible(
        self, act: Clicked | Pressed, step: dict[str, Any], after: Sequence[AnyAct]
    ) -> Iterator[Written | Remark]:
        name = _spoken(act.where) if isinstance(act, Clicked) else ""
        ordered = BASKET in self.noter.noted and any(
            isinstance(other, Seen) and self.noter.shows_order(other) for other in after
        )
        sent = any(isinstance(other, Sent) for other in after)
        if not (sent and (ordered or _BUYS.search(name) or name.casefold() in self.setting.certain)):
            yield Written(step)
            return
        self.ordered = True
        done_if = self.setting.certain.get(name.casefold())
        if done_if is None:
            yield Remark(ADD_DONE_IF)
        yield Written({**step, "once": True, **({"done_if": done_if} if done_if is not None else {})}, CANNOT_UNDO)

    # --- what the pages state ---

    def _look(self, seen: Seen) -> None:
        if seen.heading and seen.heading != self.heading:
            self.heading = seen.heading
            self.lines.append(Remark(seen.heading, page=True))
        proposed = self.noter.take(seen)
        for fact in proposed:
            if fact.name == NUMBER:
                self.lines.append(Written({"see": self._locator(fact.where)}))
        if proposed:
            self.lines.append(Written({"note": {fact.name: self._noted(fact) for fact in proposed}}))

    def _noted(self, fact: Proposed) -> dict[str, Any]:
        return {**self._locator(fact.where), **({"as": "money"} if fact.money else {})}

    def _see_the_end(self, acts: Sequence[AnyAct]) -> None:
        """A journey ends with something that the shop must show; else nobody would notice that it did not."""
        while self.lines and isinstance(self.lines[-1], Remark) and self.lines[-1].page:
            self.lines.pop()
        done = [line for line in self.lines if isinstance(line, Written)]
        last = next((act for act in reversed(acts) if not isinstance(act, Sent | TabClosed)), None)
        if not (done and isinstance(last, Seen)) or {"see", "note"} & set(done[-1].step):
            return
        if _is_steady(self._known(last.heading)):
            self.lines += [
                Remark(last.heading, page=True),
                Written({"see": {"role": "heading", "name": self._words(last.heading)}}),
            ]

    def _say(self, text: str) -> None:
        if Remark(text) not in self.lines[-1:]:
            self.lines.append(Remark(text))

    # --- words and places ---

    def _locator(self, where: Locator) -> dict[str, Any]:
        """The locator as YAML has it, its words by language where the shop has several."""
        said: dict[str, Any] = {}
        for key, value in where.model_dump(exclude_defaults=True, exclude={"within"}).items():
            by_language = key in ("name", "label", "text", "placeholder")
            said[key] = self._words(value) if by_language else escaped(value) if isinstance(value, str) else value
        return {**said, **({"within": self._locator(where.within)} if where.within else {})}

    def _words(self, text: str) -> Any:
        known = self._known(text)
        return {self.setting.language: known} if self.setting.others and not _is_reference(known) else known

    def _known(self, text: str) -> str:
        """A text from outside. An order's number is another one at the next visit: what names it speaks of the fact instead.

        A `$` before the number would take the meaning from the reference, so there the number stays.
        """
        number = self.noter.noted.get(NUMBER)
        parts = re.split(rf"(?<![\w$]){re.escape(number)}(?!\w)", text) if number else [text]
        return f"${{{NUMBER}}}".join(map(escaped, parts))

    def _address(self, url: str) -> str:
        """A path of the shop, or a whole address elsewhere."""
        parts, home = urlsplit(url), urlsplit(self.setting.shop.url)
        if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
            return self._known(url)
        return self._known((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))

    def _is_consent(self, act: AnyAct) -> bool:
        """Whether this answered the banner that every visit answers as the shop's file says."""
        consent = self.setting.shop.consent or ()
        if not isinstance(act, Clicked):
            return False
        banners = consent if isinstance(consent, tuple) else (consent,)
        return any(self._looked_for(Locator.model_validate(banner)) == self._looked_for(act.where) for banner in banners)

    def _looked_for(self, where: Locator) -> dict[str, Any]:
        """What a locator looks for in the recorded language, wherever on the page."""
        said = where.model_dump(exclude_defaults=True, exclude={"within", "exact", "nth"})
        return {key: value.get(self.setting.language) if isinstance(value, dict) else value for key, value in said.items()}


def _merged(acts: Sequence[AnyAct]) -> list[AnyAct]:
    """Typing letter by letter, and again after a mistake, is one fill: the last text, at the place of the first."""
    merged: list[AnyAct] = []
    for act in acts:
        if isinstance(act, Filled) and (index := _same_field(merged, act)) is not None:
            merged[index] = act
        elif not (isinstance(act, Seen | WentTo) and merged[-1:] == [act]):
            merged.append(act)
    return merged


def _same_field(acts: Sequence[AnyAct], fill: Filled) -> int | None:
    """Where this field was filled before, if nothing but filling in the same form happened since."""
    for index in range(len(acts) - 1, -1, -1):
        act = acts[index]
        if isinstance(act, Filled) and (act.where, act.tab, act.at) == (fill.where, fill.tab, fill.at):
            return index
        if not isinstance(act, Filled | Chosen | Ticked | Seen):
            return None
    return None


def _until_next(acts: Sequence[AnyAct], index: int) -> list[AnyAct]:
    """What came of an act: everything until somebody did something again."""
    came: list[AnyAct] = []
    for act in acts[index + 1 :]:
        if isinstance(act, Touched | WentTo):
            break
        came.append(act)
    return came


def _spoken(where: Locator) -> str:
    return str(where.name or where.label or where.text or "")


def _is_steady(heading: str) -> bool:
    """Whether a heading will be the same at the next visit, as far as one can tell."""
    return bool(heading) and len(heading) <= 80 and not any(character.isdigit() for character in heading)


def _is_reference(text: str) -> bool:
    return text.startswith("${") and text.endswith("}")


def _name_of(shop: str) -> str:
    """The shop's part of a secret's name: capitals, digits and `_`, with a letter first."""
    plain = re.sub(r"[^A-Z0-9]+", "_", shop.upper()).strip("_")
    return plain if plain[:1].isalpha() and plain.isascii() else f"SHOP_{plain}".rstrip("_")
