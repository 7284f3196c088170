"""Effort: what the customer has to click, type and wait for without need."""

from __future__ import annotations

from shopper.practice_shop.defects.declaring import Defect, adding

_ASKED_AGAIN = {
    language: f"""<fieldset>
<div class="field"><label for="again-name">{name}</label>
<input id="again-name" name="again_name" autocomplete="name" required></div>
<div class="field"><label for="again-email">{email}</label>
<input id="again-email" name="again_email" type="email" autocomplete="email" required></div>
</fieldset>
"""
    for language, name, email in (
        ("vi", "Họ và tên", "Email"),
        ("en", "Full name", "Email"),
        ("de", "Vor- und Nachname", "E-Mail"),
        ("fr", "Nom complet", "E-mail"),
    )
}

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "needless_pages",
        "Six pages stand between address and payment",
        "After the address come six pages that offer something, each with a button to go on.",
        finds="too-many-clicks",
        medium="path",
        alone=True,
    ),
    Defect(
        "payment_asks_again",
        "The payment page asks for name and mail address again",
        "Two fields insist on what the customer has typed on the page before.",
        finds="typed-again",
        medium="path",
        pages=("payment",),
        redo=adding(_ASKED_AGAIN, before='<section class="recap">'),
    ),
    Defect(
        "help_search_slow",
        "The search of the help pages takes minutes",
        "Whoever searches the questions looks at a page that asks for patience for four minutes.",
        finds="slow-self-service",
        medium="path",
        journeys=("top_questions",),
    ),
)
