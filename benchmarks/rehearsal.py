"""A visit without a browser: the practice shop's own back office writes every mail of a journey, in under a second.

The customer's clicks are left out; what she does is told to the shop's books, the pages that matter are asked for, and all
that follows goes the usual way: the shop's systems write in their own time, a journal is kept, and the evidence is read from
it. Mail defects are judged on this; those of pages and links need a real visit.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from shopper.bundle import Bundle, Journal
from shopper.clock import JumpingClock
from shopper.evidence import open_visit
from shopper.inbox.guard import Reader
from shopper.inbox.markup import read_html
from shopper.inbox.parsing import read_mail
from shopper.model import Block, Evidence, Link, Money, PageView, Plan
from shopper.practice_shop import PracticeShop
from shopper.practice_shop.help_desk import Note
from shopper.practice_shop.mailserver import NAME, folder_of, stamped
from shopper.practice_shop.orders import Address, Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import day, words
from shopper.practice_shop.systems.frame import ShopMail
from shopper.practice_shop.systems.post import Post, posted
from shopper.registry import steps
from shopper.visit.signatures import Signatures

START = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
"""A Tuesday morning in Hà Nội, far from any holiday."""

VISIT, ADDRESS = "rehearsal", "rehearsal@inbox.test"
_PRODUCT = "mug"


class Tray(Post):
    """Keeps what would be sent: (when, sender on the envelope, bytes)."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.sent: list[tuple[datetime, str, bytes]] = []

    def deliver(self, message: ShopMail, envelope: str | None) -> None:
        sender, _, content = posted(message, self._defects, envelope)
        self.sent.append((self._clock.now(), sender, content))

    @property
    def is_empty(self) -> bool:
        """Whether nothing more will be sent."""
        return not self._mailings


@dataclass
class Stage:
    """One visit being rehearsed."""

    plan: Plan
    clock: JumpingClock
    shop: PracticeShop
    bundle: Bundle
    journal: Journal
    acts: dict[str, datetime] = field(default_factory=dict)
    """Kind of mail → when she did what it is due after, where that is not the beginning."""
    played: int = 0

    @property
    def language(self) -> str:
        return self.plan.language

    def record(self, kind: str, **data: Any) -> None:
        self.journal.append(kind, self.clock.now(), **data)

    async def see(self, address: str, verb: str = "goto") -> None:
        """Ask for a page of the shop's and keep what it says, as a step would."""
        self.played += 1
        view = await _page(self.shop, address)
        now = self.clock.now().isoformat()
        self.record(
            "step", id=f"r{self.played}", verb=verb, text=f"{verb}: {address}", place=self.plan.place.model_dump(),
            outcome="passed", started=now, ended=now, url=view.url,
            page_blob=self.bundle.store_json(view.model_dump(mode="json")).model_dump(),
        )  # fmt: skip

    def note(self, name: str, value: Money | str) -> None:
        said = value.model_dump(mode="json") if isinstance(value, Money) else value
        self.record(
            "fact", name=name, value=said, quote=str(value), source=f"step:r{self.played}", at=self.clock.now().isoformat()
        )

    async def order(self) -> Order:
        """Order what the journey orders, as a guest, and read the page that says so."""
        persona, store = self.plan.persona, self.shop.store
        tenant = store.tenant
        for page, item in (("home", ""), ("policy", "delivery"), ("policy", "returns"), ("policy", "terms"), ("imprint", "")):
            await self.see(path(page, self.language, item))
        order = store.book.place(
            {_PRODUCT: 1},
            Address(persona.name, ADDRESS, persona.phone, persona.street, persona.city, persona.postcode, "VN"),
            language=self.language,
            placed=self.clock.now(),
            zone=tenant.timezone,
        )
        store.events.ordered(order)
        await self.see(path("placed", self.language, order.secret), "click")
        self.note("order.number", order.number)
        self.note("order.total", Money(amount=order.total, currency=order.currency))
        self.note("order.delivery_date", day(order.delivery_date, self.language))
        return order


# --- what she does ------------------------------------------------------------------------------------------------


async def _guest_order(stage: Stage) -> None:
    order = await stage.order()
    await stage.clock.sleep_until(order.delivered + timedelta(minutes=1))
    await stage.see(path("order", stage.language, order.secret))


async def _cancel_order(stage: Stage) -> None:
    order = await stage.order()
    store = stage.shop.store
    await stage.clock.sleep_until(stage.clock.now() + timedelta(minutes=3))
    stage.acts["order_cancelled"] = stage.clock.now()
    store.events.cancelled(store.book.cancel(order, stage.clock.now()))


