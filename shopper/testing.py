"""For tests of your own steps and checks: ready-made evidence, a check's verdicts, a step played on a page of your own.

Every ready-made object is that of a clean visit to a small shop, of which a test changes one thing; whatever stands in
`changes` replaces a field (see `shopper.model`):

    late = a_visit(expectations=[an_expectation(mail=a_mail(arrived=T0 + minutes(20)))])
    (verdict,) = verdicts("late-mail", late)

A project's own steps and checks are known once its `conftest.py` says `load_project(Path(__file__).parent)`.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopper.errors import UsageError
from shopper.journey.mistakes import did_you_mean, say
from shopper.model import (
    Authentication,
    Blob,
    Block,
    Brand,
    Document,
    Evidence,
    Expectation,
    Exploration,
    ExploredPage,
    Fact,
    Letter,
    Link,
    Mail,
    MailKind,
    MailPart,
    Money,
    PageProbe,
    PageView,
    Persona,
    Place,
    Plan,
    PlanStep,
    Reading,
    Shop,
    Signature,
    StepRecord,
    Turn,
    Verdict,
    VisitState,
)
from shopper.reading.facts import document_facts, mail_facts
from shopper.registry import checks, load_project

if TYPE_CHECKING:
    from shopper.workshop.trying import Trial

__all__ = [
    "CONFIRMATIONS", "CONTACT", "NUMBER", "SHOP_URL", "T0", "TOTALS", "a_document", "a_fact", "a_kind", "a_letter",
    "a_mail", "a_page", "a_page_probe", "a_plan", "a_plan_step", "a_proven_mail", "a_shop", "a_step", "a_turn", "a_visit",
    "an_expectation", "an_exploration", "load_project", "minutes", "plans", "try_step", "verdicts",
]  # fmt: skip

T0 = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
"""When the customer of every ready-made visit placed her order."""

SHOP_URL = "https://www.gomsen.test"
NUMBER = "GS-10023"
AUTHSERV_ID = "mail.inbox.test"
"""The server of the ready-made mailbox."""
TOTALS = {"vi": Money(amount=Decimal("808000"), currency="VND"), "en": Money(amount=Decimal("36.80"), currency="EUR")}

CONFIRMATIONS = {
    "vi": (
        f"Xác nhận đơn hàng {NUMBER}",
        f"""Xin chào Linh,
Cảm ơn bạn đã đặt hàng tại Gốm Sen. Chúng tôi đã nhận được đơn hàng và đang chuẩn bị gửi đi cho bạn.
Mã đơn hàng: {NUMBER}
Cốc men ngọc\t2 × 389.000 ₫\t778.000 ₫
Phí vận chuyển\t30.000 ₫
Tổng cộng (đã gồm VAT)\t808.000 ₫
Chúng tôi sẽ gửi email cho bạn ngay khi đơn hàng được giao cho đơn vị vận chuyển.
Nếu bạn cần hỗ trợ, vui lòng gọi cho chúng tôi hoặc trả lời email này.""",
    ),
    "en": (
        f"Order confirmation {NUMBER}",
        f"""Hello Linh,
