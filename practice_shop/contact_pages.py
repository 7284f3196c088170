"""Pages to read and to ask: contact form, the page of a case, survey, frequent questions, policies, imprint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.goods import METHODS, RATES
from shopper.practice_shop.help_desk import TOPICS, Note, Ticket, order_in
from shopper.practice_shop.paths import other_language, path, policy_at
from shopper.practice_shop.rendering import inside, moment, words
from shopper.practice_shop.searching import best
from shopper.practice_shop.service_hours import is_open, opening
from shopper.practice_shop.store import Customer, Handlers
from shopper.practice_shop.terms import terms

LARGEST_PHOTO = 5 * 1024 * 1024
_LARGEST_FORM = 4 * LARGEST_PHOTO
_PHOTO = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
EMAIL = re.compile(r"(?=[\x21-\x7e]{6,100}$)[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_SHORTEST, _LONGEST = 10, 4_000

LOOKED_THROUGH = timedelta(days=30)
"""How long ago somebody has looked through the frequent questions: the shop does so each quarter."""

SEARCHING = timedelta(minutes=4)
"""How long the help pages search with the defect `help_search_slow`."""

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "delivery": ("delivery_time", "delivery_cost", "delivery_places", "delivery_tracking", "delivery_absent"),
    "order": ("change_order", "add_item", "cancel_order", "guest"),
    "payment": ("cards", "card_declined", "invoice", "discount"),
    "returns": ("return_how", "return_cost", "refund_when", "exchange"),
    "pieces": ("care", "handmade", "broken", "warranty"),
    "service": ("hours", "person", "complaint", "account", "points", "gift", "data"),
}
"""The groups of frequent questions, in order."""

_MORE: Mapping[str, tuple[str, str]] = {
    "delivery_time": ("policy", "delivery"),
    "delivery_cost": ("policy", "fees"),
    "delivery_places": ("policy", "delivery"),
    "delivery_tracking": ("orders", ""),
    "change_order": ("orders", ""),
    "cancel_order": ("orders", ""),
    "cards": ("policy", "terms"),
    "return_how": ("policy", "returns"),
    "return_cost": ("policy", "fees"),
    "refund_when": ("policy", "returns"),
    "care": ("care", ""),
    "broken": ("contact", ""),
    "warranty": ("policy", "warranty"),
    "hours": ("contact", ""),
    "complaint": ("policy", "complaints"),
    "points": ("policy", "loyalty"),
    "data": ("policy", "privacy"),
}
"""Question → the page that says more: its name, and the policy if it is one."""


async def contact(customer: Customer) -> Response:
    """Ways to reach the shop, and the form. What was typed stays when something is missing."""
    known = {"topic": customer.request.query_params.get("topic", ""), **_known(customer)}
    if customer.request.method != "POST":
        return _contact_form(customer, known, {})
    if int(customer.request.headers.get("content-length", 0)) > _LARGEST_FORM:
        async for _ in customer.request.stream():  # heard to its end, or the browser would not listen to the answer
            pass
        return _contact_form(customer, known, {"photo": customer.words["contact"]["errors"]["photo"]})
    sent = await customer.request.form(max_files=1)
    form = await customer.form()
    message, photo = sent.get("message"), sent.get("photo")
    form["message"] = message.replace("\r\n", "\n").strip()[:_LONGEST] if isinstance(message, str) else ""
    has_photo = isinstance(photo, UploadFile) and bool(photo.filename)
    prefix = customer.store.tenant.prefix
    fits = {
        "name": form.get("name"),
        "email": EMAIL.fullmatch(form.get("email", "")),
        "topic": form.get("topic") in TOPICS,
        "order": not form.get("order") or order_in(form["order"], prefix),
        "message": len(form["message"]) >= _SHORTEST,
        "photo": not has_photo or (isinstance(photo, UploadFile) and await _is_photo(photo)),
    }
    errors = {name: customer.words["contact"]["errors"][name] for name, fit in fits.items() if not fit}
    if errors:
        return _contact_form(customer, form, errors)
    if "contact_form_swallows" in customer.store.defects:
        return _contact_form(customer, known, {})
    return customer.go("case", _open(customer, form, photo=has_photo).secret)


def _contact_form(customer: Customer, form: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    prefix = customer.store.tenant.prefix
    errors = {name: sentence.format(example=f"{prefix}-41207") for name, sentence in errors.items()}
    return customer.show("contact.html", form=form, errors=errors, topics=TOPICS, example=f"{prefix}-41207")


def _known(customer: Customer) -> dict[str, str]:
    account = customer.account
    return {"name": account.name, "email": account.email} if account else {}


async def _is_photo(photo: UploadFile) -> bool:
    """Whether it is a picture that the shop can open, and not too large."""
    return 0 < (photo.size or 0) <= LARGEST_PHOTO and bool(_PHOTO.match(await photo.read(16)))


def _open(customer: Customer, form: Mapping[str, str], *, photo: bool) -> Ticket:
    store, told = customer.store, customer.words["mails"]["answer"]
    topic = form["topic"]
    about = told["about_complaint" if topic == "complaint" else "about"]
    ticket = store.desk.open(
        Note(form["message"], store.clock.now(), photo=photo),
        language=customer.language,
        name=form["name"][:80],
        email=form["email"],
        topic=topic,
        subject=about.format(topic=inside(customer.words["topics"][topic], customer.language)),
        order=order_in(form.get("order", "") or form["message"], store.tenant.prefix),
    )
    store.events.asked(ticket)
    return ticket


async def case(customer: Customer) -> Response:
    """What the customer asked, and when she gets an answer."""
    store, language = customer.store, customer.language
    ticket = _found(customer)
    zone, now = store.tenant.timezone, store.clock.now()
    answered = ticket.answered(zone, store.defects)
    return customer.show(
        "case.html",
        item=ticket.secret,
        ticket=ticket,
        expected="complaint" if ticket.topic == "complaint" else "in_hours" if is_open(ticket.asked, zone) else "out_of_hours",
        opens=moment(opening(ticket.asked, zone), language, store.tenant),
        answered=answered if answered <= now else None,
    )


async def survey(customer: Customer) -> Response:
    """One question on the answer that the customer got."""
    ticket = _found(customer)
    form: Mapping[str, str] = await customer.form() if customer.request.method == "POST" else {}
    if "survey_link_votes" in customer.store.defects:
        form = form or customer.request.query_params
    marks = customer.words["survey"]["marks"]
    given = form.get("mark") in {str(mark) for mark in marks}
    error = customer.words["survey"]["error"] if form and not given else ""
    return customer.show("survey.html", item=ticket.secret, ticket=ticket, marks=marks, form=form, error=error, given=given)


def _found(customer: Customer) -> Ticket:
    ticket = customer.store.desk.by_secret(customer.slug)
    if ticket is None:
        raise HTTPException(404)
    return ticket


async def faq(customer: Customer) -> Response:
    """Frequent questions, all in groups, or those that a search finds, the best first."""
    query = " ".join(customer.request.query_params.get("q", "").split())[:80]
    if query and "help_search_slow" in customer.store.defects and _still_searching(customer, query):
        return customer.show("searching.html")
    hidden = {"hours"} if "hours_not_shown" in customer.store.defects else set()
    told = customer.words["faq"]["questions"]
    shown = {group: [id for id in ids if id not in hidden] for group, ids in QUESTIONS.items()}
    return customer.show(
        "faq.html",
        sought=query,
        helped=bool(customer.request.query_params.get("helped")),
        updated=customer.store.clock.now() - LOOKED_THROUGH,
        groups=shown,
        found=best(query, {id: (told[id]["q"], told[id]["a"]) for ids in shown.values() for id in ids}),
        terms=terms(customer.language),
        carrier_phone=customer.store.tenant.carrier.phone,
        more={id: path(page, customer.language, item) for id, (page, item) in _MORE.items()},
        more_title={id: _title(customer, page, item) for id, (page, item) in _MORE.items()},
    )


def _still_searching(customer: Customer, query: str) -> bool:
    """With the defect `help_search_slow`: whether the customer must still wait for what she searched."""
    customer.remember()
    now = customer.store.clock.now()
    return now - customer.session.searching.setdefault(query, now) < SEARCHING


def _title(customer: Customer, page: str, item: str) -> str:
    told = customer.words["policies"][item] if item else customer.words[page]
    return str(told["title"])


async def policy(customer: Customer) -> Response:
    name = policy_at(customer.slug, customer.language)
    if name is None:
        raise HTTPException(404)
    if name == "delivery" and "delivery_page_broken" in customer.store.defects:
        raise HTTPException(500)
    strange = name == "delivery" and "delivery_terms_in_other_language" in customer.store.defects
    language = other_language(customer.language) if strange else customer.language
    return customer.show(
        "policy.html", item=name, policy=name, told=words(language), rates=RATES, methods=METHODS, terms=terms(language)
    )


async def imprint(customer: Customer) -> Response:
    return customer.show("imprint.html")


HANDLERS: Handlers = {
    "contact": (contact, ("GET", "POST")),
    "case": (case, ("GET",)),
    "survey": (survey, ("GET", "POST")),
    "faq": (faq, ("GET",)),
    "imprint": (imprint, ("GET",)),
    "policy": (policy, ("GET",)),
}
