import pytest
from factories import CONFIRMATIONS, a_page, a_step, a_visit

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.language.page_language_differs import page_language_differs
from shopper.testing import an_exploration

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]
FOOTER = "Gốm Sen làm gốm men ngọc bằng tay tại làng Bát Tràng, và chúng tôi gửi hàng đi khắp nơi trên thế giới cho bạn. " * 3


def judged(*pages: PageView, locale: str = "vi-VN", verb: str = "goto") -> list[Verdict]:
    steps = tuple(a_step(str(n), verb, page) for n, page in enumerate(pages, 1))
    return list(page_language_differs(a_visit(steps=steps, locale=locale)))


@pytest.mark.parametrize(("text", "locale"), [(VI, "vi-VN"), (EN, "en-GB")])
def test_the_customer_s_language_passes(text: str, locale: str) -> None:
    (verdict,) = judged(a_page("/a", text=text), locale=locale)
    assert verdict.outcome is Outcome.PASS


def test_a_foreign_text_between_head_and_foot_fails() -> None:
    pages = [a_page(f"/vi/{name}", text=f"{VI}\n{name}\n{FOOTER}") for name in ("bat", "dia")]
    terms = a_page("/vi/chinh-sach/giao-hang", text=f"{EN}\n{FOOTER}")
    *_, verdict = judged(*pages, terms)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("The page /vi/chinh-sach/giao-hang is written in English (100% of ")
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/vi/chinh-sach/giao-hang", "web shop", ("step:3",))


def test_a_vietnamese_page_for_an_english_customer_fails() -> None:
    (verdict,) = judged(a_page("/en/policies/delivery", text=VI), locale="en-GB")
    assert verdict.outcome is Outcome.FAIL


def test_a_partner_s_page_is_the_partner_s() -> None:
    (verdict,) = judged(a_page("https://track.vanchuyen.test/en/x", text=EN))
    assert (verdict.outcome, verdict.owner) == (Outcome.FAIL, "track.vanchuyen.test")


def test_both_languages_on_one_page_pass() -> None:
    (verdict,) = judged(a_page("/a", text=f"{EN}\n{VI}"))
    assert verdict.outcome is Outcome.PASS


def test_a_patchwork_goes_to_a_person() -> None:
    german = "Vielen Dank für Ihre Bestellung, wir haben sie erhalten und packen sie gerade für Sie ein."
    french = "Merci pour votre commande, nous la préparons et elle partira bientôt de notre atelier."
    (verdict,) = judged(a_page("/a", text=f"{german}\n{french}\n{german}\n{french}"))
    assert verdict.outcome is Outcome.REVIEW


def test_a_language_that_is_not_known_cannot_be_told() -> None:
    (verdict,) = judged(a_page("/a", text="ご注文ありがとうございます 発送 されました よろしく " * 20))
    assert verdict.outcome is Outcome.CANT_TELL


def test_landings_of_mails_errors_scraps_and_unknown_languages_are_left_alone() -> None:
    assert judged(a_page("/a", text=EN), verb="open_mail_link") == []
    assert judged(a_page("/a", text=EN, status=404), a_page("/b", text=EN, challenged=True)) == []
    assert judged(a_page("/a", text="Your order is on its way to you")) == []
    assert judged(a_page("/a", text=EN), locale="fi-FI") == []


def test_an_explored_site_in_another_language_is_one_finding() -> None:
    pages = [a_page(f"/vi/{name}", text=f"{name} {EN}".replace("\n", " ")) for name in "abcdef"]
    (verdict,) = page_language_differs(a_visit(steps=(), explorations=(an_exploration(*pages),)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "6 pages are written in English, /vi/a first; the customer shops in Vietnamese."
    assert (verdict.about, verdict.evidence[0], len(verdict.evidence)) == ("many pages", "page:p1", 5)


def test_an_explored_page_is_judged_in_the_language_that_was_looked_at() -> None:
    visit = a_visit(steps=(), explorations=(an_exploration(a_page("/en/a", lang="en", text=EN), language="en"),))
    assert [verdict.outcome for verdict in page_language_differs(visit)] == [Outcome.PASS]
