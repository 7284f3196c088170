"""The chat says something else than the shop's pages and mails.

## What it checks
What bots and agents state in the chat, against the shop's own pages that were seen and the mails that came. It fails when the
chat gives one time to return something, and the pages and mails give one other. Nearly the same sentence with another number
or with a "not" goes to a person, as the two may speak of different things.

## Why it matters
The page says one thing, the person in the chat another: now she knows that nobody there is sure, and asks a third time. If it
comes to a dispute, the shop is held to what suits her better.

## How to fix
Let agents and bot answer out of the same knowledge base that feeds the pages, with the page open beside the chat. When a term
changes, change it in one place, and tell the agents that day.

## Example
“The chat said “You have 14 days to return it.”, but /en/policies/returns says “You have 30 days to return it.”” The bot had
been trained on last year's policy.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shopper import Evidence, Findings, Outcome, Turn, Verdict, check
from shopper.reading.contradictions import contradiction
from shopper.reading.links import path_of
from shopper.reading.naming import mail_name, quoted
from shopper.reading.pages import is_own, seen_pages
from shopper.reading.promised import own_text
from shopper.reading.terms import return_windows

_MOST = 12  # turns that are compared


class _Source(NamedTuple):
    name: str
    text: str
    evidence: str


@check(
    title="The chat says what the pages say",
    failure="The chat contradicts the shop's pages or mails",
    category="resolution",
    impact="serious",
    serves=["0-22", "1-06", "2-06"],
)
def chat_contradicts_page(visit: Evidence) -> Findings:
    told = [turn for turn in visit.chat if turn.who != "customer"][:_MOST]
    sources = list(_sources(visit))
    if not told or not sources:
        return
    found = [*_about_returns(told, sources), *_sentences(told, sources)]
    yield from found
    if not found:
        yield Verdict(outcome=Outcome.PASS, sentence="The chat says what pages and mails say.", about="chat", owner="chat")


def _sources(visit: Evidence) -> Iterator[_Source]:
    for seen in seen_pages(visit):
        if is_own(seen.page.url, visit) and (seen.page.status or 200) < 400 and not seen.page.challenged:
            yield _Source(path_of(seen.page.url), seen.page.text, seen.source)
    for mail in visit.mails:
        if mail.solicited:
            yield _Source(mail_name(mail, visit.plan.shop).replace("The ", "the ", 1), own_text(mail), f"mail:{mail.id}")


def _about_returns(told: list[Turn], sources: list[_Source]) -> Iterator[Verdict]:
    """One window in the chat, one other everywhere else."""
    stated = [(window, source) for source in sources for window in return_windows(source.text)]
    days = {window.days for window, _ in stated}
    for turn in told:
        windows = return_windows(turn.text)
        if days and len(windows) == 1 and windows[0].days not in days:
            outcome = Outcome.FAIL if len(days) == 1 else Outcome.REVIEW
            yield _verdict(outcome, windows[0].quote, stated[0][0].quote, stated[0][1], turn, "time to return")
            return


def _sentences(told: list[Turn], sources: list[_Source]) -> Iterator[Verdict]:
    for turn in told:
        for source in sources:
            clash = contradiction(turn.text, source.text)
            if clash and not return_windows(clash.first):
                yield _verdict(Outcome.REVIEW, clash.first, clash.second, source, turn, "chat")
                return


def _verdict(outcome: Outcome, chat: str, page: str, source: _Source, turn: Turn, about: str) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=f"The chat said {quoted(chat, 140)}, but {source.name} says {quoted(page, 140)}.",
        expected=page,
        actual=chat,
        about=about,
        owner="chat",
        evidence=(f"step:{turn.step}", source.evidence),
    )
