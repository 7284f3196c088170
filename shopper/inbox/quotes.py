"""What of a mail is new, and what it quotes of the mails before it.

Line by line, with patterns that take no longer for hostile text: “On … wrote:” in the words of the mail programs of many
languages, the block of headers that Outlook puts above, `>` before a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "cited", "quoted"]
"""What the HTML says of a line: nothing; it stands in a `<blockquote>`, which may also be a customer's praise; it is quoted."""

LONGEST_INTRODUCTION = 300  # letters, over at most this many lines:
MOST_LINES = 3
HEADER_LINES = 8  # a block of headers is not longer

_WROTE = re.compile(
    r"(?:wrote|a écrit|escribió|ha scritto|schreef(?: .+)?|skrev(?: .+)?|napsal\(?a?\)?|napisał(?:\(a\))?|nadesłał|escreveu"
    r"|schrieb(?: .+)?|đã viết|viết|написал\(?а?\)?|yazdı|写道|님이 작성하였습니다) ?[:：]"
)
_BEGINS = re.compile(
    r"(?:on|am|le|el|il|op|den|dne|dnia|em|vào|ngày|lúc|thứ|chủ nhật|mon|tue|wed|thu|fri|sat|sun|\d)\b|.{0,80}<\S+@\S+>"
    r"|.{0,80}\b\d{1,2}[./:-]\d{1,2}\b|\d{4}[年년]"
)
_SEPARATOR = re.compile(
    r"[-_]{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine"
    r"|message transféré|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht|thư gốc|tin nhắn gốc"
    r"|thư đã chuyển tiếp|thư được chuyển tiếp|tin nhắn đã chuyển tiếp|oprindelig meddelelse|mensagem original) ?[-_]{2,}"
)
_SENDER, _SUBJECT = 0, 3
_LABELS: dict[str, list[tuple[int, int]]] = {}
"""What mail programs call the headers From, Date, To and Subject: in which language (a number) it is which of the four."""
for _number, _language in enumerate(
    (
        ("from", "sent|date", "to", "subject"),
        ("von", "gesendet|datum", "an", "betreff"),
        ("de", "envoyé|date", "à", "objet"),
        ("de", "enviado|enviado el|fecha", "para", "asunto"),
        ("da", "inviato|data", "a", "oggetto"),
        ("van", "verzonden|datum", "aan", "onderwerp"),
        ("fra", "sendt|dato", "til", "emne"),
        ("från", "skickat|datum", "till", "ämne"),
        ("od", "wysłano|odesláno|data|datum", "do|komu", "temat|předmět"),
        ("từ|người gửi", "đã gửi|ngày gửi|ngày|gửi lúc|date", "đến|tới|người nhận|gửi đến", "chủ đề|tiêu đề"),
    )
):
    for _kind, _words in enumerate(_language):
        for _word in _words.split("|"):
            _LABELS.setdefault(_word, []).append((_number, _kind))


@dataclass(frozen=True)
class Line:
    """A line of a mail's text, the language that its element declares, and whether it is quoted, so far as its HTML tells."""

    text: str
    lang: str = ""
    mark: Mark = ""


def split_quotes(lines: Sequence[Line]) -> tuple[str, str]:
    """(what is new, what is quoted), a line each. A mail that is nothing but a quotation is what it says itself."""
    quoted = _quoted(lines)
    new = "\n".join(line.text for line, is_quoted in zip(lines, quoted, strict=True) if not is_quoted)
    if not new:
        return "\n".join(line.text for line in lines), ""
    return new, "\n".join(line.text.lstrip("> ") for line, is_quoted in zip(lines, quoted, strict=True) if is_quoted)


def _quoted(lines: Sequence[Line]) -> list[bool]:
    quoted = [line.mark == "quoted" or line.text.startswith(">") for line in lines]
    for first, last in _introductions(lines):
        if quoted[first]:
            continue
        quoted[first:last] = [True] * (last - first)
        after = last
        while after < len(lines) and (quoted[after] or lines[after].mark == "cited"):
            quoted[after] = True
            after += 1
        if after == last and lines[first].mark != "cited":  # nothing marks where the earlier mail ends: it is all the rest
            quoted[last:] = [True] * (len(lines) - last)
            break
    return quoted


def _introductions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where lines stand that introduce an earlier mail: (the first, the one after the last)."""
    for number, line in enumerate(lines):
        text = line.text.lower()
        if len(text) > LONGEST_INTRODUCTION:
            continue
        if _SEPARATOR.fullmatch(text):
            yield number, number + 1
        elif any(kind == _SENDER for _, kind in _headers_named(text)) and (end := _headers_end(lines, number)):
            yield number, end
        elif _BEGINS.match(text):
            joined = ""
            for count, following in enumerate(lines[number : number + MOST_LINES], number + 1):
                joined = f"{joined} {following.text.lower()}".strip()
                if len(joined) > LONGEST_INTRODUCTION:
                    break
                if _ends_introduction(joined):
                    yield number, count
                    break


def _ends_introduction(text: str) -> bool:
    """Whether it ends as “On Monday, Linh wrote:” does, by its last words."""
    return text.endswith((":", "：")) and any(_WROTE.fullmatch(text, start) for start in _word_starts(text))


def _word_starts(text: str) -> list[int]:
    starts = [number + 1 for number, letter in enumerate(text) if letter == " "]
    return [*starts[-12:], *(text.rfind(word) for word in ("写道", "님이") if word in text)]


def _headers_end(lines: Sequence[Line], start: int) -> int:
    """Where a block of headers ends that begins with this line; 0 if it is none: it needs From, Subject, and Date or To."""
    said: dict[int, set[int]] = {}
    end = 0
    for number, line in enumerate(lines[start : start + HEADER_LINES], start):
        found = _headers_named(line.text.lower())
        if not found and number > start + 1:
            break
        for language, kind in found:
            said.setdefault(language, set()).add(kind)
            if {_SENDER, _SUBJECT} < said[language]:
                end = number + 1
    return end


def _headers_named(text: str) -> Sequence[tuple[int, int]]:
    """Which header begins a line, by language."""
    label, colon, _ = text[:40].strip("* >").partition(":")
    return _LABELS.get(label.strip("* "), ()) if colon else ()
