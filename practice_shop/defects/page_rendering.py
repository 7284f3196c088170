"""Pages that are hard to use: for some people, on some devices, or for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, adding, rewriting

if TYPE_CHECKING:
    from shopper.practice_shop.rendering import ShopPage

_FIRST_VISIT = ("first_visit",)
_MUCH = 5_400_000  # bytes

_RESTLESS = (
    '<div id="banner"></div><script>addEventListener("load", () => requestAnimationFrame(() => [60, 120, 180, 240].forEach('
    "(after, turn) => setTimeout(() => {"
    ' document.getElementById("banner").style.height = turn % 2 ? "" : "26rem"; }, after))));</script>'
)
"""A banner that comes and goes twice, once the page has been painted."""

_WALL = (
    '<div role="dialog" aria-modal="true" aria-label="Cookies" style="position: fixed; inset: 0; z-index: 9; padding: 3rem;'
    ' background: #fff; color: #1e2a27"><p>{text}</p><button class="button" type="button">{accept}</button></div>'
)
_CONSENT = {
    "vi": (
        "Chúng tôi dùng cookie để phân tích lượt truy cập và hiển thị quảng cáo. Để tiếp tục, bạn cần đồng ý.",
        "Đồng ý tất cả",
    ),
    "en": ("We use cookies to analyse visits and to show advertising. To go on, you have to agree.", "Accept all"),
    "de": (
        "Wir verwenden Cookies, um Besuche auszuwerten und Werbung zu zeigen. Um fortzufahren, müssen Sie zustimmen.",
        "Alle akzeptieren",
    ),
    "fr": (
        "Nous utilisons des cookies pour mesurer l’audience et afficher de la publicité. Pour continuer, vous devez accepter.",
        "Tout accepter",
    ),
}


def _weigh(page: ShopPage) -> None:
    """A copy of the catalogue that somebody left in a comment."""
    page.html = page.html.replace("</main>", f"<!-- {'catalogue ' * (_MUCH // 10)}--></main>", 1)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "pale_text",
        "Text is too pale to be read",
        "The leading paragraphs are light grey on white: a contrast of less than 2 to 1.",
        finds="accessibility",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("*",),
        redo=adding("<style>.lead, .summary { color: #bcc4c1 !important; }</style>", before="</head>"),
    ),
    Defect(
        "questions_jump",
        "The frequent questions jump while they load",
        "A banner that cannot decide pushes the page down and lets it up again, twice, when it has just been painted.",
        finds="slow-page",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("faq",),
        redo=adding(_RESTLESS, before='<div class="reading">'),
    ),
    Defect(
        "home_page_heavy",
        "The first page is heavy",
        "Five megabytes have to be loaded for it, of which nobody sees anything.",
        finds="heavy-page",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("home",),
        redo=_weigh,
    ),
    Defect(
        "rates_too_wide_for_phones",
        "The table of delivery costs is too wide for phones",
        "It has a width of 44 letters' widths, whatever the screen's is: the whole page slides sideways.",
        finds="mobile-sideways-scroll",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("policy",),
        redo=rewriting('<table class="rates"', '<table class="rates" style="min-width: 44rem"'),
    ),
    Defect(
        "seal_without_encryption",
        "A seal is loaded without encryption",
        "The home page shows a picture by http://.",
        finds="mixed-content",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("home",),
        redo=adding('<p><img src="http://www.gomsen.test/static/mark.svg" alt="" width="48" height="48"></p>'),
    ),
    Defect(
        "front_without_encryption",
        "The shop answers without encryption",
        "Whoever types its name with http:// is shown the shop as it is, instead of being led to https://.",
        finds="no-https",
        medium="path",
        journeys=_FIRST_VISIT,
    ),
    Defect(
        "help_behind_cookie_wall",
        "Contact and imprint stand behind a wall of cookies",
        "Whoever wants to see them has to agree to advertising first; nothing can be refused or closed.",
        finds="cookie-wall-blocks-help",
        medium="path",
        journeys=_FIRST_VISIT,
        pages=("contact", "imprint"),
        redo=adding({language: _WALL.format(text=text, accept=accept) for language, (text, accept) in _CONSENT.items()}),
    ),
)
