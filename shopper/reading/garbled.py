"""Letters that were broken on their way: read in another encoding than they were written in, replaced, escaped twice."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from shopper.model import Reading
from shopper.reading.text import normal


def garbled(text: str) -> list[str]:
    """The broken words of a text, each once, in its order. URLs are left out.

    Found are UTF-8 read as Windows-1252 ("Ä‘Æ¡n", "Ã©"), once or twice over; U+FFFD; five or more words with question marks
    for letters ("c?m ?n"); HTML entities that were escaped twice ("&amp;eacute;"). "Ã" and "Â" are ordinary letters of
    Portuguese and Vietnamese, also before a closing quotation mark.
    """
    text = _URL.sub(" ", normal(text))
    if not any(pattern.search(text) for pattern in (_MISREAD, _ENTITY, _ASKED)) and "\ufffd" not in text:
        return []
    words = text.split()
    asked = [word for word in words if _ASKED.search(word)]
    broken = {word for word in words if "\ufffd" in word or _misread(word) or _ENTITY.search(word)}
    broken.update(asked if len(asked) >= _MANY else ())
    return [word for word in dict.fromkeys(words) if word in broken]


def is_garbled(reading: Reading) -> bool:
    """Whether any letters of a mail are broken, so that its words and names cannot be compared with others."""
    return bool(_garbled(f"{reading.sender_name}\n{reading.subject}\n{reading.text}"))


@lru_cache(maxsize=256)
def _garbled(text: str) -> tuple[str, ...]:
    return tuple(garbled(text))


def mended(word: str) -> str:
    """What a broken word was meant to be, as far as that can be told."""
    return html.unescape(_MISREAD.sub(lambda hit: _decoded(hit[0]) if _is_misread(hit) else hit[0], word))


_URL = re.compile(r"(?:https?://|www\.)\S+")
_ASKED = re.compile(r"[^\W\d_]\?[^\W\d_]")  # a question mark amid letters
_MANY = 5
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,5}|[aeiouy](?:acute|grave|circ|tilde|uml)|nbsp|amp|quot|lt|gt|euro);", re.I)

_READ = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_BYTES = {letter: byte for byte, letter in _READ.items() if letter != "\ufffd"} | {
    chr(byte): byte for byte, letter in _READ.items() if letter == "\ufffd"
}
"""What each byte looks like in Windows-1252 (where it has no letter: as browsers read it, WHATWG Encoding), backwards."""


def _letters(first: int, last: int) -> str:
    return "".join(re.escape(letter) for letter, byte in _BYTES.items() if first <= byte <= last)


_NEXT = _letters(0x80, 0xBF)
_MISREAD = re.compile(f"[{_letters(0xC2, 0xDF)}][{_NEXT}]|[{_letters(0xE0, 0xEF)}][{_NEXT}]{{2}}")
_ENDS_A_WORD = frozenset("‘’“”‚„«»‹›–—…•™®")
"""What may well follow a letter in sound text: “MÃ”, «MANHÃ», ĐÃ…"""

_EXPECTED = re.compile(r"[ -ſƠơƯư\u0300-\u0323Ạ-ỹ‐-‧‹›₫€™]")
"""What shops write in Latin letters."""


def _misread(word: str) -> bool:
    return any(_is_misread(hit) for hit in _MISREAD.finditer(word))


def _is_misread(hit: re.Match[str]) -> bool:
    """Whether these letters are the bytes of one letter that is to be expected, and cannot be sound text themselves."""
    meant = _decoded(hit[0])
    inside = hit.string[hit.end() : hit.end() + 1].isalpha()
    return bool(_EXPECTED.fullmatch(meant)) and (hit[0][-1] not in _ENDS_A_WORD or inside)


def _decoded(letters: str) -> str:
    return bytes(_BYTES[letter] for letter in letters).decode("utf-8", "replace")
