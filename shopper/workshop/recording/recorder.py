"""Records a person's shopping as a journey: opens the browser, watches, writes the file."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from shopper.bundle import write_atomically
from shopper.egress import host_matches, is_private
from shopper.errors import Unreachable, UsageError
from shopper.hosts import plain_address, read_host
from shopper.journey.items import Branch, Item, Step
from shopper.journey.load import Loaded, load_profiles
from shopper.journey.mistakes import did_you_mean, one_of
from shopper.journey.names import likely_name
from shopper.journey.plans import LOCALES, speaks
from shopper.journey.profiles import ShopBook
from shopper.model import Mailbox, Persona, Place, Plan, Shop
from shopper.secrets import Secrets
from shopper.visit.browser import Browsers
from shopper.workshop.names import checked_name
from shopper.workshop.recording.acts import AnyAct, Clicked, HandedIn, Touched
from shopper.workshop.recording.handed_in import keep_files
from shopper.workshop.recording.steps import Setting, write_steps
from shopper.workshop.recording.text import journey_text, shop_text
from shopper.workshop.recording.watching import Watch
from shopper.world import gate_to, open_world

_CONSENT = re.compile(
    r"(?:từ chối|đồng ý|chấp nhận)(?: tất cả)?|(?:reject|accept|allow|decline)(?: all)?(?: cookies)?|only necessary"
    r"|alle (?:ablehnen|akzeptieren)|ablehnen|tout (?:refuser|accepter)|rechazar(?: todo)?|aceptar(?: todo)?",
    re.IGNORECASE,
)
_NO_NAMES = ("co", "com", "net", "org")  # of a host's name that belong to no shop: shop.kiln.co.uk → kiln


@dataclass(frozen=True)
class Wish:
    """What is to be recorded. `url`: an address, or a path of the shop. `shop`: its file's name; found by the address if left
    out, and proposed if nobody has described it. `journey`: the file's name; `out`: where it is to be written."""

    url: str = "/"
    shop: str = ""
    locale: str = ""
    device: str = "desktop"
    persona: str = ""
    journey: str = ""
    out: Path | None = None
    practice: bool = False


@dataclass(frozen=True)
class Ready:
    """A wish that can be fulfilled. `described`: the shop has a file."""

    setting: Setting
    url: str
    file: Path
    root: Path
    mailboxes: Mapping[str, Mailbox]
    described: bool = True


@dataclass(frozen=True)
class Recorded:
    """What was written. `secrets`: name → text, as they were typed; in memory only. `files`: the journey first."""

    files: tuple[Path, ...]
    steps: int
    secrets: Mapping[str, str] = field(repr=False)
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


Person = Callable[[Page], Awaitable[None]]
"""Who shops: comes back when it is done. At the keyboard nobody needs to do anything: see `record`."""


def prepare(wish: Wish, root: Path) -> Ready:
    """Everything that can be wrong with words and files, before any browser opens. Raises UsageError or MistakesFound."""
    loaded = load_profiles(root)
    book = _shop(wish, loaded)
    shop = book.profile if book else _unknown(wish)
    locale = wish.locale or LOCALES.get(shop.languages[0], shop.languages[0])
    if not speaks(shop, locale):
        raise UsageError(
            f"{shop.name} does not speak `{locale}`", place="--locale", remedy=f"Languages: {', '.join(shop.languages)}."
        )
    if wish.device not in ("desktop", "phone"):
        raise UsageError(f"`{wish.device}` is not a device", place="--device", remedy="One of: desktop, phone.")
    certain = dict(_certain(book, locale)) if book else {}
    setting = Setting(shop, locale, _persona(wish, loaded, locale), wish.device, certain)
    return Ready(setting, urljoin(shop.url, wish.url), _file(wish, shop, root), root, loaded.mailboxes, bool(book))


async def record(
    ready: Ready, browsers: Browsers, person: Person | None = None, *, done: asyncio.Event | None = None
) -> Recorded:
    """Record until the person is done (`person` has come back, `done` is set, or the last tab is closed); write the files.

    Raises Unreachable if the browser or the shop cannot be reached, UsageError if nothing was done.
    """
    acts, refused = await _watch(ready, browsers, person, done or asyncio.Event())
    if not any(isinstance(act, Touched) for act in acts):
        raise UsageError("nothing was done, so there is nothing to write", remedy="Click or type something in the window.")
    return _write(ready, acts, refused)


