import pytest
from factories import CONFIRMATIONS, a_mail, a_visit

from shopper import Mail, Outcome
from shopper.inbox_checks.language.wrong_mail_language import wrong_mail_language
from shopper.model import Verdict

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]
PLAIN_VI = """Cam on ban da dat hang tai cua hang cua chung toi.
Don hang cua ban dang duoc giao den dia chi sau khi kiem tra.
Quy khach vui long kiem tra lai thong tin don hang.
Chung toi se lien he voi ban trong thoi gian som nhat."""


def judged(mail: Mail, **changes: object) -> list[Verdict]:
    return list(wrong_mail_language(a_visit(mails=[mail], **changes)))


@pytest.mark.parametrize(("locale", "language"), [("vi-VN", "vi"), ("en-GB", "en")])
def test_the_customers_language_passes(locale: str, language: str) -> None:
    (verdict,) = judged(a_mail(language=language), locale=locale)
    assert verdict.outcome is Outcome.PASS


def test_another_language_fails_and_says_which() -> None:
    (verdict,) = judged(a_mail("shipping_notice", language="en"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("The shipping notice is written in English (100% of ")
    assert verdict.sentence.endswith("; the customer shops in Vietnamese.")
    assert (verdict.about, verdict.owner, verdict.expected) == ("shipping_notice", "shipping", "Vietnamese")


def test_vietnamese_to_an_english_customer_fails() -> None:
    (verdict,) = judged(a_mail(language="vi"), locale="en-GB")
    assert verdict.outcome is Outcome.FAIL


def test_vietnamese_without_accents_is_still_vietnamese() -> None:
    (verdict,) = judged(a_mail(text=PLAIN_VI))
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize("text", [f"{VI}\n{EN}", f"{EN}\n{EN}\n{VI}"])
def test_a_mail_in_both_languages_can_be_read(text: str) -> None:
    (verdict,) = judged(a_mail(text=text))
    assert verdict.outcome is Outcome.PASS


def test_a_few_words_of_ours_do_not_save_a_foreign_mail() -> None:
    (verdict,) = judged(a_mail(text=f"{EN}\nCảm ơn bạn đã đặt hàng."))
    assert verdict.outcome is Outcome.FAIL


def test_a_foreign_footer_does_not_spoil_a_mail() -> None:
    (verdict,) = judged(a_mail(text=f"{VI}\nThis mail was sent to you because you placed an order in our shop."))
    assert verdict.outcome is Outcome.PASS


def test_a_patchwork_goes_to_a_person() -> None:
    german = "Vielen Dank für Ihre Bestellung, wir haben sie erhalten und packen sie gerade für Sie ein. " * 2
    french = "Merci pour votre commande, nous la préparons et elle partira bientôt de notre atelier. " * 2
    (verdict,) = judged(a_mail(text=f"{german}\n{french}\nCảm ơn bạn đã đặt hàng."))
    assert verdict.outcome is Outcome.REVIEW


def test_a_short_mail_with_a_foreign_subject_goes_to_a_person() -> None:
    (verdict,) = judged(a_mail(subject="Your order is on its way", text="GS-10023\nhttps://track.vanchuyen.test/vi/1"))
    assert verdict.outcome is Outcome.REVIEW


def test_a_short_mail_with_our_subject_or_none_is_left_alone() -> None:
    assert judged(a_mail(text="GS-10023")) == []
    assert judged(a_mail(subject="GS-10023", text="Order no. GS-10023\tTotal")) == []


def test_names_and_addresses_are_no_language() -> None:
    text = f"{EN}\n" + "Nguyễn Thùy Linh, Hàng Gai, Hoàn Kiếm, Hà Nội\nCông ty TNHH Gốm Sen\n" * 8
    (verdict,) = judged(a_mail(text=text), locale="en-GB")
    assert (verdict.outcome, verdict.actual.split(" (")[0]) == (Outcome.PASS, "English")


def test_unreadable_mails_cannot_be_told() -> None:
    (verdict,) = judged(a_mail(text="", problem="it is nested too deeply"))
    assert verdict.outcome is Outcome.CANT_TELL
    (verdict,) = judged(a_mail(text="ご注文ありがとうございます " * 40))
    assert (verdict.outcome, verdict.actual) == (Outcome.CANT_TELL, "unknown")


def test_strangers_and_languages_that_we_do_not_know_are_left_alone() -> None:
    assert judged(a_mail(language="en", solicited=False)) == []
    assert judged(a_mail(language="en"), locale="fi-FI") == []


SHORT_LINES = """Guten Tag Anna Weber,
vielen Dank für Ihre Bestellung 2026-88412.
Artikel\tPreis
2 x Wandersocken Merino\t29,90 €
Versand\t4,95 €
Gesamtsumme\t34,85 €
enthaltene MwSt. 19 %\t5,56 €
Voraussichtliche Lieferung: Mittwoch, 25. November 2026
Bestellung ansehen
Fragen? service@bergblick.test oder 089 123456.
Bergblick Outdoor GmbH, Sendlinger Str. 8, 80331 München, USt-IdNr. DE123456789"""


def short_lines(text: str = SHORT_LINES, **changes: str) -> Mail:
    return a_mail(**{"subject": "Ihre Bestellung ist eingegangen", "lang": "de", "html": "<p>…</p>", "text": text} | changes)


def test_many_short_lines_that_agree_fail() -> None:
    (verdict,) = judged(short_lines(), locale="en-GB")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation is written in German, subject and all; the customer shops in English."
    (verdict,) = judged(short_lines(html="", lang=""), locale="en-GB")
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "mail",
    [
        short_lines(lang="en"),
        short_lines(lang=""),
        short_lines(f"{SHORT_LINES}\nView your order"),
        short_lines("\n".join(SHORT_LINES.split("\n")[:5])),
    ],
)
def test_short_lines_that_do_not_agree_or_do_not_suffice_go_to_a_person(mail: Mail) -> None:
    (verdict,) = judged(mail, locale="en-GB")
    assert verdict.outcome is Outcome.REVIEW


def test_short_lines_in_her_language_are_left_alone() -> None:
    assert judged(short_lines(), locale="de-DE") == []


def test_broken_letters_have_no_language_that_could_be_told() -> None:
    (verdict,) = judged(a_mail(text=VI.encode().decode("cp1252", "replace")), locale="en-GB")
    assert verdict.outcome is Outcome.CANT_TELL
