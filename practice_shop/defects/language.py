"""Mails that speak a language that the customer does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shopper.practice_shop.defects.declaring import Defect, replacing, saying
from shopper.practice_shop.paths import other_language
from shopper.practice_shop.rendering import templates, words

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail


def _subject_left_in_english(mail: ShopMail) -> None:
    """The acknowledgement's subject as the other language has it: in English, or in Vietnamese where that is hers."""
    kind = words(other_language(mail.language))["mails"]["acknowledgement"]
    mail.subject = kind["subject"].format(matter=kind["a_question"], number=mail.about["ticket"].number)


def _text_part_left_in_english(mail: ShopMail) -> None:
    """The plain body from the other language's template, the HTML as it should be."""
    language = other_language(mail.language)
    told = words(language)
    own = {"t": told["mails"][mail.kind], "common": told["mails"], "all_words": told, "bill_words": told["bill"]}
    also = {"methods": told["methods"], "countries": told["countries"], "policies": told["policies"], "language": language}
    mail.text = templates().get_template(f"mails/{mail.kind}.txt").render({**mail.about, **own, **also})


def _invoice_in_english(mail: ShopMail) -> None:
    """The PDF in the other language, under the name that it always has."""
    from shopper.practice_shop.systems.pdf import invoice_pdf

    content = invoice_pdf(mail.about["order"], other_language(mail.language), mail.tenant, ())
    for part in mail.iter_attachments():
        name = part.get_filename()
        part.set_content(content, maintype="application", subtype="pdf", filename=name)


def _without_diacritics(mail: ShopMail) -> None:
    """Both bodies as a system for text messages would have them: the letters of ASCII alone. Names keep theirs."""
    for name in ("html", "text"):
        told = getattr(mail, name)
        setattr(mail, name, _VIETNAMESE.sub(lambda hit: _plain(hit[0]), told))


_VIETNAMESE = re.compile(r"(?<=>)[^<>]+(?=<)|^[^<>]*$", re.MULTILINE)


def _plain(text: str) -> str:
    import unicodedata

    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _total_abroad(hit: re.Match[str]) -> str:
    """An amount with the signs of the other custom: 808,000 ₫ for 808.000 ₫, 36,80 for 36.80 and the other way round."""
    return hit[0].translate(str.maketrans(",.", ".,"))


_AMOUNT = r"(?<=[€£])\d[\d.,]*\d|\b\d[\d.,]*\d(?=[\u00a0\u202f ][₫€])"

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "shipping_mail_in_other_language",
        "The shipping notice is in the other language",
        "A Vietnamese order gets an English shipping notice and the other way round, subject included.",
        finds="wrong-mail-language",
        follows=(
            "subject-language-differs",
            "foreign-date-or-money-format",
            "landing-language-differs",
            "goal-not-reached",
        ),
    ),
    Defect(
        "invoice_mojibake",
        "The invoice mail has broken letters",
        "The ERP reads UTF-8 as Latin letters: “Gốm Sen” becomes “Gá»‘m Sen”.",
        finds="mojibake",
        follows=("mixed-language-mail", "wrong-mail-language"),
    ),
    Defect(
        "shipping_mail_half_translated",
        "A part of the shipping notice is in the other language",
        "One paragraph of the shipping notice was never translated.",
        finds="mixed-language-mail",
    ),
    Defect(
        "acknowledgement_subject_in_other_language",
        "The acknowledgement's subject is in the other language",
        "The subject was never translated; the mail below it is in the customer's language.",
        finds="subject-language-differs",
        journeys=("ask_by_form",),
        kinds=("acknowledgement",),
        spoil=_subject_left_in_english,
    ),
    Defect(
        "carrier_notice_without_diacritics",
        "The carrier writes Vietnamese without diacritics",
        "The carrier's notice has the letters of its text messages: “Hom nay ban nhan kien hang”.",
        finds="vietnamese-without-diacritics",
        languages=("vi",),
        kinds=("carrier_notice",),
        spoil=_without_diacritics,
    ),
    Defect(
        "confirmation_declares_other_language",
        "The confirmation declares another language",
        "The frame of the confirmation says Finnish, whatever the customer's language is.",
        finds="html-lang-differs",
        kinds=("confirmation",),
        spoil=replacing(r'<html lang="\w+"', '<html lang="fi"'),
    ),
    Defect(
        "refund_text_part_in_other_language",
        "The refund's plain text is in the other language",
        "HTML and plain text of the refund mail are in two languages: which one she reads is up to her mail program.",
        finds="parts-in-different-languages",
        follows=("text-part-contradicts-html",),
        journeys=("order_and_return",),
        kinds=("refund",),
        spoil=_text_part_left_in_english,
    ),
    Defect(
        "invoice_document_in_other_language",
        "The invoice's PDF is in the other language",
        "The mail is in the customer's language, the invoice in it in that of the ERP's default.",
        finds="attachment-language-differs",
        follows=("invoice-differs",),
        kinds=("invoice",),
        spoil=_invoice_in_english,
    ),
    Defect(
        "confirmation_mixes_forms_of_address",
        "The confirmation changes its tone",
        "One paragraph addresses the customer in another form than all the rest: quý khách for bạn, du for Sie, tu for vous.",
        finds="mixed-form-of-address",
        languages=("vi", "de", "fr"),
        kinds=("confirmation",),
        spoil=saying(
            {
                "vi": "Kính gửi Quý khách, mọi thắc mắc của Quý khách luôn được chúng tôi lắng nghe.",
                "de": "Hast du noch Fragen zu deinem Einkauf? Wir helfen dir gern weiter.",
                "fr": "Tu as encore une question sur tes achats ? Nous sommes là pour toi.",
            }
        ),
    ),
    Defect(
        "confirmation_foreign_amounts",
        "The confirmation writes amounts as another country does",
        "Points and commas have changed places in all amounts of the confirmation: 808,000 ₫ for 808.000 ₫, €36,80 for €36.80.",
        finds="foreign-date-or-money-format",
        kinds=("confirmation",),
        spoil=replacing(_AMOUNT, _total_abroad),
    ),
    Defect(
        "refund_calls_the_parcel_otherwise",
        "The refund mail has another word for the parcel",
        "The returns desk's mail calls the parcel by a word that the shop's glossary does not want.",
        finds="one-thing-many-names",
        journeys=("order_and_return",),
        kinds=("refund",),
        spoil=saying(
            {
                "vi": "Bưu kiện của bạn đã được kiểm tra.",
                "en": "Your package has been checked.",
                "de": "Ihr Päckchen wurde geprüft.",
                "fr": "Votre paquet a été contrôlé.",
            }
        ),
    ),
)
