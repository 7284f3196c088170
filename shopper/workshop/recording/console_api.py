"""What Playwright has for its own recorder, in the pages of a context: the console API, so that the engine that plays locators
later tells their names now; and a binding that no page can call.

What it offers inside of a page (`playwright.getByRole(…).elements`, `playwright.ariaSnapshot(…)`) is documented for
`PWDEBUG=console`; that it can be switched on for one context is not, and was tried with Playwright 1.64. It is
spoken of here only, and a test fails when another version changes it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

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


async def expose_to_our_script(context: BrowserContext, told: Callable[[dict[str, Any], str], None]) -> str:
    """A way from an init script to here that pages cannot use: `told` gets the source and a text.

    Returns a JavaScript expression for an init script that is added afterwards. Its value is the function to call. It runs
    before anything of the page does, takes the binding away from the page, and alone keeps its name, which nobody can guess.
    """
    name = f"_{secrets.token_hex(16)}"
    await context.expose_binding(name, told)
    return """(() => {
    const { stringify } = JSON, name = NAME, raw = globalThis.__playwright__binding__;
    globalThis.__playwright__binding__controller__.removeBinding(name);
    // As text: an object that held the name would be shown to a page that has given all objects a `toJSON`.
    return (text) => raw(`{"name":"${name}","seq":0,"serializedArgs":[${stringify(`${text}`)}]}`);
  })()""".replace("NAME", json.dumps(name))
