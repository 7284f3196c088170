import pytest
from factories import NUMBER, T0, a_mail, a_page, a_step, a_visit, minutes

from shopper import Mail, Outcome
from shopper.inbox_checks.content.address_differs import address_differs

HERS = "Giao đến\nNguyễn Thùy Linh\n25 ngõ 81 phố Láng Hạ\nHà Nội 11500\nViệt Nam"


def later(text: str, kind: str = "shipping_notice") -> Mail:
    return a_mail(kind, text=text, id="m2", arrived=T0 + minutes(90))


def test_another_house_fails_and_both_are_quoted() -> None:
    (verdict,) = address_differs(a_visit(mails=[a_mail(text=HERS), later("Giao đến\t52 ngõ 81 phố Láng Hạ, Hà Nội 11500")]))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The shipping notice says that the parcel goes to “52 ngõ 81 phố Láng Hạ, Hà Nội 11500”; "
        "the order confirmation said “Nguyễn Thùy Linh, 25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Việt Nam”."
    )
    assert (verdict.owner, verdict.evidence) == ("shipping", ("mail:m2", "mail:m1"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HERS, "Giao đến: 25 ngõ 81 phố Láng Hạ, Hà Nội 11500, Vietnam"),
        ("Lieferadresse\nAnna Kern\nLange Straße 5\n10115 Berlin", "Lieferung an: Lange Str. 5, 10115 Berlin, Deutschland"),
        ("Adresse de livraison\n3 rue des Lilas\n75020 Paris", "Livraison à : 3, rue des Lilas, 75020 PARIS, France"),
        ("Deliver to\n10 Downing Street\nLondon SW1A 2AA", "Shipping address: 10 Downing St, London"),
    ],
)
def test_the_same_address_in_other_dress_passes(first: str, second: str) -> None:
    (verdict,) = address_differs(a_visit(mails=[a_mail(text=first), later(second)]))
    assert verdict.outcome is Outcome.PASS


def test_after_a_change_the_new_address_holds() -> None:
    moved = "Giao đến: 27 ngõ 81 phố Láng Hạ, Hà Nội 11500"
    changed = a_mail("order_changed", text=moved, id="m2", arrived=T0 + minutes(60))
    right, stale = (a_mail("shipping_notice", text=text, id="m3", arrived=T0 + minutes(90)) for text in (moved, HERS))
    assert [v.outcome for v in address_differs(a_visit(mails=[a_mail(text=HERS), changed, right]))] == [Outcome.PASS]
    assert [v.outcome for v in address_differs(a_visit(mails=[a_mail(text=HERS), changed, stale]))] == [Outcome.FAIL]


def test_the_page_of_the_order_says_where_it_goes() -> None:
    page = a_step("2", "click", a_page("/vi/da-dat-hang", text=f"{NUMBER}\n{HERS}"), ended=T0)
    elsewhere = a_mail(text="Giao đến: 9 phố Huế, Hà Nội 10000")
    (verdict,) = address_differs(a_visit(steps=(page,), mails=[elsewhere]))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("mail:m1", "step:2"))


def test_an_address_alone_or_from_a_stranger_is_not_judged() -> None:
    assert list(address_differs(a_visit(mails=[a_mail(text=HERS)]))) == []
    stranger = later("Giao đến: 9 phố Huế, Hà Nội 10000").model_copy(update={"solicited": False})
    assert list(address_differs(a_visit(mails=[a_mail(text=HERS), stranger]))) == []
