"""What the steps of a journey need: of the shop, of the customer, and of the steps before them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shopper.egress import host_matches, mail_matches
from shopper.errors import StepFailed
from shopper.hosts import plain_host
from shopper.journey.files import find_file
from shopper.journey.items import Step
from shopper.journey.language import SAYS
from shopper.journey.mistakes import Mistakes, Span, closest, did_you_mean, one_of
from shopper.journey.source import Keys, Source
from shopper.journey.values import is_template
from shopper.model import Persona, Place, Shop

_WHAT_FOR = {
    "chat": "it says where one types, and where the answers stand",
    "hours": "such as `hours: {zone: Asia/Ho_Chi_Minh, mon-fri: 08:00-18:00}`",
}


@dataclass(frozen=True)
class Part:
    """One way in which a journey is played."""

    locale: str
    device: str
    voice: str

    @property
    def language(self) -> str:
        return self.locale.split("-")[0]


@dataclass(frozen=True)
class Stage:
    """A shop and a customer, as far as their files could be read: what the steps of a journey are compared with.

    `unsure`: keys of the shop's file that could not be read. `parts`: the ways to play it that are known; not `whole`, if there
    may be more, as the journey's matrix could not be read whole. `mails`: how many the journey may write.
    """

    shop: Shop
    file: str
    home: Path
    unsure: frozenset[str] = frozenset()
    persona: Persona | None = None
    parts: tuple[Part, ...] = ()
    whole: bool = True
    mails: int | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which the journey is played here."""
        return tuple(dict.fromkeys(part.language for part in self.parts))


