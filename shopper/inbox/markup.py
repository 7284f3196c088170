"""A mail's HTML as its reader sees it: the visible text, its links, its language. Never rendered, never executed."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 400  # nested elements; a parser's time grows with size × depth
MOST_LINKS = 2000

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
_HIDING = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|opacity:0(?:\.0+)?(?:;|!|$)|font-size:0(?:px|pt|em|%)?(?:;|!|$)"
    r"|max-height:0(?:px)?(?:;|!|$))"
)
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_FILLERS = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u2060\ufeff"))


@dataclass(frozen=True)
class Anchor:
    """A link of the mail. `visible` is False when the reader does not see it."""

    text: str
    href: str
    visible: bool


@dataclass
class Page:
    """What was found. `problem` is set when the HTML could only be read roughly, or not to its end."""

    text: str = ""
    lang: str = ""
    links: list[Anchor] = field(default_factory=list)
    problem: str = ""


def read_html(html: str) -> Page:
    """Visible text with a block a line and the cells of a row joined by a tab; links; the language of the document."""
    if _too_deep(html):
        problem = f"The HTML is nested more than {DEEPEST} elements deep; it was read without its structure."
        return Page(tidy(entities.unescape(_ANY_TAG.sub(" ", html))), problem=problem)
    root = LexborHTMLParser(html).root
    if root is None:
        return Page()
    body = root.css_first("body")
    page = Page(lang=_language(root) or (_language(body) if body else ""))
    page.text = tidy(_read(body or root, page))
    return page


def tidy(text: str) -> str:
    """Spaces of every kind collapsed, invisible fillers and empty lines dropped; a tab still parts cells."""
    rows = (line.translate(_FILLERS).split("\t") for line in text.splitlines())
    lines = ("\t".join(" ".join(cell.split()) for cell in row).strip() for row in rows)
    return "\n".join(line for line in lines if line)


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


def _language(node: LexborNode) -> str:
    return (node.attributes.get("lang") or node.attributes.get("xml:lang") or "").strip()


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDING.search(re.sub(r"\s+", "", style).lower()))


def _steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node on entering (False) and on leaving (True). By hand: recursion would end before a hostile mail does."""
    todo = [(root, False)]
    while todo:
        node, leaving = todo.pop()
        yield node, leaving
        if not leaving:
            todo.append((node, True))
            child = node.last_child
            while child is not None:
                todo.append((child, False))
                child = child.prev


def _read(body: LexborNode, page: Page) -> str:
    said: list[str] = []
    gap = set[str]()  # what lies between the last text and the next one
    hiding = 0  # open elements that hide what is in them
    link_from: list[int] = []
    for node, leaving in _steps(body):
        tag = node.tag or ""
        if tag == "-text":
            words = (node.text_content or "") if not (leaving or hiding) else ""
            if words.strip():
                said.append(_between(gap | ({"space"} if words[0].isspace() else set())))
                said.append(" ".join(words.split()))
                gap = set()
            if words[-1:].isspace():
                gap.add("space")
        elif tag in UNSEEN or _hidden(node):
            hiding += -1 if leaving else 1
        if tag in BLOCKS:
            gap.add("row" if tag == "tr" else "block")
        elif tag in CELLS:
            gap.add("cell")
        elif tag == "a" and not leaving:
            link_from.append(len(said))
        elif tag == "a":
            start = link_from.pop()
            href = re.sub(r"[\x00-\x1f]", "", node.attributes.get("href") or "").strip()
            if href.lower().startswith(_SCHEMES) and len(page.links) < MOST_LINKS:
                text = " ".join("".join(said[start:]).split())
                visible = not hiding and not _hidden(node)
                page.links.append(Anchor(text or _alternative(node), href, visible))
    return "".join(said)


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
