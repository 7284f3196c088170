"""The command `mail`: what a raw mail says, and what the checks say about it that need no journey."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from shopper.cli import completion
from shopper.cli.shared import Json, app, console, errors, n, project_root

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from shopper.cli.single_mail import Judged
    from shopper.model import Link, Reading, Shop
    from shopper.reading.promises import Promised

_COMMANDING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What JSON may hold as it is, but a terminal obeys."""

_MOST_LINES, _MOST_LINKS, _MOST_OTHERS = 40, 15, 12


@app.command()
def mail(
    files: Annotated[
        list[Path], typer.Argument(help="Raw mails (.eml) or mailbox files (mbox); - for the standard input.", metavar="FILE…")
    ],
    shop: Annotated[
        str, typer.Option(help="Whose mails they are: a shop of this project.", metavar="NAME", autocompletion=completion.shops)
    ] = "",
    locale: Annotated[
        str, typer.Option(help="The customer's locale; told from the mail if left out.", autocompletion=completion.locales)
    ] = "",
    as_json: Json = False,
) -> None:
    """Read raw mails under guard, as an audit does, and say what is wrong with them, so far as they tell by themselves."""
    with errors():
        from shopper.cli.single_mail import judge
        from shopper.inbox.guard import Reader
        from shopper.registry import load_project

        root = project_root(practice=True)
        load_project(root)
        whose = _shop(root, shop) if shop else None
        known = _known_locale(locale)
        mails, unread = _mails(files)
        with Reader() as reader:
            judged = [(name, judge(raw, reader, name=name, shop=whose, locale=known)) for name, raw in mails]
        if as_json and judged:
            said = [{"file": name, **one.as_json()} for name, one in judged]
            typer.echo(_COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(said, ensure_ascii=False, indent=1)))
        elif judged:
            screen = console()
            for name, one in judged:
                _page(screen, name, one)
        raise typer.Exit(2 if unread else int(any(one.fails for _, one in judged)))


def _mails(files: Iterable[Path]) -> tuple[list[tuple[str, bytes]], bool]:
    """The mails in these files with their names. What cannot be read is said and left out; the second value: there was such."""
    from shopper.cli.single_mail import mails_in

    found, unread = [], False
    for file in files:
        try:
            with errors():
                named = list(_named(file, mails_in(_read(file), _name(file))))
        except typer.Exit:
            unread = True
            continue
        for name, raw in named:
            try:
                with errors():
                    found.append((name, _surely_a_mail(name, raw)))
            except typer.Exit:
                unread = True
    return found, unread


def _surely_a_mail(name: str, raw: bytes) -> bytes:
    from shopper.cli.single_mail import is_a_mail
    from shopper.errors import UsageError

    if is_a_mail(raw):
        return raw
    remedy = "It has no From, Date, Received, Subject or Message-ID. Save the mail with its headers (.eml, “show original”)."
    raise UsageError("this is not a mail", place=name, remedy=remedy)


def _name(file: Path) -> str:
    return "standard input" if str(file) == "-" else str(file)