Thank you for your order at Gốm Sen. We have received it and are getting it ready for you.
Order number: {NUMBER}
Celadon mug\t2 × €15.90\t€31.80
Delivery\t€5.00
Total (incl. VAT)\t€36.80
We will write to you again as soon as your parcel has been handed over to the carrier.
If you need help, please call us or simply answer this mail.""",
    ),
}
"""Language → (subject, text) of an order confirmation."""

_ENCLOSED = tuple(
    MailPart(type="application/pdf", name=name, size=30_000, sniffed="application/pdf", pages=1)
    for name in ("dieu-khoan.pdf", "doi-tra.pdf")
)
"""The terms of the sale and the returns policy, which come with every order confirmation."""

CONTACT = Link(text="Liên hệ", href=f"{SHOP_URL}/vi/lien-he")


def verdicts(check: str, visit: Evidence) -> list[Verdict]:
    """What a check, named by its id, says about a visit. Raises UsageError if there is no such check."""
    if check not in (known := checks()):
        remedy = say(
            did_you_mean(check, known).capitalize(),
            "A project's own are loaded by its conftest.py: help(shopper.testing) says how.",
        )
        raise UsageError(f"there is no check `{check}`", remedy=remedy)
    return list(known[check].run(visit))


def try_step(step: str, page: str, *, locale: str = "en-GB", browser: str = "chromium") -> Trial:
    """Play a step, written as in a journey, on a page with this HTML, in a real browser. The same page answers at every
    path. Raises MistakesFound for a mistake in the step, Unreachable where there is no browser."""
    from shopper.workshop.trying import prepare, try_out

    with _served(page) as url:
        return asyncio.run(try_out(prepare([step], url=url, locale=locale, browser=browser)))


def plans(root: Path) -> list[Plan]:
    """Every visit that a project's journeys make. Raises MistakesFound with all mistakes of its files, UsageError if there
    is no journey."""
    from shopper.playing import load_journeys

    return list(load_journeys((), root).plans)


@contextlib.contextmanager
def _served(page: str) -> Iterator[str]:
    """The address of a shop that has this one page, while the block lasts."""
    body = page.encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def a_shop(**changes: Any) -> Shop:
    return Shop(
        **{
            "id": "gom_sen",
            "name": "Gốm Sen",
            "url": SHOP_URL,
            "languages": ("vi", "en"),
            "hosts": ("*.gomsen.test", "track.vanchuyen.test"),
            "zone": "Asia/Ho_Chi_Minh",
            "brand": Brand(name="Gốm Sen", legal="Công ty TNHH Gốm Sen"),
            "mails": {
                "order_confirmation": a_kind("platform", "orders@gomsen.test", vi="Xác nhận đơn hàng", en="Order confirmation"),
                "shipping_notice": a_kind("shipping", "ship@gomsen.test", vi="Đơn hàng đang giao", en="On its way"),
            },
            **changes,
        }
    )


def a_kind(system: str, sender: str, **subject: str) -> MailKind:
    return MailKind(system=system, sender=sender, subject=subject)


def a_plan(**changes: Any) -> Plan:
    plan = Plan(
        **{
            "id": "guest_order[gom_sen-vi-VN-desktop]",
            "journey": "guest_order",
            "title": "Order a mug as a guest",
            "place": Place(file="journeys/ordering/guest_order.yaml", line=2, column=1),
            "shop": a_shop(),
            "persona": Persona(
                id="linh", name="Nguyễn Thùy Linh", given="Linh", family="Nguyễn", phone="+84 912 345 678", city="Hà Nội"
            ),
            "locale": "vi-VN",
            "steps": (
                a_plan_step("1", "goto"),
                a_plan_step("2", "click", once=True),
                a_plan_step("3", "note", args={"values": {"order.number": {"css": "#order-number"}}}),
                a_plan_step("4", "expect_mail"),
            ),
            **changes,
        }
    )
    return plan


def a_plan_step(id: str, verb: str, **changes: Any) -> PlanStep:
    place = Place(file="journeys/ordering/guest_order.yaml", line=10 + int(id.split(".")[0]), column=5)
    return PlanStep(**{"id": id, "verb": verb, "args": {}, "text": f"{verb}: …", "place": place, **changes})


def a_page(path: str = "/vi/", **changes: Any) -> PageView:
    """A working page with a contact link. `text` makes one block a line."""
    text = changes.pop("text", "Gốm Sen\nGốm men ngọc làm tay từ Bát Tràng\nXem sản phẩm")
    return PageView(
        **{
            "url": path if "://" in path else SHOP_URL + path,
            "title": "Gốm Sen",
            "status": 200,
            "lang": "vi",
            "blocks": tuple(Block(text=line) for line in text.split("\n")),
            "links": (CONTACT,),
            **changes,
        }
    )


def an_exploration(*pages: PageView, language: str = "vi", **changes: Any) -> Exploration:
    """A complete first visit in one language: these pages, p1 the first page and all others one click from it."""
    explored = tuple(
        ExploredPage(
            id=f"p{number}",
            url=page.url,
            depth=min(number - 1, 1),
            via="p1" if number > 1 else "",
            link=page.title if number > 1 else "",
            language=language,
            page=page,
        )
        for number, page in enumerate(pages, 1)
    )
    return Exploration(**{"step": "1", "language": language, "pages": explored, "complete": True, **changes})


def a_page_probe(path: str = "/vi/", **changes: Any) -> PageProbe:
    """A page that is quick, light and open to everybody."""
    return PageProbe(
        **{
            "url": path if "://" in path else SHOP_URL + path,
            "found_on": "step:1",
            "status": 200,
            "barriers": (),
            "largest_paint": 900.0,
            "blocked": 60.0,
            "shift": 0.01,
            "answered": 80.0,
            "size": 350_000,
            "requests": 18,
            **changes,
        }
    )


def a_step(id: str = "1", verb: str = "goto", page: PageView | None = None, **changes: Any) -> StepRecord:
    return StepRecord(
        **{
            "id": id,
            "verb": verb,
            "text": f"{verb}: …",
            "place": Place(file="journeys/ordering/guest_order.yaml", line=10 + int(id.split(".")[0]), column=5),
            "outcome": "passed",
            "started": T0 - minutes(2),
            "ended": T0 - minutes(1),
            "url": page.url if page else "",
            "page": page,
            **changes,
        }
    )


def a_mail(kind: str = "order_confirmation", language: str = "vi", **changes: Any) -> Mail:
    """A mail one minute after the order. `subject`, `text`, `links`, `markup` and all else that a reading has go into it."""
    subject, text = CONFIRMATIONS[language]
    said: dict[str, Any] = {"sender": "orders@gomsen.test", "sender_name": "Gốm Sen", "subject": subject, "text": text}
    if kind == "order_confirmation":
        said["parts"] = _ENCLOSED
    reading = Reading(**said | {key: changes.pop(key) for key in Reading.model_fields if key in changes})
    arrived = changes.get("arrived", T0 + minutes(1))
    return Mail(
        **{
            "id": "m1",
            "arrived": arrived,
            "noticed": arrived,
            "raw": Blob(path="evidence/blobs/00/00.eml", sha256="00", size=2048),
            "reading": reading,
            "kind": kind,
            "system": "shipping" if kind == "shipping_notice" else "platform",
            **changes,
        }
    )


def a_proven_mail(kind: str = "order_confirmation", language: str = "vi", **changes: Any) -> Mail:
    """The same, signed by its sender's domain and received from a server that may send for it."""
    mail = a_mail(kind, language, **changes)
    sender = mail.reading.sender
    proof = Authentication(server=AUTHSERV_ID, topmost=True, method="spf", result="pass", properties={"smtp.mailfrom": sender})
    signature = Signature(domain=sender.rpartition("@")[2], selector="s1", outcome="pass")
    reading = mail.reading.model_copy(update={"authentication": (proof,)})
    return mail.model_copy(update={"reading": reading, "signatures": (signature,)})


