"""The partner carrier's own small site, where parcels are tracked: another name, another look, a link back to the shop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import CARRIER_PATHS, LANGUAGES, parcel_path, path, spoken
from shopper.practice_shop.rendering import link, telephone, templates, words
from shopper.practice_shop.store import Store


class CarrierSite:
    """Knows the parcels of one shop."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        async def front(request: Request) -> Response:
            return RedirectResponse(CARRIER_PATHS["home"][spoken(request.headers.get("accept-language", ""))])

        return [Route("/", front)] + [
            Route(pattern.replace("{slug}", "{tracking}"), self._page(handler, language))
            for name, handler in self._pages().items()
            for language, pattern in CARRIER_PATHS[name].items()
        ]

    def _pages(self) -> dict[str, Callable[[Request, str], Response]]:
        return {
            "home": self._home,
            "parcel": self._parcel,
            "state": self._state,
            "contact": lambda request, language: self._show("carrier/contact.html", language, page="contact"),
            "imprint": lambda request, language: self._show("carrier/imprint.html", language, page="imprint"),
        }

    def _page(self, handler: Callable[[Request, str], Response], language: str) -> Callable[[Request], Awaitable[Response]]:
        async def page(request: Request) -> Response:
            return handler(request, language)

        return page

    def _home(self, request: Request, language: str) -> Response:
        if number := "".join(request.query_params.get("number", "").split()).upper():
            if self._store.book.by_tracking(number):
                return RedirectResponse(parcel_path(language, number), status_code=303)
            return self._show("carrier/missing.html", language, wanted=number)
        return self._show("carrier/home.html", language)

    def _parcel(self, request: Request, language: str) -> Response:
        order = self._store.book.by_tracking(request.path_params["tracking"])
        if order is None:
            raise HTTPException(404)
        now = self._store.clock.now()
        return self._show("carrier/parcel.html", language, order=order, now=now, stage=order.stage(now))

    def _state(self, request: Request, language: str) -> Response:
        """Where a parcel is, in a word, for the script of the shop's own page."""
        order = self._store.book.by_tracking(request.path_params["tracking"])
        if order is None:
            raise HTTPException(404)
        state = words(language)["carrier"]["stages"][order.stage(self._store.clock.now())]
        headers = {"Access-Control-Allow-Origin": self._store.tenant.url, "Cache-Control": "no-store"}
        return JSONResponse({"state": state}, headers=headers)

    def problem(self, request: Request, error: Exception) -> Response:
        """A refused page, in the language of its address."""
        assert isinstance(error, HTTPException)
        language = next((known for known in LANGUAGES if request.url.path.startswith(f"/{known}/")), LANGUAGES[0])
        return self._show("carrier/missing.html", language, status=error.status_code, wanted="")

    def _show(
        self,
        template: str,
        language: str,
        *,
        page: str = "home",
        order: Order | None = None,
        status: int = 200,
        **values: object,
    ) -> Response:
        tenant = self._store.tenant
        html = (
            templates()
            .get_template(template)
            .render(
                {
                    "t": words(language)["carrier"],
                    "all_words": words(language),
                    "tenant": tenant,
                    "carrier": tenant.carrier,
                    "phone_link": link(telephone(tenant.carrier.phone), tenant.carrier.phone),
                    "email_link": link(f"mailto:{tenant.carrier.email}", tenant.carrier.email),
                    "language": language,
                    "names": {other: words(other)["language_name"] for other in LANGUAGES},
                    "addresses": {
                        other: parcel_path(other, order.tracking) if order else CARRIER_PATHS[page][other]
                        for other in LANGUAGES
                    },
                    "home": CARRIER_PATHS["home"][language],
                    "contact": CARRIER_PATHS["contact"][language],
                    "imprint": CARRIER_PATHS["imprint"][language],
                    "shop_url": tenant.url + path("home", language),
                    "order": order,
                    **values,
                }
            )
        )
        return HTMLResponse(html, status, headers={"Cache-Control": "no-cache", "Content-Language": language})