def _named(file: Path, mails: list[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, raw in enumerate(mails, 1):
        yield f"{_name(file)} ({number} of {len(mails)})" if len(mails) > 1 else _name(file), raw


def _read(file: Path) -> bytes:
    """Its bytes. Raises UsageError for what is no file, or too large to be read at once; OSError if it cannot be read."""
    from shopper.cli.single_mail import LARGEST_MAILBOX
    from shopper.errors import UsageError

    if str(file) == "-":
        data = sys.stdin.buffer.read(LARGEST_MAILBOX + 1)
    elif file.is_dir():
        raise UsageError("this is a folder", place=str(file), remedy=f"Name the mails in it: {file}/*.eml")
    else:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_MAILBOX + 1)
    if len(data) > LARGEST_MAILBOX:
        raise UsageError(f"it is larger than {LARGEST_MAILBOX >> 20} MB", place=_name(file), remedy="Split the mailbox.")
    return data


def _shop(root: Path, name: str) -> Shop:
    from shopper.journey.load import load_profiles

    return load_profiles(root, [name]).shops[name].profile


def _known_locale(locale: str) -> str:
    from babel import Locale, UnknownLocaleError

    from shopper.errors import UsageError

    try:
        return str(Locale.parse(locale, sep="-")).replace("_", "-") if locale else ""
    except (ValueError, UnknownLocaleError):
        raise UsageError(f"`{locale}` is no locale", place="--locale", remedy="Write it as vi-VN or en-GB.") from None


# --- on the terminal ----------------------------------------------------------------------------------------------


def _page(screen: Console, name: str, judged: Judged) -> None:
    """What was read, then what is wrong. The mail's words reach the terminal neither as markup nor as commands."""
    from rich.rule import Rule

    screen.print(Rule(_said(name, "bold"), align="left", style="dim"))
    reading = judged.mail.reading
    _rows(screen, _headers(judged))
    _block(screen, "Text", _cut(reading.text.split("\n"), _MOST_LINES, "line"))
    _block(screen, "Links", _cut([_link(link) for link in reading.links], _MOST_LINKS, "link"))
    _block(screen, "Facts", (f"{fact.name}: {fact.value}  ({fact.quote})" for fact in judged.facts))
    _block(screen, "Promises", (_promise(one, judged) for one in judged.promises))
    _block(screen, "Events", (" · ".join(map(str, filter(None, (e.summary, e.starts, e.location)))) for e in reading.events))
    _block(screen, "Parts", _cut(list(_parts(judged)), _MOST_OTHERS, "part"))
    _block(screen, "Could not be read whole", [reading.problem] if reading.problem else [])
    _findings(screen, judged)
    screen.print()


def _headers(judged: Judged) -> Iterator[tuple[str, str]]:
    mail, reading = judged.mail, judged.mail.reading
    yield "From", f"{reading.sender_name} <{reading.sender}>" if reading.sender_name else reading.sender
    yield "To", ", ".join(reading.recipients)
    yield "Reply-To", reading.reply_to
    yield "Subject", reading.subject
    yield "Preheader", reading.preheader
    yield "Date", reading.date.astimezone(_offset(reading)).isoformat(" ") if reading.date else ""
    yield "Locale", f"{judged.locale} (guessed: pass --locale)" if judged.guessed else judged.locale
    yield "Kind", f"{mail.kind}, from {mail.system}" if mail.kind and mail.system != "sender" else ""
    yield "Not the shop's", mail.doubt
    servers = {one.server for one in reading.authentication if one.topmost}
    told = [f"{one.method}={one.result}" for one in reading.authentication if one.topmost]
    yield "Authentication", f"{', '.join(told)} (by {', '.join(servers)})" if told else ""


def _offset(reading: Reading) -> tzinfo:
    """That of the clock by which it was written, UTC if it names none: a reading's own date is in UTC."""
    from email.utils import parsedate_to_datetime

    from shopper.inbox.decoding import safely

    written = next(iter(reading.headers.get("date", ())), "")
    return safely(lambda: parsedate_to_datetime(written).tzinfo, None) or UTC


def _link(link: Link) -> str:
    text = link.text.strip()
    bare = link.href.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
    return link.href if not text or text.rstrip("/") in (link.href.rstrip("/"), bare) else f"{text} → {link.href}"


def _promise(one: Promised, judged: Judged) -> str:
    """By the shop's clock. A day ends at midnight, which is the next day already: the day itself is what was meant."""
    until = one.due.astimezone(ZoneInfo(judged.visit.plan.shop.zone))
    said = f"{until:%Y-%m-%d %H:%M}" if until.time() != time() else f"{(until - timedelta(days=1)).date()}"
    what = "something" if one.what == "other" else one.what
    return f"{what}{'' if one.sure else ' (perhaps)'}: until {said} ({one.quote})"


def _parts(judged: Judged) -> Iterator[str]:
    for part in judged.mail.reading.parts:
        looks = f", looks like {part.sniffed}" if part.sniffed and part.sniffed != part.type else ""
        yield f"{part.type} {part.name} ({part.size:,} bytes{looks}{f': {part.problem}' if part.problem else ''})"


def _findings(screen: Console, judged: Judged) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from shopper.model import Outcome

    screen.print()
    if not judged.said:
        screen.print(Text("Nothing is wrong with it, so far as it tells by itself."))
    for one in judged.said:
        failed = one.verdict.outcome is Outcome.FAIL
        sign = Text("✗ ", "bold red") if failed else Text("? ", "magenta")
        impact = one.check.impact.value if failed else "to be looked at"
        screen.print(Text.assemble(sign, _said(one.check.failure, "bold"), (f"  {one.check.id}, {impact}", "dim")))
        screen.print(Padding(_said(one.verdict.sentence), (0, 0, 0, 2), expand=False))
    screen.print(Text(_tally(judged), "dim"))


def _tally(judged: Judged) -> str:
    more = sum(bool(need) for need in judged.needy.values())
    unsure = len(judged.needy) - more
    return (
        f"{n(len(judged.passed), 'check')} passed, {len(judged.idle)} had nothing to look at here, "
        f"{more} need a drawn mail, a visit or other mails{f', {unsure} could not tell' if unsure else ''}."
    )


def _rows(screen: Console, rows: Iterable[tuple[str, str]]) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for key, value in rows:
        if value:
            table.add_row(_said(key, "dim"), _said(value))
    screen.print(table)


def _block(screen: Console, title: str, lines: Iterable[str]) -> None:
    from rich.padding import Padding

    shown = [line for line in lines if line]
    if shown:
        screen.print()
        screen.print(_said(title, "dim"))
    for line in shown:
        screen.print(Padding(_said(line), (0, 0, 0, 2), expand=False))


def _cut(lines: list[str], most: int, noun: str) -> list[str]:
    more = [f"… and {n(len(lines) - most, f'more {noun}')}"] if len(lines) > most else []
    return [*lines[:most], *more]


def _said(text: Any, style: str = "") -> Text:
    """A text from outside: no markup, no control characters, on one line."""
    from rich.text import Text

    from shopper.reports._text import clean

    return Text(" ".join(clean(text).split()), style)
