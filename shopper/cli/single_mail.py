"""A raw mail by itself: how files hold mails, and what can be said of one without a visit.

A visit is made up around it, in which nothing happened but that it came: checks that need more (a page, an expectation, what
other mails say, a browser that drew it) are not heard, but named with what they need (`beyond.py`). The shop is one that sends
just this mail, of which nothing else is known, unless it is named. The mail is judged as the shop's, whoever sent it: it was
handed over to be judged.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_jsonable_python

from shopper.cli.beyond import NEEDS, is_heard
from shopper.errors import UsageError
from shopper.evidence import attachments, facts_in, facts_of
from shopper.inbox.guard import Reader
from shopper.inbox.matching import Origin, recognise
from shopper.inbox.parsing import LARGEST_MAIL
from shopper.model import (
    Blob,
    Evidence,
    Fact,
    Mail,
    MailKind,
    Model,
    Outcome,
    Persona,
    Place,
    Plan,
    Reading,
    Shop,
    Verdict,
    VisitState,
)
from shopper.reading.defaults import default_sender
from shopper.reading.language import LANGUAGES, language_of
from shopper.reading.promises import Promised, find_promises
from shopper.reading.zones import zones
from shopper.registry import CheckType, checks
from shopper.verdict.running import CRASHED, Ran, run_checks

LARGEST_MAILBOX = 512 * 1024 * 1024  # bytes
LOCALES = {"vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}
"""The locale in which a mail's numbers are read, by its language, where nobody says another."""

_COUNTRIES = (("en", "$", "en-US"), ("es", "$", "es-MX"), ("de", "CHF", "de-CH"), ("fr", "CHF", "fr-CH"))
_KIND, _SYSTEM = "mail", "sender"
"""What a mail is called that is of none of the kinds that its shop declares."""

_NO_TIME = datetime.fromtimestamp(0, UTC)
_HEARD = (Outcome.FAIL, Outcome.REVIEW)
_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_TELLING = re.compile(rb"(?:From|Date|Received|Subject|Message-ID)[ \t]*:", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]+\S")
_LONGEST_HEAD = 256 * 1024  # bytes
_STUFFED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """What a check says about a mail."""

    check: CheckType
    verdict: Verdict


@dataclass(frozen=True)
class Judged:
    """A mail with everything that was read in it, and what its checks say: fails first.

    `passed`: the checks that it passes. `idle`: those that had nothing to look at. `needy`: those that could not judge it, and
    what they need (one of `beyond.Need`; empty: it could not be read whole). `guessed`: its locale was told from its words.
    """

    visit: Evidence
    said: tuple[Said, ...]
    passed: tuple[str, ...]
    idle: tuple[str, ...]
    needy: dict[str, str]
    promises: tuple[Promised, ...]
    guessed: bool

    @property
    def mail(self) -> Mail:
        return self.visit.mails[0]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.visit.facts

    @property
    def locale(self) -> str:
        return self.visit.plan.locale

    @property
    def fails(self) -> bool:
        return any(one.verdict.outcome is Outcome.FAIL for one in self.said)

    def as_json(self) -> dict[str, Any]:
        """Everything of the reading, its facts and findings, as JSON's own types."""
        return {
            "reading": whole(self.mail.reading),
            "kind": self.mail.kind,
            "system": self.mail.system,
            "solicited": not self.mail.doubt,
            "doubt": self.mail.doubt,
            "locale": self.locale,
            "locale_guessed": self.guessed,
            "facts": [{"name": fact.name, "value": whole(fact.value), "quote": fact.quote} for fact in self.facts],
            "promises": [
                {"what": one.what, "due": one.due.isoformat(), "sure": one.sure, "quote": one.quote} for one in self.promises
            ],
            "findings": [
                {"check": one.check.id, "impact": one.check.impact.value, "title": one.check.failure}
                | one.verdict.model_dump(mode="json", include={"outcome", "sentence", "expected", "actual", "about"})
                for one in self.said
            ],
            "passed": list(self.passed),
            "nothing_to_look_at": list(self.idle),
            "needs_more": self.needy,
        }