async def _watch(
    ready: Ready, browsers: Browsers, person: Person | None, done: asyncio.Event
) -> tuple[list[AnyAct], tuple[str, ...]]:
    setting, shop = ready.setting, ready.setting.shop
    async with contextlib.AsyncExitStack() as stack:
        world = await stack.enter_async_context(open_world([shop], ready.mailboxes))
        stack.enter_context(world.clock.working())  # somebody is here: no clock may jump
        if world.practice:
            browsers.trust_practice_shop()
        secrets = Secrets(ready.root)
        gate = await stack.enter_async_context(gate_to(shop, world, secrets.look_up))
        credentials = secrets.look_up(shop.sign_in.get("basic", ""))
        context = await browsers.context(_plan(setting), gate.url, credentials=credentials, **gate.trust)
        stack.push_async_callback(_close, context)
        watch = Watch(context)
        await watch.begin()
        try:
            page = await watch.open(ready.url)
        except PlaywrightError as error:
            raise Unreachable(
                f"{ready.url} cannot be opened: {error.message.splitlines()[0]}", remedy="Check the address, and the network."
            ) from error
        ends: list[asyncio.Task[Any]] = [asyncio.create_task(end) for end in (watch.left.wait(), done.wait())]
        ends += [asyncio.create_task(_shop_as(person, page))] if person else []
        try:
            finished, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for task in finished:
                task.result()
        finally:
            for task in ends:
                task.cancel()
        return await watch.end(), tuple(dict.fromkeys(refusal.host for refusal in gate.refusals if not refusal.background))


async def _shop_as(person: Person, page: Page) -> None:
    await person(page)


async def _close(context: Any) -> None:
    with contextlib.suppress(PlaywrightError):  # the person has closed the window herself
        await context.close()


def _write(ready: Ready, acts: Sequence[AnyAct], refused: tuple[str, ...]) -> Recorded:
    setting = ready.setting
    if not ready.described:
        consent = next(
            (act.where for act in acts if isinstance(act, Clicked) and _CONSENT.fullmatch(str(act.where.name))), None
        )
        found = consent.model_dump(exclude_defaults=True) if consent else None
        setting = replace(setting, shop=setting.shop.model_copy(update={"consent": found}))
    steps = write_steps(acts, setting)
    keeper = Secrets(ready.root)
    for name, text in steps.secrets.items():
        keeper.learn(text, name)
    title = ready.file.stem.replace("_", " ").capitalize()
    texts = {ready.file: journey_text(title, steps, setting)}
    if not ready.described:
        texts[_shop_file(ready)] = shop_text(setting.shop, refused)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, keeper.redact(text).encode())  # whatever a page may have said back
    kept, warnings = keep_files(ready.file.parent, [act for act in acts if isinstance(act, HandedIn)])
    return Recorded((*texts, *kept), sum(hasattr(line, "step") for line in steps.lines), steps.secrets, refused, warnings)


# --- what is known before -----------------------------------------------------------------------------------------


def _shop(wish: Wish, loaded: Loaded) -> ShopBook | None:
    """The shop that is named, or the one that the address belongs to; None if nobody has described it."""
    if wish.shop:
        if wish.shop not in loaded.shops:
            _require_new(wish, loaded)
        return loaded.shops.get(wish.shop)
    books = [book for book in loaded.shops.values() if book.profile.practice or not wish.practice]
    if "://" not in wish.url:
        if len(books) == 1:
            return books[0]
        raise UsageError(f"`{wish.url}` is a path: of which shop?", remedy=f"Name one: --shop {one_of(loaded.shops) or 'NAME'}")
    return _at(wish.url, books)


def _require_new(wish: Wish, loaded: Loaded) -> None:
    """Raises UsageError if the shop that is named, which has no file, was meant to be one that has."""
    if "://" not in wish.url:
        hint = did_you_mean(wish.shop, loaded.shops).capitalize() or f"Shops: {one_of(loaded.shops) or 'none'}."
        raise UsageError(f"there is no shop `{wish.shop}`", place="--shop", remedy=f"{hint} Or give its whole address.")
    if owner := _at(wish.url, loaded.shops.values()):
        id = owner.profile.id
        problem = f"there is no shop `{wish.shop}`, and the address is of `{id}`"
        raise UsageError(problem, place="--shop", remedy=f"Say --shop {id}, or leave it out.")
    checked_name("shop", wish.shop, place="--shop")
    if hint := did_you_mean(wish.shop, loaded.shops).capitalize():
        remedy = f"{hint} For a new one: shopper new shop {wish.shop} --url {wish.url}"
        raise UsageError(f"there is no shop `{wish.shop}`", place="--shop", remedy=remedy)


