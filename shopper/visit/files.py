"""Files that change hands: what the shop offers for download, and what the customer hands in."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from playwright.async_api import APIResponse, Download, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Found
from playwright.async_api import TimeoutError as PlaywrightTimeout

from shopper.errors import Blocked, StepFailed
from shopper.inbox.documents import LARGEST_FILE, PDF, file_name, plain_name, type_of
from shopper.journey.values import Locator

if TYPE_CHECKING:
    from shopper.visit.session import Session

MOST_REDIRECTS = 10
PATIENCE = 20.0
"""Seconds (real time) that a customer waits for a file."""
SAVES_WITHIN = 1.0
"""Seconds after a PDF's answer within which a browser that saves it, rather than shows it, says so."""

_TARGET = "e => { const a = e.closest('a[href]'); return a && /^https?:/.test(a.href) ? a.href : '' }"
_IS_FILE_FIELD = "e => e instanceof HTMLInputElement && e.type === 'file'"


@dataclass(frozen=True)
class File:
    """A file on its way. `type` is its media type; `name` is text to show, never a path."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Cabinet:
    """A visit's files: where a journey's own lie, and who keeps what was handed over."""

    find: Callable[[str], Path]
    downloaded: Callable[[File], None]
    uploaded: Callable[[File], None]

    def take(self, name: str) -> File:
        """A file of the journey. Raises StepFailed if it is not (or no longer) there."""
        path = self.find(name)
        return File(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", path.read_bytes())


class Files:
    """What one page takes and gives."""

    def __init__(self, session: Session, cabinet: Cabinet) -> None:
        self._session, self._cabinet = session, cabinet

    async def upload(self, into: Locator, name: str) -> None:
        """Choose a file in a file field, which may be hidden behind a prettier button, or in the dialogue of that button."""
        session, file = self._session, self._cabinet.take(name)
        payload = {"name": file.name, "mimeType": file.type, "buffer": file.content}
        every = session.all(into)
        field = every.nth(into.nth if into.nth is not None else 0)
        if await field.evaluate(_IS_FILE_FIELD):
            await field.set_input_files(payload)  # type: ignore[arg-type]
        else:
            async with session.page.expect_file_chooser() as chooser:
                await session.find(into).click()
            await (await chooser.value).set_files(payload)  # type: ignore[arg-type]
        self._cabinet.uploaded(file)

    async def download(self, wanted: Locator, called: str = "") -> None:
        """Download what a link or a button gives, and keep it. `called` names it in sentences and in the evidence.

        A link is fetched with the customer's own cookies and not followed: browsers differ in whether they show or save it.
        Raises Blocked if the shop does not hand it over.
        """
        session, what = self._session, called or wanted.describe(self._session.plan.language)
        target = session.find(wanted)
        url = urldefrag(str(await target.evaluate(_TARGET))).url
        session.refuse_forbidden(wanted.describe(session.plan.language), url)
        follows = url and url != urldefrag(session.page.url).url
        try:
            file = await (self._fetched(url) if follows else self._saved(target))
        except _Refused as error:
            raise Blocked(f"the shop's {what} cannot be downloaded: {error}") from None
        self._cabinet.downloaded(File(called or file.name, file.type, file.content))

    async def _fetched(self, url: str) -> File:
        response = await self._asked(url)
        headers = response.headers
        if response.status >= 400:
            raise _Refused(f"{response.url} answers {response.status}")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > LARGEST_FILE:
            raise _Refused(_TOO_LARGE)
        content = await response.body()
        name = file_name(headers.get("content-disposition", ""), response.url)
        return _checked(File(name, type_of(content, headers.get("content-type", ""), name), content), response.url)

    async def _asked(self, url: str) -> APIResponse:
        """The answer to a request as the page's own would be; each redirect is checked before it is followed."""
        session = self._session
        headers = {"Referer": session.page.url, "Accept-Language": session.plan.locale}
        for _ in range(MOST_REDIRECTS):
            session.refuse_foreign(url)
            try:
                response = await session.context.request.get(url, headers=headers, max_redirects=0, timeout=PATIENCE * 1000)
            except PlaywrightTimeout:
                raise _Refused(f"{url} did not answer within {PATIENCE:.0f} s") from None
            except PlaywrightError as error:
                raise _Refused(f"{url} gave no answer ({error.message.splitlines()[0]})") from None
            if refusal := response.headers.get("x-egress-refused"):
                raise StepFailed(f"{url} was not asked: {refusal}")
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return response
            url = urljoin(url, response.headers["location"])
        raise _Refused(f"{url} redirects in a circle")

    async def _saved(self, target: Found) -> File:
        """What the browser saves when she clicks; a PDF that it shows instead, as Firefox does, is fetched."""
        session = self._session
        shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def look(response: Response) -> None:
            request, type = response.request, response.headers.get("content-type", "")
            if type.startswith(PDF) and request.method == "GET" and request.is_navigation_request() and not shown.done():
                shown.set_result(response.url)

        session.context.on("response", look)
        saved = asyncio.ensure_future(session.page.wait_for_event("download", timeout=PATIENCE * 1000))
        try:
            await target.click()
            either: set[asyncio.Future[Any]] = {saved, shown}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({saved}, timeout=SAVES_WITHIN if shown.done() else None)
            return await (self._kept(saved) if saved.done() else self._fetched(shown.result()))
        finally:
            session.context.remove_listener("response", look)
            saved.cancel()

    async def _kept(self, saved: asyncio.Future[Download]) -> File:
        page = self._session.page
        try:
            download = await saved
        except PlaywrightTimeout:
            status = self._session.status or 0
            said = f"{page.url} answers {status}" if status >= 400 else f"no file came within {PATIENCE:.0f} s"
            raise _Refused(said) from None
        if problem := await download.failure():
            raise _Refused(f"the browser could not save it ({problem})")
        path = await download.path()
        if path.stat().st_size > LARGEST_FILE:
            raise _Refused(_TOO_LARGE)
        content, name = path.read_bytes(), plain_name(download.suggested_filename)
        return _checked(File(name, type_of(content, "", name), content), download.url)


_REDIRECTS = (
    HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
)  # fmt: skip
_TOO_LARGE = f"it is larger than {LARGEST_FILE >> 20} MB"


class _Refused(Exception):
    """Why the customer does not get her file, in words."""


def _checked(file: File, url: str) -> File:
    if not file.content:
        raise _Refused(f"{url} is empty")
    if len(file.content) > LARGEST_FILE:
        raise _Refused(_TOO_LARGE)
    if file.type in ("text/html", "application/xhtml+xml"):
        raise _Refused(f"{url} is a page, not a file")
    return file
