"""Ten shops in one process: each complete, under its own name, and never under another's."""

import asyncio
import io
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shopper.inbox.matching import recognise
from shopper.inbox.parsing import read_mail
from shopper.journey.load import load
from shopper.practice_shop.logos import HEIGHT, logo_png, logo_svg, logo_width, mark_svg
from shopper.practice_shop.tenant import GOM_SEN, TENANTS, Tenant, shop_profile

ROOT = Path(__file__).parents[2]
OpenShop = Callable[..., Any]
each_tenant = pytest.mark.parametrize("tenant", TENANTS.values(), ids=lambda tenant: tenant.id)


def foreign(tenant: Tenant) -> Iterator[str]:
    """What only the others are called."""
    for other in TENANTS.values():
        if other is not tenant:
            yield from (other.name, other.apex, other.phone, other.tax, f"{other.prefix}-", other.colour, other.owner)
            yield from (other.carrier.name, other.carrier.apex, other.carrier.phone, other.carrier.tax)


def test_ten_shops_share_nothing_that_a_customer_could_mix_up() -> None:
    shops = list(TENANTS.values())
    assert len(shops) == 10 and shops[0] is GOM_SEN
    assert all(host == tenant.host for host, tenant in TENANTS.items())
    for told in ("id", "name", "legal", "owner", "tax", "phone", "email", "address", "colour", "prefix", "apex"):
        assert len({getattr(tenant, told) for tenant in shops}) == 10, told
    for told in ("name", "legal", "tax", "phone", "email", "address", "host", "apex", "prefix"):
        assert len({getattr(tenant.carrier, told) for tenant in shops}) == 10, told
    assert {tenant.prefix for tenant in shops}.isdisjoint(tenant.carrier.prefix for tenant in shops)


@each_tenant
@pytest.mark.parametrize("ground", ["#ffffff", "#fbf9f5", "#f3eee5", "#e6f0ec"])
def test_a_tenants_colour_can_be_read_wherever_it_stands(tenant: Tenant, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (luminance(ground) + 0.05) / (luminance(tenant.colour) + 0.05) >= 4.5


@each_tenant
def test_a_logo_is_the_tenants_own_in_every_form(tenant: Tenant) -> None:
    picture = Image.open(io.BytesIO(logo_png(tenant)))
    assert picture.size == (2 * logo_width(tenant), 2 * HEIGHT)
    assert tenant.name in logo_svg(tenant).decode() and tenant.colour in mark_svg(tenant).decode()
    assert sum(logo_png(other) == logo_png(tenant) for other in TENANTS.values()) == 1


def test_ten_shops_stand_side_by_side_under_their_own_names(open_shop: OpenShop) -> None:
    async def visit() -> None:
        async with AsyncExitStack() as stack:
            worlds = {tenant: await stack.enter_async_context(open_shop(tenant=tenant)) for tenant in TENANTS.values()}
            await asyncio.gather(*(look_around(tenant, world) for tenant, world in worlds.items()))
            numbers = {order.number for world in worlds.values() for order in world.shop.orders}
            assert len(numbers) == 20

    asyncio.run(visit())


async def look_around(tenant: Tenant, world: Any) -> None:
    """Everything that one shop shows and writes speaks of itself alone."""
    for language in ("vi", "en"):
        seen = [await world.client.get(f"/{language}/")]
        seen += [await world.client.get(f"{tenant.carrier.url}/{language}/"), await world.client.order(language)]
        seen += [await world.client.get(f"/{language}/{'lien-he' if language == 'vi' else 'contact'}")]
        for answer in seen:
            assert answer.status == 200 and answer.page.css_first("html").attributes["lang"] == language
            assert tenant.name in answer.text
            assert [name for name in foreign(tenant) if name in (answer.page.html or "")] == []
    logo = await world.client.get("/static/logo.png")
    assert logo.body == logo_png(tenant)
    await world.later(days=5)
    assert len(world.raw) == 12
    for raw in world.raw:
        reading = read_mail(raw)
        said = f"{reading.subject}\n{reading.html}\n{reading.plain}\n{reading.sender}"
        assert tenant.name in said and [name for name in foreign(tenant) if name in said] == []


def test_every_tenant_has_a_profile_that_audits_can_use(tmp_path: Path) -> None:
    journeys = tmp_path / "journeys"
    (journeys / "shops").mkdir(parents=True)
    for name in ("personas.yaml", "mailboxes.yaml"):
        (journeys / name).write_bytes((ROOT / "journeys" / name).read_bytes())
    (journeys / "guest_order.yaml").write_bytes((ROOT / "journeys" / "ordering" / "guest_order.yaml").read_bytes())
    base = (ROOT / "journeys" / "shops" / "gom_sen.yaml").read_text("utf-8")
    for tenant in TENANTS.values():
        text = shop_profile(tenant, base)
        assert [name for name in foreign(tenant) if name in text] == []
        (journeys / "shops" / f"{tenant.id}.yaml").write_text(text, "utf-8")
    shops = {plan.shop.id: plan.shop for plan in load([], root=tmp_path).plans}
    for tenant in TENANTS.values():
        brand = shops[tenant.id].brand
        told = (tenant.name, tenant.legal, tenant.tax, tenant.phone, tenant.email, tenant.address, (tenant.colour,))
        assert (brand.name, brand.legal, brand.tax, brand.phone, brand.email, brand.address, brand.colours) == told
        assert brand.logos == (f"{tenant.id}.svg", f"{tenant.id}.png")
    assert len(shops) == 10


@each_tenant
def test_a_profile_knows_the_tenants_mails(open_shop: OpenShop, tenant: Tenant, tmp_path: Path) -> None:
    async def order() -> list[bytes]:
        async with open_shop(tenant=tenant) as world:
            await world.client.order("vi")
            await world.later(days=5)
            return list(world.raw)

    journeys = tmp_path / "journeys"
    (journeys / "shops").mkdir(parents=True)
    for name in ("personas.yaml", "mailboxes.yaml", "ordering/guest_order.yaml"):
        (journeys / Path(name).name).write_bytes((ROOT / "journeys" / name).read_bytes())
    base = (ROOT / "journeys" / "shops" / "gom_sen.yaml").read_text("utf-8")
    (journeys / "shops" / f"{tenant.id}.yaml").write_text(shop_profile(tenant, base), "utf-8")
    shop = load([], root=tmp_path).plans[0].shop
    kinds = [recognise(read_mail(raw), shop)[0] for raw in asyncio.run(order())]
    assert kinds == ["order_confirmation", "ready_to_ship", "shipping_notice", "invoice", "carrier_notice", "delivered"]
