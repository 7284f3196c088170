"""What a defect is, and the small tools that most of them are made with."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from shopper.practice_shop.rendering import ShopPage
    from shopper.practice_shop.systems.frame import ShopMail

Spoil: TypeAlias = "Callable[[ShopMail], None]"
"""Changes a mail before it is signed and sent."""

Redo: TypeAlias = "Callable[[ShopPage], None]"
"""Changes a page before it is sent."""


@dataclass(frozen=True)
class Defect:
    """One thing to switch on.

    `breaks` says what a customer notices, `finds` is the id of the check that must say so, `follows` are the ids of checks
    that may honestly say something too. `medium`: a `mail` shows it by itself, a mail only once it was drawn or its links
    were opened (`probe`), or only the `path` through pages and links. `journeys` are those that meet it: each alone must be
    enough. `languages`: those in which it can show; empty: all. `says`: what its check says of it, which may be no more than
    that a person should look.

    How it is done: either the shop asks for its name, or it says so itself. `kinds` are the mails it befalls (the names of
    their templates): `spoil` changes such a mail before it is signed, `tamper` its bytes after that, `also` gives further
    mails, each so long after it. `pages` are the pages it befalls (their names in `PATHS`; `*`: all): `redo` changes such a
    page before it is sent. `alone`: it changes where the path leads, so it cannot be tried together with others.
    """

    name: str
    title: str
    breaks: str
    finds: str
    follows: tuple[str, ...] = ()
    medium: Literal["mail", "probe", "path"] = "mail"
    journeys: tuple[str, ...] = ("guest_order",)
    languages: tuple[str, ...] = ()
    says: Literal["fail", "review"] = "fail"
    kinds: tuple[str, ...] = ()
    spoil: Spoil | None = None
    tamper: Callable[[bytes], bytes] | None = None
    also: Callable[[ShopMail], Iterable[tuple[timedelta, ShopMail]]] | None = None
    pages: tuple[str, ...] = ()
    redo: Redo | None = None
    alone: bool = False


def saying(text: dict[str, str], *, before: str = "</h1>", instead: bool = False, style: str = "") -> Spoil:
    """Adds a paragraph (language → text) to both bodies: in HTML after the first `before`, in the text part at its end.

    `style`: its own CSS, where it would come to stand on a ground that its inherited colour cannot be read on.
    """
    begin = f'<p style="{style}">' if style else "<p>"

    def spoil(mail: ShopMail) -> None:
        told = text[mail.language]
        if before not in mail.html:
            raise ValueError(f"{mail.kind}: there is no {before} in its HTML")
        mail.html = mail.html.replace(before, f"{before}{begin}{told}</p>", 1)
        mail.text = f"{mail.text.rstrip()}\n\n{told}\n"

    return spoil


def replacing(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Spoil:
    """Replaces what fits a pattern, in subject and both bodies. ValueError if nothing does: a defect must break something."""

    def spoil(mail: ShopMail) -> None:
        count = 0
        for name in ("subject", "html", "text"):
            text, times = re.subn(pattern, by, getattr(mail, name))
            if times:
                setattr(mail, name, text)
                count += times
        if not count:
            raise ValueError(f"{mail.kind}: nothing fits {pattern}")

    return spoil


def header(name: str, value: str | Callable[[ShopMail], str]) -> Spoil:
    """Sets a header, or takes it out if the value is empty."""

    def spoil(mail: ShopMail) -> None:
        said = value if isinstance(value, str) else value(mail)
        del mail[name]
        if said:
            mail[name] = said

    return spoil


def another(mail: ShopMail, after: timedelta, mark: str) -> ShopMail:
    """A copy of a mail that leaves so long after it, with a Message-ID of its own."""
    more = copy.deepcopy(mail)
    more.replace_header("Message-ID", mail["Message-ID"].replace("<", f"<{mark}."))
    more.replace_header("Date", format_datetime(parsedate_to_datetime(mail["Date"]) + after))
    return more


def rewriting(pattern: str, by: str | Callable[[re.Match[str]], str], *, items: tuple[str, ...] = ()) -> Redo:
    """Replaces what fits a pattern in a page's HTML, dots fitting line breaks too. `items`: only pages of these (a policy's
    name, a product's id). A page on which nothing fits stays as it is: a defect need not show in every state of a page."""
    sought = re.compile(pattern, re.DOTALL)

    def redo(page: ShopPage) -> None:
        if not items or page.item in items:
            page.html = sought.sub(by, page.html)

    return redo


def adding(html: str | dict[str, str], *, before: str = "</main>", items: tuple[str, ...] = ()) -> Redo:
    """Puts HTML (the same, or language → it) into a page, before the first place that reads so."""

    def redo(page: ShopPage) -> None:
        if not items or page.item in items:
            more = html if isinstance(html, str) else html[page.language]
            page.html = page.html.replace(before, f"{more}{before}", 1)

    return redo
