"""Audits as they come out of a run, small and large, with pictures on disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from shopper.model import (
    Acceptance,
    Audit,
    Blob,
    Brand,
    CategoryScore,
    Document,
    Expectation,
    Fact,
    Finding,
    Impact,
    Item,
    ItemState,
    Letter,
    Link,
    LinkProbe,
    Mail,
    MailKind,
    Money,
    MustPass,
    Outcome,
    Place,
    Reading,
    Score,
    Shop,
    StepRecord,
    Turn,
    VisitResult,
    VisitState,
)

START = datetime(2026, 11, 22, 3, 12, 5, tzinfo=UTC)
FILE = "journeys/ordering/guest_order.yaml"
CHECKS = {
    "late-mail": ("Every mail comes in time", "speed", 5.0),
    "wrong-mail-language": ("Mails speak the customer's language", "communication", 5.0),
    "total-differs": ("The amount is the same everywhere", "resolution", 10.0),
    "order-number-differs": ("The order has one number", "consistency", 5.0),
    "broken-mail-link": ("Links in mails lead somewhere", "ease", 2.0),
}
CATEGORIES = {
    "resolution": ("Resolution and accuracy", 20),
    "speed": ("Speed", 15),
    "transparency": ("Transparency", 15),
    "ease": ("Ease, self-service and dead ends", 15),
    "consistency": ("Consistency of brand, language and facts", 15),
    "communication": ("Communication", 10),
    "personal": ("Personal treatment", 5),
    "process": ("Process compliance", 5),
}
SHOP = Shop(
    id="gom_sen",
    name="Gốm Sen",
    practice=True,
    url="https://www.gomsen.test",
    languages=("vi", "en"),
    hosts=("*.gomsen.test",),
    zone="Asia/Ho_Chi_Minh",
    mails={
        "order_confirmation": MailKind(
            system="platform",
            sender="orders@gomsen.test",
            subject={"vi": "Xác nhận đơn hàng", "en": "Order"},
            title="Order confirmation",
        ),
        "shipping_notice": MailKind(
            system="shipping",
            sender="ship@gomsen.test",
            subject={"vi": "Đơn hàng đang giao", "en": "On its way"},
            title="Shipping notice",
        ),
    },
)
TEXTS = {
    "vi": {
        "order_confirmation": (
            "Gốm Sen: Xác nhận đơn hàng GS-20417",
            "Chào chị Linh,\n\nCảm ơn chị đã đặt hàng tại Gốm Sen. Chúng tôi đã nhận được đơn hàng GS-20417.\n\n"
            "Cốc men ngọc × 2\nTổng cộng: 590.000 ₫\n\nChúng tôi sẽ gửi thư cho chị khi hàng được giao cho đơn vị vận chuyển."
            "\n\nTrân trọng,\nGốm Sen",
        ),
        "shipping_notice": (
            "Đơn hàng GS-20417 đang giao",
            "Chào chị Linh,\n\nĐơn hàng của chị đã được giao cho đơn vị vận chuyển và dự kiến đến trong hai ngày tới.",
        ),
    },
    "en": {
        "order_confirmation": (
            "Gốm Sen: order confirmation GS-20418",
            "Dear Linh,\n\nThank you for your order. We have received your order GS-20418.\n\n"
            "Celadon mug × 2\nTotal: 19.99 EUR",
        ),
        "shipping_notice": ("On its way: order GS-20418", "Dear Linh,\n\nYour order was handed to the carrier."),
    },
}
STEPS = (
    ("goto", {"vi": "Mở trang chủ", "en": "Open the home page"}, "/"),
    ("fill", {"vi": "Tìm “Cốc men ngọc”", "en": "Search for “Celadon mug”"}, "/search?q=mug"),
    ("click", {"vi": "Bấm “Thêm vào giỏ”", "en": "Click button “Add to cart”"}, "/products/celadon-mug"),
    ("note", {"vi": "Ghi lại giá", "en": "Note the price"}, "/products/celadon-mug"),
    ("click", {"vi": "Bấm “Thanh toán”", "en": "Click button “Checkout”"}, "/checkout"),
    ("fill", {"vi": "Điền email", "en": "Fill field “Email”"}, "/checkout"),
    ("click", {"vi": "Bấm “Đặt hàng”", "en": "Click button “Place order”"}, "/checkout/done"),
    ("note", {"vi": "Ghi lại mã đơn hàng và tổng tiền", "en": "Note order number and total"}, "/checkout/done"),
)


class Studio:
    """Draws pictures into an audit's folder, once each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def page(self, seed: str, size: tuple[int, int] = (1280, 800)) -> Blob:
        width, height = size
        image = Image.new("RGB", size, "#fbfaf7")
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, width, height // 10), fill="#0b6b5d")
        digest = hashlib.sha256(seed.encode()).digest()
        for at in range(3):
            left, shade = width // 20 + at * width // 3, digest[at] // 4
            box = (left, height // 5, left + width // 4, height // 2)
            draw.rectangle(box, fill=(190 + shade % 60, 205, 180 + shade % 70))
            draw.rectangle(
                (left, height * 11 // 20, left + width // 5 - digest[at + 3] // 8, height * 11 // 20 + 14), fill="#39424a"
            )
            draw.rectangle((left, height * 12 // 20, left + width // 8, height * 12 // 20 + 14), fill="#9aa3a8")
        draw.rectangle((width * 2 // 5, height * 4 // 5, width * 3 // 5, height * 4 // 5 + 44), fill="#c9702e")
        return self.keep(image)

    def mail(self, seed: str, width: int) -> Blob:
        image = Image.new("RGB", (width, width), "#ffffff")
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, width, 56), fill="#0b6b5d")
        for line in range(9):
            end = width - 40 - hashlib.sha256(f"{seed}{line}".encode()).digest()[0] * width // 700
            draw.rectangle((32, 96 + 36 * line, max(end, 60), 108 + 36 * line), fill="#49525a" if line else "#1b2129")
        return self.keep(image)

    def keep(self, image: Image.Image) -> Blob:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=70)
        data = buffer.getvalue()
        digest = hashlib.sha256(data).hexdigest()
        path = self.folder / f"evidence/blobs/{digest[:2]}/{digest}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return Blob(path=path.relative_to(self.folder).as_posix(), sha256=digest, size=len(data))


def a_visit(
    studio: Studio | None,
    locale: str = "vi-VN",
    device: str = "desktop",
    number: int = 0,
    confirmed_after: timedelta = timedelta(seconds=34),
    **changes: Any,
) -> VisitResult:
    """A guest order that went well: eight steps, two mails, five facts."""
    language = locale[:2]
    id = f"guest-order-{locale}-{device}-{number}"
    began = START + timedelta(minutes=7 * number)
    size = (390, 780) if device == "phone" else (1280, 800)
    steps = []
    for index, (verb, texts, path) in enumerate(STEPS):
        picture = studio.page(f"{language}{path}", size) if studio else None
        at = began + timedelta(seconds=2.4 * index)
        steps.append(
            StepRecord(
                id=f"{index + 1}",
                verb=verb,
                text=texts[language],
                place=Place(file=FILE, line=9 + index, column=5),
                outcome="passed",
                started=at,
                ended=at + timedelta(seconds=1.1),
                url=f"https://www.gomsen.test{path}",
                picture=picture,
            )
        )
    ordered = steps[6].ended
    mails = []
    for kind, sender, wait in (
        ("order_confirmation", "orders@gomsen.test", confirmed_after),
        ("shipping_notice", "ship@gomsen.test", timedelta(hours=26, minutes=4)),
    ):
        subject, text = TEXTS[language][kind]
        arrived = (ordered + wait).replace(microsecond=0)
        link = "https://track.vanchuyen.test/t/GS-20417?token=Zk3nB8sQxY7vR2mT9wLp"
        mails.append(
            Mail(
                id=f"m-{kind}",
                arrived=arrived,
                noticed=arrived,
                raw=Blob(path="evidence/blobs/ab/ab.eml", sha256="ab", size=4211),
                reading=Reading(
                    message_id=f"<{id}@gomsen.test>",
                    sender=sender,
                    sender_name="Gốm Sen",
                    subject=subject,
                    text=text,
                    lang=language,
                    recipients=(f"mystery+{id}@inbox.test",),
                    links=(Link(text={"vi": "Theo dõi đơn hàng", "en": "Track your order"}[language], href=link),),
                ),
                kind=kind,
                system=SHOP.mails[kind].system,
                probes=(LinkProbe(href=link, outcome="opened", status=200, url=link),),
                pictures={str(width): studio.mail(text, width) for width in (360, 640)} if studio else {},
            )
        )
    number_, total = (
        ("GS-20417", Money(amount=Decimal("590000"), currency="VND"))
        if language == "vi"
        else ("GS-20418", Money(amount=Decimal("19.99"), currency="EUR"))
    )
    shown = "590.000 ₫" if language == "vi" else "19.99 €"
    facts = (
        Fact(name="price", value=total, quote=shown, source="step:4", at=steps[3].ended),
        Fact(name="order.number", value=number_, quote=number_, source="step:8", at=steps[7].ended),
        Fact(name="order.total", value=total, quote=shown, source="step:8", at=steps[7].ended),
        Fact(name="order.number", value=number_, quote=number_, source="mail:m-order_confirmation", at=mails[0].arrived),
        Fact(name="order.total", value=total, quote=shown, source="mail:m-order_confirmation", at=mails[0].arrived),
    )
    usual: dict[str, Any] = {
        "id": id,
        "journey": "ordering/guest_order",
        "title": "Order a mug as a guest",
        "type": "product",
        "why": "She wants a present by Friday and does not want an account.",
        "shop": "gom_sen",
        "locale": locale,
        "device": device,
        "browser": "chromium",
        "address": f"mystery+{id}@inbox.test",
        "state": VisitState.FINISHED,
        "started": began,
        "ended": mails[-1].arrived + timedelta(seconds=2),
        "clock_jumped": True,
        "clock_error": timedelta(seconds=1),
        "score": Score(raw=100, gated=100, coverage=1),
        "categories": categories(),
        "steps": tuple(steps),
        "mails": tuple(mails),
        "facts": facts,
        "expectations": tuple(
            Expectation(
                kind=mail.kind, since=ordered, within=within, place=Place(file=FILE, line=17), mail=mail, looked=mail.arrived
            )
            for mail, within in zip(mails, (timedelta(minutes=5), timedelta(days=3)), strict=True)
        ),
    }
    return VisitResult(**{**usual, **changes})


def categories(failed: Iterable[str] = (), visits: int = 1) -> tuple[CategoryScore, ...]:
    failed = set(failed)
    scored = []
    for id, (title, weight) in CATEGORIES.items():
        items = tuple(
            Item(
                check=check,
                title=said,
                category=id,
                weight=points,
                state=ItemState.FAIL if check in failed else ItemState.PASS,
                passed=visits - (check in failed),
                failed=int(check in failed),
            )
            for check, (said, category, points) in CHECKS.items()
            if category == id
        )
        score = (
            sum(item.weight for item in items if item.state == "pass") / sum(item.weight for item in items) if items else None
        )
        scored.append(CategoryScore(id=id, title=title, weight=weight, score=score, items=items))
    return tuple(scored)


def a_finding(visit: VisitResult, check: str = "late-mail", **changes: Any) -> Finding:
    usual: dict[str, Any] = {
        "id": f"{visit.id}-{check}",
        "check": check,
        "title": "A mail came late",
        "outcome": Outcome.FAIL,
        "impact": Impact.SERIOUS,
        "category": "speed",
        "visit": visit.id,
        "about": "order_confirmation",
        "sentence": "The order confirmation came after 42 min; the shop promises 5 min.",
        "expected": "within 5 min",
        "actual": "42 min",
        "evidence": ("mail:m-order_confirmation",),
        "owner": "Platform team",
        "share": 3.4,
        "gain": 2.4,
        "why": "A customer who paid and hears nothing\nwrites to you, or calls her bank.\n\nShe will not order again.",
        "fix": "Send the confirmation from the order itself,\nnot from the nightly batch.",
        "requirements": ("0-40", "1-02"),
    }
    return Finding(**{**usual, **changes})


def an_audit(visits: Iterable[VisitResult], findings: Iterable[Finding] = (), **changes: Any) -> Audit:
    visits, findings = tuple(visits), tuple(findings)
    failed = {finding.check for finding in findings if finding.outcome is Outcome.FAIL}
    usual: dict[str, Any] = {
        "audit": "2026-11-22-0312",
        "shops": (SHOP,),
        "started": START,
        "finished": START + timedelta(hours=27),
        "verdict": "Customers order without trouble, and both systems answer in their language.",
        "passed": not failed,
        "target": 85,
        "score": Score(raw=100, gated=100, coverage=0.85),
        "visits": visits,
        "findings": findings,
        "scorecard": categories(failed, len(visits)),
        "must_pass": (
            MustPass(title="The order completes", state=ItemState.PASS),
            MustPass(title="The confirmation arrives", state=ItemState.PASS),
            MustPass(title="A return can be started", state=ItemState.UNKNOWN),
        ),
        "notes": ("The practice shop's clock jumped while every visit only waited.",),
    }
    return Audit(**{**usual, **changes})


HELP_DESK = Shop(
    **{
        **dict(SHOP),
        "standards": {"chat": "2m", "mail": "1d"},
        "brand": Brand(name="Gốm Sen", legal="Công ty TNHH Gốm Sen", tax="0101234567", colours=("#0b6b5d",)),
        "mails": {
            **SHOP.mails,
            "acknowledgement": MailKind(
                system="help desk", sender="hotro@gomsen.test", subject={"vi": "Chúng tôi đã nhận"}, reply="automatic"
            ),
            "answer": MailKind(system="help desk", sender="hotro@gomsen.test", subject={"vi": "Re:"}, reply="human"),
            "invoice": MailKind(
                system="ERP", sender="billing@erp.example", subject={"vi": "Hóa đơn"}, title="Invoice with PDF"
            ),
        },
    }
)
ASKED = "journeys/contact/ask_before_buying.yaml"


def a_conversation(studio: Studio | None, **changes: Any) -> VisitResult:
    """A question in the chat and by mail before buying: a bot, a person, an acknowledgement, an answer and an invoice."""
    began = START + timedelta(hours=1)

    def step(number: int, verb: str, text: str, after: float, path: str = "") -> StepRecord:
        at = began + timedelta(minutes=after)
        picture = studio.page(path) if studio and path else None
        url = f"https://www.gomsen.test{path}" if path else ""
        place = Place(file=ASKED, line=8 + number, column=5)
        return StepRecord(
            id=f"{number}", verb=verb, text=text, place=place, outcome="passed", started=at, ended=at, url=url, picture=picture
        )

    def mail(id: str, kind: str, sender: tuple[str, str], subject: str, text: str, after: timedelta, automatic: bool) -> Mail:
        reading = Reading(sender=sender[1], sender_name=sender[0], subject=subject, text=text, lang="vi", automatic=automatic)
        at = (began + after).replace(microsecond=0)
        return Mail(
            id=id,
            arrived=at,
            noticed=at,
            raw=Blob(path="evidence/blobs/cd/cd.eml", sha256="cd", size=900),
            reading=reading,
            kind=kind,
            system=HELP_DESK.mails[kind].system,
            pictures={"600": studio.mail(text, 600)} if studio else {},
        )

    steps = (
        step(1, "goto", "goto: /vi/lien-he", 0, "/vi/lien-he"),
        step(2, "say", "say: {vi: Cốc này dùng được trong lò vi sóng không ạ?}", 0.4, "/vi/lien-he"),
        step(3, "await_reply", "await_reply: person", 0.5, "/vi/lien-he"),
        step(4, "write_mail", "write_mail: {to: hotro@gomsen.test, subject: {vi: Hỏi về cốc men ngọc}, text: …}", 3),
        step(5, "download", "download: {role: link, name: Bảng giá}", 4, "/vi/bang-gia"),
    )
    said = (
        ("customer", "Cốc này dùng được trong lò vi sóng không ạ?", 0.4, "2"),
        ("bot", "Xin chào! Tôi là trợ lý tự động của Gốm Sen. Tôi chuyển câu hỏi cho đồng nghiệp nhé.", 0.45, "3"),
        ("person", "Chào chị, em là Hà. Cốc men ngọc dùng được trong lò vi sóng, trừ mẫu có viền vàng.", 2.1, "3"),
    )
    chat = tuple(
        Turn(id=f"t{n}", who=who, text=text, at=began + timedelta(minutes=after), step=at)
        for n, (who, text, after, at) in enumerate(said, 1)
    )
    footer = "\nCông ty TNHH Gốm Sen\nMã số thuế: 0101234567"
    desk = ("Gốm Sen", "hotro@gomsen.test")
    thanks = "Xin chào chị Linh,\nChúng tôi đã nhận được câu hỏi của chị và sẽ trả lời trong 24 giờ." + footer
    answer = "Chào chị Linh,\nCốc men ngọc dùng được trong lò vi sóng. Chị cần gì thêm cứ viết cho em." + footer
    invoice = "Dear customer,\nPlease find attached the invoice for your order. Thank you for your business."
    mails = (
        mail("m1", "acknowledgement", desk, "Chúng tôi đã nhận câu hỏi của chị", thanks, timedelta(minutes=4), True),
        mail("m2", "answer", desk, "Re: Hỏi về cốc men ngọc", answer, timedelta(hours=27), False),
        mail("m3", "invoice", ("ERP NoReply", "billing@erp.example"), "Invoice 4711", invoice, timedelta(days=3), True),
    )
    letter = Letter(
        id="l1",
        at=steps[3].started,
        to="hotro@gomsen.test",
        subject="Hỏi về cốc men ngọc",
        text="Chào shop, cốc men ngọc dùng được trong lò vi sóng không ạ?",
        message_id="<l1@inbox.test>",
        step="4",
        raw=Blob(path="evidence/blobs/ef/ef.eml", sha256="ef", size=300),
    )
    documents = (
        Document(id="d1", name="hoa-don-4711.pdf", type="application/pdf", source="mail:m3", at=mails[2].arrived, pages=1),
        Document(id="d2", name="bang-gia.pdf", type="application/pdf", source="step:5", at=steps[4].ended, pages=2),
    )
    asked, place = steps[3].ended, Place(file=ASKED, line=14)
    wanted = (("acknowledgement", timedelta(minutes=5), mails[0]), ("answer", timedelta(hours=24), mails[1]))
    return a_visit(
        None,
        **{
            "id": "ask-before-buying",
            "journey": "ask_before_buying",
            "title": "Ask before buying",
            "type": "product",
            "started": began,
            "ended": mails[-1].arrived,
            "steps": steps,
            "chat": chat,
            "letters": (letter,),
            "documents": documents,
            "mails": mails,
            "facts": (
                Fact(name="invoice.number", value="4711", quote="Invoice 4711", source="document:d1", at=mails[2].arrived),
            ),
            "expectations": tuple(
                Expectation(kind=kind, since=asked, within=within, place=place, mail=mail, looked=mail.arrived)
                for kind, within, mail in wanted
            ),
            **changes,
        },
    )


def talking_audit(studio: Studio | None) -> Audit:
    """Two orders and a conversation; three systems write, the last of them like a stranger."""
    visits = (a_visit(studio), a_visit(studio, "en-GB", "phone", 1), a_conversation(studio))
    slow = a_finding(
        visits[2],
        "slow-human-reply",
        title="A person answers late",
        about="answer",
        sentence="The answer came after 26 hr 57 min; the shop promises 24 hr.",
        evidence=("letter:l1", "mail:m2"),
    )
    handed = a_finding(
        visits[2],
        "chat-turns-into-email",
        title="The chat sends the customer elsewhere",
        about="chat",
        evidence=("turn:t3",),
        outcome=Outcome.REVIEW,
        sentence="The chat answers half of the question.",
    )
    answered = {
        "chat_answer": {"median": 102.0, "p90": 102.0, "n": 1, "missing": 0},
        "first_response": {
            "calendar": {"median": 97020.0, "p90": 99000.0}, "business": {"median": 36000.0}, "n": 2, "missing": 0,
        },
    }  # fmt: skip
    return an_audit(visits, (slow, handed), shops=(HELP_DESK,), kpis=answered)


def clean_audit(studio: Studio | None) -> Audit:
    """Four visits, nothing wrong."""
    matrix = [(locale, device) for locale in ("vi-VN", "en-GB") for device in ("desktop", "phone")]
    return an_audit(a_visit(studio, *played, number) for number, played in enumerate(matrix))


def troubled_audit(studio: Studio | None) -> Audit:
    """A broken must-pass, late and missing mails, things to review and not known, a stopped and a broken visit."""
    _, _, third, fourth = clean_audit(studio).visits
    first = a_visit(studio, "vi-VN", "desktop", 0, confirmed_after=timedelta(minutes=42))
    second = a_visit(studio, "vi-VN", "phone", 1, confirmed_after=timedelta(minutes=51))
    wrong = Fact(
        name="order.total",
        value=Money(amount=Decimal("640000"), currency="VND"),
        quote="Tổng cộng: 640.000 ₫",
        source="mail:m-order_confirmation",
        at=first.mails[0].arrived,
    )
    first = first.model_copy(update={"facts": (*first.facts[:4], wrong), "score": Score(raw=61.2, gated=0, coverage=0.85)})
    kept, missed = second.expectations
    second = second.model_copy(
        update={
            "mails": second.mails[:1],
            "expectations": (kept, missed.model_copy(update={"mail": None, "looked": missed.due + timedelta(seconds=20)})),
            "score": Score(raw=78.1, gated=78.1, coverage=0.85),
        }
    )
    stuck = third.steps[4].model_copy(
        update={
            "outcome": "failed",
            "problem": "The page answered 500 after “Checkout”: “Something went wrong”.",
            "console": ("TypeError: cart is undefined (checkout.js:41)",),
            "failed_requests": ("POST https://www.gomsen.test/checkout 500",),
        }
    )
    skipped = [s.model_copy(update={"outcome": "skipped", "picture": None, "url": ""}) for s in third.steps[5:]]
    third = third.model_copy(
        update={
            "state": VisitState.BLOCKED,
            "reason": "The customer could not get past the checkout.",
            "steps": (*third.steps[:4], stuck, *skipped),
            "mails": (),
            "expectations": (),
            "facts": third.facts[:1],
            "ended": stuck.ended,
            "clock_jumped": False,
            "score": Score(raw=38.0, gated=38.0, coverage=0.75),
        }
    )
    fourth = fourth.model_copy(
        update={
            "state": VisitState.BROKEN,
            "reason": "Nothing on the page is a button called “Add to cart”.",
            "steps": fourth.steps[:3],
            "mails": (),
            "expectations": (),
            "facts": (),
            "score": Score(raw=None, gated=None, coverage=0),
        }
    )
    findings = (
        a_finding(first),
        a_finding(second, sentence="The order confirmation came after 51 min; the shop promises 5 min.", actual="51 min"),
        a_finding(
            first,
            "total-differs",
            title="The amount is not the same everywhere",
            about="order.total",
            impact=Impact.CRITICAL,
            category="resolution",
            must_pass=True,
            sentence="The confirmation mail names 640,000 VND; the checkout showed 590,000 VND.",
            expected="590,000 VND, as the checkout said",
            actual="640,000 VND",
            evidence=("step:8", "mail:m-order_confirmation"),
            owner="ERP",
            share=9.1,
            gain=6.1,
            cause="The mail adds the delivery cost again.",
        ),
        a_finding(
            second,
            "missing-mail",
            title="A mail never came",
            about="shipping_notice",
            evidence=(),
            owner="Shipping",
            share=5.0,
            gain=3.8,
            sentence="The shipping notice did not come within 3 days.",
            expected="within 3 days",
            actual="nothing",
        ),
        a_finding(
            third,
            "broken-page",
            title="A page is broken",
            about="/checkout",
            category="ease",
            impact=Impact.CRITICAL,
            evidence=("step:5",),
            sentence="The checkout answers with an error.",
            expected="the checkout",
            actual="HTTP 500",
            owner="Shop platform",
            share=6.0,
            gain=5.2,
        ),
        a_finding(
            first,
            "wrong-mail-language",
            title="A mail speaks another language",
            about="shipping_notice",
            category="communication",
            outcome=Outcome.REVIEW,
            impact=Impact.MODERATE,
            sentence="A third of the shipping notice may be English.",
            expected="Vietnamese",
            actual="Vietnamese, with “Track your parcel”",
            evidence=("mail:m-shipping_notice",),
            owner="",
            share=0,
            gain=0,
        ),
        a_finding(
            first,
            "broken-mail-link",
            title="A link in a mail is dead",
            about="https://www.gomsen.test/help",
            category="ease",
            status="known",
            acceptance=Acceptance(
                reason="The help pages move in January.", accepted=date(2026, 11, 1), until=date(2027, 1, 31)
            ),
            impact=Impact.MINOR,
            sentence="The help link of the shipping notice answers 404.",
            expected="a page",
            actual="HTTP 404",
            evidence=("mail:m-shipping_notice",),
            owner="Content",
            share=1.0,
            gain=0.8,
        ),
        a_finding(
            third,
            "no-way-to-a-person",
            title="No way to a person",
            about="",
            category="ease",
            outcome=Outcome.CANT_TELL,
            evidence=(),
            sentence="The contact page was not reached, so it is not known whether a person can be.",
            expected="",
            actual="",
            share=0,
            gain=0,
        ),
    )
    return an_audit(
        (first, second, third, fourth),
        findings,
        verdict="One must-pass is broken: the confirmation mail names the wrong amount.",
        passed=False,
        score=Score(raw=59.1, gated=0, coverage=0.81),
        must_pass=(
            MustPass(title="The order completes", state=ItemState.FAIL, visits=(third.id,)),
            MustPass(title="The confirmation arrives", state=ItemState.PASS),
            MustPass(title="The amount charged is the total shown", state=ItemState.FAIL, visits=(first.id,)),
            MustPass(title="A return can be started", state=ItemState.UNKNOWN),
        ),
    )


def large_audit(visits: int = 500) -> Audit:
    """Many visits, each with findings, some of them about a thing of their own; without pictures."""
    played = [a_visit(None, "vi-VN" if n % 2 else "en-GB", "phone" if n % 3 else "desktop", n) for n in range(visits)]
    points: dict[str, Any] = {"share": 3.4 / visits, "gain": 2.4 / visits}
    late = [a_finding(visit, **points) for visit in played]
    dead = [
        a_finding(visit, "broken-mail-link", title="A link in a mail is dead", about=f"/p/{number}", **points)
        for number, visit in enumerate(played[::4])
    ]
    return an_audit(played, late + dead, verdict="Customers get what they order, but every confirmation comes late.")


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


@pytest.fixture
def clean(studio: Studio) -> Audit:
    return clean_audit(studio)


@pytest.fixture
def troubled(studio: Studio) -> Audit:
    return troubled_audit(studio)


@pytest.fixture
def talking(studio: Studio) -> Audit:
    return talking_audit(studio)


@pytest.fixture
def large() -> Audit:
    return large_audit()


@pytest.fixture
def visit() -> Callable[..., VisitResult]:
    """Make a visit: `visit(None, state=…)`; without a studio it has no pictures."""
    return a_visit


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Make a finding of a visit: `finding(visit, "late-mail", sentence=…)`."""
    return a_finding


@pytest.fixture
def audit() -> Callable[..., Audit]:
    """Make an audit of visits and findings."""
    return an_audit
