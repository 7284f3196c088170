"""The last word: what the customer had been told about her order when a mail came, to hold the mail against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Generic, TypeVar

from shopper.model import Evidence, Mail, PageView
from shopper.reading.comparing import bare_number, numbers
from shopper.reading.facts import stated_on_pages
from shopper.reading.naming import mail_name
from shopper.reading.pages import is_own

T = TypeVar("T")

_GIVES_THE_WORD = re.compile(r"confirm|chang|updat|amend|modif")
"""Kinds of mail that say what an order is: the confirmation, and those of its changes."""

_NOT_THE_ORDER = re.compile(r"refund|return|credit|survey|review|answer|acknowledg|welcome|newsletter|basket|cart|wish")
_ABOUT_AS_SOON = timedelta(minutes=2)
"""A page and a mail of one event: which of them was seen first is chance."""


@dataclass(frozen=True)
class Said(Generic[T]):
    """What was said, where (`the shop's page`, `the order confirmation`), and the evidence for it."""

    value: T
    where: str
    source: str
    at: datetime


def last_words(
    visit: Evidence, on_page: Callable[[PageView], T | None], in_mail: Callable[[Mail], T | None]
) -> Iterator[tuple[Mail, T, Said[T]]]:
    """Each mail about this order that says such a thing, what it says, and what was said last before it: by a page of the
    shop's that names the order, or by the mail that confirmed it or a change of it. The first word of all is held against
    nothing. Both functions give None where there is nothing of the kind."""
    ours = frozenset(bare_number(number) for number in numbers(stated_on_pages(visit, "order.number")))
    events: list[tuple[datetime, int, PageView | Mail, str]] = [
        *(
            (step.ended, 0, step.page, step.id)
            for step in visit.steps
            if step.page and _names_the_order(step.page, ours, visit)
        ),
        *((mail.arrived + _ABOUT_AS_SOON, 1, mail, mail.id) for mail in visit.mails if is_about_order(mail)),
    ]
    said: Said[T] | None = None
    for at, _, what, id in sorted(events, key=lambda event: event[:2]):
        value = on_page(what) if isinstance(what, PageView) else in_mail(what)
        if value is None:
            continue
        if isinstance(what, PageView):
            said = Said(value, "the shop's page", f"step:{id}", at)
            continue
        if said:
            yield what, value, said
        if not said or (gives_the_word(what) and not said.source.startswith("step:")):
            name = mail_name(what, visit.plan.shop)
            said = Said(value, name[:1].lower() + name[1:], f"mail:{id}", at)


def is_about_order(mail: Mail) -> bool:
    """Whether a mail of the shop's may describe the order: not a return, an answer, a survey."""
    return mail.solicited and not mail.reading.problem and not _NOT_THE_ORDER.search(mail.kind)


def gives_the_word(mail: Mail) -> bool:
    """Whether it says what the order is: the shop's confirmation of it, or of a change."""
    return is_about_order(mail) and bool(_GIVES_THE_WORD.search(mail.kind))


def is_change(mail: Mail) -> bool:
    """Whether it says that the order was changed: then it may well say something new."""
    return bool(re.search(r"chang|updat|amend|modif", mail.kind))


def _names_the_order(page: PageView, ours: frozenset[str], visit: Evidence) -> bool:
    return is_own(page.url, visit) and bool(_numbers_on(page.text) & ours)


@lru_cache(maxsize=256)
def _numbers_on(text: str) -> frozenset[str]:
    return frozenset(bare_number(word) for word in text.split() if any(map(str.isdigit, word)))
