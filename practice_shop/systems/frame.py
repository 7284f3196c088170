"""What all systems' mails have in common: two bodies from templates, an address on the envelope, headers that repeat.

A mail is a pure function of what it is about, language, defects, time and tenant: the same in, the same bytes out.
"""

from __future__ import annotations

import email.policy
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from types import MappingProxyType
from typing import Any

from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import telephone, templates, words
from shopper.practice_shop.tenant import GOM_SEN, Tenant


@dataclass(frozen=True)
class System:
    """One of the systems: its name, the local part it sends from, and the software that it says it is (X-Mailer).

    `id_form` is how that software builds the local part of a Message-ID. A `partner` is the carrier's: it writes under the
    carrier's name and domain.
    """

    name: str
    sender: str
    mailer: str
    id_form: str = "{digest}"
    partner: bool = False

    def address(self, tenant: Tenant) -> str:
        """The address that it sends from at a tenant."""
        return f"{self.sender}@{self._apex(tenant)}"

    def host(self, tenant: Tenant) -> str:
        """The machine that it runs on; its first part is the selector of its DKIM key."""
        return f"{self.name.replace('_', '-')}.{self._apex(tenant)}"

    def display_name(self, tenant: Tenant) -> str:
        """Who the mail is from, in words."""
        return tenant.carrier.name if self.partner else tenant.name

    def _apex(self, tenant: Tenant) -> str:
        return tenant.carrier.apex if self.partner else tenant.apex


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; `type` is its MIME type."""

    name: str
    type: str
    content: bytes


class ShopMail(EmailMessage):
    """A mail of the shop's, with what a defect must know to spoil it: its kind (the name of its templates), language, tenant,
    and what it is about (the values of its templates). `envelope` is the sender on the envelope, where it is not From;
    `is_spoilt` says that all that is wrong with it is in it already."""

    kind: str = ""
    language: str = ""
    tenant: Tenant = GOM_SEN
    about: Mapping[str, Any] = MappingProxyType({})
    envelope: str | None = None
    is_spoilt: bool = False

    @property
    def subject(self) -> str:
        return str(self["Subject"])

    @subject.setter
    def subject(self, told: str) -> None:
        self.replace_header("Subject", told)

    @property
    def html(self) -> str:
        """The HTML body; empty if there is none."""
        return self._content("html")

    @html.setter
    def html(self, told: str) -> None:
        self._set_content("html", told)

    @property
    def text(self) -> str:
        """The plain body; empty if there is none."""
        return self._content("plain")

    @text.setter
    def text(self, told: str) -> None:
        self._set_content("plain", told)

    def _part(self, subtype: str) -> EmailMessage | None:
        return next((part for part in self.walk() if part.get_content_type() == f"text/{subtype}"), None)

    def _content(self, subtype: str) -> str:
        part = self._part(subtype)
        return str(part.get_content()) if part else ""

    def _set_content(self, subtype: str, told: str) -> None:
        if part := self._part(subtype):
            part.set_content(told, subtype=subtype, cte="quoted-printable")


def compose(
    system: System,
    kind: str,
    language: str,
    tenant: Tenant,
    *,
    to: Address,
    now: datetime,
    mark: str,
    subject: Mapping[str, object] | None = None,
    attachments: tuple[Attachment, ...] = (),
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> ShopMail:
    """A mail of this kind, as it leaves at `now`.

    Its texts stand under `mails: KIND` of a language, its bodies in `templates/mails/KIND.html` and `.txt`; `subject` fills
    the subject's blanks, `values` are for the templates. `mark` is what the mail is about (an order's secret, a ticket's):
    Message-ID and boundaries come from it, so that writing twice gives the same bytes. `headers` replace the usual ones;
    an empty one takes it out.
    """
    t = words(language)
    title = t["mails"][kind]["subject"].format(**subject or {})
    known = {
        "subject": title,
        "t": t["mails"][kind],
        "common": t["mails"],
        "all_words": t,
        "bill_words": t["bill"],
        "methods": t["methods"],
        "countries": t["countries"],
        "policies": t["policies"],
        "language": language,
        "tenant": tenant,
        "home_url": tenant.url + path("home", language),
        "contact_url": tenant.url + path("contact", language),
        "phone_url": telephone(tenant.phone),
        "link_style": f"color:{tenant.colour};text-decoration:underline;white-space:nowrap",
        **values,
    }
    message = ShopMail(email.policy.SMTP)
    message.kind, message.language, message.tenant, message.about = kind, language, tenant, known
    message["Subject"] = title
    message.set_content(templates().get_template(f"mails/{kind}.txt").render(known), cte="quoted-printable")
    html = templates().get_template(f"mails/{kind}.html").render(known)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    digest = hashlib.sha256(f"{system.name}:{kind}:{mark}".encode()).hexdigest()[:20]
    message.set_boundary(f"={digest}=")
    for attachment in attachments:
        main, _, sub = attachment.type.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)
    if attachments:
        message.set_boundary(f"+{digest}+")
    usual = {
        "From": Address(system.display_name(tenant), addr_spec=system.address(tenant)),
        "To": to,
        "Date": format_datetime(now.astimezone(tenant.timezone)),
        "Message-ID": f"<{system.id_form.format(digest=digest)}@{system.host(tenant)}>",
        "Auto-Submitted": "auto-generated",
        "X-Mailer": system.mailer,
    }
    for name, value in (usual | dict(headers or {})).items():
        if value:
            message[name] = value
    return message