async def _change_order(stage: Stage) -> None:
    order = await stage.order()
    store = stage.shop.store
    await stage.clock.sleep_until(stage.clock.now() + timedelta(minutes=3))
    stage.acts["order_changed"] = stage.clock.now()
    changed = store.book.change(order, order.address, {_PRODUCT: 2}, stage.clock.now())
    store.events.changed(changed)
    await stage.see(path("order", stage.language, order.secret), "click")
    stage.note("order.total", Money(amount=changed.total, currency=changed.currency))


async def _order_and_return(stage: Stage) -> None:
    order = await stage.order()
    await stage.clock.sleep_until(order.delivered + timedelta(days=2))
    now, store = stage.clock.now(), stage.shop.store
    stage.acts |= {"return_label": now, "refund": now}
    back = store.book.take_back(order, {_PRODUCT: 1}, "changed_mind", booked=now, refunded=now + timedelta(days=3))
    store.events.returned(back)
    await stage.see(path("return", stage.language, back.secret), "click")
    stage.note("return.number", back.number)
    stage.note("return.refund", Money(amount=back.refund, currency=back.currency))


async def _ask_by_form(stage: Stage) -> None:
    await stage.see(path("contact", stage.language))
    persona, store, now = stage.plan.persona, stage.shop.store, stage.clock.now()
    told = words(stage.language)
    question = _said(stage.plan, "question")
    topic = "complaint" if stage.plan.journey == "complain" else "warranty" if "warranty" in stage.plan.journey else "product"
    about = told["mails"]["answer"]["about_complaint" if topic == "complaint" else "about"]
    ticket = store.desk.open(
        Note(question, now, photo=topic == "warranty"),
        language=stage.language, name=persona.name, email=ADDRESS, topic=topic,
        subject=about.format(topic=told["topics"][topic]),
    )  # fmt: skip
    store.events.asked(ticket)
    await stage.see(path("case", stage.language, ticket.secret), "click")
    stage.note("case.number", ticket.number)


async def _complain(stage: Stage) -> None:
    order = await stage.order()
    await stage.clock.sleep_until(order.delivered + timedelta(hours=1))
    stage.acts["acknowledgement"] = stage.acts["answer"] = stage.clock.now()
    await _ask_by_form(stage)


async def _ask_in_the_evening(stage: Stage) -> None:
    """With a photo, when the workshop has closed."""
    zone = stage.shop.store.tenant.timezone
    await stage.clock.sleep_until(datetime.combine(stage.clock.now().astimezone(zone), time(20), zone))
    stage.acts["acknowledgement"] = stage.acts["answer"] = stage.clock.now()
    await _ask_by_form(stage)


async def _ask_by_mail(stage: Stage) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = f"{stage.plan.persona.name} <{ADDRESS}>", "hello@gomsen.test"
    letter["Subject"], letter["Message-ID"] = _said(stage.plan, "subject"), "<l1@inbox.test>"
    letter.set_content(_said(stage.plan, "text"))
    raw = stage.bundle.store(letter.as_bytes(), ".eml")
    stage.record(
        "letter", id="l1", to="hello@gomsen.test", subject=str(letter["Subject"]), text=_said(stage.plan, "text"),
        message_id="<l1@inbox.test>", answers="", step="r1", raw=raw.model_dump(),
    )  # fmt: skip
    stage.shop.receive(letter.as_bytes(), "hello@gomsen.test", ADDRESS)


SCENES: Mapping[str, Callable[[Stage], Awaitable[None]]] = {
    "guest_order": _guest_order,
    "cancel_order": _cancel_order,
    "change_order": _change_order,
    "order_and_return": _order_and_return,
    "ask_by_form": _ask_by_form,
    "complain": _complain,
    "claim_warranty": _ask_in_the_evening,
    "ask_by_mail": _ask_by_mail,
}
"""Journey → what its customer does."""


def _said(plan: Plan, name: str) -> str:
    """What the journey says under this name, in the visit's language."""
    for scope in reversed(plan.scopes):
        value = scope.inputs.get(name)
        if isinstance(value, Mapping):
            value = value.get(plan.language)
        if value and "${" not in str(value):
            return str(value)
    raise LookupError(f"{plan.id} says nothing under {name}")


# --- playing it ---------------------------------------------------------------------------------------------------


