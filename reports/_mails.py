"""The mails of all systems side by side: whether they look and sound as if one company wrote them, and which one does not."""

from __future__ import annotations

import colorsys
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shopper import Brand, Mail, Shop, VisitResult
from shopper.reading.language import language_of
from shopper.reading.text import normal, plain_letters
from shopper.reports._text import Words
from shopper.reports._view import System, View

_GREETING = re.compile(
    r"(?:xin )?(chao|kinh gui|kinh chao|than gui|thua|cam on|dear|hello|hi|good (?:morning|afternoon|evening)|welcome|thank you"
    r"|sehr geehrte\w*|guten tag|hallo|liebe\w*|vielen dank|bonjour|cher|chere|madame|monsieur|merci|hola|estimad\w+|gracias)"
    r"(?!\w)"
)
_GREETS_WITHIN = 4
_LONGEST_GREETING = 80
_DIGITS = re.compile(r"\D")  # what is no digit
_NEAR_HUE = 0.05  # of the circle
_GREY, _DARK = 64, 80  # saturation and value, of 255, below which a colour is none
_LEAST = 40  # pixels of 20,000 that a colour must have


@dataclass(frozen=True)
class Cell:
    """What one system's mails are like in one respect. `parts`: (name, whether it is there) of a footer; `key`: what is
    compared with the others, None where there is nothing to compare."""

    text: str = ""
    lang: str = ""
    colours: tuple[str, ...] = ()
    parts: tuple[tuple[str, bool], ...] = ()
    key: Hashable = None
    differs: bool = False


@dataclass(frozen=True)
class Column:
    """One system, shown by one of its mails: one in the language that most of the systems were met in."""

    system: System
    visit: VisitResult
    mail: Mail
    cells: dict[str, Cell]


@dataclass(frozen=True)
class SideBySide:
    """The columns of one shop."""

    shop: str
    columns: tuple[Column, ...]

    @property
    def differing(self) -> int:
        """How many systems differ in some respect."""
        return sum(any(cell.differs for cell in column.cells.values()) for column in self.columns)


def side_by_side(view: View, folder: Path, words: Words) -> tuple[SideBySide, ...]:
    """The systems of every shop that wrote. `folder`: where the mails' pictures lie."""
    shops = dict.fromkeys(system.shop for system in view.systems)
    return tuple(_compared(id, view.shops.get(id), [s for s in view.systems if s.shop == id], folder, words) for id in shops)


@dataclass(frozen=True)
class _Sample:
    """What the cells of one column are read from."""

    shop: Shop | None
    system: System
    visit: VisitResult
    mail: Mail
    folder: Path
    words: Words

    @property
    def brand(self) -> Brand:
        return self.shop.brand if self.shop else Brand()


def _compared(id: str, shop: Shop | None, systems: Sequence[System], folder: Path, words: Words) -> SideBySide:
    met = Counter(language for system in systems for language in {_asked(visit) for visit, _ in system.mails})
    language = min(met, key=lambda code: (-met[code], code))
    columns = []
    for system in systems:
        visit, mail = next((one for one in system.mails if _asked(one[0]) == language), system.mails[0])
        sample = _Sample(shop, system, visit, mail, folder, words)
        columns.append(Column(system, visit, mail, {row: read(sample) for row, read in _READ.items()}))
    expected = {row: _expected(row, shop, [column.cells[row] for column in columns]) for row in ROWS}
    return SideBySide(id, tuple(replace(column, cells=_marked(column.cells, expected)) for column in columns))


def _asked(visit: VisitResult) -> str:
    """The language that the customer speaks."""
    return visit.locale.partition("-")[0]


def _expected(row: str, shop: Shop | None, cells: Sequence[Cell]) -> Hashable:
    """What the cells of a row should be: what the shop's file says of its brand, else what most of them are; None: unknown."""
    if row in ("language", "footer"):
        return True
    if row == "colours" and shop and shop.brand.colours:
        return _hues(shop.brand.colours)
    if row == "sender" and shop and shop.brand.name:
        return plain_letters(shop.brand.name)
    common = Counter(cell.key for cell in cells if cell.key is not None).most_common(2)
    clear = common and common[0][1] > 1 and (len(common) == 1 or common[0][1] > common[1][1])
    return common[0][0] if clear else None


def _marked(cells: dict[str, Cell], expected: dict[str, Hashable]) -> dict[str, Cell]:
    return {row: replace(cell, differs=_differs(cell.key, expected[row])) for row, cell in cells.items()}


def _differs(key: Hashable, expected: Hashable) -> bool:
    if key is None or expected is None:
        return False
    if isinstance(key, frozenset) and isinstance(expected, frozenset):  # hues: one that is like one of the others will do
        return not any(_near(one, other) for one in key for other in expected)
    return key != expected


# --- what a mail is like in each respect ---


def _sender(one: _Sample) -> Cell:
    name = normal(one.mail.reading.sender_name)
    brand, plain = plain_letters(one.brand.name), plain_letters(name)
    return Cell(name or one.words("no_sender_name"), key=brand if brand and brand in plain else plain)


