"""Forms that make customers guess, type twice, or prove that they are human."""

from __future__ import annotations

import re

from shopper.practice_shop.defects.declaring import Defect, adding, rewriting
from shopper.practice_shop.rendering import ShopPage

_NOT_TAKEN = {
    "vi": "Thông tin không hợp lệ",
    "en": "Invalid information",
    "de": "Ungültige Angaben",
    "fr": "Informations invalides",
}
_HUMAN = {
    "vi": "Tôi không phải là robot",
    "en": "I am not a robot",
    "de": "Ich bin kein Roboter",
    "fr": "Je ne suis pas un robot",
}


def _keep_the_mistake_secret(page: ShopPage) -> None:
    """One sentence above the form, and no field that is marked."""
    words = _NOT_TAKEN[page.language]
    page.html = re.sub(r'(role="alert">\s*<h2>)[^<]*(</h2>)\s*<ul>.*?</ul>', rf"\g<1>{words}\2", page.html, flags=re.DOTALL)
    page.html = re.sub(r'<p class="error"[^>]*>.*?</p>| aria-invalid="true"', "", page.html, flags=re.DOTALL)


def _forget_what_was_typed(page: ShopPage) -> None:
    if "aria-invalid" in page.html:
        page.html = re.sub(r'(<input id="name"[^>]* value=")[^"]*', r"\1", page.html)
        page.html = re.sub(r"(<textarea[^>]*>).*?(?=</textarea>)", r"\1", page.html, flags=re.DOTALL)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "mistakes_not_named",
        "A refused form does not say why",
        "When the address has a mistake, the checkout says “Invalid information” and marks no field.",
        finds="validation-unhelpful",
        medium="path",
        journeys=("mistyped_address",),
        pages=("checkout",),
        redo=_keep_the_mistake_secret,
    ),
    Defect(
        "refused_form_forgets",
        "A refused form is empty again",
        "When a field of the contact form is missing, name and question are gone from it.",
        finds="input-lost-on-error",
        medium="path",
        journeys=("mistyped_question",),
        pages=("contact",),
        redo=_forget_what_was_typed,
    ),
    Defect(
        "autocomplete_off",
        "Browsers may not fill in the address",
        "Every field of the checkout's address form has autocomplete switched off.",
        finds="no-autocomplete",
        medium="path",
        pages=("checkout",),
        redo=rewriting(r'autocomplete="[^"]*"', 'autocomplete="off"'),
    ),
    Defect(
        "captcha_before_contact",
        "Who has a question must prove to be human",
        "The contact form has a captcha for everybody to solve.",
        finds="captcha-wall",
        medium="path",
        journeys=("mistyped_question",),
        pages=("contact",),
        redo=adding(
            {
                language: f'<div class="g-recaptcha" style="min-height: 78px"><p>{words}</p></div>\n'
                for language, words in _HUMAN.items()
            },
            before='<p><button class="button" type="submit">',
        ),
    ),
)
