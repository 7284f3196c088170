"""Which of caniemail's features a mail uses. Each is one of those that its data know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import shopper.reading
from shopper.inbox import features
from shopper.inbox.parsing import read_mail

KNOWN = json.loads((Path(shopper.reading.__file__).parent / "data/caniemail.json").read_text("utf-8"))["features"]


def used(body: str) -> set[str]:
    return set(read_mail(f"From: a@b.test\r\nContent-Type: text/html\r\n\r\n{body}".encode()).markup.features)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p style="display:flex;gap:1rem">x</p>', "html-p css-display css-display-flex css-gap css-unit-rem"),
        ('<p style="width:calc(100% - 2vw)!important">x</p>',
         "html-p css-width css-unit-calc css-unit-percent css-unit-vw css-important"),
        ('<p style="margin-top:0;border-top-left-radius:3px">x</p>', "html-p css-margin css-border-radius css-unit-px"),
        ('<p style="color:rgba(0,0,0,.5);background-image:linear-gradient(red,blue)">x</p>',
         "html-p css-rgba css-background-image css-linear-gradient"),
        ('<p style="--brand:red;color:var(--brand)">x</p>', "html-p css-variables"),
        ('<p style="font-family:system-ui">x</p>', "html-p css-sytem-ui"),
        ('<p style="background:url(https://x.test/a.WEBP?v=1)">x</p>', "html-p css-background image-webp"),
        ("<style>@media (prefers-color-scheme:dark){p.a{margin:0}}</style>",
         "html-style css-at-media css-at-media-prefers-color-scheme css-selector-type css-selector-class"
         " css-selector-chaining css-margin"),
        ("<style>@import url(x.css);@font-face{font-family:A}a:hover>b,a::before{left:0}/* c */</style>",
         "html-style css-at-import css-at-font-face css-pseudo-class-hover css-selector-child css-selector-grouping"
         " css-pseudo-element-before css-selector-type css-left-right-top-bottom css-comments"),
        ("<style>#a .b[c]+d~e *{top:0}</style>",
         "html-style css-selector-id css-selector-class css-selector-descendant css-selector-attribute"
         " css-selector-adjacent-sibling css-selector-general-sibling css-selector-type css-selector-universal"
         " css-left-right-top-bottom"),
        ("<video></video><h2>x</h2><ul><li>x</ul><article>x</article>", "html-video html-h1-h6 html-lists html-semantics"),
        ('<table align=center cellpadding=0 role=presentation></table>',
         "html-table html-align html-cellpadding html-role"),
        ('<a href="mailto:a@b.test">x</a><a href="#top">y</a>', "html-mailto-links html-anchor-links"),
        ('<img src="data:image/svg+xml;base64,AA"><img src=a.jpeg srcset=b>',
         "html-img image-svg image-base64 image-jpg html-srcset"),
        ("<input><button>x</button><input type=checkbox>", "html-input-text html-button-submit html-input-checkbox"),
        ("<!doctype html><meta name=color-scheme content=dark>", "html-doctype html-meta-color-scheme"),
        ("<p>.flex { display: flex }</p>", "html-p"),
    ],
)  # fmt: skip
def test_what_is_used(body: str, expected: str) -> None:
    assert used(body) == set(expected.split())


def test_every_name_is_one_of_caniemails() -> None:
    names = {
        *(f"css-{name}" for name in features._OWN_NAMES),
        *features._TOGETHER.values(),
        *features._WORDS.values(),
        *features._FUNCTIONS.values(),
        *features._TAGS.values(),
        *features._ATTRIBUTES.values(),
        *(f"css-display-{name}" for name in features._DISPLAYS.values()),
        *(f"css-unit-{name}" for name in features._UNITS),
        *(f"css-pseudo-class-{name}" for name in features._PSEUDO_CLASSES),
        *(f"css-pseudo-element-{name}" for name in features._PSEUDO_ELEMENTS),
        *(f"css-selector-{name}" for name in features._COMBINATORS.values()),
        *(f"css-at-{name}" for name in features._AT_RULES),
        *(f"css-at-media-{name}" for name in features._MEDIA.values()),
        *(f"html-{tag}-{kind}" for tag, kinds in features._TYPES.items() for kind in kinds),
        *(f"image-{name}" for name in features._PICTURES.values()),
    }
    assert names <= set(KNOWN)
    unseen = set(KNOWN) - names - {
        "css-unit-percent", "css-important", "css-comments", "css-nesting", "css-selector-chaining", "css-selector-descendant",
        "css-selector-class", "css-selector-id", "css-selector-type", "css-selector-attribute", "css-selector-universal",
        "css-selector-grouping", "html-anchor-links", "html-mailto-links", "html-doctype", "html-meta-color-scheme",
        "image-base64",
    }  # fmt: skip
    assert unseen == {"html-body", "html-comments"}  # in every mail, whatever its sender wrote
