"""Pages that speak, spell or look like somebody else's."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, adding, rewriting

if TYPE_CHECKING:
    from shopper.practice_shop.rendering import ShopPage

_FIRST_VISIT = ("first_visit",)
_EVERY_PAGE = ("*",)
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")

_NEWSLETTER = {
    "vi": "Sign up for our newsletter and you will be the first to hear when a new kiln has been opened.",
    "en": "Melden Sie sich für unseren Newsletter an und erfahren Sie als Erste, wenn wir einen neuen Brand öffnen.",
    "de": "Sign up for our newsletter and you will be the first to hear when a new kiln has been opened.",
    "fr": "Sign up for our newsletter and you will be the first to hear when a new kiln has been opened.",
}
_FAMILIAR = {
    "vi": "Kính chào Quý khách. Quý khách cần thêm thông tin? Quý khách vui lòng để lại câu hỏi, chúng tôi sẽ hồi âm "
    "Quý khách.",
    "de": "Hast du noch eine Frage? Schreib uns, wenn du etwas nicht findest: Wir helfen dir gern, und deine Nachricht liest "
    "ein Mensch.",
    "fr": "Tu as encore une question ? Écris-nous si tu ne trouves pas ta réponse : nous sommes là pour toi, et tes messages "
    "sont lus par une personne.",
}


def _misread(page: ShopPage) -> None:
    """The warranty's words as a program has them that takes UTF-8 for Windows-1252."""
    if page.item == "warranty":
        head, main, rest = page.html.partition("<main")
        article, end, foot = rest.partition("</main>")
        page.html = head + main + _TEXT.sub(_as_windows_reads_it, article) + end + foot


def _as_windows_reads_it(hit: re.Match[str]) -> str:
    return escape(unescape(hit[0]).encode().decode("cp1252", "replace"), quote=False)


def _amount_abroad(hit: re.Match[str]) -> str:
    """An amount with the signs of the other custom: 389,000 ₫ for 389.000 ₫, €15,90 for €15.90."""
    return hit[0].translate(str.maketrans(",.", ".,"))


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "newsletter_in_other_language",
        "The newsletter's box was never translated",
        "A line below the text of every page is in a language that the customer did not choose.",
        finds="mixed-language-page",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=_EVERY_PAGE,
        redo=adding({language: f"<p>{text}</p>" for language, text in _NEWSLETTER.items()}),
    ),
    Defect(
        "pages_declare_other_language",
        "Every page says that it is Finnish",
        "The frame of the pages declares Finnish, whatever language stands in it.",
        finds="page-html-lang-differs",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=_EVERY_PAGE,
        redo=rewriting(r'<html lang="\w+"', '<html lang="fi"'),
    ),
    Defect(
        "warranty_page_mojibake",
        "The warranty's letters are broken",
        "Somebody read UTF-8 as Latin letters when the warranty was stored.",
        finds="page-mojibake",
        follows=("mixed-language-page", "page-language-differs", "policy-missing", "policy-contradicts"),
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("policy",),
        redo=_misread,
    ),
    Defect(
        "faq_shows_placeholder",
        "The frequent questions show a template's field",
        "Below the questions stands {{ shop.support_hours }} instead of the hours.",
        finds="page-placeholder-left",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("faq",),
        redo=adding("<p>{{ shop.support_hours }}</p>"),
    ),
    Defect(
        "prices_in_foreign_format",
        "Prices are written as elsewhere",
        "The catalogue groups digits and marks decimals as another country does: 389,000 ₫, €15,90 to the English.",
        finds="page-foreign-format",
        follows=("price-changes-on-the-way", "policy-contradicts"),
        medium="path",
        journeys=_FIRST_VISIT,
        languages=("en", "de"),
        pages=("products",),
        redo=rewriting(r"(?<=[€])\d[\d.,]*\d|\b\d[\d.,]*\d(?=[\u00a0\u202f ][€])", _amount_abroad),
    ),
    Defect(
        "faq_changes_form_of_address",
        "The frequent questions change their tone",
        "All pages address the customer in one way, a part of the frequent questions in another: quý khách, du, tu.",
        finds="page-mixed-form-of-address",
        medium="path",
        journeys=_FIRST_VISIT,
        languages=("de", "fr"),
        pages=("faq",),
        redo=adding({language: f"<p>{text}</p>" for language, text in _FAMILIAR.items()}),
    ),
    Defect(
        "faq_in_other_colours",
        "The frequent questions wear other colours",
        "The links of the page are in the pink of the program that it was made with.",
        finds="page-off-brand",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("faq",),
        redo=adding("<style>:is(main, .foot) a:not(.button) { color: #a3005c; }</style>", before="</head>"),
    ),
)
