"""Service hours as a page states them → as a shop's file has them: “Mon to Fri, 9am – 5pm” is `mon-fri: 09:00-17:00`."""

from __future__ import annotations

import re
from itertools import pairwise

from shopper.reading.text import normal, plain_letters

_WEEK = {
    "mon": r"mon(?:day)?s?|mo|montags?|thu (?:hai|2)|t2|lundi",
    "tue": r"tue(?:s|sday)?s?|di|dienstags?|thu (?:ba|3)|t3|mardi",
    "wed": r"wed(?:nesday)?s?|mi|mittwochs?|thu (?:tu|4)|t4|mercredi",
    "thu": r"thu(?:rs?|rsday)?s?(?! (?:hai|ba|tu|nam|sau|bay|[2-7])(?!\w))|do|donnerstags?|thu (?:nam|5)|t5|jeudi",
    "fri": r"fri(?:day)?s?|fr|freitags?|thu (?:sau|6)|t6|vendredi",
    "sat": r"sat(?:urday)?s?|sa|samstags?|thu (?:bay|7)|t7|samedi",
    "sun": r"sun(?:day)?s?|so|sonntags?|chu nhat|cn|dimanche",
}
_DAY = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{day}>{words})" for day, words in _WEEK.items()) + r")(?!\w)")
_DAILY = re.compile(r"(?<!\w)(?:every day|daily|taglich|tous les jours|hang ngay|moi ngay|cac ngay trong tuan)(?!\w)")
_CLOCK = r"(\d{1,2})(?: ?[:.h] ?(\d\d))? ?(am|pm|h|gio|uhr)?"
_SPAN = re.compile(rf"(?<![\w.:]){_CLOCK} ?(?:-|–|—|to|until|till|den|toi|bis|a) ?{_CLOCK}(?![\w:])")


def stated_hours(line: str) -> dict[str, str]:
    """Days → times of a line that states service hours; empty where it is not sure what it means, as with “from 8 to 5”."""
    plain = plain_letters(normal(line))
    if not (spans := [*_SPAN.finditer(plain)]):
        return {}
    ends = (0, *(span.end() for span in spans[:-1]), len(plain))  # of the last span, the days may stand behind
    parts = [plain[begin:end] for begin, end in pairwise(ends)]
    said = {_days(part): _times(*span.groups()) for part, span in zip(parts, spans, strict=True)}
    return said if all(said) and all(said.values()) and len(said) == len(spans) else {}


def _days(text: str) -> str:
    if _DAILY.search(text):
        return "mon-sun"
    named = [str(hit.lastgroup) for hit in _DAY.finditer(text)]
    return "-".join(named) if len(named) in (1, 2) else ""


def _times(hour: str, minute: str | None, half: str | None, hour2: str, minute2: str | None, half2: str | None) -> str:
    opens, closes = _on_the_clock(hour, minute, half), _on_the_clock(hour2, minute2, half2)
    return f"{opens}-{closes}" if "" < opens < closes <= "24:00" else ""


def _on_the_clock(hour: str, minute: str | None, half: str | None) -> str:
    number = int(hour) % 12 + 12 * (half == "pm") if half in ("am", "pm") else int(hour)
    return f"{number:02}:{minute or '00'}"
