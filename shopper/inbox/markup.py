"""A mail's HTML as its reader sees it: the visible text, its links and language, and what it is made of. Never rendered,
never executed."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shopper.inbox.decoding import clean, line
from shopper.inbox.features import VALUED, element_features, value_features
from shopper.inbox.quotes import Line, Mark
from shopper.inbox.styles import Style, Styles, first_font, legacy_colour

DEEPEST = 400  # nested elements; a parser's time grows with size × depth
MOST_LINKS = 2000
MOST_PICTURES = 500
MOST_KINDS = 200  # of colours, fonts, what is active, links without a target
LONGEST_WORDS = 200  # letters of a link's or picture's words
LONGEST_ADDRESS = 4000  # letters of a picture's address
LONGEST_BUTTON = 60  # letters
TINY = 3  # px

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
CELLS = {"td", "th"}
UNSEEN = {
    "head", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title",
}  # fmt: skip
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CLOSED_BY_NEXT = {"body", "dd", "dt", "head", "html", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_SCRIPTS = ("javascript:", "vbscript:", "data:text/html")
_FILLERS = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u2060\ufeff"))
_PREHEADER_FILLERS = dict.fromkeys(map(ord, "\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2007\u2060\u2800\ufeff\u00ad"))
_ACTIVE = {"applet", "embed", "form", "iframe", "object"}
_ACTING = {"action", "formaction", "href", "src", "xlink:href"}  # attributes that may hold a script
_LOOKING = {"a", "blockquote", "font", *UNSEEN}
_CHANGING = {"bgcolor", "class", "hidden", "id", "lang", "xml:lang"}
_DATA_SCRIPTS = ("application/ld+json", "application/json")
_QUOTE_CLASSES = {
    "gmail_quote", "gmail_attr", "moz-cite-prefix", "protonmail_quote", "tutanota_quote", "yahoo_quoted", "zmail_extra",
}  # fmt: skip
_ALL_AFTER = {"divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container"}  # Outlook's, by their ids


@dataclass(frozen=True)
class Anchor:
    """A link of the mail. `visible` is False when the reader does not see it."""

    text: str
    href: str
    visible: bool


@dataclass
class Page:
    """What was found. `problem` is set when the HTML could only be read roughly, or not to its end."""

    lines: list[Line] = field(default_factory=list)
    lang: str = ""
    links: list[Anchor] = field(default_factory=list)
    preheader: str = ""
    markup: dict[str, Any] = field(default_factory=dict)
    root: LexborNode | None = None
    problem: str = ""

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read_html(html: str) -> Page:
    """Visible text with a block a line and the cells of a row joined by a tab; links; the language of the document."""
    if _too_deep(html):
        problem = f"The HTML is nested more than {DEEPEST} elements deep; it was read without its structure."
        return Page(lines_of(entities.unescape(_ANY_TAG.sub(" ", html))), problem=problem)
    root = LexborHTMLParser(html).root
    if root is None:
        return Page()
    body = root.css_first("body")
    lang = _language(root.attributes) or (_language(body.attributes) if body else "")
    walk = _Walk(Styles.of(root), _Look(lang=line(lang)))
    walk.read(root)
    return Page(walk.lines(), line(lang), walk.links, walk.preheader, walk.markup(html), root)


def lines_of(text: str) -> list[Line]:
    """The lines of a plain text: spaces of every kind collapsed, invisible fillers and empty lines dropped."""
    return [Line(text) for row in clean(text).splitlines() if (text := _tidy(row))]


def _tidy(row: str) -> str:
    """A line of text; a tab still parts cells."""
    if "\t" not in row:
        return " ".join(row.translate(_FILLERS).split())
    return "\t".join(" ".join(cell.split()) for cell in row.translate(_FILLERS).split("\t")).strip()


def _too_deep(html: str) -> bool:
    """Count what is open, as a parser would at most: an end tag closes something only if that is open."""
    opened: Counter[str] = Counter()
    depth = 0
    for closing, name in _TAG.findall(html):
        name = name.lower()
        if name in _VOID or name in _CLOSED_BY_NEXT:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            if depth > DEEPEST:
                return True
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return False


Attributes = Mapping[str, str | None]


def _language(attributes: Attributes) -> str:
    return (attributes.get("lang") or attributes.get("xml:lang") or "").strip()


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to what is in it."""

    lang: str = ""
    colour: str = "#000000"
    font: str = ""
    background: str = ""
    hidden: bool = False
    small: bool = False  # its letters are, unless inner elements have a size of their own: MJML's cells are of 0 px
    unseen: bool = False  # never text, whatever its style
    mark: Mark = ""
    styled: dict[Style, _Look] = field(default_factory=dict, compare=False)  # how it looks for inner elements of these styles


