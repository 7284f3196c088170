"""A closed door before the shop, as staging shops have one: a password, a header or a cookie opens it."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hmac
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HEADER, COOKIE = "X-Staging-Key", "staging"


def closed(app: ASGIApp, hosts: Collection[str], password: str) -> ASGIApp:
    """The app, of whose `hosts` only those see something who bring the password: with any user (RFC 7617), in the header
    `X-Staging-Key` or in the cookie `staging`."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if request.url.hostname not in hosts or any(hmac.compare_digest(said, password) for said in _said(request)):
            await app(scope, receive, send)
        else:
            headers = {"WWW-Authenticate": 'Basic realm="staging", charset="UTF-8"'}
            await PlainTextResponse("This shop is not open yet.", 401, headers)(scope, receive, send)

    return door


def _said(request: Request) -> list[str]:
    """The passwords that a request brings, as plain ASCII."""
    scheme, _, basic = request.headers.get("authorization", "").partition(" ")
    said = [request.headers.get(HEADER, ""), request.cookies.get(COOKIE, "")]
    if scheme.lower() == "basic":
        with contextlib.suppress(binascii.Error, UnicodeDecodeError):
            said.append(base64.b64decode(basic).decode().partition(":")[2])
    return [text for text in said if text.isascii()]