def rehearse(
    plan: Plan, defects: Collection[str] = (), *, reader: Reader, locale: str = "", start: datetime = START
) -> Evidence:
    """The evidence of a visit, as far as it is made of mails and of the pages about its order. LookupError for a journey that
    has no scene. `reader` is the caller's, as starting one takes longer than all the rest."""
    plan = plan.model_copy(update={"locale": locale}) if locale else plan
    scene = SCENES[plan.journey]
    with tempfile.TemporaryDirectory() as folder:
        bundle = Bundle(Path(folder))
        asyncio.run(_play(plan, scene, frozenset(defects), bundle, start, reader))
        return open_visit(bundle, VISIT, reader)


async def _play(
    plan: Plan,
    scene: Callable[[Stage], Awaitable[None]],
    defects: frozenset[str],
    bundle: Bundle,
    start: datetime,
    reader: Reader,
) -> None:
    clock = JumpingClock(start)
    shop = PracticeShop(clock, smtp=("", 0), defects=defects, post=Tray)
    tray = shop.post
    assert isinstance(tray, Tray)
    stage = Stage(plan, clock, shop, bundle, Journal(bundle.journal_path(VISIT)))
    stage.record(
        "visit_started", plan=plan.model_dump(mode="json", by_alias=True), address=ADDRESS, cursor=None, clock="jumping",
        browser="none", sandbox=True, authserv_id=NAME,
    )  # fmt: skip
    stage.record("clock_probe", alive=True, skew=0.0, error=0.5)
    began = clock.now()
    await scene(stage)
    while not tray.is_empty:
        await clock.sleep_until(clock.now() + timedelta(hours=12))
    await clock.sleep_until(max([_expect(stage, began), clock.now()]))
    signatures = Signatures(reader, shop.dns)
    for number, (at, sender, content) in enumerate(sorted(tray.sent, key=lambda sent: sent[0]), 1):
        await _file(stage, number, at, sender, content, signatures)
    stage.record("looked")
    stage.record("visit_ended", state="finished", reason="")
    stage.journal.close()


def _expect(stage: Stage, began: datetime) -> datetime:
    """What the journey expects and awaits, as if she had come to each such step at once; a kind counts once. Gives the time
    when the last of it is due."""
    known: set[str] = set()
    last = began
    for step in stage.plan.steps:
        wanted: dict[str, tuple[timedelta, tuple[str, ...]]] = {}
        if step.verb == "expect_mail":
            args = steps()[step.verb].args.model_validate(step.args)
            wanted = {kind: (one.within, one.words(stage.language)) for kind, one in args.kinds.items()}
        elif step.verb == "await_mail":
            args = steps()[step.verb].args.model_validate(step.args)
            wanted = {args.mail: (args.within, ())}
        for kind, (within, answers) in wanted.items():
            if kind not in known:
                acted = stage.acts.get(kind, began)
                since, place, last = acted.isoformat(), step.place.model_dump(), max(last, acted + within)
                stage.record(
                    "expected", step=step.id, mail=kind, since=since, within=within.total_seconds(), place=place,
                    answers=answers,
                )  # fmt: skip
        known |= wanted.keys()
    return last


async def _file(stage: Stage, number: int, at: datetime, sender: str, content: bytes, signatures: Signatures) -> None:
    """What the mailbox's server and the harvest do with a mail."""
    content = stamped(
        content, ADDRESS, sender=sender, helo=stage.shop.store.tenant.apex, at=at, id=number, records=stage.shop.dns
    )
    raw = stage.bundle.store(content, ".eml")
    reading = read_mail(content)
    tried = await signatures.tried(content, reading)
    folder = folder_of(content)
    stage.record(
        "mail", id=f"m{number}", key=f"1/{folder}/{number}", arrived=at.replace(microsecond=0).isoformat(),
        noticed=at.isoformat(), folder=folder, raw=raw.model_dump(), signatures=[one.model_dump() for one in tried],
    )  # fmt: skip


async def _page(shop: PracticeShop, address: str) -> PageView:
    """A page of the shop's, asked for without a socket."""
    host = shop.store.tenant.host
    url = f"https://{host}{address}"
    said: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            said["status"] = message["status"]
        else:
            said["body"] += message.get("body", b"")

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "https", "path": address,
        "raw_path": address.encode(), "query_string": b"", "root_path": "", "headers": [(b"host", host.encode())],
        "server": (host, 443), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    await shop.application()(scope, receive, send)
    html = said["body"].decode().replace('href="/', f'href="https://{host}/')
    page = read_html(html)
    return PageView(
        url=url,
        title=html.partition("<title>")[2].partition("</title>")[0].strip(),
        status=said["status"],
        lang=page.lang,
        blocks=tuple(Block(text=line, lang=page.lang) for line in page.text.split("\n")),
        links=tuple(Link(text=link.text, href=link.href, visible=link.visible) for link in page.links),
    )
