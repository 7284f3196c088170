"""The pages that show one order to its customer: which they are, and what they let her do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from shopper.model import Evidence, PageView, StepRecord
from shopper.reading.errors import error_text
from shopper.reading.links import is_checkout
from shopper.reading.pages import is_own
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import Topic, topic_of_link, topics_of_words
from shopper.reading.tours import plain_lines

_LOG_OUT = re.compile(
    r"(?<!\w)(?:log ?out|sign ?out|abmelden|ausloggen|(?:se )?deconnexion|se deconnecter|cerrar sesion|salir|dang xuat"
    r"|thoat)(?!\w)"
)
_DONE = re.compile(
    r"(?<!\w)(?:packed|shipped|dispatched|on its way|in transit|delivered|completed|cancell?ed|verpackt|versandt|verschickt"
    r"|unterwegs|zugestellt|geliefert|storniert|emballee|expediee?|en route|en cours de livraison|livree?|annulee?|enviado"
    r"|en camino"
    r"|entregado|cancelado|da dong goi|dang giao(?: hang)?|da giao(?: hang)?|da gui|hoan thanh|da huy)(?!\w)"
)
_DELIVERED = re.compile(
    r"(?<!\w)(?:delivered|completed|zugestellt|geliefert|livree?|entregado|da giao(?: hang)?|hoan thanh)(?!\w)"
)


class OrderPage(NamedTuple):
    """One order as its page showed it. `status`: what says how far it is, without case and accents; empty: nothing does."""

    source: str
    page: PageView
    at: datetime
    status: str

    @property
    def is_done(self) -> bool:
        """Packed, sent, delivered or cancelled: it is too late to change it."""
        return bool(_DONE.search(self.status))

    @property
    def is_delivered(self) -> bool:
        return bool(_DELIVERED.search(self.status))

    def offers(self, *topics: Topic) -> str:
        """The link or button for one of these, by its words; empty if there is none."""
        links = (link.text for link in self.page.links if link.visible and set(topics) & topic_of_link(link))
        buttons = (control for control in self.page.controls if set(topics) & topics_of_words(control))
        return normal(next(links, "") or next(buttons, ""))


def order_pages(visit: Evidence) -> list[OrderPage]:
    """The shop's own pages that show the visit's order after it was placed, each time one was seen. A page that says in no
    status line how far it is has an empty `status`. Checkout and confirmation are none."""
    number, placed = visit.fact("order.number"), None
    pages = []
    for step in visit.steps:
        if number and f"step:{step.id}" == number.source and step.page:
            placed = step.page.url
        if placed and number and step.page and step.page.url != placed and _shows(step.page, str(number.value), visit):
            pages.append(OrderPage(f"step:{step.id}", step.page, step.ended, _status(step.page)))
    return pages


def _shows(page: PageView, number: str, visit: Evidence) -> bool:
    works = (page.status or 200) < 400 and not page.challenged and not error_text(page)
    headed = any(number in normal(heading) for heading in page.headings) or number in page.title
    return works and headed and is_own(page.url, visit) and not is_checkout(page.url)


def _status(page: PageView) -> str:
    """What a status region says, if one does."""
    return plain_letters(normal(" ".join(page.alerts)[:300]))


def account_pages(visit: Evidence) -> Iterator[tuple[StepRecord, PageView]]:
    """The shop's own pages that she saw while logged in: they let her log out."""
    for step in visit.steps:
        if step.page and is_own(step.page.url, visit) and (step.page.status or 200) < 400 and _is_logged_in(step.page):
            yield step, step.page


def _is_logged_in(page: PageView) -> bool:
    names = [*page.controls, *(link.text for link in page.links if link.visible)]
    return any(_LOG_OUT.search(plain_letters(normal(name[:60]))) for name in names)


def says(page: PageView, words: re.Pattern[str]) -> str:
    """The first line of a page's own text in which this is found, without case and accents; empty if it is in none."""
    return next((line[:160] for line in plain_lines(page) if words.search(line)), "")