def whole(value: Any) -> Any:
    """As JSON's own types, with the fields that audits leave out."""
    if isinstance(value, Model):
        return {name: whole(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [whole(one) for one in value]
    return to_jsonable_python(value)


def mails_in(data: bytes, place: str) -> list[bytes]:
    """The mails of a file: one, or those of a mailbox in mbox format (RFC 4155). Raises UsageError if there is none."""
    starts = list(_BEGINNING.finditer(data)) if data.startswith(b"From ") else []
    if not starts:
        found = [data[: LARGEST_MAIL + 1]]
    else:
        ends = [*(start.start() for start in starts[1:]), len(data)]
        found = [data[start.end() : end] for start, end in zip(starts, ends, strict=True)]
        found = [_STUFFED.sub(b"", one[: LARGEST_MAIL + 1]) for one in found]
    if not any(one.strip() for one in found):
        raise UsageError("it holds no mail", place=place, remedy="Name a raw mail (.eml) or a mailbox file (mbox).")
    return found


def is_a_mail(raw: bytes) -> bool:
    """Whether its head has at least one of the headers that no mail is without: From, Date, Received, Subject, Message-ID."""
    for line in raw[:_LONGEST_HEAD].splitlines():
        if _TELLING.match(line):
            return True
        if not _HEADER.match(line):
            return False
    return False


def judge(raw: bytes, reader: Reader, *, name: str, shop: Shop | None = None, locale: str = "") -> Judged:
    """Read a raw mail under guard, and let the checks of mails look at it; the arguments are those of `evidence_of`."""
    visit = evidence_of(raw, reader, name=name, shop=shop, locale=locale)
    reading = visit.mails[0].reading
    all_ran = run_checks(visit, {id: check for id, check in checks().items() if check.folder == "inbox_checks"})
    ran = [one for one in all_ran if is_heard(one.check.id, reading)]
    heard = [Said(one.check, verdict) for one in ran for verdict in one.verdicts if _is_said(verdict)]
    passed = tuple(one.check.id for one in ran if one.verdicts and all(v.outcome is Outcome.PASS for v in one.verdicts))
    spoke = {*passed, *(one.check.id for one in heard)}
    silent = [one for one in all_ran if one.check.id not in spoke]
    return Judged(
        visit,
        said=tuple(sorted(heard, key=_gravest)),
        passed=passed,
        idle=tuple(one.check.id for one in silent if not _wants_more(one)),
        needy={one.check.id: NEEDS.get(one.check.id, "") for one in silent if _wants_more(one)},
        promises=_promises(visit),
        guessed=not locale,
    )


def _is_said(verdict: Verdict) -> bool:
    return verdict.outcome in _HEARD or verdict.actual == CRASHED


def _wants_more(one: Ran) -> bool:
    return one.check.id in NEEDS or any(verdict.outcome is Outcome.CANT_TELL for verdict in one.verdicts)


def _promises(visit: Evidence) -> tuple[Promised, ...]:
    """None where nobody knows when they were made."""
    mail, plan = visit.mails[0], visit.plan
    if mail.arrived == _NO_TIME:
        return ()
    return tuple(find_promises(mail.reading.text, plan.locale, mail.arrived, plan.shop))


def evidence_of(raw: bytes, reader: Reader, *, name: str, shop: Shop | None = None, locale: str = "") -> Evidence:
    """A visit in which nothing happened but that this mail came.

    `name`: its file. `shop`: whose mail it is. `locale` (BCP 47): the customer's; guessed from the mail's language if empty.
    """
    reading = reader.read(raw)
    locale = locale or _locale(reading, shop)
    origin = recognise(reading, shop) if shop else Origin("", "", True)
    shop = shop or _unknown_shop(reading, locale)
    if not origin.kind:
        shop = _with_this(reading, shop)
        origin = origin._replace(kind=_KIND, system=origin.system or _SYSTEM)
    mail = _mail(raw, reading, origin, name)
    documents = tuple(attachments([mail]))
    return Evidence(
        visit="mail",
        plan=_plan(shop, locale, name),
        address=next(iter(reading.recipients), ""),
        started=mail.arrived,
        ended=mail.arrived,
        state=VisitState.FINISHED,
        mails=(mail,),
        documents=documents,
        facts=(*facts_of(mail, locale), *(fact for document in documents for fact in facts_in(document, locale))),
    )


def _gravest(one: Said) -> tuple[bool, int, str]:
    return one.verdict.outcome is not Outcome.FAIL, list(type(one.check.impact)).index(one.check.impact), one.check.id


def _locale(reading: Reading, shop: Shop | None) -> str:
    declared = reading.lang.partition("-")[0].lower()
    language = language_of(reading.text).language or (declared if declared in LANGUAGES else "")
    if not language:
        language = shop.languages[0] if shop and shop.languages else "en"
    return _by_currency(language, reading.text) or LOCALES.get(language, language)


def _by_currency(language: str, text: str) -> str:
    """Where a language's amounts are written in several ways, its currency tells the country."""
    return next((locale for said, sign, locale in _COUNTRIES if said == language and sign in text), "")


def _unknown_shop(reading: Reading, locale: str) -> Shop:
    """A shop of which nothing is known but that it sent this mail."""
    domain = reading.sender.rpartition("@")[2] or "unknown.invalid"
    return Shop(
        id="unknown",
        name=domain if default_sender(reading.sender_name, "") else reading.sender_name or domain,
        url=f"https://{domain}",
        zone=zones().get(locale.rpartition("-")[2], "UTC"),
        languages=(locale.partition("-")[0],),
        hosts=(domain, f"*.{domain}"),
    )


def _with_this(reading: Reading, shop: Shop) -> Shop:
    """The shop as if it declared a mail that its file does not: else checks that ask for a kind or a sender would be silent."""
    domain = reading.sender.rpartition("@")[2]
    hosts = [host for host in (domain, f"*.{domain}") if domain and host not in shop.hosts]
    kind = MailKind(system=_SYSTEM, sender=reading.sender or "*@*", subject={})
    return shop.model_copy(update={"hosts": (*shop.hosts, *hosts), "mails": {**shop.mails, _KIND: kind}})


def _plan(shop: Shop, locale: str, name: str) -> Plan:
    nobody = Persona(id="nobody", name="")
    return Plan(
        id="mail", journey="mail", title=name, place=Place(file=name), shop=shop, persona=nobody, locale=locale, steps=()
    )


def _mail(raw: bytes, reading: Reading, origin: Origin, name: str) -> Mail:
    """It arrived when the last server said that it did; where none said so, when it was written. Solicited it is in any case,
    so that every check judges it; `doubt` says why an audit would not take it for the shop's."""
    received = reading.hops[-1].at if reading.hops else None
    arrived = received or reading.date or _NO_TIME
    return Mail(
        id="m1",
        arrived=arrived,
        noticed=arrived,
        raw=Blob(path=name, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw)),
        reading=reading,
        kind=origin.kind,
        system=origin.system,
        doubt=origin.doubt,
    )