def _address(one: _Sample) -> Cell:
    """Compared by its host, of which the last two labels count."""
    address = one.mail.reading.sender
    return Cell(address, key=".".join(address.rpartition("@")[2].casefold().split(".")[-2:]))


def _colours(one: _Sample) -> Cell:
    widest = max(one.mail.pictures, key=lambda width: int(width) if width.isdecimal() else 0, default="")
    picture = (one.folder / one.mail.pictures[widest].path).resolve() if widest else None
    found = colours(picture) if picture and picture.is_relative_to(one.folder.resolve()) else ()
    return Cell("" if found else one.words("no_colours"), colours=found, key=_hues(found) or None)


def _language(one: _Sample) -> Cell:
    """Read from one mail for each language that customers spoke; true where every one of them was answered in it."""
    by_language = {_asked(visit): mail.reading for visit, mail in reversed(one.system.mails)}
    spoken = {asked: language_of(said.text).language or said.lang[:2] for asked, said in by_language.items()}
    wrong = {asked: answer for asked, answer in spoken.items() if answer and answer != asked}
    complaints = [one.words("answers_in", answer=answer, asked=asked) for asked, answer in wrong.items()]
    text = "; ".join(complaints) or ", ".join(sorted({answer for answer in spoken.values() if answer}))
    return Cell(text or one.words("language_unknown"), key=not wrong if any(spoken.values()) else None)


def _greeting(one: _Sample) -> Cell:
    lines = [line for line in normal(one.mail.reading.text).split("\n") if line]
    for line in lines[:_GREETS_WITHIN]:
        opener = _GREETING.match(plain_letters(line))
        if opener and len(line) <= _LONGEST_GREETING:
            return Cell(line, one.mail.reading.lang, key=opener[1])
    return Cell(one.words("no_greeting"), key="")


def _footer(one: _Sample) -> Cell:
    """What the shop's file knows of the company, and whether the mail names it."""
    text, brand = plain_letters(normal(one.mail.reading.text)), one.brand
    digits = _DIGITS.sub("", text)
    known = (
        ("legal", brand.legal, plain_letters(normal(brand.legal)) in text),
        ("tax", brand.tax, _DIGITS.sub("", brand.tax) in digits),
        ("phone", brand.phone, _DIGITS.sub("", brand.phone)[-8:] in digits),
    )
    parts = tuple((one.words(f"footer_{name}"), there) for name, value, there in known if value)
    if not parts:
        return Cell(one.words("footer_unknown"))
    return Cell(parts=parts, key=all(there for _, there in parts))


def _writer(one: _Sample) -> Cell:
    """Who wrote: a machine where headers or the shop's file say so, a person where that file does; else nobody can tell."""
    kinds = one.shop.mails if one.shop else {}
    replies = {kinds[mail.kind].reply for _, mail in one.system.mails if mail.kind in kinds}
    machine = "automatic" in replies or any(mail.reading.automatic for _, mail in one.system.mails)
    writer = {(True, True): "both", (True, False): "machine", (False, True): "person"}.get((machine, "human" in replies))
    return Cell(one.words(f"by_{writer or 'unknown'}"))


_READ: dict[str, Callable[[_Sample], Cell]] = {
    "sender": _sender,
    "address": _address,
    "colours": _colours,
    "language": _language,
    "greeting": _greeting,
    "footer": _footer,
    "writer": _writer,
}
ROWS = tuple(_READ)


# --- colours ---


def colours(picture: Path, most: int = 3) -> tuple[str, ...]:
    """The colours that stand out in a picture (`#0b6b5d`), the largest first, without white, black and grey."""
    from PIL import Image

    try:
        with Image.open(picture) as image:
            image.draft("RGB", (300, 600))
            small = image.convert("RGB").resize((100, 200), Image.Resampling.NEAREST)
    except OSError:  # left out of this copy, or damaged
        return ()
    pixels, hues = small.tobytes(), small.convert("HSV").tobytes()
    alike: dict[int, Counter[bytes]] = defaultdict(Counter)
    for at in range(0, len(pixels), 3):
        if hues[at + 1] >= _GREY and hues[at + 2] >= _DARK:
            alike[hues[at] // 16][pixels[at : at + 3]] += 1
    strongest = sorted(alike.values(), key=lambda group: -group.total())
    return tuple(f"#{group.most_common(1)[0][0].hex()}" for group in strongest[:most] if group.total() >= _LEAST)


def _hue(colour: str) -> float:
    return colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]


def _hues(named: Sequence[str]) -> frozenset[float]:
    return frozenset(_hue(colour) for colour in named if re.fullmatch(r"#[0-9a-fA-F]{6}", colour))


def _near(one: float, other: float) -> bool:
    """Hues lie on a circle: 0.98 and 0.01 are neighbours."""
    return min(abs(one - other), 1 - abs(one - other)) <= _NEAR_HUE
