"""What things are called in a sentence: a mail, its owner."""

from __future__ import annotations

from shopper.model import Evidence, Mail, Outcome, Shop, Verdict
from shopper.reading.text import normal


def kind_name(kind: str, shop: Shop) -> str:
    """`order_confirmation` → `order confirmation`, or the title that the shop's file gives it, as it stands in a sentence."""
    known = shop.mails.get(kind)
    title = (known.title if known else "") or kind.replace("_", " ")
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def mail_name(mail: Mail, shop: Shop) -> str:
    """The subject of a sentence: `The order confirmation`, or `The mail “Your parcel”` where its kind is not known."""
    if mail.kind:
        return f"The {kind_name(mail.kind, shop)}"
    return f"The mail “{_short(mail.reading.subject) or 'without subject'}”"


def mail_about(mail: Mail) -> str:
    """A name for a mail that stays the same from visit to visit: its kind, else its sender's address."""
    return mail.kind or mail.reading.sender or "a mail"


def kind_owner(kind: str, shop: Shop) -> str:
    """The system that sends mails of this kind."""
    known = shop.mails.get(kind)
    return known.system if known else ""


def mail_owner(mail: Mail, shop: Shop) -> str:
    """The system that sent this mail, which is where a fault in it is mended."""
    return mail.system or kind_owner(mail.kind, shop) or mail.reading.sender.rpartition("@")[2]


def on_mail(
    mail: Mail, visit: Evidence, outcome: Outcome, said: str, *, expected: str, actual: str, more: tuple[str, ...] = ()
) -> Verdict:
    """A verdict on one mail. `said` goes on after the mail's name, without a full stop; `more`: further evidence."""
    shop = visit.plan.shop
    return Verdict(
        outcome=outcome,
        sentence=f"{mail_name(mail, shop)} {said}.",
        expected=expected,
        actual=actual,
        about=mail_about(mail),
        owner=mail_owner(mail, shop),
        evidence=(f"mail:{mail.id}", *more),
    )


def quoted(text: str, most: int = 90) -> str:
    """Words of the shop's in quotation marks, on one line, cut where they are long."""
    line = " ".join(normal(text).split())
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1].rstrip()}…”"


def names_in(visit: Evidence) -> tuple[str, ...]:
    """The names that stand in this visit's texts whatever their language: the shop's, the customer's, what she asked for."""
    shop, persona = visit.plan.shop, visit.plan.persona
    hers = (persona.name, persona.given, persona.street, persona.city)
    inputs = (value for scope in visit.plan.scopes for value in scope.inputs.values() if isinstance(value, str))
    return (shop.name, shop.brand.name, shop.brand.legal, shop.brand.address, *hers, *inputs)


def _short(subject: str) -> str:
    subject = normal(subject).replace("\n", " ")
    return subject if len(subject) <= 60 else subject[:57].rstrip() + "…"
