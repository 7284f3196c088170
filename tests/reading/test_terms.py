import pytest

from shopper.model import Link, MailPart, Reading
from shopper.reading.terms import brings, return_windows


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Bạn có 30 ngày để trả hàng.", 30),
        ("Đổi trả trong vòng 7 ngày kể từ ngày nhận.", 7),
        ("You can return unused pieces within 30 days of receiving them.", 30),
        ("30-day returns", 30),
        ("You have two weeks, no: 2 weeks to return it.", 14),
        ("Für eine Rückgabe haben Sie 30 Tage Zeit.", 30),
        ("Sie können alles innerhalb von 100 Tagen zurücksenden.", 100),
        ("Vous avez 30 jours pour renvoyer les pièces.", 30),
        ("Vous avez 30 jours pour nous retourner un article.", 30),
        ("Dispone de 14 días para devolver el producto.", 14),
    ],
)
def test_how_long_goods_can_be_sent_back(text: str, days: int) -> None:
    assert [window.days for window in return_windows(text)] == [days]


@pytest.mark.parametrize(
    "text",
    [
        "We refund the card within 14 days of getting the return.",
        "Hoàn tiền trong 14 ngày kể từ khi nhận lại hàng trả.",
        "Sie können Ihren Vertrag binnen vierzehn Tagen widerrufen. Widerrufsfrist: 14 Tage, Rücksendung auf eigene Kosten",
        "Send a photo within 7 days.",
        "Exchange or return: 30 days, warranty 24 months",
        "Bạn có thể trả lại món chưa sử dụng đến Chủ Nhật, 5 tháng 4, 2026.",
        "Return number RT-30",
        "Happy returns of the day",
        "You have 5 days left to return it.",
    ],
)
def test_other_periods_are_not_taken_for_it(text: str) -> None:
    assert return_windows(text) == ()


def test_terms_in_a_file_a_passage_or_a_link() -> None:
    file = Reading(parts=(MailPart(type="application/pdf", name="AGB.pdf", size=9),))
    titled = Reading(parts=(MailPart(type="application/pdf", name="doc.pdf", size=9, text="Điều khoản mua hàng\n…"),))
    passage = Reading(text="Terms of sale\n" + "The seller is Gốm Sen, and the contract is made with this mail. " * 20)
    link = Reading(text="Terms of sale", links=(Link(text="Terms of sale", href="https://www.gomsen.test/en/policies/terms"),))
    mentioned = Reading(text="By ordering you accepted our terms and conditions.")
    found = [brings(reading, "terms") for reading in (file, titled, passage, link, mentioned, Reading())]
    assert found == ["enclosed", "enclosed", "enclosed", "linked", "", ""]


def test_how_to_withdraw_in_five_languages() -> None:
    names = ("Chinh-sach-doi-tra.pdf", "Returns policy.pdf", "Widerrufsbelehrung.pdf", "Retractation.pdf", "Desistimiento.pdf")
    for name in names:
        reading = Reading(parts=(MailPart(type="application/pdf", name=name, size=9),))
        assert brings(reading, "withdrawal") == "enclosed"


def test_a_hidden_link_brings_nothing() -> None:
    hidden = Link(text="Terms", href="https://www.gomsen.test/terms", visible=False)
    assert brings(Reading(links=(hidden,)), "terms") == ""
