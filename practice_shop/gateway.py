"""The payment service on a host of its own: the payment page asks it for a session before anything can be paid."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shopper.practice_shop.tenant import Tenant

SESSIONS = "/sessions"


def routes(tenant: Tenant) -> list[Route]:
    """What the payment service answers; scripts of other sites than this shop's cannot read it (Fetch Standard, CORS)."""

    async def begin(request: Request) -> Response:
        headers = {"Access-Control-Allow-Origin": tenant.url, "Cache-Control": "no-store"}
        return JSONResponse({"session": secrets.token_urlsafe(16)}, 201, headers=headers)

    return [Route(SESSIONS, begin, methods=["POST"])]
