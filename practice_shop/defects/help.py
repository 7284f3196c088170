"""What a customer who looks for help does not find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, Redo, adding, rewriting
from shopper.practice_shop.tenant import HOURS

if TYPE_CHECKING:
    from shopper.practice_shop.rendering import ShopPage

_FAQ = "vi/cau-hoi-thuong-gap|en/faq|de/haeufige-fragen|fr/questions-frequentes"
_PRIVACY = "vi/chinh-sach/bao-mat|en/policies/privacy|de/richtlinien/datenschutz|fr/conditions/confidentialite"
_LOYALTY = "vi/chinh-sach/tich-diem|en/policies/points|de/richtlinien/punkte|fr/conditions/points"
_PROMISE = "vi/chinh-sach/cam-ket|en/policies/promise|de/richtlinien/versprechen|fr/conditions/engagements"
_ORDERS = "vi/don-hang|en/orders|de/bestellungen|fr/commandes"
_CONTACT = "vi/lien-he|en/contact|de/kontakt|fr/contact"

_COMPLAINT = "[Kk]hiếu nại|[Cc]omplain|[Bb]eschwer|[Rr]éclamation"
_LAST_UPDATED = {
    "vi": "Cập nhật lần cuối: 12 tháng 3, 2021",
    "en": "Last updated on 12 March 2021",
    "de": "Zuletzt aktualisiert am 12. März 2021",
    "fr": "Dernière mise à jour le 12 mars 2021",
}
_CALL = {"vi": "Gọi ngay cho xưởng", "en": "Call the workshop", "de": "Werkstatt anrufen", "fr": "Appeler l’atelier"}
_RETURN_BY_PHONE = {
    "vi": "Muốn trả hàng, hãy gọi hoặc viết thư cho chúng tôi. Chúng tôi xem xét và cho bạn biết phải làm gì.",
    "en": "To return a piece, please call us or write to us. We look into it and tell you what to do.",
    "de": "Wenn Sie ein Stück zurückgeben möchten, rufen Sie uns bitte an. Wir prüfen das und sagen Ihnen Bescheid.",
    "fr": "Pour renvoyer une pièce, appelez-nous ou écrivez-nous. Nous examinons votre demande et vous disons que faire.",
}
_CHAT = (
    r'<button class="chat-open".*?</button>|<section class="chat".*?</section>|<script src="/static/chat.js" defer></script>'
)


def _unlinking(paths: str) -> Redo:
    """Takes out every link to these paths, and the item of a list that held nothing else."""
    link = rf'<a[^>]* href="/(?:{paths})(?:\?[^"]*)?"[^>]*>[^<]*</a>'
    return rewriting(rf"<li>{link}</li>|{link}", "")


def _without_contact(page: ShopPage) -> None:
    """No page but the contact page itself says how to reach anybody, and none leads there."""
    if page.name != "contact":
        page.html = re.sub(r'<a href="(?:tel|mailto):[^"]*"[^>]*>[^<]*</a>', "", page.html)
        page.html = re.sub(_CHAT, "", page.html, flags=re.DOTALL)
        _unlinking(_CONTACT)(page)


def _without_hours(page: ShopPage) -> None:
    """The hours are gone from head, foot and the box beside the form, with what led to them."""
    hours = re.escape(HOURS[page.language])
    page.html = re.sub(rf"<li>[^<]*{hours}</li>|<br>{hours}| · {hours}", "", page.html)


def _silent_on_complaints(page: ShopPage) -> None:
    """Whatever names complaints is gone: links, sentences, headings, questions, a topic of the form."""
    for tag in ("details", "option", "li", "h1", "h2", "h3", "p"):
        inside = rf"(?:(?!</{tag}>).)*?"
        page.html = re.sub(rf"<{tag}\b[^>]*>{inside}(?:{_COMPLAINT}){inside}</{tag}>", "", page.html, flags=re.DOTALL)


def _updated_long_ago(page: ShopPage) -> None:
    page.html = re.sub(r'(<p class="small">)[^<]*', rf"\g<1>{_LAST_UPDATED[page.language]}", page.html, count=1)


def _returns_by_phone(page: ShopPage) -> None:
    """The section that says how to return something, the second of its page, sends customers to the phone."""
    if page.item == "returns":
        second = re.compile(r"(<h2>.*?<h2>[^<]*</h2>\n)(?:<p>.*?</p>\n)+?(?=<h2>)", re.DOTALL)
        page.html = second.sub(rf"\g<1><p>{_RETURN_BY_PHONE[page.language]}</p>\n", page.html, count=1)


def _account_without_orders(page: ShopPage) -> None:
    page.html = re.sub(r'<section aria-labelledby="yours">.*?</section>', "", page.html, flags=re.DOTALL)
    page.html = re.sub(r'<p class="lead">.*?</p>', "", page.html, flags=re.DOTALL)


_EXPLORED = ("first_visit",)

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "contact_out_of_sight",
        "Nobody finds out how to reach the shop",
        "Phone, mail address, chat and the links to the contact page are gone from all pages but the contact page.",
        finds="contact-hard-to-find",
        follows=("no-way-to-a-person", "unlinked-help", "eu-imprint"),
        medium="path",
        journeys=_EXPLORED,
        pages=("*",),
        redo=_without_contact,
        alone=True,
    ),
    Defect(
        "hours_left_out_of_checkout",
        "The checkout does not say when anybody is there",
        "The pages of the checkout show the phone number, but no hours.",
        finds="hours-missing-in-checkout",
        medium="path",
        pages=("checkout", "payment"),
        redo=_without_hours,
    ),
    Defect(
        "faq_out_of_sight",
        "Nobody finds the frequent questions",
        "No page links the frequent questions any more.",
        finds="faq-hard-to-find",
        follows=("unlinked-help",),
        medium="path",
        journeys=_EXPLORED,
        pages=("*",),
        redo=_unlinking(_FAQ),
        alone=True,
    ),
    Defect(
        "faq_without_adding",
        "Nobody says how to add something to an order",
        "The question how to add a piece to an order is gone from the frequent questions.",
        finds="faq-topic-missing",
        says="review",
        medium="path",
        journeys=_EXPLORED,
        pages=("faq",),
        redo=rewriting(r'<details class="question" id="add_item">.*?</details>', ""),
    ),
    Defect(
        "faq_years_old",
        "The frequent questions are years old",
        "The frequent questions say that they were last updated in March 2021.",
        finds="faq-outdated",
        medium="path",
        journeys=_EXPLORED,
        pages=("faq",),
        redo=_updated_long_ago,
    ),
    Defect(
        "privacy_terms_gone",
        "Nobody finds the privacy terms",
        "No page links the privacy terms any more.",
        finds="policy-missing",
        follows=("unlinked-help",),
        medium="path",
        journeys=_EXPLORED,
        pages=("*",),
        redo=_unlinking(_PRIVACY),
    ),
    Defect(
        "complaints_unmentioned",
        "Nobody says how to complain",
        "No page names complaints: not the contact page, its form, the questions, the terms nor any link.",
        finds="complaint-route-missing",
        follows=("unlinked-help",),
        medium="path",
        journeys=_EXPLORED,
        pages=("*",),
        redo=_silent_on_complaints,
    ),
    Defect(
        "tracking_out_of_sight",
        "Nobody finds where to follow an order",
        "No page links the page on which an order can be followed; only an account to log in to is left.",
        finds="order-tracking-missing",
        follows=("unlinked-help",),
        medium="path",
        journeys=_EXPLORED,
        says="review",
        pages=("*",),
        redo=_unlinking(_ORDERS),
    ),
    Defect(
        "order_page_without_change",
        "An order cannot be changed online",
        "The page of an order offers neither to change nor to cancel it, though it is not packed yet.",
        finds="order-change-missing",
        medium="path",
        journeys=("account_order",),
        pages=("order",),
        redo=rewriting(r'<h2>[^<]*</h2>\s*<p>[^<]*</p>\s*<p class="actions">.*?</p>', ""),
    ),
    Defect(
        "account_without_orders",
        "The account does not know her orders",
        "The account shows the saved address only, no orders and no invoices.",
        finds="order-history-or-invoice-missing",
        follows=("goal-not-reached",),
        medium="path",
        journeys=("account_order",),
        pages=("account",),
        redo=_account_without_orders,
        alone=True,
    ),
    Defect(
        "returns_by_phone",
        "Returns must be asked for",
        "The returns policy tells customers to call or write, instead of how to book a return themselves.",
        finds="return-not-online",
        follows=("policy-contradicts",),
        medium="path",
        journeys=_EXPLORED,
        pages=("policy",),
        redo=_returns_by_phone,
    ),
    Defect(
        "promise_out_of_sight",
        "Nobody finds what service the shop promises",
        "No page links the shop's promise to its customers any more.",
        finds="manifesto-missing",
        follows=("unlinked-help",),
        medium="path",
        journeys=_EXPLORED,
        pages=("*",),
        redo=_unlinking(_PROMISE),
    ),
    Defect(
        "points_without_terms",
        "Points are offered without their terms",
        "The frequent questions speak of points, but no page links their terms any more.",
        finds="loyalty-terms-missing",
        follows=("unlinked-help",),
        medium="path",
        journeys=_EXPLORED,
        pages=("*",),
        redo=_unlinking(_LOYALTY),
    ),
    Defect(
        "faq_not_for_search_engines",
        "Search engines are kept from the frequent questions",
        "The page of frequent questions says noindex.",
        finds="help-not-indexable",
        medium="path",
        journeys=_EXPLORED,
        pages=("faq",),
        redo=adding('<meta name="robots" content="noindex">', before="</head>"),
    ),
    Defect(
        "phone_link_empty",
        "The phone link calls nobody",
        "The contact page has a link to call the shop that holds no number.",
        finds="channel-missing",
        medium="path",
        journeys=_EXPLORED,
        pages=("contact",),
        redo=adding({language: f'<p><a href="tel:">{words}</a></p>' for language, words in _CALL.items()}),
    ),
    Defect(
        "help_without_feedback",
        "Nobody asks whether the frequent questions helped",
        "The page of frequent questions does not ask whether the customer found her answer.",
        finds="no-feedback-on-help",
        medium="path",
        journeys=_EXPLORED,
        says="review",
        pages=("faq",),
        redo=rewriting(r'<form class="helped".*?</form>', ""),
    ),
)
