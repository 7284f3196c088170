"""Mails that cannot be read where customers read them."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, replacing

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail

_CLICK_HERE = {"vi": "Nhấn vào đây", "en": "Click here", "de": "Hier klicken", "fr": "Cliquez ici"}
_IN_THE_BROWSER = {
    "vi": "Xem email này trên trình duyệt",
    "en": "View this mail in your browser",
    "de": "Diese E-Mail im Browser ansehen",
    "fr": "Voir ce message dans votre navigateur",
}
_DARK_GROUND = (
    '<meta name="color-scheme" content="light dark">'
    "<style>@media (prefers-color-scheme: dark) { body, div, table, td { background-color: #14201d !important } }</style>"
)
_GMAIL_SHOWS = 102 * 1024  # bytes


def _inside(mail: ShopMail, old: str, new: str) -> None:
    """Replaces the first such text of the HTML. ValueError if there is none: a defect must break something."""
    if old not in mail.html:
        raise ValueError(f"{mail.kind}: there is no {old} in its HTML")
    mail.html = mail.html.replace(old, new, 1)


def _click_here(mail: ShopMail) -> None:
    _inside(mail, f">{html.escape(str(mail.about['t']['button']))}</a>", f">{_CLICK_HERE[mail.language]}</a>")


def _leftovers_first(mail: ShopMail) -> None:
    start = mail.html.index('<div style="display:none')
    end = mail.html.index("</div>", start) + len("</div>")
    link = f'<a href="{mail.about["home_url"]}" style="{mail.about["link_style"]}">{_IN_THE_BROWSER[mail.language]}</a>'
    mail.html = f'{mail.html[:start]}<p style="margin:0;padding:8px;font-size:13px">{link}</p>{mail.html[end:]}'


def _a_picture_alone(mail: ShopMail) -> None:
    """The whole mail as one picture, without a word, that leads to the survey."""
    head, body = mail.html.index("<body"), mail.html.index('<div role="main"')
    picture = f'<img src="{mail.tenant.url}/static/logo.png" width="560" alt="" style="width:100%;height:auto">'
    link = f'<a href="{mail.about["survey_url"]}" aria-label="{mail.about["t"]["button"]}">{picture}</a>'
    mail.html = f"{mail.html[:head]}{mail.html[head:body]}{link}</body>\n</html>\n"


def _every_style_there_is(mail: ShopMail) -> None:
    styles = "\n".join(f".block-{number} {{ color: #1e2a27; font-size: 16px; line-height: 24px }}" for number in range(2000))
    assert len(styles) > _GMAIL_SHOWS
    _inside(mail, "</head>", f"<style>\n{styles}\n</style>\n</head>")


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "logo_without_text",
        "The confirmation's logo has no text",
        "The picture of the logo in the confirmation has no `alt`: whoever cannot see it is told the name of a file.",
        finds="image-without-alt",
        kinds=("confirmation",),
        spoil=replacing(r'(<img [^>]*logo\.png[^>]*) alt="[^"]*"', r"\1"),
    ),
    Defect(
        "invoice_tables_unmarked",
        "The invoice's layout is announced as data",
        "The tables that arrange the invoice's mail do not say that they hold no data.",
        finds="layout-table-without-role",
        says="review",
        kinds=("invoice",),
        spoil=replacing(r' role="presentation"', ""),
    ),
    Defect(
        "refund_small_print_pale",
        "The refund's small print is pale",
        "Labels and small print of the refund mail are set in a grey that hardly shows on white.",
        finds="low-contrast",
        medium="probe",
        journeys=("order_and_return",),
        kinds=("refund",),
        spoil=replacing("#4a5854", "#b5bdb9"),
    ),
    Defect(
        "survey_one_picture",
        "The survey is a picture",
        "The survey's mail is one large picture that says everything; with pictures blocked it is blank.",
        finds="unreadable-without-images",
        medium="probe",
        journeys=("ask_by_form",),
        kinds=("survey",),
        spoil=_a_picture_alone,
    ),
    Defect(
        "confirmation_too_large",
        "The confirmation is too large for Gmail",
        "The confirmation carries all styles of the whole site; Gmail hides its end.",
        finds="clipped-in-gmail",
        kinds=("confirmation",),
        spoil=_every_style_there_is,
    ),
    Defect(
        "shipping_logo_svg",
        "The shipping notice's logo is an SVG",
        "The shipping notice shows the site's own logo file, of a kind that Gmail does not show.",
        finds="unsupported-in-clients",
        kinds=("shipping",),
        spoil=replacing(r"/static/logo\.png", "/static/logo.svg"),
    ),
    Defect(
        "return_label_too_wide",
        "The return label's mail is too wide for a phone",
        "The table in the mail with the return label is 920 pixels wide, for whoever prints it.",
        finds="sideways-scroll",
        medium="probe",
        journeys=("order_and_return",),
        kinds=("return_label",),
        spoil=replacing('<table role="presentation" cellpadding', '<table role="presentation" width="920" cellpadding'),
    ),
    Defect(
        "invoice_logo_gone",
        "The invoice's logo is gone",
        "The invoice's mail asks for a file of the logo that was renamed long ago.",
        finds="broken-image",
        medium="probe",
        kinds=("invoice",),
        spoil=replacing(r"/static/logo\.png", "/static/logo-2023.png"),
    ),
    Defect(
        "confirmation_with_script",
        "The confirmation brings a script",
        "A script of the website's statistics has come along into the confirmation.",
        finds="active-content",
        kinds=("confirmation",),
        spoil=replacing("</head>", "<script>window.dataLayer = window.dataLayer || [];</script>\n</head>"),
    ),
    Defect(
        "shipping_click_here",
        "The shipping notice says “click here”",
        "The button that leads to the parcel says no more than to click it.",
        finds="vague-link-text",
        kinds=("shipping",),
        spoil=_click_here,
    ),
    Defect(
        "ready_to_ship_leftovers_first",
        "“Ready to ship” begins with a link to itself",
        "In place of its preheader, “ready to ship” begins with a link to view it in the browser, and so the inbox shows that.",
        finds="no-preheader",
        kinds=("ready_to_ship",),
        spoil=_leftovers_first,
    ),
    Defect(
        "confirmation_dark_ground_only",
        "The confirmation is dark on dark",
        "On a dark screen the confirmation gets a dark ground, and keeps its dark text.",
        finds="invisible-in-dark-mode",
        medium="probe",
        kinds=("confirmation",),
        spoil=replacing('<meta name="color-scheme" content="light">', _DARK_GROUND),
    ),
)
