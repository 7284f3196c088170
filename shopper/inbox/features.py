"""Which features a mail's HTML and CSS use, by the names of caniemail.com (`css-display-flex`, `html-video`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit


def _each(words: str) -> list[str]:
    return words.split()


_OWN_NAMES = frozenset(
    _each(
        "accent-color align-items animation aspect-ratio backdrop-filter background-blend-mode background-clip background-color"
        " background-image background-origin background-position background-repeat background-size background border-collapse"
        " border-image border-radius border-spacing border box-shadow box-sizing caption-side clear clip-path color-scheme"
        " column-count cursor direction display empty-cells filter flex-direction flex-wrap float font-kerning font-size-adjust"
        " font-size font-stretch font-weight font gap grid-template height hyphenate-character hyphenate-limit-chars hyphens"
        " inline-size inset justify-content letter-spacing line-height list-style-image list-style-position list-style-type"
        " list-style margin mask-image max-block-size max-height max-inline-size max-width min-block-size min-height"
        " min-inline-size min-width mix-blend-mode object-fit object-position opacity orphans outline-offset outline"
        " overflow-wrap overflow padding position resize scroll-snap shape-margin shape-outside tab-size table-layout"
        " text-align-last text-align text-decoration-color text-decoration-line text-decoration-skip-ink text-decoration-style"
        " text-decoration-thickness text-decoration text-emphasis-position text-emphasis text-indent text-justify"
        " text-orientation text-overflow text-shadow text-transform text-underline-offset text-underline-position text-wrap"
        " transform transition user-select vertical-align visibility white-space-collapse white-space widows width word-break"
        " word-spacing word-wrap writing-mode z-index"
    )
)
"""CSS properties whose feature is called like them."""

_TOGETHER: Mapping[str, str] = {
    **dict.fromkeys(("block-size", "inline-size"), "css-block-inline-size"),
    **dict.fromkeys(("border-inline", "border-block"), "css-border-inline-block"),
    **dict.fromkeys(
        (f"border-{axis}-{end}" for axis in ("inline", "block") for end in ("start", "end")),
        "css-border-inline-block-individual",
    ),
    **dict.fromkeys(
        (f"border-{axis}-{what}" for axis in ("inline", "block") for what in ("color", "style", "width")),
        "css-border-inline-block-longhand",
    ),
    **dict.fromkeys(
        (f"border-{one}-{two}-radius" for one in ("start", "end") for two in ("start", "end")), "css-border-radius-logical"
    ),
    **dict.fromkeys(("columns", "column-fill", "column-span", "column-width"), "css-column-layout-properties"),
    **dict.fromkeys(("column-rule", "column-rule-color", "column-rule-style", "column-rule-width"),
                    "css-column-layout-properties"),
    **dict.fromkeys(("column-gap", "row-gap"), "css-gap"),
    **dict.fromkeys((f"grid-template-{what}" for what in ("areas", "columns", "rows")), "css-grid-template"),
    **dict.fromkeys(("left", "right", "top", "bottom"), "css-left-right-top-bottom"),
    **{f"{box}-{axis}": f"css-{box}-inline-block" for box in ("margin", "padding") for axis in ("inline", "block")},
    **{
        f"{box}-{axis}-{end}": f"css-{box}-{axis}-start-end"
        for box in ("margin", "padding")
        for axis in ("inline", "block")
        for end in ("start", "end")
    },
    **{f"{box}-{side}": f"css-{box}" for box in ("margin", "padding", "border") for side in _each("top right bottom left")},
    **{f"border-{one}-{two}-radius": "css-border-radius" for one in ("top", "bottom") for two in ("left", "right")},
    **{f"scroll-snap-{what}": "css-scroll-snap" for what in ("type", "align", "stop")},
}  # fmt: skip
"""CSS properties that share a feature."""

_DISPLAYS = {"flex": "flex", "inline-flex": "flex", "grid": "grid", "inline-grid": "grid", "none": "none"}
_WORDS = {
    "initial": "css-unit-initial",
    **dict.fromkeys(("fit-content", "min-content", "max-content"), "css-intrinsic-size"),
    **dict.fromkeys(("system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace"), "css-sytem-ui"),
}
_FUNCTIONS = {
    "calc": "css-unit-calc",
    **{name: f"css-function-{name}" for name in ("clamp", "light-dark", "max", "min")},
    "rgb": "css-rgb",
    "rgba": "css-rgba",
    "var": "css-variables",
    **dict.fromkeys(("lch", "oklch", "lab", "oklab"), "css-modern-color"),
    **{f"{repeating}{kind}-gradient": f"css-{kind}-gradient" for kind in ("conic", "linear", "radial")
       for repeating in ("", "repeating-")},
}  # fmt: skip
_UNITS = frozenset(_each("ch cm em ex in mm pc pt px rem vh vmax vmin vw"))
_PSEUDO_CLASSES = frozenset(
    _each(
        "active checked default first-child first-of-type focus-visible focus-within focus has hover lang last-child"
        " last-of-type link not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type target visited"
    )
)
_PSEUDO_ELEMENTS = frozenset(_each("after before first-letter first-line marker placeholder"))
_COMBINATORS = {">": "child", "+": "adjacent-sibling", "~": "general-sibling"}
_AT_RULES = frozenset(_each("font-face import keyframes media supports"))
_MEDIA = {
    **{name: name for name in ("hover", "orientation", "prefers-color-scheme", "prefers-reduced-motion")},
    **dict.fromkeys(
        (f"{vendor}{limit}device-pixel-ratio" for vendor in ("", "-webkit-") for limit in ("", "min-", "max-")),
        "device-pixel-ratio",
    ),
}
_TAGS: Mapping[str, str] = {
    **{
        tag: f"html-{tag}"
        for tag in _each(
            "abbr acronym address audio base bdi blockquote code del dfn dialog dir div form hr img link marquee meter"
            " object p picture pre progress rp rt ruby select small span strike strong style svg table textarea video wbr"
        )
    },
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "dl"), "html-lists"),
    **dict.fromkeys(
        _each("article aside details figcaption figure footer header main mark nav section summary time"), "html-semantics"
    ),
    "map": "html-image-maps",
}
_ATTRIBUTES: Mapping[str, str] = {
    **{
        name: f"html-{name}"
        for name in _each(
            "align aria-describedby aria-hidden aria-label aria-labelledby aria-live background cellpadding cellspacing"
            " height hidden lang popover required role srcset target valign width"
        )
    },
    "loading": "html-loading-attribute",
    "inert": "css-inert-attribute",
}
_TYPES = {
    "input": frozenset(_each("checkbox hidden radio reset submit text")),
    "button": frozenset(_each("reset submit")),
}
_PICTURES = {
    **{name: name for name in _each("apng avif bmp gif hdr heif ico mp4 png svg tiff webp")},
    **{"jpg": "jpg", "jpeg": "jpg", "tif": "tiff", "svg+xml": "svg", "heic": "heif"},
}


VALUED = frozenset({"a", "img", "meta", *_TYPES})
"""Elements of which the values of their attributes count, too."""


def element_features(tags: Iterable[str], attributes: Iterable[str]) -> Iterator[str]:
    """What a document uses in which these elements and attributes occur."""
    yield from (_TAGS[tag] for tag in tags if tag in _TAGS)
    yield from (_ATTRIBUTES[name] for name in attributes if name in _ATTRIBUTES)


def value_features(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """What one of the `VALUED` elements uses."""
    if tag == "a":
        href = (attributes.get("href") or "").strip().lower()
        if href.startswith("mailto:"):
            yield "html-mailto-links"
        elif href.startswith("#") and len(href) > 1:
            yield "html-anchor-links"
    elif tag == "img":
        yield from _picture(attributes.get("src") or "")
    elif tag in _TYPES:
        kind = (attributes.get("type") or "").lower() or ("text" if tag == "input" else "submit")
        if kind in _TYPES[tag]:
            yield f"html-{tag}-{kind}"
    elif (attributes.get("name") or "").lower() == "color-scheme":
        yield "html-meta-color-scheme"


def declaration_features(name: str, value: Iterable[Any], important: bool) -> set[str]:
    """What a CSS declaration uses: its property, and the functions, units and words of its value."""
    found = {"css-important"} if important else set[str]()
    if name.startswith("--"):
        found.add("css-variables")
    elif name in _TOGETHER:
        found.add(_TOGETHER[name])
    elif name in _OWN_NAMES:
        found.add(f"css-{name}")
    todo = list(value)
    while todo:
        token = todo.pop()
        if token.type == "dimension" and token.lower_unit in _UNITS:
            found.add(f"css-unit-{token.lower_unit}")
        elif token.type == "percentage":
            found.add("css-unit-percent")
        elif token.type == "function":
            if token.lower_name in _FUNCTIONS:
                found.add(_FUNCTIONS[token.lower_name])
            todo += token.arguments
        elif token.type == "ident":
            if token.lower_value in _WORDS:
                found.add(_WORDS[token.lower_value])
            if name == "display" and token.lower_value in _DISPLAYS:
                found.add(f"css-display-{_DISPLAYS[token.lower_value]}")
        elif token.type == "url":
            found.update(_picture(token.value))
    return found


def at_rule_features(name: str, prelude: Iterable[Any]) -> set[str]:
    """What an at-rule uses: itself, and what a media query asks for."""
    plain = name.removeprefix("-webkit-").removeprefix("-moz-")
    if plain not in _AT_RULES:
        return set()
    asked = {token.content[0].lower_value for token in prelude if token.type == "() block" and _is_feature(token.content)}
    return {f"css-at-{plain}", *(f"css-at-media-{_MEDIA[word]}" for word in asked if plain == "media" and word in _MEDIA)}


def _is_feature(content: list[Any]) -> bool:
    return bool(content) and content[0].type == "ident"


def selector_features(prelude: Iterable[Any]) -> set[str]:
    """What the selectors of a rule use."""
    found = set[str]()
    before = ""  # what the last token was: a simple selector, a space, or what parts selectors
    colons = 0
    for token in prelude:
        simple = ""
        if token.type == "whitespace":
            before = "space" if before == "simple" else before
            continue
        if token.type == "literal" and token.value == ":":
            colons += 1
            continue
        if colons:
            word = (token.lower_name if token.type == "function" else getattr(token, "lower_value", "")) or ""
            if word in _PSEUDO_ELEMENTS:
                found.add(f"css-pseudo-element-{word}")
            elif colons == 1 and word in _PSEUDO_CLASSES:
                found.add(f"css-pseudo-class-{word}")
            colons, before = 0, "simple"
            continue
        if token.type == "literal" and token.value in _COMBINATORS:
            found.add(f"css-selector-{_COMBINATORS[token.value]}")
            before = ""
        elif token.type == "literal" and token.value == ",":
            found.add("css-selector-grouping")
            before = ""
        elif token.type == "literal" and token.value == "&":
            found.add("css-nesting")
            before = "simple"
        elif token.type == "literal" and token.value == ".":
            simple = "class"
        elif token.type == "literal" and token.value == "*":
            simple = "universal"
        elif token.type == "hash":
            simple = "id"
        elif token.type == "[] block":
            simple = "attribute"
        elif token.type == "ident" and before != "dot":
            simple = "type"
        elif token.type == "ident":
            before = "simple"
        if simple:
            found.add(f"css-selector-{simple}")
            if before == "space":
                found.add("css-selector-descendant")
            elif before == "simple" and simple in ("class", "id"):
                found.add("css-selector-chaining")
            before = "dot" if simple == "class" else "simple"
    return found


def _picture(address: str) -> Iterator[str]:
    """The format of a picture, by its address or what its `data:` says it is."""
    if address[:5].lower() == "data:":
        kind = address[5:200].partition(",")[0]
        if ";base64" in kind.lower():
            yield "image-base64"
        word = kind.partition(";")[0].lower().removeprefix("image/")
    else:
        try:
            word = urlsplit(address[:2000]).path.rpartition(".")[2].lower()
        except ValueError:
            return
    if word in _PICTURES:
        yield f"image-{_PICTURES[word]}"