def an_expectation(**changes: Any) -> Expectation:
    """An order confirmation within five minutes; the mailbox was looked into an hour after the order."""
    return Expectation(
        **{
            "kind": "order_confirmation",
            "since": T0,
            "within": minutes(5),
            "place": Place(file="journeys/ordering/guest_order.yaml", line=13, column=5),
            "looked": T0 + minutes(60),
            **changes,
        }
    )


def a_turn(text: str, who: str = "bot", *, after: float = 0, **changes: Any) -> Turn:
    """A turn of a chat, `after` so many minutes."""
    return Turn(**{"id": "t1", "who": who, "text": text, "at": T0 + minutes(after), "step": "5", **changes})


def a_letter(text: str = "Cốc này có dùng được trong lò vi sóng không ạ?", **changes: Any) -> Letter:
    """A mail that the customer wrote."""
    return Letter(
        **{
            "id": "l1",
            "at": T0,
            "to": "hello@gomsen.test",
            "subject": "Câu hỏi về cốc",
            "text": text,
            "message_id": "<l1@inbox.test>",
            "step": "4",
            "raw": Blob(path="evidence/blobs/01/01.eml", sha256="01", size=512),
            **changes,
        }
    )


def a_document(text: str = "", **changes: Any) -> Document:
    """An invoice that came with the ready-made mail."""
    return Document(
        **{
            "id": "d1",
            "name": f"Hoa-don-{NUMBER}.pdf",
            "type": "application/pdf",
            "source": "mail:m1",
            "at": T0 + minutes(1),
            "text": text,
            **changes,
        }
    )


def a_fact(name: str = "order.number", value: Money | str = NUMBER, **changes: Any) -> Fact:
    return Fact(**{"name": name, "value": value, "quote": str(value), "source": "step:2", "at": T0, **changes})


def a_visit(**changes: Any) -> Evidence:
    """A clean visit: two pages, an order, its confirmation. `locale` changes the plan's; facts follow from the mails."""
    locale = changes.pop("locale", "vi-VN")
    plan: Plan = changes.pop("plan", None) or a_plan(locale=locale)
    language = plan.language if plan.language in TOTALS else "en"
    mails: Sequence[Mail] = changes.pop("mails", None) if "mails" in changes else [a_proven_mail(language=language)]
    noted = [a_fact(), a_fact("order.total", TOTALS[language])]
    read = [
        Fact(name=name, value=value, quote=quote, source=f"mail:{mail.id}", at=mail.arrived)
        for mail in mails
        for name, value, quote in mail_facts(mail.reading, plan.locale)
    ] + [
        Fact(name=name, value=value, quote=quote, source=f"document:{document.id}", at=document.at)
        for document in changes.get("documents", ())
        for name, value, quote in document_facts(document.text, plan.locale)
    ]
    return Evidence(
        **{
            "visit": "v1",
            "plan": plan,
            "address": "v1@inbox.test",
            "authserv_id": AUTHSERV_ID,
            "browser": "Chromium 156",
            "started": T0 - minutes(3),
            "ended": T0 + minutes(90),
            "state": VisitState.FINISHED,
            "steps": (a_step("1", page=a_page("/vi/")), a_step("2", "click", a_page("/vi/da-dat-hang/GS-10023"))),
            "mails": tuple(mails),
            "expectations": (an_expectation(mail=mails[0] if mails else None),),
            "facts": (*changes.pop("noted", noted), *read),
            **changes,
        }
    )