@dataclass(slots=True)
class _Open:
    """A link or a coloured box that is still open, and what had been met when it began."""

    look: _Look
    pieces: int
    letters: int
    linked: int
    links: int
    href: str = ""
    colours: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Table:
    """A table that is still open: whether it says that it only arranges, whether it tells what it holds, is hidden."""

    marked: bool
    told: bool
    hidden: bool


class _Walk:
    """One way through all nodes, on which everything is gathered."""

    def __init__(self, styles: Styles, look: _Look) -> None:
        self.styles = styles
        self.links: list[Anchor] = []
        self._looks = [look]
        self._pieces: list[str] = []  # in turn what parts a run of text from the one before, and its words
        self._piece_looks: list[_Look] = []
        self._gap = set[str]()  # what lies between the last text and the next one
        self._rest: Mark = ""  # from here on all is quoted
        self._before: list[str] = []  # hidden words before the first visible ones
        self._anchors: list[_Open] = []
        self._boxes: list[_Open] = []
        self._last_link: Counter[str] = Counter()
        self._letters = self._linked = self._links = 0
        self._colours: dict[str, Counter[str]] = {"text": Counter(), "link": Counter(), "button": Counter()}
        self._backgrounds: Counter[str] = Counter()
        self._fonts: Counter[str] = Counter()
        self._tables: list[_Table] = []
        self._layout_tables = self._marked_tables = 0
        self._pictures: list[dict[str, Any]] = []
        self._active: dict[str, None] = {}
        self._empty_links: dict[str, None] = {}
        self._title = ""
        self._tags, self._names = set[str](), set[str]()

    def read(self, root: LexborNode) -> None:
        """By hand: recursion would end before a hostile mail does."""
        todo: list[tuple[LexborNode, bool]] = [(root, False)]
        while todo:
            node, leaving = todo.pop()
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
                continue
            if leaving:
                self._leave(node, tag)
                continue
            if not tag or tag[0] == "-":  # a comment, or what is no element at all
                continue
            self._enter(node, tag)
            todo.append((node, True))
            child = node.last_child
            while child is not None:
                todo.append((child, False))
                child = child.prev

    # --- elements -------------------------------------------------------------------------------------------------

    def _enter(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        parent = self._looks[-1]
        self._tags.add(tag)
        self._names.update(attributes)
        style = self.styles.for_element(node, attributes.get("style") or "")
        look = self._look(parent, tag, attributes, style)
        self._looks.append(look)
        if tag in BLOCKS:
            self._gap.add("row" if tag == "tr" else "block")
        elif tag in CELLS:
            self._gap.add("cell")
        if tag == "a":
            self._anchors.append(self._open(look, re.sub(r"[\x00-\x1f]", "", attributes.get("href") or "").strip()))
        elif tag == "img":
            self._picture(attributes, style.values, look)
        elif tag == "table":
            role = (attributes.get("role") or "").lower()
            self._tables.append(_Table(role in ("presentation", "none"), bool(role), look.hidden))
        elif tag in ("th", "caption") and self._tables:
            self._tables[-1].told = True
        elif tag == "title" and not self._title:
            self._title = line(node.text())[:LONGEST_WORDS]
        elif tag == "script" and (attributes.get("type") or "").strip().lower() not in _DATA_SCRIPTS:
            self._active["<script>"] = None
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            self._active["<meta http-equiv=refresh>"] = None
        if tag in VALUED:
            self.styles.features.update(value_features(tag, attributes))
        if not _ACTING.isdisjoint(attributes):
            self._note_scripts(attributes)
        if look.background != parent.background:
            if not look.hidden:
                self._backgrounds[look.background] += 1
            if tag != "a":
                self._boxes.append(self._open(look))

    def _look(self, parent: _Look, tag: str, attributes: Attributes, style: Style) -> _Look:
        """The parent's own where nothing changes, as in most elements."""
        if tag in _LOOKING or not _CHANGING.isdisjoint(attributes):
            changes = dict(self._changes(parent, tag, attributes)) | style.changes
            return replace(parent, **changes, styled={}) if changes else parent
        if not style.changes:
            return parent
        if style not in parent.styled:
            parent.styled[style] = replace(parent, **style.changes, styled={})
        return parent.styled[style]

    def _changes(self, parent: _Look, tag: str, attributes: Attributes) -> Iterator[tuple[str, Any]]:
        if tag in UNSEEN:
            yield "unseen", True
        if "hidden" in attributes:
            yield "hidden", True
        if lang := _language(attributes):
            yield "lang", line(lang)
        if mark := self._mark(tag, attributes):
            yield "mark", mark if parent.mark != "quoted" else "quoted"
        if tag == "a" and "href" in attributes:
            yield "colour", "#0000ee"  # unless said otherwise, as browsers draw it (HTML, 15.3.4)
        if tag == "font" and (colour := legacy_colour(attributes.get("color") or "")):
            yield "colour", colour
        if tag == "font" and (font := first_font(attributes.get("face") or "")):
            yield "font", font
        if background := legacy_colour(attributes.get("bgcolor") or ""):
            yield "background", background

    def _mark(self, tag: str, attributes: Attributes) -> Mark:
        id = (attributes.get("id") or "").lower()
        if id in _ALL_AFTER or (id.startswith("x_") and id.removeprefix("x_") in _ALL_AFTER):
            self._rest = "quoted"
        if not _QUOTE_CLASSES.isdisjoint((attributes.get("class") or "").split()):
            return "quoted"
        if tag != "blockquote":
            return ""
        return "quoted" if (attributes.get("type") or "").lower() == "cite" else "cited"

    def _open(self, look: _Look, href: str = "") -> _Open:
        return _Open(look, len(self._pieces), self._letters, self._linked, self._links, href)

    def _leave(self, node: LexborNode, tag: str) -> None:
        look = self._looks.pop()
        if tag in BLOCKS:
            self._gap.add("row" if tag == "tr" else "block")
        elif tag in CELLS:
            self._gap.add("cell")
        if tag == "a":
            self._leave_link(node, self._anchors.pop())
        elif tag == "table" and self._tables:
            table = self._tables.pop()
            self._marked_tables += table.marked and not table.hidden
            self._layout_tables += not (table.marked or table.told or table.hidden)
        if self._boxes and self._boxes[-1].look is look and self._looks[-1] is not look:
            self._leave_box(self._boxes.pop())

    def _leave_box(self, box: _Open) -> None:
        """A coloured box around nothing but one short link is what people take for a button."""
        letters = self._letters - box.letters
        if self._links - box.links == 1 and self._linked - box.linked == letters and 0 < letters <= LONGEST_BUTTON:
            self._colours["link"] -= self._last_link
            self._colours["button"][box.look.background] += letters
            self._last_link = Counter()

    # --- what stands in them ----------------------------------------------------------------------------------------

    def _text(self, words: str) -> None:
        look = self._looks[-1]
        said = words.split()
        if look.unseen:
            return
        if look.hidden or look.small:
            if not self._pieces and said:
                self._before.extend(said)
            return
        if said:
            self._pieces += [_between(self._gap | ({"space"} if words[0].isspace() else set())), " ".join(said)]
            self._piece_looks.append(look if not self._rest else replace(look, mark=self._rest))
            self._gap = set()
            self._count(sum(map(len, said)), look)
        if words[-1:].isspace():
            self._gap.add("space")

    def _count(self, letters: int, look: _Look) -> None:
        self._letters += letters
        self._fonts[look.font] += letters
        if self._anchors:
            self._linked += letters
            self._anchors[-1].colours[look.colour] += letters
        else:
            self._colours["text"][look.colour] += letters

    def _leave_link(self, node: LexborNode, link: _Open) -> None:
        attributes = node.attributes
        blank = link.look.small and self._letters == link.letters and not node.css_first("img")
        hidden = link.look.hidden or link.look.unseen or blank
        own_background = link.look.background != self._looks[-1].background and link.look.background
        letters = self._letters - link.letters
        self._links += 1
        if own_background:
            self._colours["button"][link.look.background] += letters
            self._last_link = Counter()
        else:
            self._colours["link"] += link.colours
            self._last_link = link.colours
        text = " ".join("".join(self._pieces[link.pieces :]).split())
        if link.href.lower().startswith(_SCHEMES):
            if len(self.links) < MOST_LINKS:
                self.links.append(Anchor(line(text or _alternative(node)), link.href, not hidden))
        elif not hidden and (words := line(text or _alternative(node))) and _leads_nowhere(link.href, attributes):
            self._empty_links[words[:LONGEST_WORDS]] = None

    def _picture(self, attributes: Attributes, style: Mapping[str, str], look: _Look) -> None:
        if len(self._pictures) >= MOST_PICTURES:
            return
        width, height = (_pixels(style.get(side) or attributes.get(side) or "") for side in ("width", "height"))
        self._pictures.append(
            {
                "src": re.sub(r"[\x00-\x1f]", "", attributes.get("src") or "").strip()[:LONGEST_ADDRESS],
                "alt": line(attributes["alt"] or "") if "alt" in attributes else None,
                "width": width,
                "height": height,
                "href": self._anchors[-1].href[:LONGEST_ADDRESS] if self._anchors else "",
                "visible": not (look.hidden or look.unseen),
                "tiny": width is not None and height is not None and width <= TINY and height <= TINY,
            }
        )

    def _note_scripts(self, attributes: Attributes) -> None:
        for name in _ACTING & attributes.keys():
            value = attributes[name] or ""
            if value.startswith(("http://", "https://", "mailto:", "cid:")):
                continue
            plain = re.sub(r"[\x00-\x20]", "", value[:40]).lower()
            self._active.update((scheme, None) for scheme in _SCRIPTS if plain.startswith(scheme))

    # --- what came of it --------------------------------------------------------------------------------------------

    @property
    def preheader(self) -> str:
        return line(" ".join(self._before).translate(_PREHEADER_FILLERS).replace("\u00a0", " "))

    def lines(self) -> list[Line]:
        """The visible text, each line in the language of most of its letters."""
        lines: list[Line] = []
        row: list[str] = []
        looks: list[tuple[_Look, int]] = []
        for gap, words, look in zip(self._pieces[::2], self._pieces[1::2], self._piece_looks, strict=True):
            if gap == "\n" and row:
                lines += _line_of(row, looks)
                row, looks = [], []
            row += [gap, words] if row else [words]
            looks.append((look, len(words)))
        return [*lines, *_line_of(row, looks)] if row else lines

    def markup(self, html: str) -> dict[str, Any]:
        """The fields of `Markup` but its size."""
        features = {*self.styles.features, *element_features(self._tags, self._names)}
        if html[:200].lstrip().lower().startswith("<!doctype html"):
            features.add("html-doctype")
        acting = [f"<{tag}>" for tag in sorted(_ACTIVE & self._tags)]
        handlers = [f"{name}=" for name in sorted(self._names) if name.startswith("on") and name.isalpha()]
        uses = [(what, *use) for what, counted in self._colours.items() for use in counted.most_common(MOST_KINDS)]
        uses += [("background", *use) for use in self._backgrounds.most_common(MOST_KINDS)]
        return {
            "pictures": self._pictures,
            "layout_tables": self._layout_tables,
            "layout_tables_marked": self._marked_tables,
            "colours": [{"what": what, "colour": colour, "weight": weight} for what, colour, weight in uses if weight > 0],
            "fonts": {line(font): letters for font, letters in self._fonts.most_common(MOST_KINDS) if font},
            "features": sorted(features),
            "active": [*acting, *handlers, *self._active][:MOST_KINDS],
            "empty_links": list(self._empty_links)[:MOST_KINDS],
            "title": self._title,
        }


def _line_of(row: Sequence[str], looks: Sequence[tuple[_Look, int]]) -> Iterator[Line]:
    if text := _tidy(clean("".join(row))):
        langs = Counter[str]()
        for look, letters in looks:
            langs[look.lang] += letters
        yield Line(text, langs.most_common(1)[0][0], looks[0][0].mark)


def _between(gap: set[str]) -> str:
    """Rows and blocks part lines, but a block that merely fills its cell does not part it from the next cell."""
    for kind, mark in (("row", "\n"), ("cell", "\t"), ("block", "\n"), ("space", " ")):
        if kind in gap:
            return mark
    return ""


def _alternative(link: LexborNode) -> str:
    """What stands for a link without text of its own: its picture's `alt`, its label, or what it hides."""
    pictures = (picture.attributes.get("alt") or "" for picture in link.css("img"))
    words = " ".join(pictures) or link.attributes.get("aria-label") or link.attributes.get("title") or link.text()
    return " ".join((words or "").split())


def _leads_nowhere(href: str, attributes: Attributes) -> bool:
    """A link without an address, unless it is a mere mark to jump to."""
    if href in ("", "#"):
        return "href" in attributes or not ("name" in attributes or "id" in attributes)
    return href.lower().startswith("javascript:")


def _pixels(value: str) -> int | None:
    number = value.strip().lower().removesuffix("px").strip()
    return min(int(float(number)), 100_000) if re.fullmatch(r"\d{1,7}(?:\.\d{1,7})?", number) else None
