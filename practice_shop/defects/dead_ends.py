"""Where a customer gets stuck: dead buttons, circles, walls, carts that are lost, searches that end in nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, adding, rewriting

if TYPE_CHECKING:
    from shopper.practice_shop.rendering import ShopPage

_MAIN = re.compile(r"(?<=tabindex=\"-1\">).*(?=</main>)", re.DOTALL)
_OWN_WAY = re.compile(
    r"(?P<answer><details.*?</details>)|<p[^>]*>(?:(?!</p>).)*href=\"(?:tel|mailto):(?:(?!</p>).)*</p>", re.DOTALL
)
_NOTICE = re.compile(
    r"(<div class=\"notice\" role=\"status\">\s*<p>[^<]*</p>).*(?=</section>\s*<\w+ class=\"(?:helped|panel)\")", re.DOTALL
)
_PANEL = re.compile(r"<section class=\"panel\".*?</section>", re.DOTALL)
_LINK = re.compile(r"<a href=\"/[^\"]+\">[^<]*</a>")

_READ_FIRST = {
    "vi": "Câu trả lời có sẵn ở đây:",
    "en": "You will find the answer here:",
    "de": "Die Antwort finden Sie hier:",
    "fr": "Vous trouverez la réponse ici :",
}


def _sent_on(page: ShopPage) -> None:
    """The contact page only tells to read the frequent questions, and those only to ask."""
    main = _MAIN.search(page.html)
    if main is None:
        return
    if page.name == "contact":
        answers = re.search(r"<h3>[^<]*</h3>\s*<p>[^<]*(<a [^>]*>[^<]*</a>)</p>", main[0])
        heading = re.search(r"<h1>.*?</h1>", main[0])
        if answers and heading:
            page.html = page.html.replace(main[0], f"{heading[0]}<p>{_READ_FIRST[page.language]} {answers[1]}</p>")
    else:
        page.html = page.html.replace(main[0], _OWN_WAY.sub(lambda hit: hit["answer"] or _only_links(hit[0]), main[0]))


def _only_links(paragraph: str) -> str:
    return f"<p>{' '.join(_LINK.findall(paragraph))}</p>"


def _in_vain(page: ShopPage) -> None:
    """A search that found nothing says so, and no more."""
    if _NOTICE.search(page.html):
        page.html = _PANEL.sub("", _NOTICE.sub(r"\1</div>", page.html), count=1)


def _unlinked(page: ShopPage) -> None:
    """Whatever leads to the complaints page leads there no more."""
    from shopper.practice_shop.paths import path

    there = re.escape(path("policy", page.language, "complaints"))
    page.html = re.sub(rf"<a href=\"{there}\"[^>]*>([^<]*)</a>", r"\1", page.html)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "contact_button_dead",
        "The contact form's button is dead",
        "The button that should send the question does nothing: no message, no other page.",
        finds="dead-button",
        follows=("goal-not-reached",),
        medium="path",
        journeys=("ask_by_form",),
        pages=("contact",),
        redo=rewriting(r'(<button class="button" type=)"submit">', r'\1"button">'),
        alone=True,
    ),
    Defect(
        "contact_form_swallows",
        "The contact form swallows the question",
        "Whoever sends the contact form sees it again, empty, without a word; nobody ever gets the question.",
        finds="form-swallows-input",
        follows=("goal-not-reached", "input-lost-on-error"),
        medium="path",
        journeys=("ask_by_form",),
        alone=True,
    ),
    Defect(
        "help_in_circles",
        "Contact and frequent questions send customers to each other",
        "The contact page has no form and no number, only a link to the frequent questions, which link back to it.",
        finds="loop",
        follows=("goal-not-reached", "contact-hard-to-find", "hours-not-shown"),
        medium="path",
        journeys=("find_an_answer",),
        pages=("faq", "contact"),
        redo=_sent_on,
        alone=True,
    ),
    Defect(
        "product_script_missing",
        "A script of the product pages is not there",
        "The product pages ask for a script that the last release took away: 404. The page works without it.",
        finds="failed-request",
        medium="path",
        pages=("product",),
        redo=adding('<script src="/static/recently-seen.js" defer></script>', before="</head>"),
    ),
    Defect(
        "tracking_behind_login",
        "Guests cannot follow their orders",
        "The page on which guests find their orders asks them to log in to an account that they do not have.",
        finds="login-wall",
        follows=("goal-not-reached", "order-tracking-missing", "order-change-missing"),
        medium="path",
        journeys=("cancel_order",),
        alone=True,
    ),
    Defect(
        "cart_lost_after_decline",
        "A declined card empties the cart",
        "When the bank declines the card, the cart is emptied: the customer has to gather everything again.",
        finds="cart-lost",
        follows=("goal-not-reached",),
        medium="path",
        journeys=("declined_card",),
        alone=True,
    ),
    Defect(
        "cart_forgotten",
        "The cart is forgotten when the browser closes",
        "The cart hangs on a cookie that ends with the browser: whoever comes back finds it empty.",
        finds="cart-lost",
        follows=("goal-not-reached",),
        medium="path",
        journeys=("cart_is_kept",),
        alone=True,
    ),
    Defect(
        "help_search_in_vain",
        "The search for answers ends in nothing",
        "Who searches the frequent questions in vain is told so, without a hint, a number, or a link to ask.",
        finds="search-without-result-or-help",
        follows=("goal-not-reached",),
        medium="path",
        journeys=("find_an_answer",),
        pages=("faq",),
        redo=_in_vain,
        alone=True,
    ),
    Defect(
        "complaints_page_unlinked",
        "No link leads to the complaints page",
        "The page on complaints is there, and the sitemap names it, but no page links to it any more.",
        finds="unlinked-help",
        follows=("complaint-route-missing", "policy-missing"),
        medium="path",
        journeys=("first_visit",),
        pages=("*",),
        redo=_unlinked,
    ),
)
