"""Playwright's console API in the pages of a context: the engine that plays locators later tells their names now.

What it offers inside of a page (`playwright.getByRole(…).elements`, `playwright.ariaSnapshot(…)`) is documented for
`PWDEBUG=console`; that it can be switched on for one context is not, and was tried with Playwright 1.64. It is
spoken of here only, and a test fails when another version changes it.
"""

from __future__ import annotations

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from shopper.errors import UsageError


async def expose_console_api(context: BrowserContext) -> None:
    """Let `window.playwright` be there in all pages of the context. Raises UsageError where Playwright has no such thing."""
    try:
        await context._impl_obj._channel.send("exposeConsoleApi", None, {})
    except (AttributeError, TypeError, PlaywrightError) as error:
        raise UsageError(
            f"this version of Playwright cannot be recorded with: {str(error).splitlines()[0]}",
            remedy="Install the one that this tool was made for: pip install 'playwright>=1.63,<1.65'",
        ) from error
