"""What a page shows, taken as evidence: text by block with its language, links, controls, and a picture."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from shopper.model import PageView
from shopper.visit.challenges import PUZZLES, SURE, is_challenge

PATIENCE = 5.0
"""Seconds that reading a page may take."""

_READ = """() => {
  const MAX_BLOCKS = 3000, MAX_TEXT = 4000, MAX_LINKS = 2000;
  const shown = {visibilityProperty: true, opacityProperty: true};
  const seen = e => e.checkVisibility ? e.checkVisibility(shown) : e.getClientRects().length > 0;
  const skip = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'OPTION']);
  const known = new Map();  // element → [the block it belongs to, language, seen, its box]: asked once each, parents shared
  const about = e => {
    let said = known.get(e);
    if (said) return said;
    const parent = e.parentElement, above = parent ? about(parent) : [e, '', true, e];
    const display = parent && e !== document.body ? getComputedStyle(e).display : 'block';
    const flows = /^(inline|contents|ruby)/.test(display);
    said = [flows ? above[0] : e, e.lang || above[1], !skip.has(e.tagName) && above[2] !== null,
      /^(inline|contents|ruby)$/.test(display) ? above[3] : e];
    if (!said[2]) said[2] = null;
    known.set(e, said);
    return said;
  };
  const blocks = [];
  let host = null, lang = null, box = null, apart = false, last = 0;
  const walker = document.createTreeWalker(document.body || document.documentElement,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node; (node = walker.nextNode()) && blocks.length < MAX_BLOCKS;) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.tagName === 'BR') apart = true;
      continue;
    }
    if (!node.data.trim()) { apart ||= !!node.data; continue; }
    const e = node.parentElement;
    if (!e) continue;
    const [block, language, wanted, within] = about(e);
    if (!wanted || !seen(e)) continue;
    const text = node.data.replace(/[\\s\\u00a0]+/g, ' ');
    const borders = within !== box && text.length > 1 && last > 1;  // letters in boxes of their own are animated, no words
    if (block === host && language === lang) blocks[blocks.length - 1].text += (apart || borders ? ' ' : '') + text;
    else { blocks.push({text, lang: language}); host = block; lang = language; }
    box = within;
    apart = false;
    last = text.length;
  }
  const name = e => (e.getAttribute('aria-label') || e.textContent.trim() || e.value || e.title
    || (e.querySelector('img[alt]') || {alt: ''}).alt || '').replace(/\\s+/g, ' ').trim().slice(0, 300);
  const links = [...document.querySelectorAll('a[href]')].slice(0, MAX_LINKS)
    .map(a => ({text: name(a), href: String(a.href).slice(0, 2000), visible: seen(a), new_tab: a.target === '_blank'}));
  const controls = [...document.querySelectorAll('button, input[type=submit], input[type=button], [role=button]')]
    .slice(0, 500).filter(seen).map(name).filter(Boolean);
  const UNTYPED = new Set(['hidden', 'submit', 'button', 'image', 'reset']);
  const shows = e => seen(e) && e.getBoundingClientRect().height > 1;
  return JSON.stringify({url: location.href, title: document.title.slice(0, 500), lang: document.documentElement.lang,
    document: performance.timeOrigin || 0,
    blocks: blocks.map(b => ({text: b.text.replace(/ +/g, ' ').trim().slice(0, MAX_TEXT), lang: b.lang})).filter(b => b.text),
    links, controls,
    sure: !!document.querySelector(SURE), puzzle: [...document.querySelectorAll(PUZZLES)].some(shows),
    fields: [...document.querySelectorAll('input, select, textarea')].some(e => !UNTYPED.has(e.type) && shows(e))});
}"""  # as one text: Playwright takes nested objects apart value by value, which costs four times as much
_READ = _READ.replace("SURE", json.dumps(SURE)).replace("PUZZLES", json.dumps(PUZZLES))


async def read_page(page: Page, status: int | None, headers: Mapping[str, str] | None = None) -> PageView | None:
    """The page as the customer sees it; None if it cannot be read: closed, leaving right now (twice), too busy with itself
    for 5 s, or meddling with the language we read it in. `headers`: of its answer, lower-case name → value."""
    for _ in range(2):
        try:
            async with asyncio.timeout(PATIENCE):
                text: str = await page.evaluate(_READ)
        except PlaywrightError:
            await asyncio.sleep(0.05)  # the page was just leaving: look at the one that comes
            continue
        except TimeoutError:
            return None
        try:
            seen: dict[str, Any] = json.loads(str(text).encode("utf-8", "replace"))
            challenged = is_challenge(seen, status, headers or {})
            shown = {name: seen[name] for name in seen if name in PageView.model_fields}
            return PageView(status=status, challenged=challenged, **_without_surrogates(shown))
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
    return None


def _without_surrogates(value: Any) -> Any:
    """Half characters, which JSON can hold and UTF-8 cannot, become question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    return {key: _without_surrogates(item) for key, item in value.items()} if isinstance(value, dict) else value


async def picture(page: Page, **more: Any) -> bytes | None:
    """A JPEG of what is in view; `more`: Playwright's options. Screenshots fail now and then: three tries, then None."""
    for attempt in range(3):
        try:
            return await page.screenshot(type="jpeg", quality=70, timeout=5000, **more)
        except PlaywrightError:
            if page.is_closed():
                return None
            await asyncio.sleep(0.05 * (attempt + 1))
    return None
