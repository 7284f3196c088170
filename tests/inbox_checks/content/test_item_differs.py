import pytest
from factories import NUMBER, T0, a_mail, a_page, a_step, a_visit, minutes

from shopper import Mail, Outcome, Verdict
from shopper.inbox_checks.content.item_differs import item_differs

ORDERED = "2 × Cốc men ngọc Hồ Tây\t778.000 ₫\n1 × Đĩa men lam\t120.000 ₫\nTổng cộng\t898.000 ₫"
PAGE = f"Mã đơn hàng\n{NUMBER}\n{ORDERED}"


def later(text: str, kind: str = "shipping_notice") -> Mail:
    return a_mail(kind, text=text, id="m2", arrived=T0 + minutes(90))


def judged(text: str, kind: str = "shipping_notice") -> Verdict:
    (verdict,) = item_differs(a_visit(mails=[a_mail(text=ORDERED), later(text, kind)]))
    return verdict


def test_another_piece_fails_and_both_are_named() -> None:
    verdict = judged("Trong kiện hàng\t1 × Bộ bốn chén trà Huế")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The shipping notice lists 1 × Bộ bốn chén trà Huế, which was not ordered; "
        "the order confirmation listed 2 × Cốc men ngọc Hồ Tây, 1 × Đĩa men lam."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("shipping_notice", "shipping", ("mail:m2", "mail:m1"))


@pytest.mark.parametrize(
    "text",
    [
        "2 × Cốc men ngọc Hồ Tây\n1 × Đĩa men lam",
        "Trong kiện hàng: 1 × Đĩa men lam",
        "Cốc men ngọc Hồ Tây (xanh, 320 ml)\nSố lượng: 2",
        "Đĩa Men Lam x1",
    ],
)
def test_the_same_pieces_and_a_part_of_them_pass(text: str) -> None:
    assert judged(text).outcome is Outcome.PASS


def test_more_pieces_fail() -> None:
    assert judged("3 × Cốc men ngọc Hồ Tây").outcome is Outcome.FAIL


def test_the_confirmation_is_held_against_the_page_and_must_be_complete() -> None:
    page = a_step("2", "click", a_page("/vi/da-dat-hang", text=PAGE), ended=T0)
    half = a_mail(text="2 × Cốc men ngọc Hồ Tây\t778.000 ₫\nTổng cộng\t898.000 ₫")
    (verdict,) = item_differs(a_visit(steps=(page,), mails=[half]))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("The order confirmation lists no Đĩa men lam; the shop's page listed 2 × Cốc")
    assert verdict.evidence == ("mail:m1", "step:2")


@pytest.mark.parametrize(
    "text",
    [
        "Your parcel is on its way. We deliver within 2 days, 7 days a week.",
        "Ihr Paket kommt morgen zwischen 8 und 18 Uhr.",
        "Votre colis arrive demain, 1 rue des Lilas.",
    ],
)
def test_a_mail_that_lists_nothing_is_not_judged(text: str) -> None:
    assert list(item_differs(a_visit(mails=[a_mail(text=ORDERED), later(text)]))) == []


def test_what_is_sent_back_and_what_changed_is_not_held_against_the_order() -> None:
    for kind in ("return_label", "refund", "order_changed"):
        assert list(item_differs(a_visit(mails=[a_mail(text=ORDERED), later("1 × Bộ bốn chén trà Huế", kind)]))) == []


def test_a_mail_in_another_language_may_name_the_piece_otherwise() -> None:
    text = "Your parcel has left our workshop, and the carrier is bringing it to you.\n2 × Celadon mug"
    assert judged(text).outcome is Outcome.REVIEW
