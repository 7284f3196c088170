"""The ordinary mails as evidence: each by itself, and a story's as one visit with what its pages said."""

from __future__ import annotations

from datetime import timedelta

from ordinary_mails import english, french, german, others, spanish, vietnamese
from ordinary_mails.writing import CUSTOMER, START, Story, Written, as_bytes

from shopper.cli.single_mail import Judged, evidence_of, judge
from shopper.inbox.guard import Reader
from shopper.inbox.parsing import read_mail
from shopper.model import Authentication, Brand, Evidence, Mail, MailKind, Persona, Reading, Shop, Signature
from shopper.reading.money import parse_money
from shopper.reading.systems import systems_of
from shopper.testing import a_fact, a_page, a_plan, a_step, a_visit, an_expectation

STORIES: tuple[Story, ...] = tuple(
    story for language in (vietnamese, english, german, french, spanish, others) for story in language.STORIES
)
MAILS: dict[str, tuple[Story, Written, int]] = {
    f"{story.id}-{number}-{mail.kind}": (story, mail, number) for story in STORIES for number, mail in enumerate(story.mails, 1)
}
_SERVER = "mx.inbox.test"
_PLACED = {
    "vi": ("Cảm ơn bạn đã đặt hàng", "Mã đơn hàng", "Tổng cộng"),
    "en": ("Thank you for your order", "Order number", "Total"),
    "de": ("Vielen Dank für Ihre Bestellung", "Bestellnummer", "Gesamtsumme"),
    "fr": ("Merci pour votre commande", "Numéro de commande", "Total TTC"),
    "es": ("Gracias por su pedido", "Número de pedido", "Total"),
}


class Unguarded(Reader):
    """Reads in this process: these mails are our own."""

    def __init__(self) -> None:
        pass

    def read(self, raw: bytes) -> Reading:
        return read_mail(raw)


def alone(name: str) -> Judged:
    """What is said of one mail as `shopper mail` gets it, by a shop of which nothing is known."""
    story, mail, number = MAILS[name]
    return judge(as_bytes(mail, story, number), Unguarded(), name=f"{name}.eml")


def visit_of(story: Story) -> Evidence:
    """A visit in which everything of the story happened, and nothing else."""
    shop, language = _shop(story), story.language
    given, _, family = story.customer.partition(" ")
    if language == "vi":
        family, _, given = story.customer.rpartition(" ")
    persona = Persona(id="customer", name=story.customer, given=given.strip(), family=family.strip())
    mails = [_mail(story, mail, number, shop) for number, mail in enumerate(story.mails, 1)]
    thanks, numbered, total = _PLACED[language]
    said = [thanks, f"{numbered}: {story.number}", f"{total}: {story.total}", story.page] if story.number else [thanks]
    page = a_page(f"https://www.{story.domain}/placed", text="\n".join(filter(None, said)), lang=language, links=())
    money = parse_money(story.total, story.locale) if story.total else None
    noted = [a_fact(value=story.number, at=START)] if story.number else []
    return a_visit(
        plan=a_plan(shop=shop, locale=story.locale, persona=persona, wants_marketing=True, steps=()),
        address=CUSTOMER,
        authserv_id=_SERVER,
        started=START - timedelta(minutes=3),
        ended=START + timedelta(days=40),
        steps=(a_step("2", "click", page, started=START - timedelta(seconds=5), ended=START),),
        noted=[*noted, *([a_fact("order.total", money, at=START)] if money else [])],
        mails=mails,
        systems=systems_of(mails, shop),
        expectations=[
            an_expectation(
                kind=mail.kind, mail=mail, since=mail.arrived - timedelta(minutes=1), looked=START + timedelta(days=40)
            )
            for mail in mails
        ],
    )


def _shop(story: Story) -> Shop:
    kinds = {
        mail.kind: MailKind(
            system=_address(mail).rpartition("@")[2], sender=_address(mail), subject={story.language: mail.subject},
            reply=mail.reply, purpose=mail.purpose,
        )
        for mail in story.mails
    }  # fmt: skip
    return Shop(
        id=story.id.replace("-", "_"), name=story.shop, url=f"https://www.{story.domain}", languages=(story.language,),
        hosts=(story.domain, f"*.{story.domain}"), brand=Brand(name=story.shop), mails=kinds, partners=story.partners,
        trackers=story.trackers,
    )  # fmt: skip


def _mail(story: Story, mail: Written, number: int, shop: Shop) -> Mail:
    """Signed by its sender's domain, as mails of well-kept shops are."""
    raw = as_bytes(mail, story, number)
    domain = _address(mail).rpartition("@")[2]
    proof = Authentication(
        server=_SERVER, topmost=True, method="spf", result="pass", properties={"smtp.mailfrom": f"bounces@{domain}"}
    )
    read = evidence_of(raw, Unguarded(), name=f"{story.id}-{mail.kind}.eml", shop=shop, locale=story.locale).mails[0]
    reading = read.reading.model_copy(update={"authentication": (proof,)})
    return read.model_copy(update={
        "id": f"m{number}", "reading": reading, "kind": mail.kind, "system": shop.mails[mail.kind].system, "solicited": True,
        "doubt": "", "signatures": (Signature(domain=domain, selector="s1", outcome="pass"),),
        "arrived": START + mail.after, "noticed": START + mail.after,
    })  # fmt: skip


def _address(mail: Written) -> str:
    return mail.sender.rpartition("<")[2].rstrip(">")
