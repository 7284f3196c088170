import pytest
from factories import a_mail, a_plan, a_visit

from shopper import Outcome
from shopper.inbox_checks.privacy.other_customers_data import other_customers_data
from shopper.model import Persona, Verdict


def judged(text: str, *, address: str = "v1@inbox.test", name: str = "Nguyễn Thùy Linh", **changes: object) -> list[Verdict]:
    plan = a_plan(persona=Persona(id="p", name=name))
    return list(other_customers_data(a_visit(mails=[a_mail(text=text, **changes)], plan=plan, address=address)))


@pytest.mark.parametrize(
    "greeting",
    [
        "Chào Trần Văn Hùng,",
        "Kính gửi anh Hùng,",
        "Dear Mr Whitfield,",
        "Hello Emma Whitfield,",
        "Sehr geehrter Herr Brandt,",
        "Guten Tag Jonas Brandt,",
        "Bonjour Camille Laurent,",
        "Estimada señora García:",
        "Chào Nguyễn Văn Minh,",
    ],
)
def test_another_customers_name_fails(greeting: str) -> None:
    (verdict,) = judged(f"{greeting}\nĐơn hàng của bạn đang trên đường.")
    assert verdict.outcome is Outcome.FAIL
    assert "and the customer’s own name stands nowhere in it" in verdict.sentence


@pytest.mark.parametrize(
    "greeting", ["Hello Emma,", "Guten Morgen Berlin,", "Chào Hà Nội,", "Thank You Very Much!", "Chào Minh,"]
)
def test_what_may_be_no_name_goes_to_a_person(greeting: str) -> None:
    assert [verdict.outcome for verdict in judged(f"{greeting}\nĐơn hàng của bạn đang trên đường.")] == [Outcome.REVIEW]


def test_where_her_own_name_stands_too_a_person_looks() -> None:
    (verdict,) = judged("Chào Minh,\nGiao đến: Nguyễn Thùy Linh, 25 ngõ 81")
    assert verdict.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "greeting",
    [
        "Xin chào Linh,", "Chào Nguyễn Thùy Linh,", "Chào chị Linh,", "Dear Thuy Linh,", "Hello Ms Nguyễn,", "Hallo Linh!",
        "Liebe Frau Nguyễn,", "Chère Madame Nguyễn,", "Hola Linh:", "Dear Customer,", "Kính gửi Quý khách,", "Hello there,",
        "Sehr geehrte Damen und Herren,", "Madame, Monsieur,", "Estimado cliente:", "Hi!", "Thank you for your order!",
        "Cảm ơn bạn đã đặt hàng tại Gốm Sen", "Welcome to Gốm Sen", "Vielen Dank für Ihre Bestellung", "Hello Tea Lovers,",
        "Merci Gốm Sen", "Cảm ơn bạn, Nguyễn Thùy Linh!", "Hi v1,",
        "Dear Account Holder,", "Hallo Teefreundin,", "Hallo Du,", "Chào Bạn Yêu Gốm,", "Thân gửi Thành Viên Sen Vàng,",
        "Bonjour Membre Privilège,", "Dear Valued Collector,",
    ],
)  # fmt: skip
def test_her_own_name_and_no_name_are_fine(greeting: str) -> None:
    assert all(verdict.outcome is Outcome.PASS for verdict in judged(f"{greeting}\nĐơn hàng của bạn đang trên đường."))


def test_what_she_wrote_herself_is_left_out() -> None:
    text = "Chào Linh,\nCảm ơn bạn.\nVào lúc 10:00, Linh đã viết:\nChào Minh,"
    assert judged(text)[0].outcome is Outcome.PASS


def test_other_people_in_the_address_line_fail() -> None:
    (verdict,) = judged("Chào Linh,", recipients=("v1@inbox.test", "hung@example.net", "an@web.de"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation was openly sent to 2 other people as well."


@pytest.mark.parametrize("to", ["v1@inbox.test", "inbox@inbox.test", "archive@gomsen.test"])
def test_her_own_mailbox_and_the_shops_are_nobody_else(to: str) -> None:
    assert judged("Chào Linh,", recipients=("v1@inbox.test", to))[0].outcome is Outcome.PASS


def test_at_a_public_provider_the_part_before_the_plus_counts() -> None:
    hers = "linh.shops+v1@gmail.com"
    assert judged("Chào Linh,", address=hers, recipients=("linhshops@gmail.com",))[0].outcome is Outcome.PASS
    assert judged("Chào Linh,", address=hers, recipients=("hung@gmail.com",))[0].outcome is Outcome.FAIL


def test_strangers_are_left_alone() -> None:
    assert judged("Chào Hùng,", solicited=False) == []


def test_where_nobody_knows_her_name_any_is_fine() -> None:
    assert [verdict.outcome for verdict in judged("Hello Emma,\nYour order is on its way.", name="")] == [Outcome.PASS]
