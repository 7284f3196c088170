"""What a click, or Enter, set off: whether it did anything at all.

The page is watched from the moment the customer acts, by the browser's own events (requests, navigations, dialogs, tabs,
downloads) and by a script that is taken away afterwards. As soon as something has happened nothing more is waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from importlib.resources import files
from typing import Any, Literal

from playwright.async_api import Dialog, Download, Frame, JSHandle, Page, Request, WebSocket
from playwright.async_api import Error as PlaywrightError

from shopper.model import Effect

PATIENCE = 2.0
"""Seconds (real time) after which an act is said to have done nothing."""
ARRIVAL = 10.0
"""Seconds (real time) that the next page may take to come."""
_NOTHING_MORE = 1.0  # seconds after an answer within which the page that it brings has come
_AT_ONCE = 1.0  # seconds that the page may take to say anything
_WATCH = files(__package__).joinpath("watch_act.js").read_text("utf-8")

_LATE = frozenset({"image", "font", "stylesheet", "media", "manifest"})
"""Parts that a page still loads while somebody acts on it: no effect of the act."""

Seen = Literal["navigated", "submitted", "requested", "opened"]


class Watching:
    """Watches one page during one act. `begin` before it, `end` after it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._seen: set[Seen] = set()
        self._happened = asyncio.Event()
        self._leaving: Request | None = None
        self._arrived = asyncio.Event()
        self._script: JSHandle | None = None
        self._listeners: dict[str, Any] = {
            "request": self._on_request,
            "requestfinished": self._on_answered,
            "requestfailed": self._on_answered,
            "framenavigated": self._on_navigation,
            "download": self._on_opened,
            "popup": self._on_opened,
            "filechooser": self._on_opened,
            "websocket": self._on_socket,
            "dialog": self._on_dialog,
        }

    async def begin(self) -> None:
        """Start to watch; a page that does not let itself be watched is acted on all the same."""
        for event, listener in self._listeners.items():
            self._page.on(event, listener)  # type: ignore[call-overload]
        with contextlib.suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_AT_ONCE):
                self._script = await self._page.evaluate_handle(_WATCH)

    async def end(self, name: str) -> Effect | None:
        """What has happened, at once if anything has; None if nobody could see it. Where the page is left, the next one has
        come or will not. `name`: what was acted on, for a page that has gone and cannot tell."""
        said = None if "navigated" in self._seen else await self._on_page()
        if said and said.get("submitted") and not self._seen:  # what a form sends is heard a little later
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._happened.wait()
        if self._leaving:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ARRIVAL):
                    await self._arrived.wait()
        self._forget()
        if said is None and not self._seen:
            return None
        known = said or {}
        return Effect(
            name=str(known.get("name") or name)[:300],
            navigated="navigated" in self._seen,
            requested="requested" in self._seen,
            opened="opened" in self._seen or bool(known.get("opened")),
            submitted="submitted" in self._seen or bool(known.get("submitted")),
            changed=bool(known.get("changed")),
            focused=bool(known.get("focused")),
        )

    async def give_up(self) -> None:
        """Leave a page on which the act itself failed."""
        self._forget()
        if self._script:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_AT_ONCE):
                    await self._script.evaluate("watching => watching.stop()")
                    await self._script.dispose()

    async def _on_page(self) -> dict[str, Any] | None:
        """What the script saw; None if it saw nothing of the act itself (it was done in a frame), or the page has gone."""
        if self._script is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE + _AT_ONCE):
                said = await self._told(0, done=bool(self._seen))
                if said["acted"] and not self._seen and not _happened(said):
                    said = await self._told_in_time()
                await self._script.dispose()
        except (PlaywrightError, TimeoutError, ValueError, TypeError, KeyError):
            return None
        return said if said["acted"] else None

    async def _told(self, patience: float, *, done: bool) -> dict[str, Any]:
        assert self._script
        asked = "(watching, [patience, done]) => watching.read(patience, done)"
        said: dict[str, Any] = json.loads(await self._script.evaluate(asked, [patience * 1000, done]))
        return said

    async def _told_in_time(self) -> dict[str, Any]:
        """What the script has seen once anything has happened, on the page or in the browser."""
        told = asyncio.ensure_future(self._told(PATIENCE, done=True))
        happened = asyncio.ensure_future(self._happened.wait())
        try:
            await asyncio.wait({told, happened}, return_when=asyncio.FIRST_COMPLETED)
            return told.result() if told.done() else await self._told(0, done=True)
        finally:
            for one in (told, happened):
                one.cancel()
            await asyncio.gather(told, happened, return_exceptions=True)

    def _forget(self) -> None:
        for event, listener in self._listeners.items():
            self._page.remove_listener(event, listener)

    # --- what the browser says ---

    def _note(self, what: Seen) -> None:
        self._seen.add(what)
        self._happened.set()

    def _on_request(self, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):
            if request.resource_type in _LATE:
                return
            own = request.is_navigation_request() and request.frame == self._page.main_frame
            self._note("navigated" if own else "requested")
            if own:
                self._leaving = request
                self._arrived.clear()
            if own and request.method == "POST":  # by a form: the page that could have told has gone
                self._note("submitted")

    def _on_navigation(self, frame: Frame) -> None:
        if frame == self._page.main_frame:
            self._note("navigated")
            self._arrived.set()

    def _on_answered(self, request: Request) -> None:
        """A page that is left has had its answer: the next one comes, perhaps from elsewhere; or it was a file, or nothing."""
        if request == self._leaving:
            asyncio.get_running_loop().call_later(_NOTHING_MORE, self._give_up_waiting, request)

    def _give_up_waiting(self, request: Request) -> None:
        if request == self._leaving:
            self._arrived.set()

    def _on_opened(self, what: Page | Download | object) -> None:
        self._note("opened")
        self._arrived.set()  # a file came in the place of a page

    def _on_socket(self, socket: WebSocket) -> None:
        self._note("requested")

    async def _on_dialog(self, dialog: Dialog) -> None:
        """Answered as the browser's driver does where nobody listens: put away, but for leaving a page."""
        self._note("opened")
        with contextlib.suppress(PlaywrightError):
            await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())


def _happened(said: dict[str, Any]) -> bool:
    return any(said.get(key) for key in ("changed", "submitted", "focused", "opened"))
