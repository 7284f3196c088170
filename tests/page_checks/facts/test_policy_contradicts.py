import pytest

from shopper import PageView
from shopper.model import Outcome, Verdict
from shopper.page_checks.facts.policy_contradicts import policy_contradicts
from shopper.testing import a_page, a_turn, a_visit, an_exploration


def judged(*pages: PageView, **changes: object) -> list[Verdict]:
    return list(policy_contradicts(a_visit(steps=(), mails=[], explorations=(an_exploration(*pages),), **changes)))


def page(path: str, text: str, **changes: object) -> PageView:
    return a_page(path, text=text, links=(), title=path, **changes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The warranty on all pieces is 24 months.", "The warranty on all pieces is 1 year."),
        ("Die Garantie gilt 24 Monate.", "Die Garantie gilt 12 Monate."),
        ("Bảo hành 24 tháng cho mọi sản phẩm.", "Bảo hành 12 tháng cho mọi sản phẩm."),
        ("La garantie est de 24 mois.", "La garantie est de 12 mois."),
    ],
)
def test_two_values_fail_with_both_quotes_and_places(one: str, other: str) -> None:
    (verdict,) = judged(page("/a/warranty", one), page("/a/faq", other))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The warranty length is 24 months on /a/warranty (“{one}”) and 12 months on /a/faq (“{other}”)."
    assert (verdict.about, verdict.evidence) == ("warranty.length", ("page:p1", "page:p2"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("/returns", "You can return unworn items within 30 days."), ("/faq", "Electronics can be returned within 14 days.")),
        (("/r", "Sie können Artikel 30 Tage lang zurückgeben."), ("/faq", "Geschenke können Sie 60 Tage lang zurückgeben.")),
        (
            ("/refunds", "We refund you within 14 days of receiving the parcel."),
            ("/faq", "Lost parcels are refunded within 3 days."),
        ),
        (("/warranty", "Our frames: warranty of 5 years."), ("/warranty-batteries", "Our frames: warranty of 2 years.")),
        (("/bao-hanh", "Điện thoại được bảo hành 12 tháng."), ("/bao-hanh-phu-kien", "Phụ kiện được bảo hành 6 tháng.")),
        (("/warranty", "Warranty: 24 months."), ("/faq", "Warranty: 12 months.")),
    ],
)
def test_what_may_be_of_other_goods_goes_to_a_person(one: tuple[str, str], other: tuple[str, str]) -> None:
    (verdict,) = judged(page(*one), page(*other))
    assert verdict.outcome is Outcome.REVIEW


def test_the_certain_contradiction_is_told_first() -> None:
    said = (
        "Electronics: return within 14 days.",
        "You can return pieces within 30 days.",
        "You can return pieces within 20 days.",
    )
    (verdict,) = judged(*(page(f"/a/{path}", text) for path, text in zip(("gadgets", "returns", "faq"), said, strict=True)))
    assert (verdict.outcome, verdict.expected, verdict.actual) == (Outcome.FAIL, "30 days", "20 days")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vietnam\tStandard\t3 days\t€1.20", "Europe\tStandard\t8 days\t€9.00"),
        ("Wir erstatten innerhalb von 14 Tagen.", "Wir erstatten innerhalb von 5 Werktagen."),
        ("Trả hàng trong vòng 30 ngày.", "Đổi hàng lỗi trong vòng 7 ngày."),
        ("Vous pouvez renvoyer les pièces dans les 30 jours.", "Vous pouvez vous rétracter dans les 14 jours, par e-mail."),
        ("Hotline: 8:00–18:00", "Showroom: 9:00–21:00"),
        ("Cracks are replaced within 24 months of warranty.", "Send us a photo within 7 days if it arrives broken."),
    ],
)
def test_two_things_do_not_clash(one: str, other: str) -> None:
    found = judged(page("/a/delivery", one), page("/a/faq", other))
    assert not [verdict.sentence for verdict in found if verdict.outcome is not Outcome.PASS]


@pytest.mark.parametrize(
    "pages",
    [
        (("/kontakt", "Mo–Fr 9–17 Uhr"), ("/filialen/hamburg", "Mo–Fr 10–19 Uhr"), ("/filialen/kiel", "Mo–Fr 10–20 Uhr")),
        (("/cua-hang/q1", "Giờ mở cửa: 9:00 - 21:30"), ("/cua-hang/hn", "Giờ mở cửa: 9:00 - 22:00")),
        (("/stores/leeds", "Monday to Saturday 10am–6pm"), ("/stores/york", "Monday to Saturday 9am–5pm")),
        (("/magasins/lyon", "Du lundi au samedi de 10h à 19h"), ("/magasins/nice", "Du lundi au samedi de 9h à 19h")),
        (("/versand", "DHL Standard Deutschland bis 5 kg: 4,90 €\nDHL Standard Deutschland bis 31 kg: 9,90 €"),),
        (("/delivery", "UK standard, small parcel: £2.95\nUK standard, large parcel: £6.95"),),
    ],
)
def test_branches_and_sizes_of_parcels_do_not_clash(pages: tuple[tuple[str, str], ...]) -> None:
    assert not judged(*(page(*one) for one in pages))


def test_the_same_in_all_places_passes() -> None:
    (verdict,) = judged(page("/a/w", "The warranty is 2 years."), page("/a/faq", "You have 24 months of warranty."))
    assert (verdict.outcome, verdict.sentence) == (
        Outcome.PASS,
        "The warranty length is 24 months in all 2 places that name it.",
    )


def test_chat_and_structured_data_against_words_go_to_a_person() -> None:
    returns = page("/a/returns", "You can return pieces within 30 days.")
    (verdict,) = judged(returns, chat=(a_turn("You can return pieces within 14 days."),))
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence.endswith("and 14 days in the chat (“You can return pieces within 14 days.”).")
    (verdict,) = judged(returns, page("/a/p", "Mug", structured=({"merchantReturnDays": 14},)))
    assert verdict.outcome is Outcome.REVIEW
    assert "14 days in the data of /a/p" in verdict.sentence
