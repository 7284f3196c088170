"""Which browser is taken; and a page goes when it is told to, even if the browser loses the word."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from shopper.visit.browser import close_page, find


def test_the_browser_without_windows_is_taken_only_where_nobody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("SHOPPER_CHROMIUM", raising=False)
    assert find("chromium", headless=True) == str(tmp_path / "chromium-headless-shell")
    assert find("chromium") == str(tmp_path / "chromium")
    (tmp_path / "chromium-headless-shell").unlink()
    assert find("chromium", headless=True) == str(tmp_path / "chromium")


@pytest.mark.browser
@pytest.mark.parametrize("lost", [False, True])
def test_a_page_is_closed_even_where_the_browser_loses_the_order(lost: bool) -> None:
    """Chromium does now and then where a page comes at that moment; Playwright would wait for ever."""

    async def close() -> tuple[Page, list[str]]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            context = await browser.new_context()
            page, gone = await context.new_page(), list[str]()
            page.on("close", lambda _: gone.append("gone"))
            if lost:

                async def never(**options: Any) -> None:
                    await asyncio.Event().wait()

                page.close = never  # type: ignore[method-assign]
            await close_page(page)
            await close_page(await context.new_page())
            left = [one.url for one in context.pages]
            await browser.close()
        return page, [*gone, *left]

    page, said = asyncio.run(close())
    assert page.is_closed()
    assert said == ["gone"]