@dataclass
class Needs:
    """Compares steps with the stage, in the order in which they are played."""

    stage: Stage
    mistakes: Mistakes
    blurred: bool = False
    """Something could not be read that is played before: it may have done anything."""
    _played: set[str] = field(default_factory=set)
    _due: set[str] = field(default_factory=set)
    _letters: int = 0

    def check(self, step: Step, chain: tuple[Place, ...], *, certain: bool, lookup: Callable[[Any], Any]) -> None:
        """Note what this step needs and does not get. `certain`: it is played whatever happens; `lookup` gives the value of
        an input that is known already."""
        self.check_languages(step.source, step.by_language, chain)
        for kind in step.said("mails"):
            self._check_kind(step, kind, chain)
        for file in step.said("files"):
            self._check_file(step, lookup(file), step.where(file), chain)
        for page in step.said("pages"):
            self._check_page(step, page, chain)
        for address in step.said("addresses"):
            self._check_address(step, address, chain)
        for key in step.said("needs"):
            self._check_key(step, key, chain)
        self._check_order(step, chain)
        if step.writes:
            self._check_limit(step, certain, chain)

    def check_languages(
        self, source: Source, found: Iterable[tuple[Keys, Mapping[str, Any]]], chain: tuple[Place, ...] = ()
    ) -> None:
        """A text by language must have one for each language in which the journey is played here."""
        for path, texts in found:
            if missing := lacking(texts, self.stage.languages):
                problem = f"`{_word(path)}` says nothing in `{missing}`, a language in which this journey is played"
                self.mistakes.add(source, source.span(path, key=True), problem, f"add `{missing}: …`", chain=chain)

    def check_said(self, source: Source, path: Keys, name: str, chain: tuple[Place, ...]) -> None:
        """What the persona says must be there in each of her voices, and in each language."""
        persona = self.stage.persona
        for part in self.stage.parts if persona else ():
            said = persona.voices.get(part.voice, {}) if persona else {}
            span, text = source.find(path, f"{'.'.join(SAYS)}.{name}"), said.get(name)
            where = f"personas.yaml, at `{persona.id if persona else ''}`, under `voices:`"
            if text is None:
                problem = f"the persona does not say `{name}`" + (f" in the voice `{part.voice}`" if part.voice else "")
                self.mistakes.add(source, span, problem, did_you_mean(name, said) or f"add it to {where}", chain=chain)
                return
            if isinstance(text, dict) and part.language not in text:
                problem = (
                    f"the persona's `{name}` says nothing in `{part.language}`, a language in which this journey is played"
                )
                self.mistakes.add(source, span, problem, f"add it to {where}", chain=chain)
                return

    def check_mailbox(self, source: Source, path: Keys, chain: tuple[Place, ...]) -> None:
        """A visit has a mail address where the shop's file says which mailbox it is of."""
        if not self.stage.shop.mailbox and "mailbox" not in self.stage.unsure:
            span = source.find(path, "visit.mail")
            problem = f"there is no `visit.mail` without a `mailbox:` in {self.stage.file}"
            self.mistakes.add(source, span, problem, "add it there: one of mailboxes.yaml", chain=chain)

    def _check_kind(self, step: Step, kind: str, chain: tuple[Place, ...]) -> None:
        known = self.stage.shop.mails
        if is_template(kind):
            self.blurred = True
        elif kind not in known:
            hint = did_you_mean(kind, known) or (f"it knows {one_of(known)}" if known else "add it under `mails:` there")
            self._wrong(step, kind, f"`{kind}` is no kind of mail in {self.stage.file}", hint, chain)
        elif kind in step.said("answered") and known[kind].reply == "automatic":
            problem = f"`{kind}` is written by a program (`reply: automatic` in {self.stage.file}), which nobody answers"
            self._wrong(step, kind, problem, "answer a person's mail, or write to the shop: `write_mail`", chain)
        elif kind in step.said("opened") and kind not in self._due and not self.blurred:
            problem = f"`{kind}` is neither expected nor awaited before this"
            self._wrong(step, kind, problem, f"add `await_mail: {kind}` with `within:` before it", chain)
        if kind not in step.said("opened"):
            self._due.add(kind)

    def _check_file(self, step: Step, named: Any, span: Span, chain: tuple[Place, ...]) -> None:
        """What is handed in must be there; a name that is known only when it is played is looked for then."""
        beside = [place.file for place in (step.place, *reversed(chain))]
        for one in named.values() if isinstance(named, dict) else [named]:
            if isinstance(one, str) and not is_template(one):
                try:
                    find_file(one, beside, self.stage.home)
                except StepFailed as error:
                    self.mistakes.add(step.source, span, error.problem, error.remedy, chain=chain)

    def _check_page(self, step: Step, url: str, chain: tuple[Place, ...]) -> None:
        head, cut, _ = url.partition("${")
        if "://" not in head:
            host = head.partition("/")[0]
            if "." in host and self._is_a_host(host) and not cut:
                self._wrong(step, url, f"`{host}` is taken for a path here", f"did you mean `https://{head}`?", chain)
            elif head[:1].isalnum() and "url" not in self.stage.unsure and not urlsplit(self.stage.shop.url).path.strip("/"):
                # At a shop whose address has a path of its own, a page may be meant relative to it.
                self._wrong(step, url, f"the path `{url}` does not begin with `/`", f"did you mean `/{url}`?", chain)
            return
        try:
            host = urlsplit(head).hostname or ""
        except ValueError:
            host = ""
        if cut and "/" not in head.partition("://")[2]:
            return  # the host itself is filled in later
        if not head.startswith(("https://", "http://")) or not host:
            self._wrong(step, url, f"`{url}` is no web address", "such as /cart, or https://www.example.com/cart", chain)
        elif not self._is_a_host(host) and not self.stage.unsure & {"hosts", "url"}:
            hint = (
                did_you_mean(host, self.stage.shop.hosts)
                or f"if it belongs to the shop, add it to `hosts` in {self.stage.file}"
            )
            self._wrong(step, url, f"`{host}` is none of this shop's hosts", hint, chain)

    def _is_a_host(self, host: str) -> bool:
        shop = self.stage.shop
        return plain_host(host) == urlsplit(shop.url).hostname or any(host_matches(pattern, host) for pattern in shop.hosts)

    def _check_address(self, step: Step, address: str, chain: tuple[Place, ...]) -> None:
        shop, host = self.stage.shop, address.rpartition("@")[2].strip()
        if is_template(address) or "@" not in address or self.stage.unsure & {"hosts", "url", "mails"}:
            return
        if not any(host_matches(pattern, host) for pattern in shop.hosts):
            senders = [kind.sender for kind in shop.mails.values()]
            if not any(mail_matches(sender, address) for sender in senders):
                hint = did_you_mean(address, (sender for sender in senders if "*" not in sender))
                hint = hint or f"if it is, add `{host}` to `hosts` in {self.stage.file}"
                self._wrong(step, address, f"`{address}` is not an address of this shop", hint, chain)

    def _check_key(self, step: Step, key: str, chain: tuple[Place, ...]) -> None:
        if not is_said(self.stage.shop, key) and key not in self.stage.unsure:
            self._wrong(step, "", f"`{step.verb}` needs `{key}:` in {self.stage.file}", _WHAT_FOR.get(key, ""), chain)

    def _check_order(self, step: Step, chain: tuple[Place, ...]) -> None:
        first = step.type.args.after
        if first and first not in self._played and not self.blurred:
            self._wrong(step, "", f"`{step.verb}` needs a `{first}` before it", f"add `{first}: …`", chain)
        self._played.add(step.verb)

    def _check_limit(self, step: Step, certain: bool, chain: tuple[Place, ...]) -> None:
        limit = self.stage.mails
        if limit is not None and self._letters >= limit:
            mails = "1 mail" if limit == 1 else f"{limit or 'no'} mails"
            problem = f"`limits` lets this journey write {mails}, and this {'is one more' if limit else 'writes one'}"
            self._wrong(step, "", problem, "raise `mails:` there, or leave this step out", chain)
        self._letters += certain

    def _wrong(self, step: Step, word: str, problem: str, hint: str, chain: tuple[Place, ...]) -> None:
        self.mistakes.add(step.source, step.where(word), problem, hint, chain=chain)


