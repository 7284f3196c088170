"""The shop says of one piece that it is there, and elsewhere that it is not.

## What it checks
What the product's page says about having the piece (“In stock”, “Hết hàng”, “ausverkauft”, “en rupture de stock”),
against what lists, cart and checkout say below the same name, and what the mails about the order say below it. One
that says “in stock” and one that says “out of stock” fail; in a list a person has to judge. What is said of other
sizes, of stores, or under a condition is left alone.

## Why it matters
A customer who buys what is in stock expects it in days. If the shop then has nothing to send, it has to write a mail,
hold or refund the money, and has lost her trust in everything else that its pages say.

## How to fix
Let every page and mail ask the same place for the stock, at the same time; hold the piece while it lies in a cart
that is being paid for. Do not keep product pages longer in a cache than stock lasts.

## Example
“/en/products/ho-tay-mug says “In stock at the workshop” of Hồ Tây celadon mug, and /en/cart “Out of stock”.” The
product's page was served from a cache of the day before.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.availability import Availability, stock_of
from shopper.reading.checkout import is_cart
from shopper.reading.last_word import is_about_order
from shopper.reading.links import is_checkout, path_of
from shopper.reading.naming import mail_name, quoted
from shopper.reading.pages import SeenPage, is_own, seen_pages
from shopper.reading.products import is_product, name_of


class _Said(NamedTuple):
    """What one place says. `is_sure`: it can be of no other piece; in a list it may stand above the next one's name."""

    where: str
    source: str
    availability: Availability
    is_sure: bool = True


@check(
    title="Stock is the same everywhere",
    failure="One place says in stock, another out of stock",
    category="consistency",
    impact="serious",
    serves=["1-06"],
)
def stock_contradiction(visit: Evidence) -> Findings:
    pages = [seen for seen in seen_pages(visit) if is_own(seen.page.url, visit) and (seen.page.status or 200) < 400]
    for product in pages:
        name = name_of(product.page) if is_product(product.page) else ""
        told = _on(product, name) if len(name.split()) > 1 else None
        if told is None:
            continue
        elsewhere = (_on(page, name) for page in pages if page is not product)
        others = [*filter(None, elsewhere), *_in_mails(visit, name)]
        against = [one for one in others if one.availability.stock != told.availability.stock]
        other = next(iter(sorted(against, key=lambda one: not one.is_sure)), None)
        if not others:
            continue
        there = other or others[0]
        yield Verdict(
            outcome=_outcome(other),
            sentence=f"{told.where} says {quoted(told.availability.quote)} of {name}, and {there.where} "
            f"{quoted(there.availability.quote)}.",
            expected=told.availability.stock,
            actual=there.availability.stock,
            about=told.where,
            owner="web shop",
            evidence=(told.source, there.source),
        )


def _outcome(other: _Said | None) -> Outcome:
    if other is None:
        return Outcome.PASS
    return Outcome.FAIL if other.is_sure else Outcome.REVIEW


def _on(seen: SeenPage, name: str) -> _Said | None:
    said = stock_of(name, [block.text for block in seen.page.in_sight.blocks], seen.page.headings)
    is_sure = is_cart(seen.page.url) or is_checkout(seen.page.url)
    return _Said(path_of(seen.page.url), seen.source, said, is_sure) if said else None


def _in_mails(visit: Evidence, name: str) -> Iterator[_Said]:
    for mail in visit.mails:
        said = stock_of(name, mail.reading.text.split("\n"), ()) if is_about_order(mail) else None
        if said:
            named = mail_name(mail, visit.plan.shop)
            yield _Said(named[:1].lower() + named[1:], f"mail:{mail.id}", said)
