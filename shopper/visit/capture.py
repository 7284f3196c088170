"""What a page shows, taken as evidence: text by block with its language, links, controls, and a picture."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from shopper.model import PageView

_READ = """() => {
  const MAX_BLOCKS = 3000, MAX_TEXT = 4000, MAX_LINKS = 2000;
  const inline = new Set(['inline', 'inline-block', 'inline-flex', 'contents', 'ruby', 'inline-grid']);
  const seen = e => e.checkVisibility ? e.checkVisibility({visibilityProperty: true, opacityProperty: true}) : true;
  const display = new Map();
  const host = e => {
    while (e.parentElement && e !== document.body) {
      let d = display.get(e);
      if (d === undefined) { d = getComputedStyle(e).display; display.set(e, d); }
      if (!inline.has(d)) break;
      e = e.parentElement;
    }
    return e;
  };
  const blocks = [], last = {host: null, lang: null};
  const skip = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'OPTION']);
  const root = document.body || document.documentElement;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()) && blocks.length < MAX_BLOCKS;) {
    const e = node.parentElement;
    if (!e || skip.has(e.tagName)) continue;
    const text = node.data.replace(/[\\s\\u00a0]+/g, ' ');
    if (!text.trim() || !seen(e)) continue;
    const h = host(e), lang = (e.closest('[lang]') || {lang: ''}).lang;
    if (h === last.host && lang === last.lang) blocks[blocks.length - 1].text += text;
    else { blocks.push({text, lang}); last.host = h; last.lang = lang; }
  }
  const name = e => (e.getAttribute('aria-label') || e.innerText || e.value || e.title
    || (e.querySelector('img[alt]') || {alt: ''}).alt || '').replace(/\\s+/g, ' ').trim().slice(0, 300);
  const links = [...document.querySelectorAll('a[href]')].slice(0, MAX_LINKS)
    .map(a => ({text: name(a), href: String(a.href).slice(0, 2000), visible: seen(a)}));
  const controls = [...document.querySelectorAll('button, input[type=submit], input[type=button], [role=button]')]
    .slice(0, 500).filter(seen).map(name).filter(Boolean);
  return {url: location.href, title: document.title.slice(0, 500), lang: document.documentElement.lang,
    blocks: blocks.map(b => ({text: b.text.trim().slice(0, MAX_TEXT), lang: b.lang})).filter(b => b.text), links, controls,
    challenged: !!document.querySelector('#challenge-form, #challenge-running, #cf-challenge-running, .cf-turnstile, '
      + 'iframe[src*="hcaptcha.com"], iframe[src*="recaptcha/api2/bframe"], iframe[src*="challenges.cloudflare.com"], '
      + 'iframe[src*="geo.captcha-delivery.com"], #px-captcha, #sec-if-cpt-container')};
}"""
_CHALLENGE_TITLE = re.compile(
    r"^(just a moment|attention required|access denied|are you (a )?(human|robot)|verify(ing)? you are human"
    r"|checking your browser|pardon our interruption|security check|xác minh bạn là con người)",
    re.IGNORECASE,
)


async def read_page(page: Page, status: int | None) -> PageView | None:
    """The page as the customer sees it; None if it cannot be read (closed, or leaving right now, twice)."""
    for _ in range(2):
        try:
            seen: dict[str, Any] = await page.evaluate(_READ)
        except PlaywrightError:
            await asyncio.sleep(0.05)  # the page was just leaving: look at the one that comes
            continue
        challenged = bool(_CHALLENGE_TITLE.match(seen["title"])) and (status or 200) in (200, 403, 429, 503)
        seen["challenged"] = challenged or (seen["challenged"] and len(seen["blocks"]) < 12)
        return PageView(status=status, **seen)
    return None


async def picture(page: Page) -> bytes | None:
    """A JPEG of what is in view. Screenshots fail now and then: three tries, then None."""
    for attempt in range(3):
        try:
            return await page.screenshot(type="jpeg", quality=70, timeout=5000)
        except PlaywrightError:
            if page.is_closed():
                return None
            await asyncio.sleep(0.05 * (attempt + 1))
    return None
