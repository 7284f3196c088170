"""The help pages have not been looked through for a long time.

## What it checks
When the FAQ and the pages of a help centre say that they were last updated: in words with a date ("Last updated on 1 March
2026", "Cập nhật lần cuối", "Stand", "Mis à jour le"), in their JSON-LD (dateModified), or by their server (Last-Modified,
which alone never fails). Older than 18 months is for a person to look at, older than three years fails. So is, for a
person, a line that speaks of a year as still to come which has long passed. Pages without any date are not judged.

## Why it matters
Prices, carriers and deadlines change. An answer from three years ago is a wrong promise, and the help desk has to explain
it.

## How to fix
Look through the frequent questions each quarter, write the date of that below them, and give each page an owner.

## Example
“/en/faq says that it was last updated on 12 March 2021.” The delivery times in it were those of a carrier long gone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.dates import find_dates
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage
from shopper.reading.questions import faq_pages
from shopper.reading.text import plain_letters
from shopper.reading.tours import own_text, tours

_DOUBTFUL, _OLD = timedelta(days=548), timedelta(days=3 * 365)
_LONG_PAST = 2  # years
_UPDATED = re.compile(
    r"(?:last )?(?:updated?|reviewed|revised|modified)(?!\w)|(?:zuletzt )?(?:aktualisiert|uberarbeitet|gepruft)"
    r"|(?<!\w)stand ?:?"
    r"|mise? a jour|revise|derniere (?:modification|mise)|actualizad[oa]|ultima actualizacion|revisad[oa]"
    r"|cap nhat|xem lai|chinh sua lan cuoi"
)
_COMING = re.compile(
    r"(?<!\w)(?:will|upcoming|coming|from|until|starting|wird|werden|demnachst|ab|bis|sera|seront|prochain\w*|jusqu|a partir"
    r"|sera|seran|proxim[oa]s?|hasta|sap(?: toi)?|se|tu ngay|den het)(?!\w)"
)
_YEAR = re.compile(r"(?<![\d.,/-])20[012]\d(?![\d.,]\d|[/-])")


@check(
    title="The frequent questions are kept up to date",
    failure="The frequent questions are out of date",
    category="resolution",
    impact="moderate",
    serves=["3-22", "1-06"],
)
def faq_outdated(visit: Evidence) -> Findings:
    now = visit.ended
    for tour in tours(visit):
        for seen in faq_pages(tour):
            if stated := _stated(seen, visit):
                yield _aged(seen, *stated, now)
            elif seen.page.modified and now - seen.page.modified > _DOUBTFUL:
                when = f"was last changed on {_said(seen.page.modified.date())}, by what its server says"
                yield _verdict(seen, Outcome.REVIEW, when, seen.page.modified.date().isoformat())
            yield from _long_past(seen, now.year)


def _stated(seen: SeenPage, visit: Evidence) -> tuple[date, str] | None:
    """The latest date on which the page says that it was looked through, and in which words."""
    found = [*_in_words(seen, visit), *_in_data(seen.page.structured)]
    return max(found, default=None)


def _in_words(seen: SeenPage, visit: Evidence) -> Iterator[tuple[date, str]]:
    for line in own_text(seen.page):
        if len(line) <= 200 and _UPDATED.search(plain_letters(line)):
            for quoted in find_dates(line, visit.plan.locale, visit.ended):
                if quoted.value <= visit.ended.date():
                    yield quoted.value, line


def _in_data(things: tuple[dict[str, Any], ...]) -> Iterator[tuple[date, str]]:
    for thing in things:
        said = thing.get("dateModified")
        if isinstance(said, str) and re.match(r"\d{4}-\d\d-\d\d", said):
            try:
                yield date.fromisoformat(said[:10]), f"dateModified {said[:10]}"
            except ValueError:
                continue


def _aged(seen: SeenPage, updated: date, words: str, now: datetime) -> Verdict:
    age = now.astimezone(UTC).date() - updated
    outcome = Outcome.FAIL if age > _OLD else Outcome.REVIEW if age > _DOUBTFUL else Outcome.PASS
    return _verdict(seen, outcome, f"says that it was last updated on {_said(updated)}", words)


def _long_past(seen: SeenPage, year: int) -> Iterator[Verdict]:
    for line in own_text(seen.page):
        plain = plain_letters(line[:1000])
        past = [int(hit[0]) for hit in _YEAR.finditer(plain) if int(hit[0]) <= year - _LONG_PAST]
        if past and _COMING.search(plain) and not _UPDATED.search(plain) and max(map(int, _YEAR.findall(plain))) in past:
            yield _verdict(seen, Outcome.REVIEW, f"may speak of {max(past)} as still to come: “{line[:120]}”", line[:160])
            return


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _verdict(seen: SeenPage, outcome: Outcome, what: str, actual: str) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=f"{path_of(seen.page.url)} {what}.",
        expected="looked through within 18 months",
        actual=actual,
        about=path_of(seen.page.url),
        owner="web shop",
        evidence=(seen.source,),
    )