def is_said(shop: Shop, key: str) -> bool:
    """Whether the shop's file has this key, and something in it: `hours` that name holidays alone say nothing."""
    return any(day != "holidays" for day in shop.hours) if key == "hours" else bool(getattr(shop, key, None))


_OF_COUNTRY = {"vn": "vi", "gb": "en", "uk": "en", "us": "en", "jp": "ja", "cn": "zh", "kr": "ko", "at": "de", "ch": "de"}
"""Languages that go by the code of a country, by mistake."""


def _meant(key: str, spoken: Collection[str]) -> str:
    """The language that somebody probably meant who wrote this key, or an empty text."""
    of_country = _OF_COUNTRY.get(key.lower(), "")
    return of_country if of_country in spoken else closest(key, spoken)


def lacking(texts: Mapping[str, Any], languages: Collection[str]) -> str:
    """The first of these languages (`vi`, `zh-Hant`) that a text by language lacks, unless it is only misspelt there."""
    strange = [key for key in texts if key not in languages]
    missing = (language for language in languages if not {language, language.split("-")[0]} & texts.keys())
    meant = {_meant(key, languages) for key in strange}
    return next((language for language in missing if texts and language not in meant), "")


def check_spoken(
    source: Source,
    found: Iterable[tuple[Keys, Mapping[str, Any]]],
    languages: Iterable[str],
    whose: str,
    mistakes: Mistakes,
    *,
    misspelt_only: bool = False,
) -> None:
    """A text by language must be in languages that are spoken there."""
    spoken = tuple(dict.fromkeys(form for language in languages for form in (language, language.split("-")[0])))
    for path, texts in found:
        for key in texts:
            guess = "" if key in spoken else _meant(key, [language for language in spoken if language not in texts])
            if guess or not (key in spoken or misspelt_only):
                hint = f"did you mean `{guess}`?" if guess else f"its languages: {one_of(spoken)}"
                mistakes.add(source, source.span((*path, key), key=True), f"`{key}` is not a language of {whose}", hint)


def _word(path: Keys) -> str:
    """The nearest key of a place."""
    return next(word for word in reversed(path) if isinstance(word, str))
