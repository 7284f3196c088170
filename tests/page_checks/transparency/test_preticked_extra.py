import pytest
from factories import a_page, a_step, a_visit

from shopper import FormField, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.transparency.preticked_extra import preticked_extra

EMAIL = FormField(label="Email", name="email", kind="email", form=1)


def a_box(label: str, *, ticked: bool = True, form: int = 1) -> FormField:
    return FormField(label=label, name="box", kind="checkbox", ticked_first=ticked, filled=ticked, form=form)


def judged(*fields: FormField, path: str = "/en/checkout", locale: str = "en-GB") -> list[Verdict]:
    return list(preticked_extra(a_visit(steps=(a_step("1", page=a_page(path, fields=fields)),), locale=locale)))


def test_a_ticked_gift_wrap_fails() -> None:
    (verdict,) = judged(a_box("Gift wrap (+ €2.50)"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "“Gift wrap (+ €2.50)” is ticked on /en/checkout before the customer has touched it."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("/en/checkout: gift wrap (+ €2.50)", "web shop", ("step:1",))


def test_what_she_ticked_herself_and_the_page_kept_is_no_fault() -> None:
    before, after = a_box("Gift wrap (+ €2.50)", ticked=False), a_box("Gift wrap (+ €2.50)")
    steps = [a_step(str(n), page=a_page("/en/checkout", fields=(box,))) for n, box in enumerate((before, after), 1)]
    assert [verdict.outcome for verdict in preticked_extra(a_visit(steps=steps, locale="en-GB"))] == [Outcome.PASS]


@pytest.mark.parametrize(
    ("label", "locale"),
    [
        ("Email me with news and offers", "en-GB"),
        ("Shipping protection", "en-GB"),
        ("Ja, ich möchte den Newsletter abonnieren", "de-DE"),
        ("Je souhaite recevoir vos offres", "fr-FR"),
        ("Đăng ký nhận bản tin khuyến mãi", "vi-VN"),
        ("Bảo hiểm vỡ hàng 20.000 ₫", "vi-VN"),
        ("Quiero recibir ofertas", "es-ES"),
    ],
)
def test_whatever_costs_or_subscribes_fails_when_ticked_and_passes_when_not(label: str, locale: str) -> None:
    assert [verdict.outcome for verdict in judged(a_box(label), locale=locale)] == [Outcome.FAIL]
    assert [verdict.outcome for verdict in judged(a_box(label, ticked=False), locale=locale)] == [Outcome.PASS]


@pytest.mark.parametrize(
    "label",
    [
        "Billing address is the same as the delivery address",
        "Rechnungsadresse entspricht der Lieferadresse",
        "Remember me",
        "Lưu địa chỉ cho đơn hàng sau",
        "Utiliser la même adresse pour la facturation",
        "Ghi nhớ đăng nhập",
    ],
)
def test_boxes_of_ordinary_shops_may_be_ticked(label: str) -> None:
    assert [verdict.outcome for verdict in judged(a_box(label))] == [Outcome.PASS]


def test_terms_that_are_accepted_beforehand_go_to_a_person() -> None:
    assert [verdict.outcome for verdict in judged(a_box("I agree to the terms and conditions"))] == [Outcome.REVIEW]


def test_a_newsletter_box_counts_wherever_a_mail_address_is_asked_for() -> None:
    assert [verdict.outcome for verdict in judged(EMAIL, a_box("Newsletter"), path="/en/contact")] == [Outcome.FAIL]


def test_filters_of_a_list_and_lines_of_the_cart_are_hers() -> None:
    assert judged(EMAIL, a_box("Express delivery (23)", form=2), path="/en/products") == []
    assert [v.outcome for v in judged(a_box("Celadon mug €15.90"), path="/en/cart")] == [Outcome.PASS]


def test_radios_are_no_boxes_and_other_firms_pages_not_judged() -> None:
    radio = FormField(label="Express, €3.50", kind="radio", ticked_first=True)
    assert judged(radio) == []
    assert judged(a_box("Newsletter"), path="https://pay.example.com/checkout") == []


def test_each_page_is_judged_once() -> None:
    page: PageView = a_page("/en/checkout", fields=(a_box("Gift wrap"), a_box("Newsletter")))
    steps = (a_step("1", page=page), a_step("2", "fill", page))
    assert [verdict.evidence for verdict in preticked_extra(a_visit(steps=steps))] == [("step:2",)] * 2
