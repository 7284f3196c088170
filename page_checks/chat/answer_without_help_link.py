"""An answer explains what stands on a help page, and does not show the page.

## What it checks
How-to questions ("How do I return something?", "Làm sao để trả hàng?") in the chat and by mail. If the visit saw a page of
the shop's help that takes up the question's own words, the answer should link a page; where it does not, or where the page
that it links does not open, a person looks at it. Questions of another kind, and those of which no help page was seen, are
not judged.

## Why it matters
Whoever is shown where the answer stands finds it again at night, and the next one too. Whoever is only told must ask again.

## How to fix
Give agents the address beside each ready-made answer, and let the bot add "More about this:" with the page that its knowledge
comes from. Link the very section, not the start page.

## Example
“The answer to “How do I return something?” links no help page, though /en/faq takes it up.” The agents' answers were older
than the help pages.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from shopper import Evidence, Findings, Link, LinkProbe, Outcome, Verdict, check
from shopper.reading.chatting import asks_for_person, conversations, exchanges
from shopper.reading.links import host_of, path_of, place_of
from shopper.reading.naming import mail_owner, quoted
from shopper.reading.pages import SeenPage, is_own, seen_pages
from shopper.reading.probed import result_of
from shopper.reading.questions import coverage
from shopper.reading.replies import answers
from shopper.reading.text import normal
from shopper.reading.tone import plain, sentences
from shopper.reading.topics import subjects_of_page
from shopper.reading.tours import own_text

_HOW_TO = re.compile(
    r"(?<!\w)(?:how (?:do|can|could|should|would|may|must) (?:i|we|you|one)|how to|where (?:do|can|could) (?:i|we)"
    r"|what (?:do|must|should) i (?:have to )?do|lam (?:sao|the nao|cach nao|nhu the nao)|bang cach nao|cach nao (?:de )?"
    r"|wie (?:kann|konnte|muss|soll|darf) (?:ich|man|wir)|wie (?:geht|mache|gebe|bekomme|andere|storniere|sende) (?:ich|das)"
    r"|wo (?:kann|finde) ich|was muss ich|comment (?:puis-je|peut-on|faire|dois-je|je (?:peux|dois)|\w+er)"
    r"|ou (?:puis-je|trouver)"
    r"|como (?:puedo|se puede|hago|debo|\w+[aei]r)|donde (?:puedo|encuentro))(?!\w)"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"”»)]+")
_MUCH = 0.6  # of the question's own words
_HELP = frozenset({
    "faq", "help", "delivery", "delivery_cost", "returns", "refund", "withdrawal", "warranty", "fees", "payment",
    "order_change", "order_tracking", "invoice", "loyalty", "complaint", "privacy", "terms",
})  # fmt: skip


class _Answer(NamedTuple):
    question: str
    linked: tuple[str, ...]
    owner: str
    evidence: str


@check(
    title="Answers show where the help pages say more",
    failure="An answer links no help page",
    category="resolution",
    impact="minor",
    serves=["0-21"],
)
def answer_without_help_link(visit: Evidence) -> Findings:
    pages = [seen for seen in seen_pages(visit) if is_own(seen.page.url, visit) and _HELP & subjects_of_page(seen.page)]
    for answer in (*_in_chat(visit), *_by_mail(visit)):
        if article := _article(answer.question, pages):
            yield _verdict(answer, article, visit)


def _verdict(answer: _Answer, article: SeenPage, visit: Evidence) -> Verdict:
    asked = f"The answer to {quoted(answer.question)}"
    broken = next((said for href in answer.linked if (said := _does_not_open(href, visit))), "")
    page = path_of(article.page.url)
    return Verdict(
        outcome=Outcome.PASS if answer.linked and not broken else Outcome.REVIEW,
        sentence=f"{asked} links a page that {broken}."
        if broken
        else f"{asked} shows where more stands."
        if answer.linked
        else f"{asked} links no help page, though {page} takes it up.",
        expected=f"a link to {page}",
        actual=next(iter(answer.linked), "none"),
        about=f"help link, {answer.owner}",
        owner=answer.owner,
        evidence=(answer.evidence, article.source),
    )


def _in_chat(visit: Evidence) -> Iterator[_Answer]:
    shown = [
        link for step in visit.steps if step.page for link in step.page.links if link.where not in ("header", "nav", "footer")
    ]
    for turns in conversations(visit):
        for asked, said in exchanges(turns):
            question = _how_to(asked.text)
            if question and said and not asks_for_person(asked, visit):
                linked = {href for turn in said for href in _linked(turn.text, shown) if _shows_a_page(href, visit)}
                yield _Answer(question, tuple(sorted(linked)), "chat", f"step:{said[-1].step}")


def _by_mail(visit: Evidence) -> Iterator[_Answer]:
    for mail in answers(visit):
        asked = [letter.text for letter in visit.letters if letter.at <= mail.noticed]
        if question := _how_to(asked[-1]) if asked else "":
            linked = [link.href for link in mail.reading.links if link.visible and _shows_a_page(link.href, visit)]
            yield _Answer(question, tuple(linked), mail_owner(mail, visit.plan.shop), f"mail:{mail.id}")


def _how_to(text: str) -> str:
    return next((sentence for sentence in sentences(text) if "?" in sentence and _HOW_TO.search(plain(sentence))), "")


def _linked(text: str, shown: list[Link]) -> Iterator[str]:
    """The addresses that a message gives, and those behind words of it that are a link."""
    yield from (hit[0].rstrip(".,;!?") for hit in _ADDRESS.finditer(text))
    said = normal(text)
    yield from (link.href for link in shown if len(link.text) > 3 and normal(link.text) in said)


def _shows_a_page(href: str, visit: Evidence) -> bool:
    """Whether this is a page of the shop's, or of a help centre elsewhere: not the start page, no mail address."""
    return href.startswith("http") and (host_of(href) != host_of(visit.plan.shop.url) or path_of(href).count("/") > 1)


def _does_not_open(href: str, visit: Evidence) -> str:
    probes: list[LinkProbe] = [*visit.page_links, *(probe for mail in visit.mails for probe in mail.probes)]
    results = (result_of(probe) for probe in probes if place_of(probe.href) == place_of(href))
    return next((result[1] for result in results if result and result[0] is Outcome.FAIL), "")


def _article(question: str, pages: list[SeenPage]) -> SeenPage | None:
    return next((seen for seen in pages if coverage(question, own_text(seen.page))[0] >= _MUCH), None)
