"""The shop's pages to look at: home, catalogue, product and care."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.goods import RATES, Product, goods
from shopper.practice_shop.orders import delivery_date
from shopper.practice_shop.paths import path, product_at
from shopper.practice_shop.store import Customer, Handlers

FAVOURITES = ("mug", "teapot", "vase", "bowl")


async def home(customer: Customer) -> Response:
    rate = RATES["vietnam", "standard"]
    return customer.show("home.html", favourites=[goods()[id] for id in FAVOURITES], rate=rate)


async def products(customer: Customer) -> Response:
    query = " ".join(customer.request.query_params.get("q", "").split())[:80]
    found = [product for product in goods().values() if product.answers(query)]
    return customer.show("products.html", query=query, found=found)


async def product(customer: Customer) -> Response:
    shown = _found(product_at(customer.slug, customer.language), customer)
    others = [other for other in goods().values() if other is not shown]
    start = list(goods().values()).index(shown)
    store = customer.store
    care = path("care", customer.language)
    return customer.show(
        "product.html",
        item=shown,
        product=shown,
        others=(others[start:] + others[:start])[:4],
        rate=RATES["vietnam", "standard"],
        arrives=delivery_date(store.clock.now(), "VN", "standard", store.tenant.timezone),
        care_url=f"{care}-1" if "care_link_broken" in store.defects else care,
        scripted="script_error_on_product_page" not in store.defects,
    )


async def care(customer: Customer) -> Response:
    return customer.show("care.html", products=goods().values())


def _found(product: Product | None, customer: Customer) -> Product:
    if product is None:
        raise HTTPException(404)
    return product


HANDLERS: Handlers = {
    "home": (home, ("GET",)),
    "products": (products, ("GET",)),
    "product": (product, ("GET",)),
    "care": (care, ("GET",)),
}
