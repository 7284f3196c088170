"""The shop's pages to look at: home, catalogue, product, contact, policies, imprint, and tracking an order."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.goods import METHODS, RATES, Product, goods
from shopper.practice_shop.orders import delivery_date
from shopper.practice_shop.paths import parcel_path, policy_at, product_at
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
    return customer.show(
        "product.html",
        item=shown,
        product=shown,
        others=(others[start:] + others[:start])[:4],
        rate=RATES["vietnam", "standard"],
        arrives=delivery_date(store.clock.now(), "VN", "standard", store.tenant.timezone),
    )


async def contact(customer: Customer) -> Response:
    return customer.show("contact.html")


async def imprint(customer: Customer) -> Response:
    return customer.show("imprint.html")


async def policy(customer: Customer) -> Response:
    name = policy_at(customer.slug, customer.language)
    if name is None:
        raise HTTPException(404)
    if name == "delivery" and "delivery_page_broken" in customer.store.defects:
        raise HTTPException(500)
    return customer.show("policy.html", item=name, policy=name, rates=RATES, methods=METHODS)


async def orders(customer: Customer) -> Response:
    """Guests find their orders by mail address and postcode; what they typed is kept out of the address."""
    if customer.request.method == "POST":
        form = await customer.form()
        customer.session.looked_up = form.get("email", ""), form.get("postcode", "")
        customer.remember()
        return customer.go("orders")
    asked = customer.session.looked_up
    found = customer.store.book.of_customer(*asked) if asked else []
    return customer.show("orders.html", asked=asked, found=found, now=customer.store.clock.now())


async def order(customer: Customer) -> Response:
    shown = customer.store.book.by_secret(customer.slug)
    if shown is None:
        raise HTTPException(404)
    if "tracking_page_error_text" in customer.store.defects:
        return customer.show("order_error.html", item=shown.secret)
    tracking_url = customer.store.tenant.carrier.url + parcel_path(customer.language, shown.tracking)
    return customer.show(
        "order.html", item=shown.secret, order=shown, now=customer.store.clock.now(), tracking_url=tracking_url
    )


def _found(product: Product | None, customer: Customer) -> Product:
    if product is None:
        raise HTTPException(404)
    return product


HANDLERS: Handlers = {
    "home": (home, ("GET",)),
    "products": (products, ("GET",)),
    "product": (product, ("GET",)),
    "orders": (orders, ("GET", "POST")),
    "order": (order, ("GET",)),
    "contact": (contact, ("GET",)),
    "imprint": (imprint, ("GET",)),
    "policy": (policy, ("GET",)),
}
