"""What a drawn mail measures: how wide it is, how much of it can be read, which of its pictures are there.

Read by a script of ours on a page whose own scripts are off. Nothing on such a page can change how the script's language
works; but a form or a picture may be *named* `querySelectorAll` and stand in the function's place (HTML Standard, 3.1.5), so
all of those are taken from where no name can reach them.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any, NamedTuple

from playwright.async_api import Page

from shopper.model import Contrast

PATIENCE = 5.0
"""Seconds that measuring a mail may take."""
LARGE, LARGE_BOLD = 24.0, 18.66
"""px from which on text is large (WCAG 2.2, 1.4.3: 18 pt, or 14 pt bold), and needs 3:1 instead of 4.5:1."""

_MEASURE = r"""({width, images, LARGE, LARGE_BOLD}) => {
  const MOST_NODES = 20000, MOST_FOUND = 20, LONGEST = 80, A_LETTER = /[\p{L}\p{N}]/gu;
  const method = (of, name) => (it, ...given) => of[name].apply(it, given);
  const property = (of, name) => { const get = Object.getOwnPropertyDescriptor(of, name).get; return it => get.call(it); };
  const all = method(Document.prototype, 'querySelectorAll'), body = property(Document.prototype, 'body')(document);
  const root = property(Document.prototype, 'documentElement')(document);
  const box = method(Element.prototype, 'getBoundingClientRect'), attribute = method(Element.prototype, 'getAttribute');
  const without = method(Element.prototype, 'removeAttribute'), parent = property(Node.prototype, 'parentElement');
  const style = property(HTMLElement.prototype, 'style'), words = property(Node.prototype, 'textContent');
  const tag = property(Element.prototype, 'localName');
  const is_shown = method(Element.prototype, 'checkVisibility'), ALL = {visibilityProperty: true, opacityProperty: true};
  const short = text => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);

  if (!images) {
    for (const e of all(document, 'img, source, input[type=image]')) { without(e, 'src'); without(e, 'srcset'); }
    for (const e of [...all(document, '*')].slice(0, MOST_NODES))
      if (e instanceof HTMLElement && getComputedStyle(e).backgroundImage.includes('url('))
        style(e).setProperty('background-image', 'none', 'important');
  }

  // --- colours ---
  const colour = text => {  // [r, g, b, alpha]; null for one that is no plain RGB
    const said = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    return said && [+said[1], +said[2], +said[3], said[4] === undefined ? 1 : +said[4]];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const hex = c => '#' + c.slice(0, 3).map(part => Math.round(part).toString(16).padStart(2, '0')).join('');
  const luminance = c => {
    const [r, g, b] = c.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const swatch = method(Document.prototype, 'createElement')(document, 'i');  // the canvas has the scheme's own colour
  style(swatch).setProperty('color', 'Canvas', 'important');
  root.append(swatch);
  const canvas = colour(getComputedStyle(swatch).color) || [255, 255, 255, 1];
  swatch.remove();

  const known = new Map();  // element → what its text stands on; asked once each, parents shared
  const about = e => {
    const said = known.get(e);
    if (said) return said;
    const up = parent(e), above = up ? about(up) : {ground: canvas, sure: true, clipped: false, faded: 1};
    const look = getComputedStyle(e), size = box(e), paint = colour(look.backgroundColor);
    const cut = look.overflowX !== 'visible' || look.overflowY !== 'visible';
    const ink = look.webkitTextFillColor || look.color;
    const odd = look.mixBlendMode !== 'normal' || look.filter !== 'none' || /absolute|fixed|sticky/.test(look.position)
      || look.backgroundImage !== 'none' || (look.backgroundClip || '').includes('text');
    const covered = paint && paint[3] === 1 && look.backgroundImage === 'none';
    const faded = above.faded * look.opacity;
    const own = {
      look, ink, faded,
      ground: paint ? over([...paint.slice(0, 3), paint[3] * faded], above.ground) : above.ground,
      sure: !odd && !!paint && (above.sure || (covered && faded === 1)),
      clipped: above.clipped || (cut && (size.width < 2 || size.height < 2)),
    };
    known.set(e, own);
    return own;
  };
  const found = new Map();
  let letters = 0;
  const read = (text, e, drawn) => {
    const count = (text.match(A_LETTER) || []).length;
    if (!count || !is_shown(e, ALL) || drawn.width < 1 || drawn.height < 1 || drawn.right <= 0 || drawn.bottom <= 0) return;
    const on = about(e), px = parseFloat(on.look.fontSize), ink = colour(on.ink);
    if (on.clipped || px < 4) return;
    letters += count;
    if (!on.sure || !ink) return;
    const inked = over([...ink.slice(0, 3), ink[3] * on.faded], on.ground);
    const large = px >= LARGE || (px >= LARGE_BOLD && on.look.fontWeight >= 700), wanted = large ? 3 : 4.5;
    const reached = Math.floor(ratio(inked, on.ground) * 100) / 100;
    const pair = [hex(inked), hex(on.ground), wanted].join();
    if (reached < wanted && !found.has(pair))
      found.set(pair, {text: short(text), ratio: reached, wanted, foreground: hex(inked), background: hex(on.ground), px});
  };
  const walker = method(Document.prototype, 'createTreeWalker')(document, root, NodeFilter.SHOW_TEXT);
  for (let node, count = 0; (node = walker.nextNode()) && count < MOST_NODES; count++) {
    const e = parent(node), text = node.data;
    if (!e || !text.trim() || /^(script|style|title|noscript|template|option)$/.test(tag(e))) continue;
    const range = new Range();
    range.selectNodeContents(node);
    read(text, e, range.getBoundingClientRect());
  }

  // --- pictures and width ---
  const pictures = [...all(document, 'img')].slice(0, 500).map(e => {
    const size = box(e), alt = attribute(e, 'alt') || '';
    if (!images && alt) read(alt, e, size);
    return {src: String(e.currentSrc || e.src).slice(0, 2000), named: (attribute(e, 'src') || '').slice(0, 2000),
      alt: short(alt), shown: is_shown(e, ALL) && size.width > 1 && size.height > 1, loaded: e.complete && e.naturalWidth > 0,
      failed: e.complete && !e.naturalWidth && !/\.svg([?#]|$)/i.test(e.src)};
  });
  const roll = property(Document.prototype, 'scrollingElement')(document) || root;
  const page_width = Math.max(property(Element.prototype, 'scrollWidth')(roll), width);
  let widest = null;
  if (page_width > width)
    for (const e of [...all(document, 'body *')].slice(0, MOST_NODES)) {
      const size = box(e), edge = widest ? widest.right - 0.5 : width + 1;  // of those that end alike, the innermost
      const fits = size.width <= 1 || size.right < edge || size.right > page_width + 1;
      if (!fits && !/^t(body|head|foot|r|d|h)$/.test(tag(e)) && is_shown(e, ALL))
        widest = {tag: tag(e), right: size.right, size: size.width, text: short(attribute(e, 'alt') || words(e) || '')};
    }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return JSON.stringify({dark, letters, page_width: Math.round(page_width), pictures,
    widest: widest && {tag: widest.tag, size: Math.round(widest.size), text: widest.text},
    height: body ? Math.ceil(box(body).height) : 0,
    low_contrast: [...found.values()].sort((a, b) => a.ratio - b.ratio).slice(0, MOST_FOUND)});
}"""


class Picture(NamedTuple):
    """A picture in a drawn mail: `src` as the browser asked for it, `named` as the mail has it. `failed`: nothing came."""

    src: str
    named: str
    alt: str
    shown: bool
    loaded: bool
    failed: bool


class Measures(NamedTuple):
    """What a drawn mail measures; `page_width` and `height` in px, `dark`: the browser asked for a dark scheme."""

    dark: bool
    letters: int
    page_width: int
    height: int
    widest: str
    low_contrast: tuple[Contrast, ...]
    pictures: tuple[Picture, ...]


async def measure(page: Page, width: int, *, images: bool = True) -> Measures:
    """Measure what this page shows in a window so wide (px). Without `images`, all pictures are taken out first.

    Contrast is that of WCAG 2.2, 1.4.3, with half-transparent colours blended; text over a picture or a gradient, and text
    that was moved out of its place, cannot be told and is left out. Raises TimeoutError after 5 s.
    """
    async with asyncio.timeout(PATIENCE):
        said: dict[str, Any] = json.loads(
            await page.evaluate(_MEASURE, {"width": width, "images": images, "LARGE": LARGE, "LARGE_BOLD": LARGE_BOLD})
        )
    return Measures(
        dark=said["dark"],
        letters=said["letters"],
        page_width=said["page_width"],
        height=said["height"],
        widest=in_words(said["widest"]),
        low_contrast=tuple(Contrast.model_validate(one) for one in said["low_contrast"]),
        pictures=tuple(Picture(**one) for one in said["pictures"]),
    )


_THINGS = {"img": "a picture", "table": "a table", "pre": "unbroken text"}


def in_words(widest: dict[str, Any] | None) -> str:
    """`a table of 640 px`, `a picture of 800 px (“Sale”)`; empty where nothing is too wide."""
    if not widest:
        return ""
    thing = f"{_THINGS.get(widest['tag'], 'a box')} of {widest['size']} px"
    return f"{thing} (“{widest['text'][:40]}”)" if widest["text"] else thing
