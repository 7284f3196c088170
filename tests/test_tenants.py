"""Ten shops audited in one run, four visits at once: nobody's mails or numbers turn up in another's evidence."""

from __future__ import annotations

import asyncio
import shutil

import pytest
from running import ROOT

from shopper.audit import AuditRun
from shopper.bundle import Bundle
from shopper.journey.load import load
from shopper.model import Evidence, VisitState
from shopper.practice_shop.tenant import TENANTS, shop_profile

JOURNEY = """
journey: Order a mug
persona: linh
matrix: {locale: LOCALE}
steps:
  - goto: /
  - use: find_product
    with: {name: Hồ Tây}
  - use: check_out
    with: {pay: 4242 4242 4242 4242}
  - note:
      order.number: {css: "#order-number"}
      order.total: {css: "#order-total", as: money}
  - expect_mail: {order_confirmation: {within: 5m}, shipping_notice: {within: 3d}, invoice: {within: 3d}}
"""


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Evidence], Bundle]:
    root = tmp_path_factory.mktemp("ten")
    journeys = root / "journeys"
    (journeys / "shops").mkdir(parents=True)
    for name in ("personas.yaml", "mailboxes.yaml"):
        shutil.copy(ROOT / "journeys" / name, journeys / name)
    base = (ROOT / "journeys/shops/gom_sen.yaml").read_text("utf-8")
    for number, tenant in enumerate(TENANTS.values()):
        (journeys / "shops" / f"{tenant.id}.yaml").write_text(shop_profile(tenant, base), "utf-8")
        text = JOURNEY.replace("LOCALE", ("vi-VN", "en-GB", "de-DE", "fr-FR")[number % 4]) + f"shop: {tenant.id}\n"
        (journeys / f"order_{tenant.id}.yaml").write_text(text, "utf-8")
    plans = load([], root=root).plans
    assert len(plans) == 10

    async def run() -> list[Evidence]:
        async with AuditRun(root / "audit", {}, probe_pages=False) as audit:
            await audit.open(plans)
            return list(await asyncio.gather(*(audit.play(plan) for plan in plans)))

    return asyncio.run(run()), Bundle(root / "audit")


@pytest.mark.browser
def test_ten_shops_are_audited_in_one_run(visits: tuple[list[Evidence], Bundle]) -> None:
    evidence, _ = visits
    assert [(visit.plan.shop.id, visit.reason) for visit in evidence if visit.state is not VisitState.FINISHED] == []
    for visit in evidence:
        assert {"order_confirmation", "shipping_notice", "invoice"} <= {mail.kind for mail in visit.mails}
        assert all(wanted.mail and wanted.mail.arrived <= wanted.due for wanted in visit.expectations)


@pytest.mark.browser
def test_no_visit_has_another_ones_mails(visits: tuple[list[Evidence], Bundle]) -> None:
    evidence, bundle = visits
    tokens = {visit.visit: (visit.visit, str(visit.fact("order.number").value)) for visit in evidence}  # type: ignore[union-attr]
    assert len({token for pair in tokens.values() for token in pair}) == 20
    for visit in evidence:
        foreign = [token for other, pair in tokens.items() if other != visit.visit for token in pair]
        for mail in visit.mails:
            said = f"{mail.reading.subject}\n{mail.reading.text}\n{mail.reading.plain}\n{mail.reading.recipients}"
            raw = bundle.read(mail.raw).decode("latin-1")
            assert mail.solicited and visit.visit in raw and tokens[visit.visit][1] in said
            assert [token for token in foreign if token in said or token in raw] == []


@pytest.mark.browser
def test_each_shop_speaks_only_of_itself(visits: tuple[list[Evidence], Bundle]) -> None:
    evidence, _ = visits
    names = {tenant.id: tenant.name for tenant in TENANTS.values()}
    for visit in evidence:
        others = [name for id, name in names.items() if id != visit.plan.shop.id]
        said = [mail.reading.text for mail in visit.mails] + [step.page.text for step in visit.steps if step.page]
        assert any(names[visit.plan.shop.id] in text for text in said)
        assert [name for name in others for text in said if name in text] == []
