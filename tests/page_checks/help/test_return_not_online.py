import pytest
from factories import a_page, a_step, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Link, Outcome, Verdict
from shopper.page_checks.help.return_not_online import return_not_online
from shopper.testing import an_exploration


def judged(title: str, *lines: str) -> list[Verdict]:
    page = a_page("/x", title=title, headings=(title,), text="\n".join((title, *lines)))
    return list(return_not_online(a_visit(steps=(), explorations=(an_exploration(a_page("/"), page),))))


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    assert [one.outcome for one in return_not_online(a_tour(language))] == [Outcome.PASS]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Chính sách đổi trả", "Muốn trả hàng, hãy gọi hoặc viết thư cho chúng tôi trong vòng 7 ngày."),
        ("Returns", "To return a piece, please call us or write to us within 30 days."),
        ("Rückgabe", "Wenn Sie ein Stück zurückgeben möchten, rufen Sie uns bitte an."),
        ("Retours", "Pour renvoyer une pièce, appelez-nous ou écrivez-nous sous 14 jours."),
        ("Devoluciones", "Para devolver un artículo, escríbanos o llame a nuestro teléfono."),
    ],
)
def test_a_return_by_phone_or_mail_alone_fails(title: str, line: str) -> None:
    (verdict,) = judged(title, line)
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "returns", ("page:p2",))
    assert verdict.sentence == f"/x asks customers to write or call for a return: “{line}”."


def test_a_page_that_says_neither_is_for_a_person_to_look_at() -> None:
    assert [one.outcome for one in judged("Returns", "You have 30 days to think about everything you bought.")] == [
        Outcome.REVIEW
    ]


def test_a_model_form_for_withdrawal_is_no_booking() -> None:
    lines = ("Rufen Sie uns an, wenn Sie etwas zurückgeben möchten.", "Muster-Widerrufsformular: Hiermit widerrufe ich …")
    assert [one.outcome for one in judged("Rückgabe", *lines)] == [Outcome.FAIL]


def test_the_page_of_an_order_that_offers_it_passes() -> None:
    back = Link(text="Trả hàng đã mua", href="https://www.gomsen.test/vi/x")
    order = a_page("/vi/don-hang/1", title="Đơn hàng GS-10023", links=(back,))
    visit = a_visit(steps=(a_step("2", page=a_page("/vi/da-dat-hang/GS-10023")), a_step("3", page=order)))
    assert [(one.outcome, one.about) for one in return_not_online(visit)] == [(Outcome.PASS, "returns on the order's page")]


def test_a_shop_without_a_page_on_returns_is_left_to_another_check() -> None:
    assert judged("Giới thiệu", "Chúng tôi làm gốm ở Bát Tràng từ ba đời nay.") == []