def _at(url: str, books: Iterable[ShopBook]) -> ShopBook | None:
    """The shop that has an address's host. Of two shops on one machine the port tells which."""
    own = urlsplit(plain_address(url))
    for book in books:
        at = urlsplit(book.profile.url)
        has_host = any(host_matches(pattern, own.hostname or "") for pattern in book.profile.hosts)
        if has_host and (own.port == at.port or own.hostname != at.hostname):
            return book
    return None


def _unknown(wish: Wish) -> Shop:
    """What can be said of a shop by its address alone."""
    parts = urlsplit(plain_address(wish.url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"`{wish.url}` is not a web address", remedy="It begins with https:// or http://")
    host = parts.hostname.removeprefix("www.")
    alone = is_private(host) or "." not in host
    named = [part for part in read_host(host).split(".")[:-1] if part not in _NO_NAMES] or [host]
    id = wish.shop or likely_name(host if alone else named[-1])
    hosts = (parts.hostname,) if alone else (host, f"*.{host}")
    language = (wish.locale or "en-GB").split("-")[0]
    return Shop(
        id=id, name=wish.shop or read_host(host), url=f"{parts.scheme}://{parts.netloc}/", languages=(language,), hosts=hosts
    )


def _persona(wish: Wish, loaded: Loaded, locale: str) -> Persona:
    """Who is named, or the first who lives where the locale is spoken, or the first of all."""
    personas = loaded.personas
    if not personas:
        raise UsageError(
            "there is no persona who could shop", place="journeys/personas.yaml", remedy="Write one: `linh: {name: …}`."
        )
    if wish.persona and wish.persona not in personas:
        hint = did_you_mean(wish.persona, personas).capitalize() or f"Personas: {one_of(personas)}."
        raise UsageError(f"there is no persona `{wish.persona}`", place="--persona", remedy=hint)
    at_home = (id for id, persona in personas.items() if persona.country == locale.rpartition("-")[2])
    return personas[wish.persona or next(at_home, next(iter(personas)))]


def _file(wish: Wish, shop: Shop, root: Path) -> Path:
    """Where the journey is to be written: never over a file that is there."""
    name = wish.journey or (wish.out.stem if wish.out else f"recorded_at_{shop.id}")
    file = wish.out or root / "journeys" / f"{name}.yaml"
    file = file / f"{name}.yaml" if file.is_dir() else file
    if file.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{file} is no YAML file", place="--out", remedy=f"Call it {file.name}.yaml.")
    checked_name("journey", file.stem, place="--out" if wish.out else "--journey")
    if file.exists():
        raise UsageError("there is such a file already", place=str(file), remedy="Give another name: --journey NAME")
    return file


def _shop_file(ready: Ready) -> Path:
    return ready.root / "journeys" / "shops" / f"{ready.setting.shop.id}.yaml"


def _plan(setting: Setting) -> Plan:
    """As what a browser's context is opened for every visit."""
    return Plan(
        id="recording", journey="recording", title="", place=Place(file=""), shop=setting.shop, persona=setting.persona,
        locale=setting.locale, device=setting.device, steps=(),
    )  # fmt: skip


def _certain(book: ShopBook, locale: str) -> Iterator[tuple[str, Any]]:
    """What the shop's own flows say of buttons that cannot be undone: their name, lower case, and their `done_if`."""
    language = locale.split("-")[0]
    for flow in book.flows.values():
        for step in _steps(flow.items):
            name = step.args.get("name")
            name = name.get(language) if isinstance(name, dict) else name
            if step.once and isinstance(name, str):
                yield name.casefold(), step.source.data_at(step.path).get("done_if")


def _steps(items: Iterable[Item]) -> Iterator[Step]:
    for item in items:
        if isinstance(item, Branch):
            yield from _steps((*item.then, *item.otherwise))
        else:
            yield item
            yield from _steps(item.block)
