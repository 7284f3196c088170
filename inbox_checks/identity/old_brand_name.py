"""A mail still uses a name that the shop no longer has.

## What it checks
Sender, subject, preview line, text, alternative texts and names of attached files of the mails that the shop sends, for
the former names in its file. Where the old name stands beside a word that says so ("formerly", "trước đây là"), in the
company's legal name, or in what is quoted from the customer, it may stay. Only in a link's address, it goes to a
person: old addresses often lead on.

## Why it matters
She has never heard of the old name. She thinks that she got somebody else's mail, and reports it.

## How to fix
Search the templates, the sender settings and the texts of attached files of the system that is named here for the old
name. It usually stays where a name was typed instead of taken from the settings.

## Example
"The invoice still says “Lotus Ceramics”." The accounting software prints the name that was typed into its letterhead
eight years ago.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.links import host_of
from shopper.reading.naming import on_mail, quoted
from shopper.reading.senders import bare, own_mails, partners_mails
from shopper.reading.text import normal, plain_letters, without_quotes

_SAYS_SO = re.compile(
    r"(?<!\w)(?:formerly|former(?: name)?|previously|once|until 20\d\d|used to be|now called|is now|was called|renamed|ehemals"
    r"|ehemalige\w*|vormals|fruher\w*|bisher|heisst jetzt|umbenannt|anciennement|autrefois|ex-|devenu|devient|anteriormente"
    r"|antes"
    r"|antigua(?:mente)?|ahora|truoc (?:day|kia)|tien than|ten cu|nay la|doi ten)(?!\w)"
)
_NEAR = 60  # letters


@check(
    title="Every mail uses today’s name",
    failure="A mail uses an old name",
    category="consistency",
    impact="moderate",
    serves=["0-38", "0-39", "4-09"],
)
def old_brand_name(visit: Evidence) -> Findings:
    names = tuple(name for name in visit.plan.shop.brand.former_names if name)
    if not names:
        return
    for mail in (*own_mails(visit), *partners_mails(visit)):
        outcome, said = _judge(mail, visit, names)
        today = visit.plan.shop.brand.name or visit.plan.shop.name
        yield on_mail(mail, visit, outcome, said, expected=today, actual=said)


def _judge(mail: Mail, visit: Evidence, names: tuple[str, ...]) -> tuple[Outcome, str]:
    legal = plain_letters(normal(visit.plan.shop.brand.legal))
    for text in _read_by_her(mail):
        for name in names:
            if _still_says(text, name, legal):
                return Outcome.FAIL, f"still says {quoted(name)}"
    hosts = [host_of(link.href) for link in mail.reading.links if link.visible]
    if old := next((host for host in hosts for name in names if bare(name) in bare(host)), ""):
        return Outcome.REVIEW, f"leads to {old}, an address of the old name"
    return Outcome.PASS, "uses none of the shop’s former names"


def _read_by_her(mail: Mail) -> Iterator[str]:
    reading = mail.reading
    yield from (reading.sender_name, reading.subject, reading.preheader)
    yield from without_quotes(reading.reply or reading.text).split("\n")
    yield from (picture.alt or "" for picture in reading.markup.pictures)
    for part in reading.parts:
        yield from (re.sub(r"[_.-]+", " ", part.name), *part.text.split("\n"))


def _still_says(text: str, name: str, legal: str) -> bool:
    """Whether a line uses the old name as if it were the present one."""
    line = plain_letters(normal(text[:2000])).replace(legal, "") if legal else plain_letters(normal(text[:2000]))
    for hit in _pattern(name).finditer(line):
        if not _SAYS_SO.search(line[max(0, hit.start() - _NEAR) : hit.end() + _NEAR]):
            return True
    return False


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(plain_letters(normal(name)))}(?!\w)")
